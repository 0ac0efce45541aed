"""Starting articles and grounds of rules after they were checked against the law; one article more.

What somebody in the city has corrected stays as they left it, as when the texts were renewed before.
"""

import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_RENEWED = runpy.run_path(str(Path(__file__).with_name("0017_starting_texts.py")))
_FIRST = _RENEWED["_FIRST"]
_NEW = "13-kapitalnyy-remont.md"

_GROUNDS = {
    "tos.age": (
        "Закон № 131-ФЗ, ст. 27, ч. 6",
        "Закон № 131-ФЗ, ст. 27, ч. 6; в законе № 33-ФЗ, ст. 50, названо 18 лет: сверьте с уставом муниципалитета",
    ),
    "tos.meeting": ("Закон № 131-ФЗ, ст. 27, ч. 6", "Закон № 33-ФЗ, ст. 50 (прежде № 131-ФЗ, ст. 27, ч. 6)"),
    "tos.conference": (
        "Закон № 131-ФЗ, ст. 27, ч. 6",
        "Закон № 33-ФЗ, ст. 50 (прежде № 131-ФЗ, ст. 27, ч. 6)",
    ),
    "owners_meeting.notice_days": (
        "Жилищный кодекс, ст. 45, ч. 4",
        "Жилищный кодекс, ст. 45, ч. 4; с 1 марта 2025 г. и в ГИС ЖКХ, закон № 463-ФЗ",
    ),
}
"""By rule, what was written when a city was set up and what is written now; the numbers stay."""


def upgrade() -> None:
    """Takes the files as they are."""
    check(op.get_bind())


def check(connection: sa.Connection) -> None:
    """The texts of the articles, the new one, and on what the rules rest."""
    _RENEWED["renew"](connection)
    connection.execute(sa.text(_FIRST["_ENTER_CITY"]))
    article = _FIRST["_read"]((_FIRST["_STARTING"] / _NEW).read_text(encoding="utf-8"))
    for put in (_FIRST["_PUT_ARTICLE"], _FIRST["_PUT_VERSION"]):
        connection.execute(sa.text(put), article)
    connection.execute(sa.text("select set_config('app.center', '', true)"))
    for code, (before, after) in _GROUNDS.items():
        connection.execute(
            sa.text("update rules set legal_basis = :after where code = :code and legal_basis = :before"),
            {"code": code, "before": before, "after": after},
        )
