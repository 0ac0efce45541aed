"""Markdown to harmless HTML: headings from the second level, lists, tables, links; nothing that loads or runs."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TAGS = {
    "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "table", "thead", "tbody", "tr",
    "th", "td", "br", "hr", "code", "pre", "s",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
_SCHEMES = {"https", "http", "mailto", "tel"}
_DEEPEST = 4


def as_html(text: str) -> str:
    """The text as HTML that a page may show as it is: built from Markdown, then cleaned once more by nh3."""
    import nh3  # with the parser 2 MB, which only a process that was asked for an article keeps

    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        _lower_heading(token)
    made = parser.renderer.render(tokens, parser.options, {})
    return nh3.clean(
        made,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    ).strip()


@cache
def _parser() -> "MarkdownIt":
    """Raw HTML stays text; pictures would tell strangers who reads, so they are none."""
    from markdown_it import MarkdownIt  # as above

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["image"])


def _lower_heading(token: "Token") -> None:
    """The page has its one first heading already."""
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(int(token.tag[1]) + (token.tag == 'h1'), _DEEPEST)}"
