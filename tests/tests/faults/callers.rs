//! The same calls through the async clients over reqwest and the blocking clients over ureq.

use std::sync::LazyLock;
use std::time::Duration;

use apiscribe_runtime::testing::ManualClock;
use apiscribe_runtime::transport::reqwest::ReqwestTransport;
use apiscribe_runtime::transport::ureq::UreqTransport;
use apiscribe_runtime::{CallOptions, Error, Policy, Reply, Retry};
use datasource_apis::dli::{self, CreateDatasourceConnection, DatasourceConnection};
use datasource_apis::roma;
use datasource_apis::roma::link::{ListRules, Rule, RulePage};
use datasource_apis::sdp::{self, AddAccount, AddDatasource, Outcome};
use tokio::runtime::{Builder, Runtime};

pub const PROJECT: &str = "397cd10b30544c588b2f4a56d83856c4";
pub const INSTANCE: &str = "f3bb386a-23ec-47aa-9943-4c60ac658611";
pub const TOKEN: &str = "marker-of-the-token";
pub const API_KEY: &str = "marker-of-the-api-key";
pub const PASSWORD: &str = "marker-of-the-password";

/// What both kinds of clients are built with.
#[derive(Clone)]
pub struct Setup {
    pub retry: Retry,
    pub attempt_timeout: Duration,
    pub body_cap: usize,
    pub policy: Policy,
    pub clock: ManualClock,
}

impl Default for Setup {
    /// One attempt; time enough for a slow machine.
    fn default() -> Self {
        Self {
            retry: Retry::off(),
            attempt_timeout: Duration::from_secs(20),
            body_cap: 64 << 20,
            policy: Policy::Enforce,
            clock: ManualClock::new(),
        }
    }
}

/// The builders of both kinds have the same setters and no trait.
macro_rules! configured {
    ($builder:expr, $endpoint:expr, $setup:expr) => {{
        let Setup { retry, attempt_timeout, body_cap, policy, clock } = $setup.clone();
        $builder
            .endpoint($endpoint)
            .retry(retry)
            .attempt_timeout(attempt_timeout)
            .body_cap(body_cap)
            .policy(policy)
            .clock(clock)
    }};
}

/// Clients of one kind.
pub enum Caller {
    Async {
        roma: roma::Client,
        sdp: sdp::Client,
        dli: dli::Client,
    },
    Blocking {
        roma: roma::blocking::Client,
        sdp: sdp::blocking::Client,
        dli: dli::blocking::Client,
    },
}

/// Clients of both kinds with the default settings of the tests.
pub fn callers(endpoint: &str) -> [Caller; 2] {
    callers_with(endpoint, &Setup::default())
}

/// Clients of both kinds.
pub fn callers_with(endpoint: &str, setup: &Setup) -> [Caller; 2] {
    [Caller::asynchronous(endpoint, setup), Caller::blocking(endpoint, setup)]
}

/// The default transport, for which no proxy is taken from the environment.
pub fn reqwest() -> ReqwestTransport {
    ReqwestTransport::builder().environment_proxy(false).build().unwrap()
}

/// The same for blocking clients.
pub fn ureq() -> UreqTransport {
    UreqTransport::builder().environment_proxy(false).build()
}

/// Where all async calls run.
pub static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap());

/// One for most of the tests: to make it, all certificates of the machine are read.
static REQWEST: LazyLock<ReqwestTransport> = LazyLock::new(reqwest);

impl Caller {
    pub fn asynchronous(endpoint: &str, setup: &Setup) -> Self {
        let roma = configured!(roma::Client::builder(), endpoint, setup);
        let sdp = configured!(sdp::Client::builder(), endpoint, setup);
        let dli = configured!(dli::Client::builder(), endpoint, setup);
        let transport = REQWEST.clone();
        Self::Async {
            roma: roma
                .transport(transport.clone())
                .project_id(PROJECT)
                .token(TOKEN)
                .build()
                .unwrap(),
            sdp: sdp.transport(transport.clone()).api_key(API_KEY).build().unwrap(),
            dli: dli.transport(transport).project_id(PROJECT).token(TOKEN).build().unwrap(),
        }
    }

