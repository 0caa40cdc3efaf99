"""What the shapes of all packaged and mapped tables share: nothing unknown is let in."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Shape(BaseModel):
    """What all shapes share: nothing unknown is let in."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Shape):
    """The same in English and in Arabic."""

    en: Text
    ar: Text
