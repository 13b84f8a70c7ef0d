//! Many calls at once.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use apiscribe_runtime::bytes::Bytes;
use apiscribe_runtime::transport::{Answering, Limits};
use apiscribe_runtime::{Retry, Transport, http};
use conformance::server::{Reaction, Received, Server};
use datasource_apis::roma;
use tokio::runtime::Builder;

use crate::callers::{PROJECT, TOKEN, list, reqwest, ureq};

/// Only one crowd at a time: a process may open a thousand files on many machines.
static CROWD: Mutex<()> = Mutex::new(());

/// Fewer than the default: both ends of all connections are in this process.
const IN_FLIGHT: usize = 200;

/// Answers with the name that was asked for.
fn echo(request: &Received) -> Reaction {
    let name = request.query_value("name").unwrap();
    Reaction::json(200, &format!(r#"{{"total":1,"items":[{{"name":"{name}"}}]}}"#))
}

fn client(server: &Server) -> roma::ClientBuilder {
    roma::Client::builder()
        .endpoint(server.endpoint())
        .project_id(PROJECT)
        .token(TOKEN)
        .retry(Retry::off())
        .transport(reqwest())
}

/// Lists by a name, and sees that the answer is the one for this name.
async fn call(client: roma::Client, name: String) {
    let page = client.list_rules(&list().name(&*name)).await.unwrap();
    assert_eq!(page.items.as_ref().unwrap()[0].name.as_deref(), Some(&*name));
}

/// Every name came once.
fn assert_each_once(server: &Server, calls: usize) {
    let requests = server.requests();
    assert_eq!((requests.len(), server.count()), (calls, calls));
    let names: HashSet<_> = requests.iter().map(|request| request.query_value("name")).collect();
    assert_eq!(names.len(), calls);
}

fn on_two_threads<T>(future: impl Future<Output = T>) -> T {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let limited = async { tokio::time::timeout(Duration::from_mins(2), future).await };
    runtime.block_on(limited).expect("the calls end")
}

#[test]
fn ten_thousand_calls_at_once_each_get_their_answer() {
    let _alone = CROWD.lock().unwrap_or_else(PoisonError::into_inner);
    let server = Server::start(echo);
    on_two_threads(async {
        let client = client(&server).max_in_flight(IN_FLIGHT).build().unwrap();
        let calls: Vec<_> = (0..10_000)
            .map(|number| tokio::spawn(call(client.clone(), format!("call-{number}"))))
            .collect();
        for call in calls {
            call.await.unwrap();
        }
        // Beside each that is in use, one may have been made while another call gave one back.
        assert!(server.most_open() <= 2 * IN_FLIGHT, "{}", server.most_open());
        assert_eq!(server.connections(), server.most_open(), "none is closed while it is good");
        drop(client);
        assert!(server.comes_to(|server| server.open() == 0), "{} stay open", server.open());
    });
    assert_each_once(&server, 10_000);
    assert!(server.most_unanswered() <= IN_FLIGHT, "{}", server.most_unanswered());
}

/// Answers after a while, and counts the requests that it has at once.
#[derive(Clone, Default)]
struct Counting {
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Transport for Counting {
    fn send(&self, _: http::Request<Bytes>, _: Limits) -> Answering<'_> {
        Box::pin(async {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            for _ in 0..20 {
                tokio::task::yield_now().await;
            }
            self.now.fetch_sub(1, Ordering::SeqCst);
            Ok(http::Response::new(Bytes::from_static(b"{}")))
        })
    }
}

#[test]
fn by_default_a_hundred_are_under_way_at_most() {
    let transport = Counting::default();
    let builder = roma::Client::builder().endpoint("http://localhost").project_id(PROJECT);
    let client = builder.token(TOKEN).transport(transport.clone()).build().unwrap();
    on_two_threads(async {
        let calls: Vec<_> = (0..2000)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.list_rules(&list()).await.map(drop) })
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    });
    assert_eq!(transport.most.load(Ordering::SeqCst), 100);
}

#[test]
fn no_more_are_under_way_than_allowed() {
    let _alone = CROWD.lock().unwrap_or_else(PoisonError::into_inner);
    for limit in [1, 7, 64] {
        // Long enough that others would come meanwhile.
        let server = Server::start(|request| {
            Reaction::new().hold(Duration::from_millis(20)).and(echo(request))
        });
        on_two_threads(async {
            let client = client(&server).max_in_flight(limit).build().unwrap();
            let calls: Vec<_> = (0..10 * limit)
                .map(|number| tokio::spawn(call(client.clone(), format!("call-{number}"))))
                .collect();
            for call in calls {
                call.await.unwrap();
            }
        });
        assert_each_once(&server, 10 * limit);
        let most = server.most_unanswered();
        assert!(
            most <= limit && most > limit / 2,
            "{most} of {limit}: the bound is kept, and used"
        );
    }
}

#[test]
fn calls_that_are_dropped_half_way_leave_the_client_as_it_was() {
    let _alone = CROWD.lock().unwrap_or_else(PoisonError::into_inner);
    for limit in [16, 128] {
        let server = Server::start(|request| match request.query_value("name").as_deref() {
            Some("stall-before") => Reaction::new().stall(),
            Some("stall-in") => Reaction::head(200, &[("content-length", "99")]).write("{").stall(),
            _ => echo(request),
        });
        on_two_threads(async {
            let client = client(&server).max_in_flight(limit).build().unwrap();
            for round in 0..2 {
                let before = server.count();
                let calls: Vec<_> = (0..500)
                    .map(|number| {
                        let name = if number % 2 == 0 { "stall-before" } else { "stall-in" };
                        tokio::spawn(call(client.clone(), name.to_owned()))
                    })
                    .collect();
                // The first of them are under way, the others wait for their turn.
                while server.count() < before + limit {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
                for call in &calls {
                    call.abort();
                }
                for call in calls {
                    assert!(call.await.unwrap_err().is_cancelled());
                }
                call(client.clone(), format!("call-{round}")).await;
            }
            let calls: Vec<_> = (0..2 * limit)
                .map(|number| tokio::spawn(call(client.clone(), format!("later-{number}"))))
                .collect();
            for call in calls {
                call.await.unwrap();
            }
            drop(client);
            assert!(server.comes_to(|server| server.open() == 0), "{} stay open", server.open());
        });
    }
}

#[test]
fn two_hundred_threads_share_a_blocking_client() {
    let _alone = CROWD.lock().unwrap_or_else(PoisonError::into_inner);
    let server = Server::start(echo);
    let client = roma::blocking::Client::builder()
        .endpoint(server.endpoint())
        .project_id(PROJECT)
        .token(TOKEN)
        .retry(Retry::off())
        .transport(ureq())
        .build()
        .unwrap();
    thread::scope(|scope| {
        for thread in 0..200 {
            let client = client.clone();
            scope.spawn(move || {
                for number in 0..5 {
                    let name = format!("call-{thread}-{number}");
                    let page = client.list_rules(&list().name(&*name)).unwrap();
                    assert_eq!(page.items.as_ref().unwrap()[0].name.as_deref(), Some(&*name));
                }
            });
        }
    });
    assert_each_once(&server, 1000);
    assert!(server.connections() <= 1000, "{}", server.connections());
    drop(client);
    assert!(server.comes_to(|server| server.open() == 0), "{} stay open", server.open());
}
