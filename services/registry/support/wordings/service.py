"""Adding everyday words to the list, and taking them off it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.storage.writing import Refusals, write
from services.registry.support.wordings.errors import SynonymKnown
from services.registry.support.wordings.model import Synonym
from services.registry.support.wordings.repository import get_synonym, words_of
from shared.kit import audit
from shared.kit.problems import Invalid, Wrong

_REFUSED: Refusals = {"directory_synonyms_said_key": SynonymKnown}
_NO_WORDS = "Здесь нет слова, по которому можно искать"


async def add_synonym(session: AsyncSession, said: str, means: str) -> Synonym:
    """Raises SynonymKnown, and Invalid where one of the two has no word to search by."""
    found = {"said": await words_of(session, said), "means": await words_of(session, means)}
    wrong = [Wrong(f"/{name}", "directory.no-words", _NO_WORDS) for name, words in found.items() if not words]
    if wrong:
        raise Invalid(*wrong)
    synonym = Synonym(said=said.casefold(), means=means, said_words=found["said"], means_words=found["means"])
    session.add(synonym)
    await write(session, _REFUSED)
    audit.note(session, "directory.synonym-added", about=synonym.id)
    return synonym


async def remove_synonym(session: AsyncSession, synonym_id: UUID) -> None:
    """Raises SynonymNotFound."""
    await session.delete(await get_synonym(session, synonym_id))
    audit.note(session, "directory.synonym-removed", about=synonym_id)
    await session.flush()
