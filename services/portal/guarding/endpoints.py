"""«Вход и устройства», for everybody who has signed in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from services.portal.filling.forms import Form
from services.portal.guarding.view import guarding_of
from services.portal.sign_in.ways import Options, answered, key_address
from services.portal.visits.api import Objection, Refused
from services.portal.visits.visit import Filled, SignedIn, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/security", include_in_schema=False)

_FRAMES = {"resident": "resident", "manager": "manager", "city": "city"}
_DONE = {
    "ended": phrase("Этот вход завершён. На том устройстве всё закроется через несколько секунд."),
    "others": phrase("Остались только вы и это устройство. На других всё закроется через несколько секунд."),
    "added": phrase("Ключ добавлен. В следующий раз можно войти им."),
    "renamed": phrase("Ключ переименован."),
    "removed": phrase("Ключ удалён: войти им больше нельзя."),
}
NAME_MISSING = phrase("Назовите ключ, чтобы узнать его в списке")
KEY_UNFIT = phrase("Ключ не добавлен. Попробуйте ещё раз")


@router.get("")
async def security(visit: SignedIn, done: Annotated[str, Query()] = "") -> Response:
    """Sessions, keys, history."""
    return await _page(visit, Form(), _DONE.get(done, ""))


@router.post("/sessions/end")
async def end_others(visit: SignedIn, form: Filled) -> Response:
    """Everywhere but here."""
    del form
    await visit.api.change("DELETE", "registry", "/sign-in/sessions")
    return visit.go("/security?done=others")


@router.post("/sessions/{session}/end")
async def end_one(visit: SignedIn, session: UUID, form: Filled) -> Response:
    """One session."""
    del form
    await visit.api.change("DELETE", "registry", f"/sign-in/sessions/{session}")
    return visit.go("/security?done=ended")


@router.post("/keys/new")
async def begin_key(visit: SignedIn, form: Filled) -> Response:
    """For the page's script: by what the browser makes a key; or the way to show anew who one is."""
    del form
    try:
        body = {"browser": visit.browser}
        asked = await visit.api.post(Options, "registry", "/sign-in/passkeys/new", body)
    except Refused as refused:
        if refused.code != "access.sign-in-again-needed":
            raise
        return visit.go("/sign-in/again?next=/security")
    return JSONResponse(asked.model_dump(mode="json"))


@router.post("/keys")
async def keep_key(visit: SignedIn, form: Filled) -> Response:
    """Keeps the key that the browser has made."""
    name = form.need("name", NAME_MISSING)
    if not form.errors:
        try:
            made = answered({field: form.value(field) for field in ("challenge_id", "credential")})
            body = {**made.model_dump(mode="json"), "browser": visit.browser, "name": name}
            await visit.api.post(dict, "registry", "/sign-in/passkeys", body)
            return visit.go("/security?done=added")
        except (Objection, ValueError):
            form.wrong("", KEY_UNFIT)
    return await _page(visit, form, "")


@router.get("/keys/{key}")
async def one_key(visit: SignedIn, key: UUID) -> Response:
    """Another name for a key, or its end."""
    return await _key_page(visit, key, None)


@router.post("/keys/{key}/rename")
async def rename_key(visit: SignedIn, key: UUID, form: Filled) -> Response:
    """Another name."""
    name = form.need("name", NAME_MISSING)
    if form.errors:
        return await _key_page(visit, key, form)
    await visit.api.change("PATCH", "registry", f"/sign-in/passkeys/{key}", {"name": name})
    return visit.go("/security?done=renamed")


@router.post("/keys/{key}/remove")
async def remove_key(visit: SignedIn, key: UUID, form: Filled) -> Response:
    """The key opens nothing from now on."""
    del form
    await visit.api.change("DELETE", "registry", f"/sign-in/passkeys/{key}")
    return visit.go("/security?done=removed")


async def _page(visit: Visit, form: Form, done: str) -> Response:
    view = await guarding_of(visit)
    elsewhere = key_address(visit, view.keys.origins) if view.keys else None
    return visit.page(
        "guarding/guarding", form, view=view, done=done, frame=_frame(visit), key_address=elsewhere
    )


async def _key_page(visit: Visit, key: UUID, form: Form | None) -> Response:
    view = await guarding_of(visit)
    found = next((one for one in view.keys.items if one.id == key), None) if view.keys else None
    if found is None:
        return visit.go("/security")
    shown = form or Form({"name": [found.name]})
    return visit.page("guarding/key", shown, key=found, frame=_frame(visit))


def _frame(visit: Visit) -> str:
    return f"frames/{_FRAMES.get(visit.me.role, 'plain')}.html"
