"""Loads the directory, once for all centers and then each center's own, and the centers' partners."""

import asyncio
from datetime import date, timedelta

from deploy.demo.api import OPERATOR, Api, As, Json
from deploy.demo.directory import OWN, SHARED
from deploy.demo.partnerships import COMPANY, PARTNERSHIPS, Partnership
from deploy.demo.scene import Scene

_SIGNED_BEFORE = timedelta(days=150)
_DONE_BEFORE = timedelta(days=45)
_FOR = timedelta(days=365)


async def load_shared(api: Api, today: date) -> None:
    """What all centers read."""
    for ago, entry in SHARED:
        body = {**entry, "shared": True, "confirmed_on": (today - timedelta(days=ago)).isoformat()}
        await api.post("registry", "/directory", OPERATOR, f"directory {entry['name']}", body)


async def load_own(scene: Scene, partner: As | None) -> None:
    """What one center keeps for itself; its first partner signs in with the account `partner`."""
    for entry in OWN[scene.slug]:
        body = {**entry, "center_id": str(scene.center), "confirmed_on": scene.today.isoformat()}
        key = f"{scene.slug} directory {entry['name']}"
        await scene.api.post("registry", "/directory", scene.manager, key, body)
    first: Json = {"account_id": str(partner.id)} if partner else {}
    await asyncio.gather(
        *(
            _load_partner(scene, one, place, first if place == 0 else {})
            for place, one in enumerate(PARTNERSHIPS[scene.slug])
        )
    )


async def load_company(scene: Scene, worker: As | None) -> None:
    """The management company as a partner; its worker sees the houses that it manages."""
    if worker is None:
        return
    listed = await scene.get("registry", "/organisations?kind=management_company")
    account = {"account_id": str(worker.id), "company_id": listed["items"][0]["id"]}
    await _load_partner(scene, COMPANY, len(PARTNERSHIPS[scene.slug]), account)


async def _load_partner(scene: Scene, one: Partnership, place: int, more: Json) -> None:
    call_on = scene.today + timedelta(days=one.call_in) if one.call_in is not None else None
    body = {
        **one.card(f"8 800 555-03-0{place + 1}"),
        "next_contact_on": call_on.isoformat() if call_on else None,
        **more,
    }
    made = await scene.post("registry", "/partners", scene.manager, f"partner {one.name}", body)
    path = f"/partners/{made['id']}"
    signed = scene.today - _SIGNED_BEFORE
    agreement = {
        "number": f"{place + 1}/{signed.year}",
        "signed_on": signed.isoformat(),
        "until": (signed + _FOR).isoformat(),
        "ours": one.ours,
        "theirs": one.theirs,
        "document": f"папка «Партнёры», лист {place + 1}",
    }
    await scene.post("registry", f"{path}/agreements", scene.manager, f"agreement {one.name}", agreement)
    done = {"done_on": (scene.today - _DONE_BEFORE).isoformat(), "what": one.what, "result": one.result}
    await scene.post("registry", f"{path}/doings", scene.manager, f"doing {one.name}", done)
