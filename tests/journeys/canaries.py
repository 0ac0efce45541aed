"""What people of a walked neighborhood told their center in confidence, to be looked for where it must not be."""

from collections.abc import Sequence


def canaries_of(mark: str) -> list[str]:
    """Names, contacts, addresses and free text of the neighborhood with this mark."""
    return [
        f"Канарейкина{mark}", f"helper-{mark}", f"manager-{mark}", f"7912{mark}", f"Садовая, 12{mark}", f"тайна{mark}",
        f"Чиним кран {mark}", f"Центр {mark}", "ответила по телефону соседки", "Пришла сама, телефона нет",
    ]  # fmt: skip


def found(canaries: Sequence[str], text: str) -> list[str]:
    """Those that stand in `text`, as they are or escaped."""
    escaped = {canary: canary.encode("unicode_escape").decode() for canary in canaries}
    return [canary for canary in canaries if canary in text or escaped[canary] in text]
