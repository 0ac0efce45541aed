"""How a caller says for which center they look."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

Center = Annotated[UUID | None, Query(description="for which center, where the caller has several")]
