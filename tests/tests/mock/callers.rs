//! Every operation of the generated clients, called by its table.

use apiscribe_mock::{Mock, MockBuilder};
use apiscribe_runtime::transport::ureq::UreqTransport;
use apiscribe_runtime::{CallOptions, Error, Json, Model, Operation, Policy, Reply, Request};
use conformance::spec::sdk;
use datasource_apis::dli::{self, CreateDatasourceConnection};
use datasource_apis::roma;
use datasource_apis::roma::apic::ListLiveDataDataSourcesV2;
use datasource_apis::roma::link::{ListRules, ListServices};
use datasource_apis::sdp::{
    self, AddAccount, AddDatasource, DeleteAccount, DeleteDatasource, EditDatasource,
};

pub const PROJECT: &str = "397cd10b30544c588b2f4a56d83856c4";

/// A mock of the workspace's spec, to be set up.
pub fn mock() -> MockBuilder {
    Mock::builder(sdk())
}

/// Clients that check nothing themselves, so that the mock sees what is wrong.
pub struct Callers {
    pub roma: roma::blocking::Client,
    pub sdp: sdp::blocking::Client,
    pub dli: dli::blocking::Client,
}

impl Callers {
    pub fn new(endpoint: &str, project: &str) -> Self {
        let transport = UreqTransport::builder().environment_proxy(false).build();
        Self {
            roma: roma::blocking::Client::builder()
                .endpoint(endpoint)
                .project_id(project)
                .token("token")
                .policy(Policy::Off)
                .transport(transport.clone())
                .build()
                .unwrap(),
            sdp: sdp::blocking::Client::builder()
                .endpoint(endpoint)
                .api_key("key")
                .policy(Policy::Off)
                .keep_rate_limits(false)
                .transport(transport.clone())
                .build()
                .unwrap(),
            dli: dli::blocking::Client::builder()
                .endpoint(endpoint)
                .project_id(project)
                .token("token")
                .policy(Policy::Off)
                .transport(transport)
                .build()
                .unwrap(),
        }
    }

    pub fn with_options(&self, options: &CallOptions) -> Self {
        Self {
            roma: self.roma.with_options(options.clone()),
            sdp: self.sdp.with_options(options.clone()),
            dli: self.dli.with_options(options.clone()),
        }
    }
}

/// What came of a call that succeeded.
#[derive(Debug)]
pub struct Success {
    pub status: u16,
    pub body: Json,
    /// Ids of the rules that the answer breaks.
    pub deviations: Vec<String>,
}

/// Sets the rows of a blank request.
pub type Fill<'f> = &'f dyn Fn(&mut dyn Model);

/// An operation, and its method of a client.
pub struct Case {
    pub operation: &'static Operation,
    pub call: fn(&Callers, Fill<'_>) -> Result<Success, Error>,
}

fn filled<R: Request + Default>(fill: Fill<'_>) -> R {
    let mut request = R::default();
    fill(&mut request);
    request
}

fn success<A: Model>(reply: &Reply<A>) -> Success {
    Success {
        status: reply.status().as_u16(),
        body: serde_json::from_slice(reply.bytes()).unwrap(),
        deviations: reply.deviations().iter().map(|one| one.id().to_owned()).collect(),
    }
}

macro_rules! cases {
    ($($client:ident.$method:ident($request:ty),)*) => {
        vec![$(Case {
            operation: <$request as Request>::OPERATION,
            call: |callers, fill| {
                let reply = callers.$client.$method(&filled::<$request>(fill))?;
                Ok(success(&reply))
            },
        },)*]
    };
}

/// Every operation.
pub fn cases() -> Vec<Case> {
    let cases = cases![
        roma.list_rules(ListRules),
        roma.list_services(ListServices),
        roma.list_live_data_data_sources_v2(ListLiveDataDataSourcesV2),
        sdp.add_account(AddAccount),
        sdp.delete_account(DeleteAccount),
        sdp.add_datasource(AddDatasource),
        sdp.edit_datasource(EditDatasource),
        sdp.delete_datasource(DeleteDatasource),
        dli.create_datasource_connection(CreateDatasourceConnection),
    ];
    let mut called: Vec<_> = cases.iter().map(|case| case.operation.name).collect();
    let mut generated: Vec<_> =
        conformance::tables::operations().iter().map(|operation| operation.name).collect();
    called.sort_unstable();
    generated.sort_unstable();
    assert_eq!(called, generated, "each generated operation has its line");
    cases
}
