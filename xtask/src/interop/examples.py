"""Reads every documented answer of an OpenAPI document with the models of the emitted client; prints how many."""

import json
import sys

import openapi_client



def lost(example, kept):
    """Names of fields that have a value in the example, and none in what was read."""
    if isinstance(example, dict):
        for name, value in example.items():
            if value is not None:
                yield from lost(value, kept[name]) if name in kept else [name]
    elif isinstance(example, list):
        for value, other in zip(example, kept, strict=True):
            yield from lost(value, other)


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
                    names = list(lost(example["value"], answer.to_dict()))
                    if names:
                        sys.exit(f"{operation['operationId']} {status} loses {', '.join(names)}")
                    count += 1
print(count)
