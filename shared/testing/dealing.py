"""How tests are dealt to xdist's workers: those that share a city stay together and go first, all others one by one.

xdist's own mark for this, `xdist_group`, does nothing with pytest 9.2 (pytest-xdist#1386), and says nothing either.
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/embedded/", "tests/journeys/test_traces.py", "tests/journeys/")
"""What starts with the same of these, of which the first counts, runs in one worker."""


def dealt_with(test: str) -> str:
    """What `test` is dealt together with; itself where it stands alone."""
    return next((start for start in TOGETHER if test.startswith(start)), test)


class Dealing(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Hands out the largest heap first, so that no worker is left alone with a city at the end."""

    def _split_scope(self, nodeid: str) -> str:
        return dealt_with(nodeid)
