"""Loads the directory, once for all centers and then each center's own, and the centers' partners."""

import asyncio
from datetime import date, timedelta
from uuid import UUID

from deploy.demo.api import OPERATOR, Api, As
from deploy.demo.directory import OWN, SHARED
from deploy.demo.partnerships import PARTNERSHIPS, Partnership
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
    accounts = [partner.id if partner else None]
    listed = PARTNERSHIPS[scene.slug]
    await asyncio.gather(
        *(
            _load_partner(scene, one, place, accounts[place] if place < len(accounts) else None)
            for place, one in enumerate(listed)
        )
    )


async def _load_partner(scene: Scene, one: Partnership, place: int, account: UUID | None) -> None:
    call_on = scene.today + timedelta(days=one.call_in) if one.call_in is not None else None
    body = {
        **one.card(f"8 800 555-03-0{place + 1}"),
        "next_contact_on": call_on.isoformat() if call_on else None,
        "account_id": str(account) if account else None,
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
