"""What is refused about imports."""

from shared.kit.language import say
from shared.kit.problems import Invalid, NotFound, Refused, Wrong


class ImportNotFound(NotFound):
    """There is no such import in this center."""


class ImportNotReady(Refused):
    """It is not checked yet, has nothing to apply, or was applied or cancelled before."""

    code = "imports.not-ready"
    title = "Этот список сейчас нельзя внести: он ещё проверяется, пуст или уже внесён"


class ImportUnderWay(Refused):
    """Rows are being applied, or were."""

    code = "imports.under-way"
    title = "Список уже вносится. Дождитесь конца или остановите"


def file_refused(code: str, message: str) -> Invalid:
    """The file is no list that can be read."""
    return Invalid(Wrong("/file", code, message))


def mapping_refused(said: str) -> Invalid:
    """The mapping names a thing or a column that is unknown."""
    return Invalid(
        Wrong(
            "/mapping",
            "imports.mapping",
            say("Не понять, что за колонка: «{column}». Выберите из списка", column=said[:60]),
        )
    )
