"""`python -m bench.serve PORT SERVICE JWKS`: one service, or the bare one, under the same uvicorn."""

import json
import sys
from importlib import import_module

import uvicorn
from fastapi import FastAPI

from shared.kit import logs


def main() -> None:
    """Serves until SIGTERM."""
    port, name, given = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    uvicorn.run(
        _app(name, given), host="127.0.0.1", port=port, loop="uvloop", http="httptools",
        access_log=False, log_config=None, server_header=False, timeout_graceful_shutdown=8,
    )  # fmt: skip


def _app(name: str, given: str) -> FastAPI:
    if name == "bare":
        return import_module("bench.bare_app").create_app(given)  # type: ignore[no-any-return]  # by name
    from shared.kit.access import Keys  # the bare process has nothing of ours
    from shared.kit.settings import Settings

    settings = Settings.model_validate({})
    logs.set_up(settings.service, settings.log_level)
    app: FastAPI = import_module(f"services.{name}.main").create_app(settings, Keys.of(json.loads(given)))
    return app


if __name__ == "__main__":
    main()
