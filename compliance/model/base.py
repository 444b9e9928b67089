"""The base of every model that is read from a YAML file."""

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """A frozen value read from YAML; keys that nobody declared are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")
