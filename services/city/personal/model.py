"""What the city counts under people's opaque ids."""

from services.city.projections.model import PERSON_COLUMNS
from shared.kit.personal import Holding, Personal, Section

_COLUMNS = {
    table: tuple(column for of, column in PERSON_COLUMNS if of == table) for table, _ in PERSON_COLUMNS
}

PERSONAL = Personal(
    holdings=(
        Holding("residents", ("id",), "own"),
        *(
            Holding(table, columns, "own", "counted, and stands for nobody")
            for table, columns in _COLUMNS.items()
        ),
    ),
    nobody={
        "centers": "which centers there are",
        "houses": "how many flats a house has",
        "organisations": "organisations of residents, and in which houses they act",
        "surveys": "how many answered a survey",
        "forgotten": "digests of ids that were erased, so that late facts bring nothing back",
        "heard": "how far the city has heard",
        "held": "digests that hold a cell back until enough persons changed it",
        "publications": "what was published: numbers that passed disclosure control",
        "looks": "how long publishing takes",
    },
    sections=(
        Section(
            "Что о вас считает город (без имени)",
            """
            select adult as "Совершеннолетие", joined_at as "Вы с центром с" from residents
            where id = :resident and center_id = :center
            """,
        ),
    ),
)
