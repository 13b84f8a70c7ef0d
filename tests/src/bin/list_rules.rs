//! What a new user writes: lists the rules of an instance, or says what is wrong.
//!
//! `ROMA_ENDPOINT` and `X_AUTH_TOKEN` say where and as whom; a limit and a name may follow on the command line.

use datasource_apis::roma::{self, link::ListRules};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let roma = roma::Client::builder()
        .endpoint(std::env::var("ROMA_ENDPOINT")?)
        .project_id("397cd10b30544c588b2f4a56d83856c4")
        .token(std::env::var("X_AUTH_TOKEN")?)
        .build()?;
    let mut request = ListRules::new("f3bb386a-23ec-47aa-9943-4c60ac658611");
    request.limit = std::env::args().nth(1).map(|limit| limit.parse()).transpose()?;
    request.name = std::env::args().nth(2);
    match roma.list_rules(&request).await {
        Ok(page) => page.items.iter().flatten().for_each(|rule| println!("{:?}", rule.name)),
        Err(error) => println!("{error}"),
    }
    Ok(())
}
