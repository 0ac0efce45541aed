"""What people send: a field that nobody knows is refused, so that a misspelt one is not lost in silence."""

from pydantic import BaseModel, ConfigDict


class StrictModel(BaseModel):
    """The base of every model inside a request's body; an unknown field is a validation error that points at it."""

    model_config = ConfigDict(extra="forbid")