    pub fn blocking(endpoint: &str, setup: &Setup) -> Self {
        let roma = configured!(roma::blocking::Client::builder(), endpoint, setup);
        let sdp = configured!(sdp::blocking::Client::builder(), endpoint, setup);
        let dli = configured!(dli::blocking::Client::builder(), endpoint, setup);
        let transport = ureq();
        Self::Blocking {
            roma: roma
                .transport(transport.clone())
                .project_id(PROJECT)
                .token(TOKEN)
                .build()
                .unwrap(),
            sdp: sdp.transport(transport.clone()).api_key(API_KEY).build().unwrap(),
            dli: dli.transport(transport).project_id(PROJECT).token(TOKEN).build().unwrap(),
        }
    }

    /// The same clients with other options.
    pub fn with_options(&self, options: &CallOptions) -> Self {
        match self {
            Self::Async { roma, sdp, dli } => Self::Async {
                roma: roma.with_options(options.clone()),
                sdp: sdp.with_options(options.clone()),
                dli: dli.with_options(options.clone()),
            },
            Self::Blocking { roma, sdp, dli } => Self::Blocking {
                roma: roma.with_options(options.clone()),
                sdp: sdp.with_options(options.clone()),
                dli: dli.with_options(options.clone()),
            },
        }
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Self::Async { .. } => "async",
            Self::Blocking { .. } => "blocking",
        }
    }

    pub fn list(&self, request: &ListRules) -> Result<Reply<RulePage>, Error> {
        match self {
            Self::Async { roma, .. } => RUNTIME.block_on(roma.list_rules(request)),
            Self::Blocking { roma, .. } => roma.list_rules(request),
        }
    }

    pub fn add_account(&self) -> Result<Reply<Outcome>, Error> {
        let request =
            AddAccount::new().account_provider(1).account_id("123456789012").region("eu-west-1");
        match self {
            Self::Async { sdp, .. } => RUNTIME.block_on(sdp.add_account(&request)),
            Self::Blocking { sdp, .. } => sdp.add_account(&request),
        }
    }

    pub fn add_datasource(&self) -> Result<Reply<Outcome>, Error> {
        let request = datasource();
        match self {
            Self::Async { sdp, .. } => RUNTIME.block_on(sdp.add_datasource(&request)),
            Self::Blocking { sdp, .. } => sdp.add_datasource(&request),
        }
    }

    pub fn connect(&self) -> Result<Reply<DatasourceConnection>, Error> {
        let request = connection();
        match self {
            Self::Async { dli, .. } => RUNTIME.block_on(dli.create_datasource_connection(&request)),
            Self::Blocking { dli, .. } => dli.create_datasource_connection(&request),
        }
    }

    /// The pages of a list up to its end or an error, but no more than so many.
    pub fn pages(&self, request: &ListRules, most: usize) -> Vec<Result<Reply<RulePage>, Error>> {
        match self {
            Self::Async { roma, .. } => {
                let mut pages = roma.list_rules_pages(request);
                RUNTIME.block_on(collect(most, async || pages.next().await))
            }
            Self::Blocking { roma, .. } => roma.list_rules_pages(request).take(most).collect(),
        }
    }

    /// The same for its items.
    pub fn items(&self, request: &ListRules, most: usize) -> Vec<Result<Rule, Error>> {
        match self {
            Self::Async { roma, .. } => {
                let mut items = roma.list_rules_items(request);
                RUNTIME.block_on(collect(most, async || items.next().await))
            }
            Self::Blocking { roma, .. } => roma.list_rules_items(request).take(most).collect(),
        }
    }
}

async fn collect<T>(most: usize, mut next: impl AsyncFnMut() -> Option<T>) -> Vec<T> {
    let mut all = Vec::new();
    while all.len() < most
        && let Some(one) = next().await
    {
        all.push(one);
    }
    all
}

/// A request that breaks no rule.
pub fn list() -> ListRules {
    ListRules::new(INSTANCE)
}

/// The same with a secret in its body.
pub fn datasource() -> AddDatasource {
    AddDatasource::new()
        .instance_id("i")
        .account_provider_id(1)
        .account_id("123456789012")
        .region("eu-west-1")
        .jdbc_connection_url("jdbc:mysql://db.example.com")
        .jdbc_connection_schema("main")
        .master_username("admin")
        .password(PASSWORD)
        .network_availability_zone("a")
        .network_subnet_id("subnet")
        .network_sg_id("group")
        .create_type(1)
}

/// The same for the third service.
pub fn connection() -> CreateDatasourceConnection {
    CreateDatasourceConnection::new()
        .name("test1")
        .service("dws")
        .security_group_id("sg")
        .network_id("net")
        .url("host:2181")
}
