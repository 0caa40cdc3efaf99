"""What a statement has told so far of days, places and parties, for the figures that may be of them.

Most sentences of most texts hold no claim. So a sentence is not read for what it hands down when it is come by, but
when the next claim asks; what stands behind the last claim of a text is never read for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.course import Course
from onrecord.partychoice import Cast
from onrecord.placechoice import Scene
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.weighing import Chooser


@dataclass(slots=True)
class Setting:
    """The course of time, the scene and the cast of a statement, up to the sentence that is read."""

    catalogue: Catalogue
    course: Course
    scene: Scene
    cast: Cast
    waiting: list[tuple[Sentence, bool]] = field(default_factory=list)
    """The sentences that nobody asked about yet, the last of them the present one, each with whether it begins a
    paragraph."""
    present: Sentence | None = None
    """The sentence up to which everything was taken in, itself begun but not ended."""

    @classmethod
    def of(cls, catalogue: Catalogue, choose: Chooser, ahead: Iterable[Sentence]) -> Setting:
        """That of a statement from its beginning; ``ahead`` are its sentences where one may sum up those before it."""
        course = Course(choose)
        course.foretell(ahead)
        return cls(catalogue, course, Scene(catalogue, choose), Cast(choose))

    def enter(self, sentence: Sentence, *, paragraph: bool) -> None:
        """Come to a sentence."""
        self.waiting.append((sentence, paragraph))

    def take_in(self) -> None:
        """Take in everything before the present sentence, and begin that: one of its figures or events asks."""
        for sentence, paragraph in self.waiting:
            if self.present is not None:
                self.scene.leave(self.present)
                self.cast.leave(self.present, self.catalogue)
            self.course.enter(sentence, paragraph=paragraph)
            self.scene.enter(paragraph=paragraph)
            self.cast.enter(paragraph=paragraph)
            self.present = sentence
        self.waiting.clear()
