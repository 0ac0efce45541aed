"""Complaints of surveys become appeals that wait for a manager's decision, while their author agrees to it."""

from alembic import op

from shared.kit.consents import create_consents

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """A sheet raises an appeal about a matter once; surveys and their sheets are bare ids here."""
    create_consents(op)
    op.execute(
        """
        alter table appeals
          add column survey_id uuid,
          add column sheet_id uuid,
          drop constraint appeals_state_check,
          add constraint appeals_state_check check (state in
            ('raised', 'waiting', 'sent', 'registered', 'forwarded', 'answered', 'closed', 'withdrawn', 'set_aside'))
        """
    )
    op.execute(
        "create unique index appeals_once on appeals (center_id, sheet_id, about) where sheet_id is not null"
    )
    op.execute(
        """
        alter table appeal_steps
          drop constraint appeal_steps_step_check,
          add constraint appeal_steps_step_check check (step in
            ('take_up', 'set_aside', 'send', 'register', 'forward', 'extend', 'answer', 'close', 'withdraw'))
        """
    )
