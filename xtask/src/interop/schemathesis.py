"""What Schemathesis has to be told about our documents. `SCHEMATHESIS_HOOKS` names this module.

`MOCK_REMEMBERS` is set where a good request can be refused for what others did before.
"""

import copy
import os

import schemathesis
from schemathesis.core.failures import Failure
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance


@schemathesis.hook
def map_body(context, body):
    """1.0 is an integer in JSON Schema, and none for the services: they are sent 1."""
    if isinstance(body, dict):
        return {name: map_body(context, value) for name, value in body.items()}
    if isinstance(body, list):
        return [map_body(context, value) for value in body]
    if isinstance(body, float) and body.is_integer():
        return int(body)
    return body


class EnvelopeDisagrees(Failure):
    """The body tells a success or a failure, and the request deserves the other."""

    __slots__ = ()


@schemathesis.check
def envelope(ctx, response, case):
    """Judges the field that `x-success` names, as others judge the status: a failure in it counts as 400."""
    success = case.operation.definition.raw.get("x-success")
    if success is None or response.status_code != 200:
        return
    told = copy.copy(response)
    if response.json().get(success["field"]) != success["equals"]:
        told.status_code = 400
    try:
        negative_data_rejection(ctx, told, case)
        if "MOCK_REMEMBERS" not in os.environ:
            positive_data_acceptance(ctx, told, case)
    except Failure as failure:
        raise EnvelopeDisagrees(
            operation=case.operation.label, title="Envelope disagrees", message=failure.message
        ) from failure
