"""How a process that ends by itself is started again, and what is written down about it."""

import os
import time

from deploy.embedded.process import NotStarted
from deploy.embedded.watched import FIRST_PAUSE, LONGEST_PAUSE, Watched


class Falling:
    """A process that ends as soon as it has started; `refuses` makes even that fail."""

    def __init__(self) -> None:
        self.starts = 0
        self.refuses = False
        self.pid = os.getpid()
        self.alive = False
        self.ended = "ended with 1"

    def start(self) -> None:
        self.starts += 1
        if self.refuses:
            raise NotStarted("no such program")

    def stop(self) -> None:
        return


def _pause(watched: Watched) -> float:
    return float(watched.record.state.removeprefix("starts again in ").removesuffix(" s"))


def test_pauses_between_starts_double_up_to_a_bound() -> None:
    watched = Watched("talents", Falling())
    watched.start()
    pauses = []
    for _ in range(10):
        assert watched.look()
        pauses.append(_pause(watched))
        watched._start_at = time.monotonic()
        assert watched.look()
    assert pauses[:3] == [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4]
    assert pauses[-1] == LONGEST_PAUSE
    assert watched.record.restarts == 10


def test_nothing_is_started_before_its_pause_is_over() -> None:
    falling = Falling()
    watched = Watched("talents", falling)
    watched.start()
    watched.look()
    assert not watched.look()
    assert falling.starts == 1
    assert "ended with 1 at " in (watched.record.ended or "")


def test_start_that_fails_is_told_and_tried_again() -> None:
    falling = Falling()
    watched = Watched("nats", falling)
    watched.start()
    watched.look()
    falling.refuses = True
    watched._start_at = time.monotonic()
    assert watched.look()
    assert watched.record.ended == "no such program"
    assert _pause(watched) == FIRST_PAUSE * 2
