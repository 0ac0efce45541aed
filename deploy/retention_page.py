"""`docs/retention.md`: how long each kind of data is kept and on what basis, made from the services' declarations."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from deploy import topology
from shared.kit.retention import KIT_TERMS, Term

PAGE = Path(__file__).parents[1] / "docs" / "retention.md"
_HEAD = """\
# Сколько что хранится

Эта страница сделана из `services/*/personal/model.py` командой `python -m deploy.retention_page write`; тест сверяет
её с ними. Каждая часть системы раз в шесть часов убирает то, чему вышел срок, в каждом центре отдельно.

Стирание по просьбе человека сроков не ждёт: см. `docs/operate.md`, «Erasures».
"""
_TITLES = {
    "registry": "Реестр", "talents": "Банк талантов", "surveys": "Опросы", "events": "Встречи",
    "notifications": "Оповещения",
}  # fmt: skip


def retention_page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def main(arguments: list[str]) -> int:
    """`write` or `check`."""
    match arguments:
        case ["write"]:
            PAGE.write_text(retention_page(), encoding="utf-8")
            return 0
        case ["check"]:
            return int(PAGE.read_text(encoding="utf-8") != retention_page())
        case _:
            sys.stderr.write("python -m deploy.retention_page write|check\n")
            return 2


def _lines() -> Iterator[str]:
    yield _HEAD
    for part in topology.parts():
        if part.name in _TITLES:
            yield from _table(_TITLES[part.name], import_module(f"services.{part.name}.personal.model").TERMS)
    yield from _table("В каждой части", KIT_TERMS)
    yield "Город хранит только номера без имён; стёртого человека он считает ничьим."


def _table(title: str, terms: tuple[Term, ...]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| что | сколько | с какого дня | что потом | основание |"
    yield "|---|---|---|---|---|"
    for term in terms:
        yield f"| {term.what} | {term.said} | со дня {term.since} | {term.then} | {term.basis} |"
    yield ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
