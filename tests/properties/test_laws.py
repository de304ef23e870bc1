"""The laws of the design, over generated pages: for each step and for the whole pipeline."""

from __future__ import annotations

import pickle
import random

import pytest
from hypothesis import given

import govtext
from govtext import Result
from govtext.edits import apply, validate
from govtext.pipeline import BUILT_IN
from govtext.step import finder_of
from tests.properties.pages import pages
from tests.properties.pieces import PIECES

REMOVING = {"strip_pinyin", "strip_footer", "strip_duplicates", "normalize_whitespace"}
STEPS = pytest.mark.parametrize("step", BUILT_IN, ids=lambda s: s.__name__)


def is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


@STEPS
def test_step(step: object) -> None:
    find = finder_of(step)  # type: ignore[arg-type]
    assert find is not None

    @given(pages())
    def laws(page: str) -> None:
        edits = find(page)
        validate(page, edits)
        out = step(page)  # type: ignore[operator]
        assert out == apply(page, edits)
        assert all(e.rule for e in edits)
        if not edits:
            assert out is page
        assert step(out) == out  # type: ignore[operator]
        if step.__name__ in REMOVING:  # type: ignore[attr-defined]
            assert is_subsequence(out, page)

    laws()


@given(pages())
def test_pipeline(page: str) -> None:
    result = govtext.explain(page)
    validate(page, result.edits)
    assert apply(page, result.edits) == result.text == govtext.clean(page)
    assert result.restore() == page
    assert "unsettled" not in result.flags
    again = govtext.clean(result.text)
    assert again == result.text
    if not result.edits:
        assert result.text is page
    offsets = [result.map_offset(i) for i in range(len(result.text) + 1)]
    assert offsets == sorted(offsets)
    assert pickle.loads(pickle.dumps(result)) == result
    assert Result.from_json(result.to_json()) == result
    assert bool(result.text.strip()) or not page.strip()


@given(pages(), pages())
def test_no_state_survives_a_call(one: str, two: str) -> None:
    order = [one, two, one]
    random.Random(len(one)).shuffle(order)
    first = {page: govtext.clean(page) for page in order}
    assert govtext.clean(one) == first[one]
    assert govtext.clean(two) == first[two]


@pytest.mark.parametrize("piece", PIECES)
def test_one_piece_again_and_again(piece: str) -> None:
    """What makes a finder slow (benchmarks.growth) must not make it break a law either."""
    for characters in (6, 60, 1500):
        run = PIECES[piece] * max(1, characters // len(PIECES[piece]))
        for page in (run, f"水厂明天停水。\n{run}\n请做好准备。"):
            for step in BUILT_IN:
                find = finder_of(step)
                assert find is not None
                edits = find(page)
                validate(page, edits)
                assert find(apply(page, edits)) == []
            result = govtext.explain(page)
            assert result.restore() == page
            assert govtext.clean(result.text) == result.text
            assert "unsettled" not in result.flags
