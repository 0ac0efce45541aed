"""The health of the whole city, each part named: services, NATS, PostgreSQL."""

import asyncio
from typing import Any

import httpx
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from services.portal.visits.visit import Portal, portal_of
from shared.kit import health

router = APIRouter(include_in_schema=False)

router.add_api_route("/health/live", health.live)
router.add_api_route("/metrics", health.metrics)

_SERVERS = {"postgres": "database", "nats": "bus"}
Part = dict[str, Any]  # Any: JSON of another service


@router.get("/health/ready")
async def ready(request: Request) -> Response:
    """200 where every service and both servers can be used, else 503."""
    parts = await parts_of(portal_of(request))
    good = all(part["ready"] for part in parts.values())
    return JSONResponse({"ready": good, "parts": parts}, 200 if good else 503)


async def parts_of(portal: Portal) -> dict[str, Part]:
    """How each service and both servers are."""
    names = list(portal.settings.services)
    found = dict(zip(names, await asyncio.gather(*(_ask(portal, name) for name in names)), strict=True))
    parts: dict[str, Part] = {**found, **{server: _server(found, part) for server, part in _SERVERS.items()}}
    parts["portal"] = {"ready": True}
    return parts


async def _ask(portal: Portal, service: str) -> Part:
    if service == "portal":
        return {"ready": True}
    try:
        answer = await portal.client.get(f"{portal.settings.services[service]}/health/ready", timeout=3)
        body: Part = answer.json()
        return {"ready": bool(body.get("ready")), "parts": body.get("parts", {})}
    except (httpx.HTTPError, ValueError):
        return {"ready": False, "silent": True}


def _server(found: dict[str, Part], part: str) -> Part:
    """A server is as ready as the services that use it find it; where none can say, it is not."""
    said = [one["parts"][part]["ready"] for one in found.values() if part in one.get("parts", {})]
    return {"ready": bool(said) and all(said), "asked": len(said)}
