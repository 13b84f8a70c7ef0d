//! A server that runs while a tool is at work.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};

use super::Stop;

/// What servers print before their address.
const MARK: &str = "listening on ";

/// A process that is ended when this is dropped.
pub(super) struct Server {
    process: Child,
    /// `http://127.0.0.1:40123`.
    pub(super) url: String,
}

/// Where a server prints its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prints {
    Output,
    Errors,
}

impl Server {
    /// Starts a server, and waits until it listens.
    pub(super) fn start(command: &mut Command, prints: Prints) -> Result<Self, Stop> {
        let (output, errors) = match prints {
            Prints::Output => (Stdio::piped(), Stdio::null()),
            Prints::Errors => (Stdio::null(), Stdio::piped()),
        };
        command.stdin(Stdio::null()).stdout(output).stderr(errors);
        let program = command.get_program().to_string_lossy().into_owned();
        let process = command
            .spawn()
            .map_err(|error| Stop::Failed(format!("{program} can't be started: {error}")))?;
        let mut server = Self { process, url: String::new() };
        let printed: Option<Box<dyn Read + Send>> = match prints {
            Prints::Output => server.process.stdout.take().map(|pipe| Box::new(pipe) as _),
            Prints::Errors => server.process.stderr.take().map(|pipe| Box::new(pipe) as _),
        };
        let mut told = Vec::new();
        let mut lines =
            BufReader::new(printed.unwrap_or_else(|| Box::new(std::io::empty()))).lines();
        for line in lines.by_ref().map_while(Result::ok) {
            if let Some(url) = address(&line) {
                url.clone_into(&mut server.url);
                // Whoever prints into a full pipe waits.
                std::thread::spawn(move || lines.for_each(drop));
                return Ok(server);
            }
            told.push(line);
        }
        Err(Stop::Failed(format!("{program} does not listen:\n{}", told.join("\n"))))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The address in a line that says it.
fn address(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(MARK)?;
    rest.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_address_is_read_from_the_line_that_says_it() {
        let prism =
            "[7:11:18 PM] › [CLI] ▶  start     Prism is listening on http://127.0.0.1:35101";
        assert_eq!(address(prism), Some("http://127.0.0.1:35101"));
        let mock = "listening on http://127.0.0.1:4010 (ctrl-c stops)";
        assert_eq!(address(mock), Some("http://127.0.0.1:4010"));
        assert_eq!(address("[CLI] …  awaiting  Starting Prism…"), None);
    }
}
