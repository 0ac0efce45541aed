"""Words for what is wrong with a value, by pydantic's error types, and for plain HTTP statuses."""

from typing import Any

from shared.kit.language import say

STATUS = {
    400: "Запрос не разобрать",
    401: "Нужно войти",
    403: "У вас нет такого права",
    404: "Такого здесь нет",
    405: "Так это не делается",
    409: "Сейчас это невозможно",
    412: "Пока вы правили, это изменил кто-то другой",
    413: "Слишком большой запрос",
    415: "Такой вид данных не принимается",
    422: "Проверьте, что введено",
    428: "Нужно указать версию, которую вы правите",
    429: "Слишком часто; попробуйте позже",
    500: "Что-то сломалось у нас; мы уже знаем об этом",
    503: "Сейчас не получается; попробуйте через минуту",
}

OTHERWISE = "Не получилось"

VALUE = {
    "missing": "Заполните это поле",
    "string_too_short": "Не короче {min_length} зн.",
    "string_too_long": "Не длиннее {max_length} зн.",
    "string_type": "Здесь нужен текст",
    "string_pattern_mismatch": "Запись не того вида",
    "int_parsing": "Здесь нужно целое число",
    "int_type": "Здесь нужно целое число",
    "int_from_float": "Здесь нужно целое число",
    "decimal_parsing": "Здесь нужно число",
    "float_parsing": "Здесь нужно число",
    "finite_number": "Здесь нужно число",
    "decimal_type": "Здесь нужно число",
    "decimal_max_digits": "Слишком длинное число",
    "decimal_whole_digits": "Слишком длинное число",
    "decimal_max_places": "После запятой не больше {decimal_places} зн.",
    "bool_parsing": "Ответьте «да» или «нет»",
    "bool_type": "Ответьте «да» или «нет»",
    "greater_than": "Нужно больше {gt}",
    "greater_than_equal": "Не меньше {ge}",
    "less_than": "Нужно меньше {lt}",
    "less_than_equal": "Не больше {le}",
    "literal_error": "Выберите один из предложенных ответов",
    "uuid_parsing": "Это не похоже на номер записи",
    "uuid_type": "Это не похоже на номер записи",
    "datetime_parsing": "Напишите дату и время",
    "datetime_from_date_parsing": "Напишите дату и время",
    "timezone_aware": "Укажите часовой пояс",
    "date_parsing": "Напишите дату",
    "date_from_datetime_parsing": "Напишите дату",
    "too_short": "Нужно не меньше {min_length}",
    "too_long": "Можно не больше {max_length}",
    "json_invalid": "Это не JSON",
    "extra_forbidden": "Такого поля здесь нет",
}


def status_title(status: int) -> str:
    """A sentence for a plain HTTP status."""
    return say(STATUS.get(status, OTHERWISE))


def explain(error: Any) -> str:  # Any: pydantic's ErrorDetails, a TypedDict with open context
    """What to mend, in Russian; pydantic's own message where it says more than we know."""
    words = VALUE.get(error["type"])
    if words is None:
        message: str = error["msg"]
        return say(message.removeprefix("Value error, "))
    return say(words, **error.get("ctx", {}))
