"""Each law is broken on purpose once: a law that nothing can break says nothing."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING, Any

import pytest

import govtext
from govtext import Edit, Pipeline, Result
from govtext.edits import apply
from govtext.step import explained_by
from tests import laws

if TYPE_CHECKING:
    from collections.abc import Callable

    from govtext.step import Step

PAGE = "甲乙丙丁甲乙丙丁"
COUNT = itertools.count()


def step(find: Callable[[str], list[Edit]], strip: Callable[[str], str] | None = None) -> Step:
    made: Any = explained_by(find)(strip or (lambda text: apply(text, find(text))))
    made.__name__ = "broken"
    return made  # type: ignore[no-any-return]


def copied(text: str) -> str:
    """Return an equal text that is another object."""
    return "".join([text[:1], text[1:]])


BROKEN_STEPS = {
    "overlaps or precedes": step(lambda _: [Edit(0, 2, "", "x.y"), Edit(1, 3, "", "x.y")], lambda text: text),
    "is not a span": step(lambda text: [Edit(0, len(text) + 1, "", "x.y")]),
    "without a rule": step(lambda text: [Edit(0, 1)] if len(text) == 8 else []),
    "changes nothing": step(lambda text: [Edit(0, 1, text[0], "x.y")]),
    "finds something else": step(lambda _: [Edit(0, next(COUNT) % 2 + 1, "", "x.y")]),
    "not what its edits give": step(lambda _: [], lambda text: text[1:]),
    "yet another object": step(lambda _: [], copied),
    "more in its own output": step(lambda text: [Edit(0, 1, "", "x.y")] if text else []),
    "puts text in": step(lambda text: [Edit(0, 1, "新", "x.y")] if text[0] != "新" else []),
    "do not pickle": step(lambda text: [Edit(0, 1, "", "x.y", {"lock": threading.Lock()})] if len(text) == 8 else []),
}  # fmt: skip


@pytest.mark.parametrize("law", BROKEN_STEPS)
def test_a_step_that_breaks_a_law_is_caught(law: str) -> None:
    def found() -> list[str]:
        try:
            return list(laws.of_step(BROKEN_STEPS[law], PAGE))
        except TypeError as error:  # what does not pickle raises
            return [f"do not pickle: {error}"]

    assert any(law in broken for broken in found())


class Wrong(Pipeline):
    """A pipeline whose answers a test twists."""

    __slots__ = ("_twist",)
    _twist: Callable[[Result], Result]

    def __init__(
        self, twist: Callable[[Result], Result], *, again: Callable[[str], str] | None = None
    ) -> None:
        super().__init__([again] if again else [])
        object.__setattr__(self, "_twist", twist)

    def run(self, text: str) -> Result:
        return self._twist(super().run(text))


BROKEN_PIPELINES: dict[str, Pipeline] = {
    "do not give the text": Wrong(lambda r: Result("甲", r.original, ())),
    "restore() is not the page": Wrong(lambda r: Result("甲", r.original, ())),
    "not settled": Wrong(lambda r: Result(r.text, r.original, (), ("unsettled",))),
    "cleaning again": Wrong(lambda r: Result("甲", r.original, (Edit(1, 8, "", "x.y"),)), again=lambda t: t + "丁"),
    "was emptied": Wrong(lambda r: Result("", r.original, (Edit(0, 8, "", "x.y"),))),
    "yet another object": Wrong(lambda r: Result(copied(r.text), r.original, ())),
    "clean and explain differ": Wrong(lambda r: Result("甲", r.original, (Edit(1, 8, "", "x.y"),))),
    "explains otherwise": Wrong(lambda r: Result(r.text, r.original, (), (str(next(COUNT)),))),
    "an edit without a rule": Wrong(lambda r: Result("甲", r.original, (Edit(1, 8, "", ""),))),
    "does not survive JSON": Wrong(lambda r: Result(r.text, r.original, (), (("x",),))),  # type: ignore[arg-type]
}  # fmt: skip


@pytest.mark.parametrize("law", BROKEN_PIPELINES)
def test_a_pipeline_that_breaks_a_law_is_caught(law: str) -> None:
    assert any(law in broken for broken in laws.of_pipeline(PAGE, BROKEN_PIPELINES[law]))


def test_offsets_that_run_backwards_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Result, "map_offset", lambda self, i: len(self.text) - i)
    assert "the offsets are not monotone" in list(laws.of_pipeline(PAGE))


def test_good_steps_and_pipelines_break_nothing() -> None:
    assert [
        law for good in (govtext.strip_pinyin, govtext.to_simplified) for law in laws.of_step(good, PAGE)
    ] == []
    assert list(laws.of_pipeline(PAGE)) == []


def test_a_decoder_that_replaces_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laws, "decode", lambda data, name: (data.decode("utf-8", "replace"), "utf-8"))
    assert list(laws.of_bytes(b"\xff")) == [
        "read as utf-8 with a replacement character that the bytes do not hold"
    ]
