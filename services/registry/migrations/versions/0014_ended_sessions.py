"""Sessions that ended are named for a while, so that every service refuses the access tokens that outlive them.

The database writes them down itself, so that no way of ending a session can forget to. A digest leads back to nobody.
"""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Whoever was away until their session expired has no token left, so that is not written down."""
    op.execute("create table ended_sessions (digest bytea primary key, ended_at timestamptz not null)")
    op.execute("create index ended_sessions_ended_at on ended_sessions (ended_at)")
    op.execute(
        """
        create function name_ended_sessions() returns trigger language plpgsql as $$
        begin
          insert into ended_sessions (digest, ended_at)
          select substr(sha256(uuid_send(id)), 1, 16), now() from gone where expires_at > now()
          on conflict do nothing;
          return null;
        end $$
        """
    )
    op.execute(
        """
        create trigger name_ended after delete on sessions referencing old table as gone
        for each statement execute function name_ended_sessions()
        """
    )
