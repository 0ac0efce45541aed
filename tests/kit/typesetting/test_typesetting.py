"""Papers are typeset from data that is never read as markup, and a broken template is said to be one."""

from pathlib import Path

import pytest

from shared.kit.typesetting import TypesettingFailed, typeset

_HERE = Path(__file__).parent


async def test_a_paper_is_a_pdf_and_data_in_it_is_no_markup() -> None:
    made = await typeset(_HERE / "plain.typ", {"center": "Центр", "name": '#panic("read as markup") $ * _'})
    assert made.startswith(b"%PDF-")


async def test_a_template_that_asks_for_what_was_not_given_is_refused() -> None:
    with pytest.raises(TypesettingFailed, match="name"):
        await typeset(_HERE / "plain.typ", {"center": "Центр"})


async def test_a_template_reads_no_file_outside_the_project() -> None:
    with pytest.raises(TypesettingFailed, match="outside"):
        await typeset(_HERE / "outside.typ", {"center": "Центр"})
