"""Words in the audit log stand apart from its lines, so that they go with the person whom they are about."""

from alembic import op

from shared.kit.audit_words import part_words_from_log

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Words that are in the log already are parted from it; where there were any, its chain is sealed anew."""
    part_words_from_log(op, op.get_bind())
