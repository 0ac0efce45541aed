"""Names that people wrote into texts: no id leads to them, so an erasure looks for the name before it is forgotten."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table, TenantRow
from shared.kit.mentions import Name, Written

Place = Literal[
    "article", "organisation", "partner", "directory", "list", "forming", "talk",
    "event", "appeal", "idea", "survey", "answers", "offer", "need",
    "unseen_events", "unseen_surveys", "unseen_talents",
]  # fmt: skip
"""What a text belongs to; what is unseen is a whole service that did not answer, to be looked through by hand."""
PLACES: tuple[Place, ...] = get_args(Place)
_LAST = re.compile(r"(?<=..)(ий|ый|ой|ая|яя|[аеиоуыэюяйь])$")
_ENDINGS = (
    "(а|у|е|ы|и|я|ю|о|ь|ом|ем|ым|им|ой|ей|ою|ею|ого|его|ому|ему|ая|яя|ую|юю|ых|их"
    "|ыми|ими|ам|ям|ами|ями|ах|ях|ий|ый)?"
)
"""What a Russian name ends with in its cases, so that «Петровка» is no «Петров»."""


class Mention(TenantRow, Table):
    """A text in which the name stood when the person was erased; a manager reads it and takes the name out."""

    __tablename__ = "erasure_mentions"

    erasure_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[Place] = mapped_column(Text, primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    cleared_at: Mapped[datetime | None]


WRITTEN: Sequence[Written] = (
    Written("article", "articles", "id", ("title", "body")),
    Written("article", "article_versions", "article_id", ("title", "body")),
    Written("article", "article_trials", "article_id", ("result",)),
    Written("organisation", "organisations", "id", ("name", "about")),
    Written("organisation", "organisation_contacts", "organisation_id", ("value",)),
    Written("partner", "partners", "id", ("name", "about", "note")),
    Written("partner", "partner_agreements", "partner_id", ("ours", "theirs", "document")),
    Written("partner", "partner_doings", "partner_id", ("what", "result")),
    Written("directory", "directory_entries", "id", ("name", "also", "about", "note")),
    Written("list", "contact_lists", "id", ("title",)),
    Written("forming", "council_formings", "id", ("place", "stop_reason")),
    Written("forming", "council_steps", "forming_id", ("words",)),
    Written("talk", "talks", "id", ("words",), "resident_id"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name on its way from the erasure to the services that are asked for it, in memory alone."""

    center_id: UUID
    erasure_id: UUID
    name: Name


def family_pattern(family_name: str) -> str:
    """The family name in any case: «Щербатко», «Петровой», «Петрову»; small letters without ё."""
    return rf"\m{_stem(family_name)}{_ENDINGS}\M"


def given_pattern(given_name: str) -> str:
    """The given name in any case, or its first letter with a point."""
    return rf"\m({_stem(given_name)}{_ENDINGS}\M|{re.escape(_plain(given_name)[:1])}\.)"


def _stem(name: str) -> str:
    return re.escape(_LAST.sub("", _plain(name)))


def _plain(name: str) -> str:
    return name.lower().replace("ё", "е")
