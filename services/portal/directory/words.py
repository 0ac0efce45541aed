"""The list of everyday words on the desk: what people say, and what the directory calls it."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form
from services.portal.filling.saving import made
from services.portal.visits.api import Read, every
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/directory/words", include_in_schema=False)

SAID_MISSING = phrase("Напишите, как говорят люди")
MEANS_MISSING = phrase("Напишите, что они имеют в виду")
_PATH = "/directory/synonyms"
_MANY = 500
_DONE = {"added": phrase("Запомнили: теперь по этим словам найдут."), "removed": phrase("Убрали из списка.")}


class Synonym(Read):
    """One line of the list."""

    id: UUID
    said: str = ""
    means: str = ""

    @property
    def letter(self) -> str:
        """Under which letter it stands."""
        return self.said[:1].upper()


@router.get("")
async def words(
    visit: Manager,
    done: Annotated[str, Query()] = "",
    said: Annotated[str, Query(max_length=200)] = "",
    means: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """What everyday words stand for."""
    gone = {"said": said, "means": means} if done == "removed" and said and means else None
    return await _page(visit, Form(), _DONE.get(done, ""), gone)


@router.post("")
async def add(visit: Manager, form: Filled) -> Response:
    """Teaches the search one more everyday word."""
    body = {"said": form.need("said", SAID_MISSING), "means": form.need("means", MEANS_MISSING)}
    if await made(visit, form, "/directory/synonyms", body, root=""):
        return visit.go("/desk/directory/words?done=added")
    return await _page(visit, form)


@router.post("/{synonym_id}/remove")
async def remove(visit: Manager, synonym_id: UUID, form: Filled) -> Response:
    """Takes it off the list; the next page offers to put it back."""
    known = await every(Synonym, visit.api, "registry", _PATH, most=_MANY)
    gone = next((one for one in known if one.id == synonym_id), None)
    if gone is None:
        return visit.go("/desk/directory/words?done=removed")
    await visit.api.change("DELETE", "registry", f"{_PATH}/{synonym_id}")
    said = urlencode({"done": "removed", "said": gone.said, "means": gone.means})
    return visit.go(f"/desk/directory/words?{said}")


async def _page(visit: Visit, form: Form, done: str = "", gone: dict[str, str] | None = None) -> Response:
    found = await every(Synonym, visit.api, "registry", _PATH, most=_MANY)
    by_word = sorted(found, key=lambda one: one.said)
    return visit.page("directory/words", form, synonyms=by_word, done=done, gone=gone)
