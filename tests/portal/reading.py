"""Reads a page as a person would: its title, its words, its forms, its links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"input", "meta", "link", "br", "img", "hr", "rect", "circle", "path", "polyline"}


@dataclass
class PageForm:
    """One form: where it goes, and what stands in it."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def values(self) -> dict[str, list[str]]:
        """What would be sent if nothing were changed, without buttons."""
        found: dict[str, list[str]] = {}
        for name, value in self.fields:
            found.setdefault(name, []).append(value)
        return found


class Page(HTMLParser):
    """A page that was read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.forms: list[PageForm] = []
        self._outside = PageForm("", "get")
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._area: str | None = None
        self._select: tuple[str, list[str], str] | None = None
        self.feed(html)

    @property
    def text(self) -> str:
        """The words of the page, with plain spaces."""
        return " ".join("".join(self._words).replace("\N{NO-BREAK SPACE}", " ").split())

    def form(self, action: str = "") -> PageForm:
        """The form that goes to an address containing `action`; the first one that is sent where none is named."""
        sent = [one for one in self.forms if one.method == "post" and action in one.action]
        assert sent, f"no form to {action!r} among {[one.action for one in self.forms]}"
        return next((one for one in sent if one.action != "/sign-out"), sent[0])

    @property
    def _form(self) -> PageForm:
        """The form that was begun last; a field that stands in none is read and forgotten."""
        return self.forms[-1] if self.forms else self._outside

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in known.items()]
        if tag not in _VOID:
            self._open.append(tag)
        if "id" in known:
            self.ids.add(known["id"])
        if tag == "a" and "href" in known:
            self.links.append(known["href"])
        if tag == "form":
            self.forms.append(PageForm(known.get("action", ""), known.get("method", "get")))
        self._start_field(tag, known)

    def _start_field(self, tag: str, known: dict[str, str]) -> None:
        if tag == "input" and "name" in known:
            if known.get("type") not in ("radio", "checkbox") or "checked" in known:
                self._form.fields.append((known["name"], known.get("value", "")))
        elif tag == "textarea":
            self._area = known["name"]
            self._form.fields.append((known["name"], ""))
        elif tag == "select":
            self._select = known["name"], [], ""
        elif tag == "option" and self._select is not None:
            name, values, chosen = self._select
            values.append(known.get("value", ""))
            self._select = name, values, known.get("value", "") if "selected" in known else chosen

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "textarea":
            self._area = None
        if tag == "select" and self._select is not None:
            name, values, chosen = self._select
            self._form.fields.append((name, chosen or (values[0] if values else "")))
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            name, before = self._form.fields[-1]
            self._form.fields[-1] = name, before + data
        elif self._open and self._open[-1] == "title":
            self.title += data.replace("\N{NO-BREAK SPACE}", " ")
        elif not self._open or self._open[-1] not in ("script", "style"):
            self._words.append(data)
