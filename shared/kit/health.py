"""Health: alive while the process runs, ready while its database and its bus can be used."""

import asyncio

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from sqlalchemy import text
from starlette.responses import JSONResponse, Response

from shared.kit.database import Database

router = APIRouter(include_in_schema=False)


class Readiness(BaseModel):
    """Each part by name: whether it can be used, and what is known about it."""

    ready: bool
    parts: dict[str, dict[str, object]]


@router.get("/health/live")
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@router.get("/health/ready")
async def ready(request: Request) -> Response:
    """200 where everything this service needs answers, else 503; each part is named."""
    parts: dict[str, dict[str, object]] = {}
    database: Database | None = request.app.state.database
    if database is not None:
        parts["database"] = {"ready": await _answers(database)}
    if request.app.state.bus is not None:
        parts["bus"] = request.app.state.bus.state()
    found = Readiness(ready=all(part["ready"] for part in parts.values()), parts=parts)
    return JSONResponse(found.model_dump(), status_code=200 if found.ready else 503)


@router.get("/metrics")
async def metrics() -> Response:
    """Prometheus' text format."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _answers(database: Database) -> bool:
    try:
        async with asyncio.timeout(2), database.engine.connect() as connection:
            await connection.execute(text("select 1"))
    except (OSError, TimeoutError):
        return False
    except Exception:
        return False
    return True
