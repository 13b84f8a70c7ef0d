//! Answers that are too large, and what they cost.

use std::fs;

use apiscribe_runtime::Error;
use conformance::server::{Reaction, Server};

use crate::alone;
use crate::callers::{Caller, Setup, callers, callers_with, list};

const MEBIBYTE: u64 = 1 << 20;

/// What the operating system takes from a server before a client has read it: buffers of both ends.
const BUFFERS: u64 = 16 * MEBIBYTE;

/// An answer of so many mebibytes, with its length or in chunks.
fn large(status: u16, mebibytes: u64, chunked: bool) -> Reaction {
    let block = " ".repeat(1 << 20);
    if chunked {
        Reaction::head(status, &[("transfer-encoding", "chunked")])
            .repeat(format!("{MEBIBYTE:x}\r\n{block}\r\n"), mebibytes)
            .write("0\r\n\r\n")
    } else {
        let length = (mebibytes * MEBIBYTE).to_string();
        Reaction::head(status, &[("content-length", &length)]).repeat(block, mebibytes)
    }
}

/// Nearly one gibibyte of zeros in a gzip member, written by hand: a bit string that repeats.
fn gzip_bomb() -> Vec<u8> {
    // The header; a block with fixed codes; a literal zero.
    let mut bits = Bits::default();
    bits.push(0b011, 3);
    bits.push_code(0b0011_0000, 8);
    // The match "258 bytes from one byte before": the length code 285 and the distance code 0.
    for _ in 0..(1 << 30) / 258 {
        bits.push_code(0b1100_0101, 8);
        bits.push_code(0, 5);
    }
    // The end of the block. What is left of a member is a checksum, which nobody should get to.
    bits.push_code(0, 7);
    let mut member = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    member.extend(bits.finish());
    member.extend([0; 8]);
    member
}

/// Writes bits, the lowest of each byte first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    pending: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, bits: u32, count: u32) {
        self.pending |= bits << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(self.pending.to_le_bytes()[0]);
            self.pending >>= 8;
            self.count -= 8;
        }
    }

    /// Codes go in by their highest bit first.
    fn push_code(&mut self, code: u32, count: u32) {
        self.push(code.reverse_bits() >> (32 - count), count);
    }

    fn finish(mut self) -> Vec<u8> {
        self.push(0, 7);
        self.bytes
    }
}

fn assert_capped(error: &Error, status: u16, cap: usize) {
    assert!(error.is_unexpected(), "{error}");
    assert_eq!(error.status().unwrap().as_u16(), status, "{error}");
    assert_eq!(error.is_retryable(), status == 500, "{error}");
    assert_eq!(error.bytes().unwrap().len(), cap, "{error}");
    assert!(error.to_string().contains(&format!("cap of {cap} bytes")), "{error}");
}

#[test]
fn a_small_cap_ends_a_large_answer_early() {
    let setup = Setup { body_cap: 1000, ..Setup::default() };
    for (status, chunked) in [(200, false), (200, true), (500, false)] {
        for kind in [Caller::asynchronous, Caller::blocking] {
            let server = Server::always(large(status, 100, chunked));
            let caller = kind(&server.endpoint(), &setup);
            assert_capped(&caller.list(&list()).unwrap_err(), status, 1000);
            assert_capped(&caller.add_account().unwrap_err(), status, 1000);
            drop(caller);
            assert!(server.comes_to(|server| server.open() == 0));
            assert!(server.bytes_written() < 2 * BUFFERS, "{}", server.bytes_written());
        }
    }
}

#[test]
fn the_cap_is_exact() {
    let padded = |length: usize| Reaction::json(200, &format!("{{{}}}", " ".repeat(length - 2)));
    let setup = Setup { body_cap: 1000, ..Setup::default() };
    let server = Server::in_turn([padded(1000), padded(1000), padded(1001)]);
    for caller in callers_with(&server.endpoint(), &setup) {
        assert_eq!(caller.list(&list()).unwrap().bytes().len(), 1000);
    }
    for caller in callers_with(&server.endpoint(), &setup) {
        assert_capped(&caller.list(&list()).unwrap_err(), 200, 1000);
    }
}

#[test]
fn compressed_bytes_are_never_expanded() {
    let bomb = gzip_bomb();
    let length = bomb.len();
    assert!(length < 7 << 20, "{length}");
    for header in ["content-encoding", "transfer-encoding"] {
        // The one is for the reader of the body, the other for the connection, which then ends with the body.
        let reaction = match header {
            "content-encoding" => Reaction::answer(200, &[(header, "gzip")], &bomb),
            _ => Reaction::head(200, &[(header, "gzip")]).write(bomb.clone()).close(),
        };
        let server = Server::always(reaction);
        for caller in callers(&server.endpoint()) {
            let error = caller.list(&list()).unwrap_err();
            if header == "content-encoding" {
                assert!(error.is_unexpected() && !error.is_retryable(), "{error}");
                assert!(error.to_string().contains("compressed (gzip)"), "{error}");
                assert_eq!(error.bytes().unwrap(), bomb.as_slice());
            }
            assert!(error.bytes().is_none_or(|bytes| bytes.len() <= length), "{error}");
        }
        assert!(
            server.requests().iter().all(|request| request.header("accept-encoding").is_none())
        );
    }
}

#[test]
fn the_memory_of_a_call_is_bounded() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let cases = ["bomb", "large async", "large blocking"];
    let most = [80, 250, 250];
    for ((case, most), text) in
        cases.iter().zip(most).zip(alone::run_all("memory::measured", &cases))
    {
        let peak = text.lines().find_map(|line| line.split("peak ").nth(1)).expect("it tells");
        let peak: u64 = peak.trim().parse().unwrap();
        assert!(peak < most, "{case}: {peak} MiB");
    }
}

/// Runs alone in a process, so that its peak is that of one call.
#[test]
fn measured() {
    let Some(case) = alone::case() else { return };
    match case.as_str() {
        "bomb" => {
            let server =
                Server::always(Reaction::answer(200, &[("content-encoding", "gzip")], gzip_bomb()));
            for caller in callers(&server.endpoint()) {
                let _ = caller.list(&list()).unwrap_err();
            }
        }
        case => {
            let kind =
                if case.ends_with("async") { Caller::asynchronous } else { Caller::blocking };
            for chunked in [false, true] {
                let server = Server::always(large(200, 1000, chunked));
                let caller = kind(&server.endpoint(), &Setup::default());
                assert_capped(&caller.list(&list()).unwrap_err(), 200, 64 << 20);
                assert!(server.bytes_written() < 64 * MEBIBYTE + 2 * BUFFERS);
            }
        }
    }
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kibibytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    println!("peak {}", kibibytes / 1024);
}
