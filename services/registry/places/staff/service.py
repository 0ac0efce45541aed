"""Saying what a manager is at a center."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.staff.model import Post
from services.registry.places.staff.repository import get_colleague, posts_of
from shared.kit import audit
from shared.kit.etags import Outdated, check_version


@dataclass(frozen=True, slots=True)
class SayPost:
    """`version` is 0 where nobody has said it before."""

    center_id: UUID
    account_id: UUID
    version: int
    post: str
    backgrounds: list[str]


async def say_post(session: AsyncSession, command: SayPost) -> Post:
    """Raises ColleagueNotFound, and Outdated where somebody else has said it since."""
    await get_colleague(session, command.center_id, command.account_id)
    post = (await posts_of(session, command.center_id, [command.account_id])).get(command.account_id)
    if post is None:
        if command.version != 0:
            raise Outdated
        post = Post(account_id=command.account_id, post=command.post, backgrounds=command.backgrounds)
        session.add(post)
    else:
        check_version(post, command.version)
        post.post, post.backgrounds = command.post, command.backgrounds
    audit.note(session, "post.said", about=command.account_id)
    await session.flush()
    return post
