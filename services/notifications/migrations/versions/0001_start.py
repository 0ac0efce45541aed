"""Messages and the ways they go, preferences, and what other services have said."""

from alembic import op

from shared.kit.schema import create_kit, tenant_table

revision = "0001"
down_revision = None

_TENANT_TABLES = {
    "residents": """
  id uuid not null,
  erased boolean not null default false,
  primary key (center_id, id)""",
    "preferences": """
  resident_id uuid not null,
  way text not null check (way in ('site', 'mail', 'phone', 'visit')),
  quiet_from time,
  quiet_to time,
  language text not null check (language in ('ru', 'en')),
  version integer not null,
  primary key (center_id, resident_id),
  check ((quiet_from is null) = (quiet_to is null))""",
    "messages": """
  id uuid not null,
  resident_id uuid not null,
  code text not null,
  params jsonb not null,
  cause_id uuid not null,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (center_id, id),
  unique (center_id, resident_id, cause_id, code)""",
    "deliveries": """
  id uuid not null,
  message_id uuid not null,
  resident_id uuid not null,
  way text check (way = 'mail'),
  state text not null check (state in 
    ('due', 'sending', 'sent', 'to_call', 'left_on_site', 'unclear')),
  attempts integer not null,
  due_at timestamptz not null,
  taken_at timestamptz,
  primary key (center_id, id),
  unique (center_id, message_id),
  foreign key (center_id, message_id) references messages (center_id, id) on delete cascade""",
    "calls": """
  id uuid not null,
  message_id uuid not null,
  resident_id uuid not null,
  way text not null check (way in ('phone', 'visit')),
  not_before timestamptz not null,
  created_at timestamptz not null,
  done_at timestamptz,
  primary key (center_id, id),
  unique (center_id, message_id),
  foreign key (center_id, message_id) references messages (center_id, id) on delete cascade""",
    "needs": """
  id uuid not null,
  skill text not null,
  primary key (center_id, id)""",
    "matches": """
  id uuid not null,
  need_id uuid not null,
  asking_id uuid not null,
  helping_id uuid not null,
  primary key (center_id, id)""",
    "gatherings": """
  id uuid not null,
  kind text,
  starts_at timestamptz,
  match_id uuid,
  organiser_id uuid,
  planned_by uuid,
  cancelled_by uuid,
  primary key (center_id, id)""",
    "signed_up": """
  registration_id uuid not null,
  event_id uuid not null,
  resident_id uuid not null,
  primary key (center_id, registration_id)""",
    "answered": """
  survey_id uuid not null,
  resident_id uuid not null,
  primary key (center_id, survey_id, resident_id)""",
    "closed_surveys": """
  id uuid not null,
  questionnaire text not null,
  sheets integer not null,
  closed_by uuid not null,
  primary key (center_id, id)""",
}

_INDEXES = (
    "messages_of_resident on messages (center_id, resident_id, id)",
    "messages_unread on messages (center_id, resident_id) where read_at is null",
    "deliveries_due on deliveries (center_id, due_at) where state = 'due'",
    "deliveries_in_hand on deliveries (center_id, taken_at) where state = 'sending'",
    "calls_to_make on calls (center_id, id) where done_at is null",
    "matches_asking on matches (center_id, asking_id)",
    "matches_helping on matches (center_id, helping_id)",
    "gatherings_of_match on gatherings (center_id, match_id) where match_id is not null",
    "gatherings_of_organiser on gatherings (center_id, organiser_id) where organiser_id is not null",
    "signed_up_for on signed_up (center_id, event_id)",
    "signed_up_of on signed_up (center_id, resident_id)",
    "answered_of on answered (center_id, resident_id)",
)

_CITY_TABLES = (
    "create table post_rounds (center uuid primary key, due_at timestamptz)",
    "create index post_rounds_due on post_rounds (due_at) where due_at is not null",
    """
    create table dev_mail (
      id uuid primary key,
      address text not null,
      title text not null,
      text text not null,
      resident_id uuid,
      at timestamptz not null
    )
    """,
)
"""Which centers have deliveries to make, and the mailbox of a city that is only tried out."""


def upgrade() -> None:
    """From nothing to the first slice."""
    create_kit(op)
    for table, columns in _TENANT_TABLES.items():
        op.execute(f"create table {table} (\n  center_id uuid not null,{columns}\n)")
        tenant_table(op, table)
    for index in _INDEXES:
        op.execute(f"create index {index}")
    for statement in _CITY_TABLES:
        op.execute(statement)
