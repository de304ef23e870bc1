"""The laws of the design, over generated pages: for each step and for the whole pipeline."""

from __future__ import annotations

import functools
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

import govtext
from govtext import Pipeline
from govtext.pipeline import BUILT_IN
from tests import laws
from tests.properties.pages import pages
from tests.properties.pieces import PIECES

if TYPE_CHECKING:
    from govtext.step import Step

STEPS = (*BUILT_IN, govtext.normalize_punctuation)
EACH_STEP = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
FEWER = settings(max_examples=settings().max_examples // 3)
PIPELINES = {
    "default": None,
    "script kept, no gap": Pipeline.default(script=None, gap=""),
    "backwards": Pipeline(reversed(BUILT_IN)),
    "punctuation too": Pipeline([*BUILT_IN, govtext.normalize_punctuation]),
    "max_removed": Pipeline.default(max_removed=0.3),
}


@EACH_STEP
def test_step(step: Step) -> None:
    @given(pages())
    def holds(page: str) -> None:
        assert list(laws.of_step(step, page)) == []

    holds()


@EACH_STEP
def test_step_as_a_pipeline(step: Step) -> None:
    """Offsets, round trips, the page that is never emptied: for a step that stands alone, too."""
    alone = Pipeline([step])

    @FEWER
    @given(pages(most=8))
    def holds(page: str) -> None:
        assert list(laws.of_pipeline(page, alone)) == []

    holds()


@pytest.mark.parametrize("name", PIPELINES)
def test_pipeline(name: str) -> None:
    @(settings() if name == "default" else FEWER)
    @given(pages())
    def holds(page: str) -> None:
        assert list(laws.of_pipeline(page, PIPELINES[name])) == []

    holds()


@given(pages(), pages())
def test_no_state_survives_a_call(one: str, two: str) -> None:
    """Whatever came in between, the answer is the same; tests/test_hostile.py asks fresh processes, too."""
    first = govtext.explain(one)
    govtext.explain(two)
    for step in BUILT_IN:
        step(two)
    assert govtext.explain(one) == first


@EACH_STEP
def test_step_in_threads(step: Step) -> None:
    """Four threads, each page asked for by all of them at once."""
    sample = [piece * 40 for piece in PIECES.values()]
    wanted = list(map(step, sample))
    answers: list[list[str]] = []
    threads = [threading.Thread(target=lambda: answers.append(list(map(step, sample)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [wanted] * 4


@pytest.mark.parametrize("piece", PIECES)
def test_one_piece_again_and_again(piece: str) -> None:
    """What makes a finder slow (benchmarks.growth) must not make it break a law either."""
    for characters in (6, 60, 1500):
        run = PIECES[piece] * max(1, characters // len(PIECES[piece]))
        for page in (run, f"水厂明天停水。\n{run}\n请做好准备。"):
            broken = [law for step in STEPS for law in laws.of_step(step, page)]
            assert broken + list(laws.of_pipeline(page)) == []


def test_options_of_a_step_obey_the_laws_too() -> None:
    bare = functools.partial(govtext.strip_paywall, gap="")
    functools.update_wrapper(bare, govtext.strip_paywall, assigned=("__name__",), updated=())

    @given(pages())
    def holds(page: str) -> None:
        assert list(laws.of_step(bare, page)) == []

    holds()
