"""The root of the models of the JSON contract."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """The root of all models here: nothing unknown is let in."""

    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True, defer_build=True)
