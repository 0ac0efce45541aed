"""Provisioning: safe servers only, the same every time."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from shared.kit.streams import UnsafeServer, must_sync_always
from shared.testing.backbone import STREAM, Backbone
from shared.testing.things import Declared, note_steps


def listener(name: str) -> Declared:
    return Declared(name, (note_steps(),))


async def test_provisioning_again_changes_nothing_and_widens_what_a_service_hears(backbone: Backbone) -> None:
    client = await backbone.client()
    await backbone.provision(listener("again"))
    first = await client.jetstream().stream_info(STREAM)
    await backbone.provision(listener("again"))
    again = await client.jetstream().stream_info(STREAM)
    assert (again.created, again.config) == (first.created, first.config)
    assert first.config.allow_atomic
    consumer = await client.jetstream().consumer_info(STREAM, "again")
    assert consumer.config.filter_subjects == ["ev.*.kit.thing.*.moved"]


async def test_server_that_acknowledges_before_writing_is_refused() -> None:
    class Unsafe(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"config": {"sync_interval": 120000000000}}')

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Unsafe)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        with pytest.raises(UnsafeServer):
            await must_sync_always(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


async def test_server_that_writes_first_is_accepted(backbone: Backbone) -> None:
    await must_sync_always(backbone.monitor)
