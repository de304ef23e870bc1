"""The project's own marked pages: exact, or an xfail with its reason, plain and widened."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest

import govtext
from tests.marked import CASES, Case, case_paths, norm, parse

if TYPE_CHECKING:
    from pathlib import Path

PATHS = case_paths()
run = functools.cache(govtext.explain)


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def check(case: Case, out: str) -> None:
    if "xfail" in case.head:
        assert norm(out) != norm(case.gold), f"passes now: take the line 'xfail: {case.head['xfail']}' out"
        pytest.xfail(case.head["xfail"])
    assert norm(out) == norm(case.gold)


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_page(path: Path) -> None:
    case = parse(path)
    check(case, run(case.raw).text)


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_page_with_wide_punctuation(path: Path) -> None:
    case = parse(path, wide=True)
    if "xfail-wide" in case.head:
        case.head["xfail"] = case.head["xfail-wide"]
    check(case, run(case.raw).text)


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_laws_on_page(path: Path) -> None:
    result = run(parse(path).raw)
    assert result.restore() == result.original
    assert govtext.clean(result.text) == result.text


WITH_FIGURES = [p for p in PATHS if parse(p).figures]


@pytest.mark.parametrize("path", WITH_FIGURES, ids=name)
def test_figures_of_notices(path: Path) -> None:
    case = parse(path)
    truncation = run(case.raw).truncation
    wrong = []
    for name, stated in case.figures.items():
        value = getattr(truncation, name)
        shown = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
        if shown != stated:
            wrong.append((name, shown, stated))
    if "xfail-figures" in case.head:
        assert wrong, f"reported now: take 'xfail-figures: {case.head['xfail-figures']}' out"
        pytest.xfail(case.head["xfail-figures"])
    assert not wrong


def test_there_are_pages_of_every_family() -> None:
    assert {p.parent.name for p in PATHS} == {p.name for p in CASES.iterdir() if p.is_dir()}
    assert len(PATHS) > 300
