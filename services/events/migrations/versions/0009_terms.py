"""The terms of appeals are a copy of the registry's rules of law, which the operator adds editions to."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """No secret and of no center. What the registry begins with stands here until it was first asked."""
    op.execute(
        """
        create table terms (
          code text not null check (code in ('register', 'forward', 'answer', 'extend')),
          valid_from date not null,
          days integer not null check (days > 0),
          legal_basis text not null,
          primary key (code, valid_from)
        )
        """
    )
    op.execute(
        """
        insert into terms (code, valid_from, days, legal_basis) values
          ('register', '2006-11-02', 3, 'Закон № 59-ФЗ, ст. 8, ч. 2'),
          ('forward', '2006-11-02', 7, 'Закон № 59-ФЗ, ст. 8, ч. 3'),
          ('answer', '2006-11-02', 30, 'Закон № 59-ФЗ, ст. 12, ч. 1'),
          ('extend', '2006-11-02', 30, 'Закон № 59-ФЗ, ст. 12, ч. 2')
        """
    )
