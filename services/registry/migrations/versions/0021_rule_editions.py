"""An edition of a rule counts its corrections; a name is looked for in the texts of other services too."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever did not answer stands as a place of its own, for a manager to look there."""
    op.execute("alter table rules add column version integer not null default 1")
    op.execute("alter table erasure_mentions drop constraint erasure_mentions_place_check")
    op.execute(
        """
        alter table erasure_mentions add constraint erasure_mentions_place_check check (place in
          ('article', 'organisation', 'partner', 'directory', 'list', 'forming', 'talk',
           'event', 'appeal', 'idea', 'survey', 'answers', 'offer', 'need', 'unseen_events', 'unseen_surveys',
           'unseen_talents'))
        """
    )
