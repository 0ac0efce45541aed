"""What the tests of the directory make: entries, and how they are entered."""

from tests.registry.making import Center, Json


def make_entry(**overrides: object) -> Json:
    return {
        "name": "Отдел жилищных субсидий",
        "about": "Назначает субсидии на оплату жилого помещения и коммунальных услуг.",
        "level": "city",
        "body": "municipal",
        "support": ["financial", "informational"],
        "services": [
            {
                "name": "Субсидия на оплату коммунальных услуг",
                "about": "Город возвращает часть платы за квартиру.",
                "for_whom": "Семьям с небольшим доходом",
                "how_to_apply": "Прийти с паспортом и справками о доходах",
            }
        ],
        "places": [
            {
                "address": "ул. Ленина, 12",
                "hours": [{"days": ["MO", "WE"], "opens": "09:00", "closes": "18:00"}],
            }
        ],
        "phones": [{"number": "8 800 200-01-22", "about": "справки"}],
        **overrides,
    }


async def entered(center: Center, **overrides: object) -> Json:
    """An entry of the center's own, or of everybody with `shared`."""
    answer = await center.manager.post("/directory", json=make_entry(**overrides))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made
