"""The AsyncAPI 3 document of the whole city: channels, messages, and who sends and receives what."""

from typing import Any

from deploy.said import AnyRequest, Said
from shared.contracts.fact import Fact

Json = dict[str, Any]  # Any: JSON

_HEADERS: Json = {
    "type": "object",
    "required": ["ce-specversion", "ce-id", "ce-source", "ce-type", "ce-time", "Nats-Msg-Id"],
    "properties": {
        "ce-specversion": {"const": "1.0"},
        "ce-id": {"type": "string", "format": "uuid", "description": "the same as Nats-Msg-Id; applied once"},
        "ce-source": {"type": "string", "description": "/<node>/<service>"},
        "ce-type": {"type": "string"},
        "ce-time": {"type": "string", "format": "date-time"},
        "ce-subject": {"type": "string", "description": "<aggregate>.<id>"},
        "ce-correlationid": {"type": "string", "description": "one id for all that follows from one request"},
        "ce-causationid": {"type": "string", "description": "the fact that this one reacts to"},
        "traceparent": {"type": "string", "description": "W3C Trace Context"},
        "Nats-Msg-Id": {"type": "string", "format": "uuid"},
    },
}


def asyncapi(what: Said) -> Json:
    """The document as JSON."""
    channels: Json = {}
    operations: Json = {}
    messages: Json = {}
    for fact in what.facts:
        channels[fact.type] = _fact_channel(fact)
        messages[fact.type] = _message(fact, fact.type, headers=True)
        operations[f"{fact.service}.says.{fact.type}"] = _operation("send", fact.type, fact.type)
        for service, _ in what.reactions(fact):
            operations[f"{service.name}.hears.{fact.type}"] = _operation("receive", fact.type, fact.type)
    for request in what.requests:
        _add_request(what, request, channels, operations, messages)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Sosedi: what services say to each other",
            "version": "1.0.0",
            "description": "Generated from the code by `python -m deploy.catalogue write`.",
            "license": {"name": "MPL-2.0", "url": "https://www.mozilla.org/en-US/MPL/2.0/"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "node": {
                "host": "{host}",
                "protocol": "nats",
                "description": "A node's NATS with JetStream; facts are in its stream EV_<node>.",
                "variables": {"host": {"default": "127.0.0.1:4222"}},
            }
        },
        "channels": channels,
        "operations": operations,
        "components": {"messages": messages},
    }


def _fact_channel(fact: type[Fact]) -> Json:
    return {
        "address": f"ev.{{center}}.{fact.service}.{fact.aggregate}.{{id}}.{fact.fact}",
        "description": _doc(fact),
        "parameters": {
            "center": {"description": "the neighborhood center's id; who hears takes the center from here"},
            "id": {"description": f"the same as {fact.aggregate}_id; facts of one id keep their order"},
        },
        "messages": {fact.type: {"$ref": f"#/components/messages/{fact.type}"}},
    }


def _add_request(what: Said, request: AnyRequest, channels: Json, operations: Json, messages: Json) -> None:
    asked, answered = request.subject, f"{request.subject}.answer"
    messages[asked] = _message(request, asked)
    messages[answered] = _message(request.answer, answered)
    channels[asked] = {
        "address": request.subject,
        "description": _doc(request),
        "messages": {asked: {"$ref": f"#/components/messages/{asked}"}},
    }
    channels[answered] = {
        "address": None,
        "description": "The inbox of who asks.",
        "messages": {answered: {"$ref": f"#/components/messages/{answered}"}},
    }
    for service in what.answers(request):
        operations[f"{service.name}.answers.{asked}"] = _operation("receive", asked, asked) | {
            "reply": {
                "address": {"location": "$message.header#/reply"},
                "channel": {"$ref": f"#/channels/{answered}"},
                "messages": [{"$ref": f"#/channels/{answered}/messages/{answered}"}],
            }
        }


def _operation(action: str, channel: str, message: str) -> Json:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{message}"}],
    }


def _message(model: type[Any], name: str, *, headers: bool = False) -> Json:  # Any: a model of any kind
    reference = f"#/components/messages/{name}/payload/$defs/{{model}}"
    schema = model.model_json_schema(mode="serialization", ref_template=reference)
    message: Json = {"name": name, "title": model.__name__, "summary": _doc(model), "payload": schema}
    return message | {"headers": _HEADERS} if headers else message


def _doc(model: type[Any]) -> str:  # Any: a model of any kind
    return " ".join((model.__doc__ or "").split())
