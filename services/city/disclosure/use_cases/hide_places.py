"""Which numbers of a table stay hidden so that no published one gives away fewer than k persons."""

from collections.abc import Iterable, Iterator, Set

from services.city.disclosure.model import Place, Table
from services.city.disclosure.use_cases.bound_places import bounds_of


def hide_places(
    table: Table, k: int, *, known: Set[Place] = frozenset(), forced: Set[Place] = frozenset()
) -> frozenset[Place]:
    """The places of `table` to publish as hidden.

    Afterwards every hidden place shares its row and its column with another hidden one, and the published numbers
    leave each hidden number an interval at least `k` wide. `forced` places are hidden whatever they hold. `known`
    places were published before with the same number, so hiding them protects nobody: they are taken last.
    """
    hidden = set(forced) | dangers(table, k)
    while (exposed := _exposed(table, hidden, k)) is not None:
        place, cover = exposed
        hidden.add(_best(table, hidden, place, cover, k, known))
    return frozenset(hidden)


def dangers(table: Table, k: int) -> set[Place]:
    """Numbers that stand for 1 to k-1 persons, and rows in which all answered the same."""
    return set(_few(table, k)) | set(_unanimous(table))


def _few(table: Table, k: int) -> Iterator[Place]:
    return (place for place in table.places() if 0 < table.counts[place].persons < k)


def _unanimous(table: Table) -> Iterator[Place]:
    """Rows in which all answered the same: whoever knows one of them knows what that one answered."""
    if not table.sums_rows or len(table.columns) == 1:
        return
    for row in (*table.rows, None):
        answered = [place for place in table.row(row) if table.value(place) > 0]
        if len(answered) == 1 and answered[0].column not in table.harmless:
            yield from table.row(row)


def _exposed(table: Table, hidden: Set[Place], k: int) -> tuple[Place, Iterable[Place]] | None:
    """The first hidden place that is alone in its line or bounded too narrowly, and what could cover it."""
    for line in table.lines():
        in_line = [place for place in line if place in hidden]
        if len(in_line) == 1:
            return in_line[0], line
    for place in table.places():
        if place in hidden and bounds_of(table, hidden, place, enough=k).width < k:
            return place, table.places()
    return None


def _best(
    table: Table, hidden: Set[Place], exposed: Place, cover: Iterable[Place], k: int, known: Set[Place]
) -> Place:
    """The place whose hiding covers `exposed` at the least loss: small inner numbers first, totals later."""

    def loss(place: Place) -> tuple[bool, bool, bool, int]:
        value = table.value(place)
        return place in known, place.is_total, value == 0, value

    candidates = sorted((place for place in cover if place not in hidden), key=loss)
    for candidate in candidates:
        if bounds_of(table, hidden | {candidate}, exposed, enough=k).width >= k:
            return candidate
    return candidates[0]
