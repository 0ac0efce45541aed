"""Markdown becomes HTML that harms nobody."""

import pytest

from services.registry.support.markdown.model import as_html


def test_headings_begin_at_the_second_level() -> None:
    assert as_html("# Раз\n\n## Два\n\n##### Пять") == "<h2>Раз</h2>\n<h2>Два</h2>\n<h4>Пять</h4>"


def test_tables_lists_and_links_stay() -> None:
    made = as_html("|a|b|\n|---|---|\n|1|2|\n\n- [закон](https://pravo.gov.ru)\n- [112](tel:112)")
    assert "<table>" in made
    assert "<td>1</td>" in made
    assert '<a href="https://pravo.gov.ru" rel="noopener noreferrer nofollow">закон</a>' in made
    assert 'href="tel:112"' in made


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://spy.example/pixel.gif)",
        '<a href="https://x.example" onclick="alert(1)">x</a>',
        "<iframe src=https://x.example></iframe>",
        "[x](JaVaScRiPt&#58;alert(1))",
    ],
)
def test_what_could_run_or_load_is_text_or_gone(text: str) -> None:
    made = as_html(text)
    for harm in (
        "<script",
        "<img",
        "<iframe",
        'href="javascript',
        'href="data',
        '<a href="https://x',
        'href="JaVa',
    ):
        assert harm not in made


def test_a_text_nested_ten_thousand_deep_is_answered() -> None:
    assert as_html("> " * 10_000 + "x")
    assert as_html("[" * 10_000)
