"""Articles on the desk: write, publish, share with the city, tell what came of one."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.articles.labels import OUTCOME
from services.portal.articles.model import Article, Version, Versions
from services.portal.articles.view import PATH, articles_of, body_of, by_topic, one, told_of, typed_of
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, carried_out, made, removed, saved, standing
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase
from shared.kit.clock import today

router = APIRouter(prefix="/desk/articles", include_in_schema=False)

OUTCOME_MISSING = phrase("Отметьте, что вышло")
RESULT_MISSING = phrase("Расскажите в двух словах")
DAY_MISSING = phrase("Укажите день")
_DONE = {
    "written": phrase("Черновик записан. Жители увидят его, когда опубликуете."),
    "changed": phrase("Сохранили. Прежний текст остался в истории."),
    "publish": phrase("Опубликовали: жители центра видят статью."),
    "hide": phrase("Спрятали: статью видят только менеджеры."),
    "share": phrase("Поделились: статью читают все центры города. Согласие можно забрать."),
    "unshare": phrase("Согласие отозвано: другие центры статью больше не видят."),
    "tried": phrase("Записали, что у вас вышло."),
    "removed": phrase("Статья удалена."),
}


@router.get("")
async def articles(
    visit: Manager, q: Annotated[str, Query(max_length=200)] = "", done: Annotated[str, Query()] = ""
) -> Response:
    """Everything there is to read, drafts too."""
    asked = q.strip()
    found = await articles_of(visit, asked, "")
    form = Form({"q": [asked]})
    return visit.page("articles/desk", form, found=found, topics=by_topic(found), done=_DONE.get(done, ""))


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """The form of a new article."""
    return _form_page(visit, filled({"true_on": today()}))


@router.post("/new")
async def write(visit: Manager, form: Filled) -> Response:
    """Writes a draft."""
    body = body_of(form) | {"center_id": visit.center}
    if written := await made(visit, form, "/articles", body, root=""):
        return visit.go(f"/desk/articles/{written}?done=written")
    return _form_page(visit, form)


@router.get("/{article_id}")
async def article(visit: Manager, article_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One article with what can be done about it."""
    return await _page(visit, article_id, None, _DONE.get(done, ""))


@router.get("/{article_id}/edit")
async def ask_edit(visit: Manager, article_id: UUID) -> Response:
    """The form of a known article."""
    return _form_page(visit, await standing(_present(visit, article_id)), article_id)


@router.post("/{article_id}/edit")
async def edit(visit: Manager, article_id: UUID, form: Filled) -> Response:
    """Saves a new version."""
    body = body_of(form)
    if await saved(visit, form, one(visit, article_id), body, lambda: _present(visit, article_id), root=""):
        return visit.go(f"/desk/articles/{article_id}?done=changed")
    return _form_page(visit, form, article_id)


@router.get("/{article_id}/versions")
async def versions(visit: Manager, article_id: UUID) -> Response:
    """Who saved it when."""
    told = await told_of(visit, article_id)
    found = await visit.api.get(Versions, "registry", one(visit, article_id, "/versions"))
    return visit.page("articles/versions", view=told, versions=found.items)


@router.get("/{article_id}/versions/{version}")
async def version(visit: Manager, article_id: UUID, version: int) -> Response:
    """The article as it stood then."""
    found = await visit.api.get(Version, "registry", one(visit, article_id, f"/versions/{version}"))
    return visit.page("articles/version", article_id=article_id, version=found)


@router.get("/{article_id}/remove")
async def ask_removal(visit: Manager, article_id: UUID) -> Response:
    """What will be gone."""
    return visit.page("articles/remove", Form(), view=await told_of(visit, article_id))


@router.post("/{article_id}/remove")
async def remove(visit: Manager, article_id: UUID, form: Filled) -> Response:
    """Removes an article with its history."""
    if await removed(visit, form, one(visit, article_id), root=""):
        return visit.go("/desk/articles?done=removed")
    return visit.page("articles/remove", form, view=await told_of(visit, article_id))


@router.post("/{article_id}/trial")
async def tell(visit: Manager, article_id: UUID, form: Filled) -> Response:
    """Tells what came of it here."""
    form.need("tried_on", DAY_MISSING)
    body = {
        "outcome": form.one_of("outcome", OUTCOME, OUTCOME_MISSING),
        "result": form.need("result", RESULT_MISSING),
        "tried_on": form.day("tried_on"),
        "center_id": visit.center,
    }
    if await saved(visit, form, f"{PATH}/{article_id}/trial", body, method="PUT", root=""):
        return visit.go(f"/desk/articles/{article_id}?done=tried")
    return await _page(visit, article_id, form)


@router.post("/{article_id}/{act}")
async def act(
    visit: Manager, article_id: UUID, act: Literal["publish", "hide", "share", "unshare"], form: Filled
) -> Response:
    """Publishes, hides, shares, or takes the consent back."""
    if await carried_out(visit, form, one(visit, article_id, f"/{act}"), root=""):
        return visit.go(f"/desk/articles/{article_id}?done={act}")
    return await _page(visit, article_id, form)


async def _present(visit: Visit, article_id: UUID) -> Known:
    found, version = await visit.api.get_versioned(Article, "registry", one(visit, article_id))
    return typed_of(found), version


async def _page(visit: Visit, article_id: UUID, form: Form | None, done: str = "") -> Response:
    view = await told_of(visit, article_id)
    mine = view.own_trial
    known = mine.model_dump(include={"outcome", "result", "tried_on"}) if mine else {}
    return visit.page("articles/manage", form or filled(known), view=view, done=done)


def _form_page(visit: Visit, form: Form, article_id: UUID | None = None) -> Response:
    return visit.page("articles/edit", form, article_id=article_id)
