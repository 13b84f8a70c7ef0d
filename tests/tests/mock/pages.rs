//! Lists of 2,500 items, page by page.

use std::collections::HashSet;

use datasource_apis::roma;
use datasource_apis::roma::apic::ListLiveDataDataSourcesV2;
use datasource_apis::roma::link::{ListRules, ListServices};

use crate::callers::{Callers, PROJECT, mock};

const ITEMS: usize = 2500;

/// Walks a list by items and by pages, of a blocking client.
macro_rules! walk {
    ($client:expr, $items:ident, $pages:ident, $list:ident, $request:expr, $most:expr) => {{
        let request = $request;
        let items: Vec<_> = $client.$items(&request).collect::<Result<_, _>>().unwrap();
        assert_eq!(items.len(), ITEMS);
        let distinct: HashSet<String> = items.iter().map(|item| format!("{item:?}")).collect();
        assert_eq!(distinct.len(), ITEMS, "no two are alike");
        let mut walked = Vec::new();
        for page in $client.$pages(&request) {
            let page = page.unwrap();
            assert_eq!(
                (page.total, page.size),
                (Some(2500), page.$list.as_ref().and_then(|list| i64::try_from(list.len()).ok()))
            );
            assert!(page.deviations().is_empty(), "{}", page.deviations());
            walked.push(page.into_inner().$list.unwrap_or_default());
        }
        let sizes: Vec<usize> = walked.iter().map(Vec::len).collect();
        assert_eq!(sizes.len(), ITEMS.div_ceil($most));
        assert!(sizes.iter().rev().skip(1).all(|size| *size == $most), "{sizes:?}");
        assert_eq!(walked.concat(), items, "both ways lead to the same");
    }};
}

#[test]
fn every_page_of_every_list_comes_once() {
    let mock = mock().items(ITEMS).start().unwrap();
    let roma = Callers::new(&mock.url(), PROJECT).roma;
    let rules = |limit| ListRules::new("i").limit(limit);
    walk!(roma, list_rules_items, list_rules_pages, items, rules(73), 73);
    walk!(roma, list_rules_items, list_rules_pages, items, ListRules::new("i"), 10);
    // The service gives fewer than it is asked for.
    walk!(roma, list_rules_items, list_rules_pages, items, rules(999_999), 999);
    let services = ListServices::new("i").product_id(5).limit(400);
    walk!(roma, list_services_items, list_services_pages, items, services, 400);
    let sources = ListLiveDataDataSourcesV2::new("i").app_id("a").limit(250);
    walk!(
        roma,
        list_live_data_data_sources_v2_items,
        list_live_data_data_sources_v2_pages,
        data_sources,
        sources,
        250
    );
}

#[test]
fn async_clients_walk_the_same() {
    let mock = mock().items(ITEMS).start().unwrap();
    let transport = apiscribe_runtime::transport::reqwest::ReqwestTransport::builder();
    let roma = roma::Client::builder()
        .endpoint(mock.url())
        .project_id(PROJECT)
        .token("token")
        .transport(transport.environment_proxy(false).build().unwrap())
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let count = runtime.block_on(async {
        let mut items = roma.list_rules_items(&ListRules::new("i").limit(900).offset(100));
        let mut count = 0;
        while let Some(item) = items.next().await {
            item.unwrap();
            count += 1;
        }
        count
    });
    assert_eq!(count, ITEMS - 100);
    assert_eq!(mock.requests().len(), 3);
}
