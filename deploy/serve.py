"""`python -m deploy.serve`: one service under uvicorn until SIGTERM, as its environment says."""

import logging
import sys
from collections.abc import Callable
from importlib import import_module


def serve() -> None:
    """Runs the service of `SOSEDI_SERVICE`; exits with 3 where it does not start."""
    import uvicorn  # here and not above: the supervisor, which imports this module too, stays small

    from shared.kit import logs
    from shared.kit.settings import Settings

    settings = Settings.model_validate({})
    logs.set_up(settings.service, settings.log_level)
    app = import_module(f"services.{settings.service}.main").create_app(settings)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            loop="uvloop",
            http="httptools",
            ws="none",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=8,
        )
    )
    _show_errors(until=lambda: server.started)
    server.run()
    if not server.started:
        raise SystemExit(3)


def _show_errors(until: Callable[[], bool]) -> None:
    """Lets uvicorn say in full why a start failed; later its messages could hold people's data."""
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(lambda _: not until())
    logging.getLogger("uvicorn.error").addHandler(handler)


if __name__ == "__main__":
    serve()
