"""The terms of appeals are rules of law as the others, so that the operator adds editions of them too."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Federal law 59-ФЗ of 2006, in force half a year after it was published."""
    op.execute(
        """
        insert into rules (code, valid_from, bound, numerator, denominator, legal_basis) values
          ('appeal.register_days', '2006-11-02', 'exactly', 3, 1, 'Закон № 59-ФЗ, ст. 8, ч. 2'),
          ('appeal.forward_days', '2006-11-02', 'exactly', 7, 1, 'Закон № 59-ФЗ, ст. 8, ч. 3'),
          ('appeal.answer_days', '2006-11-02', 'exactly', 30, 1, 'Закон № 59-ФЗ, ст. 12, ч. 1'),
          ('appeal.extend_days', '2006-11-02', 'exactly', 30, 1, 'Закон № 59-ФЗ, ст. 12, ч. 2')
        """
    )
