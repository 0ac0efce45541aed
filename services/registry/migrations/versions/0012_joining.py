"""Residents' wishes to take part in an organisation; they go with the resident and with the organisation."""

from alembic import op

from shared.kit.schema import tenant_table

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One wish at a time waits for an answer."""
    op.execute(
        """
        create table join_requests (
          center_id uuid not null,
          id uuid not null,
          organisation_id uuid not null,
          resident_id uuid not null,
          asked_at timestamptz not null,
          answer text check (answer in ('accepted', 'declined')),
          answered_at timestamptz,
          primary key (center_id, id),
          check ((answer is null) = (answered_at is null)),
          foreign key (center_id, organisation_id) references organisations (center_id, id) on delete cascade,
          foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade
        )
        """
    )
    op.execute(
        "create unique index join_requests_waiting_key on join_requests (center_id, organisation_id, resident_id) "
        "where answer is null"
    )
    op.execute("create index join_requests_resident on join_requests (center_id, resident_id, id)")
    tenant_table(op, "join_requests")
