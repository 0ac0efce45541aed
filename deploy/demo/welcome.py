"""Who can sign in to the demo city."""

from collections.abc import Iterator

from deploy.demo.places import WORKERS
from deploy.demo.plan import MARIA


def who_can_sign_in() -> Iterator[str]:
    """One line for each person; the code comes by mail, which the embedded city shows at /dev/mail."""
    for worker in WORKERS:
        yield f"{worker.mail:<22} {worker.name}, {worker.what}"
    yield f"{MARIA.mail:<22} {MARIA.called} {MARIA.family_name}, житель, «Дом на углу»"
