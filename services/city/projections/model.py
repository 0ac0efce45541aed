"""The projections: which columns each fact fills, under opaque ids and with nothing that names a person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its PostgreSQL type; `person` columns are left empty for those who were erased."""

    name: str
    type: str
    person: bool = False
    field: str | None = None

    @property
    def said(self) -> str:
        """The field of the fact that fills the column."""
        return self.field or self.name

    @property
    def is_list(self) -> bool:
        """Whether it holds several values; such a one is handed over as a text, for unnest flattens arrays."""
        return self.type.endswith("[]")


@dataclass(frozen=True, slots=True)
class Writing:
    """What one fact writes into one projection.

    Every fact fills columns of its own and the time of its own, and gives way to a newer one of its kind; so facts
    may come in any order, and twice.
    """

    table: str
    time: str
    columns: tuple[Column, ...] = ()
    about_person: bool = False
    """Whether the row is the person, and must not come back after the person was erased."""
    key: tuple[str, ...] = ("center_id", "id")
    id_field: str | None = None
    """The field of the fact that fills `id`, where that is not the aggregate's own."""

    def sql(self) -> str:
        """The statement; it takes arrays: the key (centers, ids), the columns, the times."""
        names = [*self.key, *(column.name for column in self.columns), self.time]
        lists = {column.name: column.type for column in self.columns if column.is_list}
        told = ["text" if column.is_list else column.type for column in self.columns]
        types = ["uuid"] * len(self.key) + told + ["timestamptz"]
        arrays = ", ".join(f"${at}::{kind}[]" for at, kind in enumerate(types, start=1))
        people = {column.name for column in self.columns if column.person}
        taken = ", ".join(
            _unless_forgotten(name) if name in people else f"told.{name}::{lists[name]}" if name in lists
            else f"told.{name}" for name in names
        )  # fmt: skip
        filled = ", ".join(f"{name} = excluded.{name}" for name in names if name not in self.key)
        known = f"where not {_FORGOTTEN.format('told.id')}" if self.about_person else ""
        keys = ", ".join(self.key)
        return f"""
            insert into {self.table} as kept ({", ".join(names)})
            select distinct on ({", ".join(f"told.{name}" for name in self.key)}) {taken}
            from unnest({arrays}) as told ({", ".join(names)}) {known}
            order by {", ".join(f"told.{name}" for name in self.key)}, told.{self.time} desc
            on conflict ({keys}) do update set {filled}
            where kept.{self.time} is null or kept.{self.time} < excluded.{self.time}
        """


_FORGOTTEN = "exists (select from forgotten f where f.mark = sha256(uuid_send({})))"


def _unless_forgotten(name: str) -> str:
    return f"case when not {_FORGOTTEN.format(f'told.{name}')} then told.{name} end"


_RESIDENT = Column("resident_id", "uuid", person=True)
_SKILL = Column("skill", "text")
_BOTH_SIDES = (
    Column("need_id", "uuid"),
    Column("asking_id", "uuid", person=True),
    Column("helping_id", "uuid", person=True),
)
_EVENT = (Column("event_id", "uuid"), _RESIDENT)

CENTER_OPENED = Writing("centers", "opened_at", (Column("host", "text"),), key=("center_id",))
HOUSE_ENTERED = Writing("houses", "said_at", (Column("kind", "text"), Column("flats", "integer")))
RESIDENT_JOINED = Writing("residents", "joined_at", about_person=True)
RESIDENT_CHANGED = Writing(
    "residents", "said_at", (Column("house_id", "uuid"), Column("adult", "boolean")), about_person=True
)
RESIDENT_MERGED = Writing(
    "merged",
    "merged_at",
    (Column("kept_id", "uuid", person=True),),
    about_person=True,
    id_field="resident_id",
)
MERGE_UNDONE = Writing("merged", "undone_at", about_person=True, id_field="resident_id")
_ORGANISATION = (
    Column("kind", "text"), Column("scale", "text"), Column("house_ids", "uuid[]"), Column("active_since", "date"),
)  # fmt: skip
_MEMBERSHIP = (Column("organisation_id", "uuid"), _RESIDENT, Column("role", "text"))
ORGANISATION_SAID = Writing("organisations", "said_at", _ORGANISATION)
ORGANISATION_DISSOLVED = Writing("organisations", "dissolved_at")
MEMBERSHIP_BEGUN = Writing("memberships", "begun_at", (*_MEMBERSHIP, Column("since", "date")))
MEMBERSHIP_ENDED = Writing("memberships", "ended_at", _MEMBERSHIP)
OFFER_MADE = Writing("offers", "made_at", (_RESIDENT, _SKILL))
OFFER_WITHDRAWN = Writing("offers", "withdrawn_at", (_RESIDENT,))
NEED_STATED = Writing("needs", "stated_at", (_RESIDENT, _SKILL))
NEED_MET = Writing("needs", "met_at", (_RESIDENT,))
NEED_UNMET = Writing("needs", "unmet_at", (_RESIDENT, Column("reason", "text")))
MATCH_PROPOSED = Writing("matches", "proposed_at", (*_BOTH_SIDES, Column("offer_id", "uuid")))
MATCH_AGREED = Writing("matches", "agreed_at", (*_BOTH_SIDES, Column("offer_id", "uuid")))
MATCH_DECLINED = Writing("matches", "declined_at", _BOTH_SIDES)
MATCH_COMPLETED = Writing("matches", "completed_at", (*_BOTH_SIDES, Column("offer_id", "uuid")))
EVENT_PLANNED = Writing(
    "events",
    "planned_at",
    (
        Column("kind", "text"),
        Column("starts_at", "timestamptz"),
        Column("organiser_id", "uuid", person=True),
        Column("resident_led", "boolean"),
    ),
)
EVENT_MOVED = Writing("events", "moved_at", (Column("moved_to", "timestamptz", field="starts_at"),))
EVENT_CANCELLED = Writing("events", "cancelled_at")
REGISTRATION_MADE = Writing("registrations", "made_at", (*_EVENT, Column("waiting", "boolean")))
REGISTRATION_CANCELLED = Writing("registrations", "cancelled_at", _EVENT)
REGISTRATION_PROMOTED = Writing("registrations", "promoted_at", _EVENT)
ATTENDED = Writing(
    "registrations", "told_at", (*_EVENT, Column("attended_at", "timestamptz", field="starts_at"))
)
SURVEY_OPENED = Writing("surveys", "opened_at", (Column("questionnaire", "text"),))
SURVEY_CLOSED = Writing(
    "surveys", "closed_at", (Column("questionnaire", "text"), Column("sheets", "integer"))
)
SHEET_ANSWERED = Writing(
    "sheets", "answered_at", (Column("survey_id", "uuid"), _RESIDENT, Column("channel", "text"))
)

PROJECTIONS: tuple[str, ...] = (
    "centers", "houses", "residents", "offers", "needs", "matches", "events", "registrations", "surveys", "sheets",
    "organisations", "memberships", "merged", "forgotten",
)  # fmt: skip
"""Everything that is rebuilt by replay."""

PERSON_COLUMNS: tuple[tuple[str, str], ...] = (
    ("offers", "resident_id"), ("needs", "resident_id"), ("matches", "asking_id"), ("matches", "helping_id"),
    ("events", "organiser_id"), ("registrations", "resident_id"), ("sheets", "resident_id"),
    ("memberships", "resident_id"), ("merged", "kept_id"),
)  # fmt: skip
"""Where a person's id stands outside of `residents` and `merged`, whose rows are persons."""
