"""Residents with several contacts, households, guardians, marks of activists, cards, and their own lists.

All these tables are a center's own: only its tenant context sees them. Besides, whoever shows a card sees the one row
with its digest (`app.card`), because signing in by a card does not know yet whose it is.
"""

from alembic import op

from shared.kit.schema import tenant_table

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_RESIDENT = "foreign key (center_id, {column}) references residents (center_id, id) on delete cascade"


def upgrade() -> None:
    _contacts()
    _cards_of_people()
    _families()
    _marks()
    _printed_cards()
    _lists()


def _contacts() -> None:
    for statement in (
        "alter table resident_contacts add column id uuid not null default uuidv7()",
        "alter table resident_contacts drop constraint resident_contacts_pkey",
        "alter table resident_contacts add primary key (center_id, id)",
        "alter table resident_contacts drop constraint resident_contacts_kind_check",
        "alter table resident_contacts add check (kind in ('phone', 'mail', 'messenger'))",
        """
        alter table resident_contacts
          add column open_to text not null default 'center' check (open_to in ('center', 'lists', 'sign_in')),
          add column preferred boolean not null default false,
          add column verified_at timestamptz,
          add column added_at timestamptz not null default now(),
          add column version integer not null default 1
        """,
        "alter table resident_contacts drop constraint resident_contacts_value_key",
        """
        create unique index resident_contacts_value_key on resident_contacts (center_id, value)
          where kind <> 'messenger'
        """,
        """
        create unique index resident_contacts_preferred_key on resident_contacts (center_id, resident_id)
          where preferred
        """,
        "create index resident_contacts_resident on resident_contacts (center_id, resident_id, kind)",
    ):
        op.execute(statement)


def _cards_of_people() -> None:
    op.execute(
        """
        alter table residents
          add column languages text[] not null default '{}',
          add column source text check (
            source in ('walk_in', 'survey', 'paper', 'friend', 'event', 'site', 'other')),
          add column ground text
        """
    )
    op.execute(
        f"""
        create table access_needs (
          center_id uuid not null,
          resident_id uuid not null,
          needs text[] not null,
          note text,
          changed_at timestamptz not null,
          version integer not null,
          primary key (center_id, resident_id),
          {_RESIDENT.format(column="resident_id")}
        )
        """
    )
    tenant_table(op, "access_needs")


def _families() -> None:
    op.execute(
        f"""
        create table guardianships (
          center_id uuid not null,
          guardian_id uuid not null,
          ward_id uuid not null,
          kind text not null check (kind in ('parent', 'guardian', 'trustee')),
          ground text,
          entered_by uuid,
          since timestamptz not null,
          primary key (center_id, guardian_id, ward_id),
          check (guardian_id <> ward_id),
          {_RESIDENT.format(column="guardian_id")},
          {_RESIDENT.format(column="ward_id")}
        )
        """
    )
    op.execute("create index guardianships_ward on guardianships (center_id, ward_id)")
    op.execute(
        """
        create table households (
          center_id uuid not null,
          id uuid not null,
          premises_id uuid not null,
          word text not null,
          begun_at timestamptz not null,
          primary key (center_id, id),
          constraint households_word_key unique (center_id, word),
          foreign key (center_id, premises_id) references premises (center_id, id)
        )
        """
    )
    op.execute(
        f"""
        create table household_members (
          center_id uuid not null,
          resident_id uuid not null,
          household_id uuid not null,
          ground text,
          since timestamptz not null,
          primary key (center_id, resident_id),
          foreign key (center_id, household_id) references households (center_id, id) on delete cascade,
          {_RESIDENT.format(column="resident_id")}
        )
        """
    )
    op.execute("create index household_members_household on household_members (center_id, household_id)")
    for table in ("guardianships", "households", "household_members"):
        tenant_table(op, table)


def _marks() -> None:
    op.execute(
        f"""
        create table marks (
          center_id uuid not null,
          id uuid not null,
          resident_id uuid not null,
          kind text not null check (kind in ('leader', 'activist')),
          what_for text not null,
          marked_by uuid not null,
          marked_at timestamptz not null,
          ended_at timestamptz,
          version integer not null,
          primary key (center_id, id),
          {_RESIDENT.format(column="resident_id")}
        )
        """
    )
    op.execute("create index marks_resident on marks (center_id, resident_id)")
    tenant_table(op, "marks")


def _printed_cards() -> None:
    op.execute(
        f"""
        create table resident_cards (
          center_id uuid not null,
          id uuid not null,
          resident_id uuid not null,
          digest text not null,
          issued_by uuid,
          issued_at timestamptz not null,
          ended_at timestamptz,
          primary key (center_id, id),
          constraint resident_cards_digest_key unique (center_id, digest),
          {_RESIDENT.format(column="resident_id")}
        )
        """
    )
    op.execute("create index resident_cards_digest on resident_cards (digest)")
    op.execute(
        """
        create unique index resident_cards_in_force_key on resident_cards (center_id, resident_id)
          where ended_at is null
        """
    )
    tenant_table(op, "resident_cards")
    op.execute(
        """
        create policy shown_card on resident_cards for select
          using (digest = nullif(current_setting('app.card', true), ''))
        """
    )


def _lists() -> None:
    op.execute(
        """
        create table contact_lists (
          center_id uuid not null,
          id uuid not null,
          house_id uuid not null,
          entrance text,
          title text not null,
          branching smallint not null check (branching between 2 and 5),
          opened_by uuid not null,
          opened_at timestamptz not null,
          version integer not null,
          primary key (center_id, id),
          foreign key (center_id, house_id) references houses (center_id, id)
        )
        """
    )
    op.execute("create index contact_lists_house on contact_lists (center_id, house_id)")
    op.execute(
        f"""
        create table list_members (
          center_id uuid not null,
          list_id uuid not null,
          resident_id uuid not null,
          contact_id uuid not null,
          place integer not null,
          channel text not null check (channel in ('web', 'paper', 'phone', 'visit')),
          ground text,
          agreed_at timestamptz not null,
          primary key (center_id, list_id, resident_id),
          foreign key (center_id, list_id) references contact_lists (center_id, id) on delete cascade,
          foreign key (center_id, contact_id) references resident_contacts (center_id, id) on delete cascade,
          {_RESIDENT.format(column="resident_id")}
        )
        """
    )
    op.execute("create index list_members_resident on list_members (center_id, resident_id)")
    op.execute("create index list_members_contact on list_members (center_id, contact_id)")
    op.execute(
        """
        create table list_rounds (
          center_id uuid not null,
          id uuid not null,
          list_id uuid not null,
          begun_by uuid not null,
          begun_at timestamptz not null,
          ended_at timestamptz,
          primary key (center_id, id),
          foreign key (center_id, list_id) references contact_lists (center_id, id) on delete cascade
        )
        """
    )
    op.execute("create index list_rounds_list on list_rounds (center_id, list_id, id)")
    op.execute(
        f"""
        create table list_calls (
          center_id uuid not null,
          round_id uuid not null,
          resident_id uuid not null,
          reached boolean not null,
          called_at timestamptz not null,
          noted_by uuid not null,
          primary key (center_id, round_id, resident_id),
          foreign key (center_id, round_id) references list_rounds (center_id, id) on delete cascade,
          {_RESIDENT.format(column="resident_id")}
        )
        """
    )
    for table in ("contact_lists", "list_members", "list_rounds", "list_calls"):
        tenant_table(op, table)
