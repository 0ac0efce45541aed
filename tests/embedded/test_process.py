"""Ending what runs: all at the same time."""

from threading import Barrier, BrokenBarrierError

from deploy.embedded.process import stop_all


class _Slow:
    """Ends when the other one is ending too."""

    def __init__(self, together: Barrier) -> None:
        self.ended = False
        self._together = together

    def stop(self) -> None:
        try:
            self._together.wait(20)
        except BrokenBarrierError:
            return
        self.ended = True


def test_one_that_ends_slowly_keeps_none_of_the_others_waiting() -> None:
    together = Barrier(3)
    slow = [_Slow(together) for _ in range(3)]
    stop_all(slow)
    assert all(one.ended for one in slow)


def test_nothing_that_runs_is_nothing_to_end() -> None:
    stop_all([])
