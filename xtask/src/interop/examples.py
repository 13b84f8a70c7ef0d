"""Reads every documented answer of an OpenAPI document with the models of the emitted client; prints how many."""

import json
import sys

import openapi_client

with open(sys.argv[1], encoding="utf-8") as file:
    document = json.load(file)

count = 0
for path in document["paths"].values():
    for operation in path.values():
        for status, response in operation["responses"].items():
            for content in response.get("content", {}).values():
                words = content["schema"]["$ref"].rsplit("/", 1)[1].split(".")
                model = getattr(openapi_client, "".join(word[0].upper() + word[1:] for word in words))
                for example in content.get("examples", {}).values():
                    answer = model.from_json(json.dumps(example["value"]))
                    kept = answer.to_dict()
                    for name, value in example["value"].items():
                        if value is not None and name not in kept:
                            sys.exit(f"{operation['operationId']} {status}: {name} is lost")
                    count += 1
print(count)
