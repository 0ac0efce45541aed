"""The act of erasure: number, dates, and who has confirmed what; nobody is named in it."""

from collections.abc import Sequence
from pathlib import Path

from services.registry.places.centers.model import Center
from services.registry.rights.erasures.errors import ActNotReady
from services.registry.rights.erasures.model import Confirmation, Erasure
from services.registry.rights.erasures.service import GROUNDS, SERVICES, day_said, kinds_said
from services.registry.rights.mentions.model import Mention
from shared.kit.typesetting import typeset

_TEMPLATE = Path(__file__).parents[1] / "templates" / "act.typ"


async def act_of(
    erasure: Erasure, confirmations: Sequence[Confirmation], mentions: Sequence[Mention], center: Center
) -> bytes:
    """The PDF; raises ActNotReady before the last service has confirmed."""
    if erasure.state != "erased" or erasure.carried_out_at is None or erasure.done_at is None:
        raise ActNotReady
    rows = [[SERVICES["registry"], day_said(erasure.carried_out_at), kinds_said(erasure.counts)]]
    rows += [
        [SERVICES[one.service], day_said(one.confirmed_at), kinds_said(one.counts or {})]
        for one in confirmations
        if one.confirmed_at is not None
    ]
    return await typeset(
        _TEMPLATE,
        {
            "center": center.name,
            "address": center.address,
            "number": erasure.number,
            "ground": GROUNDS[erasure.ground],
            "asked": day_said(erasure.asked_at),
            "done": day_said(erasure.done_at),
            "rows": rows,
            "mentioned": len(mentions),
            "cleared": sum(one.cleared_at is not None for one in mentions),
        },
    )
