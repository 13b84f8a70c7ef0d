use crate::read::read;

/// Method and address of each operation of a page.
fn operations(page: &str) -> Vec<(String, String)> {
    let facts = crate::extract(&read(page.as_bytes()).unwrap());
    facts.operations.into_iter().map(|operation| (operation.method, operation.uri)).collect()
}

#[test]
fn request_lines_in_their_spellings() {
    for (line, uri) in [
        ("PUT /v1/cakes/{id}", "/v1/cakes/{id}"),
        ("PUT/v1/cakes", "/v1/cakes"),
        ("PUT /v1/cakes HTTPS", "/v1/cakes"),
        ("PUT https://{endpoint}/v1/cakes?size=1", "/v1/cakes"),
        ("[PUT] /v1/cakes", "/v1/cakes"),
        ("PUT v1/cakes", "/v1/cakes"),
        ("put /v1/cakes", "/v1/cakes"),
        ("PUT /?size HTTP/1.1", "/"),
    ] {
        let page = format!("# Bake\n\n## URI\n\n{line}\n");
        assert_eq!(operations(&page), [("PUT".to_owned(), uri.to_owned())], "{line}");
    }
}

#[test]
fn method_and_path_that_stand_apart() {
    let expected = [("POST".to_owned(), "/v1/cakes".to_owned())];
    for page in [
        "# Bake\n\n## Method\n\nPOST\n\n## Path\n\n`/v1/cakes`\n",
        "# Bake\n\n**Method:** `POST`\n\n**Path:** `/v1/cakes`\n",
        "# 烘焙\n\n**网址** /v1/cakes\n\n**请求方式** POST\n",
        "# Bake\n\n## `POST /v1/cakes` — Bakes one\n\nIt bakes.\n",
        "# 烘焙\n\n**请求方式**：`POST`\n\n**请求路径**：`/v1/cakes`\n",
        "# Bake\n\n## URL\n\n`https://bakery.example/v1/cakes`\n\n## HTTP method\n\nPOST\n",
        "# Bake\n\n#### Request\n\n- `post`\n- `v1/cakes`\n",
        "# Bake\n\nSend this `POST` request:\n\n```\nv1/cakes\n```\n",
        "# Bake\n\n- **Protocol**: HTTPS POST\n- **URL**:\n  - North: https://bakery.example/v1/cakes\n",
        "# Bake\n\n| Item | Value |\n|---|---|\n| Path | `/v1/cakes` |\n| Method | POST |\n",
    ] {
        assert_eq!(operations(page), expected, "{page}");
    }
}

#[test]
fn what_only_looks_like_an_operation_is_none() {
    for page in [
        "# Bake\n\nPOST is a method.\n",
        "# Bake\n\n```\nGET /cakes   # all\nPOST /cakes  # a new one\n```\n",
        "# Bake\n\n|Method|Path|\n|---|---|\n|GET|/cakes|\n|POST|/cakes|\n",
        "# Bake\n\n## Example\n\n```\nGET /v1/cakes\n```\n",
        "# Bake\n\n## Response\n\nFollow it with GET /v1/cakes\n",
        "# Bake\n\n```bash\ncurl -X POST https://bakery.example/v1/cakes\n```\n",
        "# Bake\n\n**Base URL:** https://bakery.example/v1\n\n**Method:** POST\n",
    ] {
        assert!(operations(page).is_empty(), "{page}");
    }
}

#[test]
fn two_paths_of_one_operation_and_two_operations() {
    let page = "# Bake\n\n## URI\n\nPOST /v2/{id}/cakes\n\nPOST /v1/{id}/cakes\n";
    let facts = crate::extract(&read(page.as_bytes()).unwrap());
    let other: Vec<_> = facts.operations.iter().map(|one| one.other_path_of).collect();
    assert_eq!(other, [None, Some(0)]);
    let page = "# Cakes\n\n## GET /cakes\n\nLists.\n\n## POST /cakes\n\nBakes.\n\n## POST /cakes\n\nAgain.\n";
    assert_eq!(operations(page).len(), 3);
}
