"""What the sheets of surveys call a purpose, and what the registry calls it."""

from collections.abc import Mapping

from shared.contracts.codes import ConsentPurpose
from shared.kit.consents import concerns

ON_SHEETS: Mapping[str, ConsentPurpose] = {"talents-bank": "help_matching", "complaints": "complaints"}


def codes_for(purpose: ConsentPurpose) -> list[str]:
    """The purposes on sheets that rest on this consent."""
    return [code for code, stands_for in ON_SHEETS.items() if concerns(purpose, stands_for)]
