"""A guard may make a step fast, never different: guarded and unguarded find the same on every page."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings

from govtext.fold import BLANKS
from govtext.patterns import beginning, begins_with, pairs
from govtext.steps import furniture, furniture_page
from govtext.steps.furniture_grammar import grammar_of
from govtext.steps.furniture_guard import ITEM
from tests.marked import CASES, case_paths, parse
from tests.properties.pages import pages

GRAMMAR = grammar_of()


def same_without_guard(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = furniture.find_furniture(page)
    with monkeypatch.context() as patch:
        patch.setattr(furniture, "may_hold", lambda *_: True)
        patch.setattr(furniture_page, "sign_of", lambda *_: ITEM)
        assert furniture.find_furniture(page) == guarded


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pages())
def test_furniture_on_generated_pages(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    same_without_guard(page, monkeypatch)


@pytest.mark.parametrize("family", sorted(folder.name for folder in CASES.iterdir() if folder.is_dir()))
def test_furniture_on_marked_pages(monkeypatch: pytest.MonkeyPatch, family: str) -> None:
    for path in case_paths(family):
        page = parse(path).raw
        same_without_guard(page, monkeypatch)
        for line in page.split("\n"):
            same_without_guard(line, monkeypatch)


@pytest.mark.parametrize("name", ["labels", "tokens", "whole", "below", "headings", "cards"])
def test_beginnings_hold_every_match(name: str) -> None:
    choice = getattr(GRAMMAR, name)
    texts = [parse(path).raw for path in case_paths("furniture")]
    tried = 0
    for pattern, found in zip(choice._patterns, choice.beginnings, strict=True):
        if found is None:
            continue
        opening = re.compile(begins_with(found))
        for text in texts:
            for match in pattern.finditer(text):
                if match[0].strip():  # blanks before an item are passed over
                    tried += 1
                    start = match.end() - len(match[0].lstrip(BLANKS + "\n"))
                    assert opening.match(text, start), (pattern, match)
    assert tried or name in ("below", "whole")


@pytest.mark.parametrize(
    ("source", "chars"),
    [("甲|乙", "甲乙"), ("(?:甲?乙)+", "甲乙"), ("(?<=x)[a-c]", "abc"), ("(?i:q)r", "qQ"), ("a{0,2}b", "ab"), ("(?!a)[ab]", "ab")],
)  # fmt: skip
def test_beginning(source: str, chars: str) -> None:
    assert beginning(source) == frozenset(chars)


@pytest.mark.parametrize("source", [".", "甲?", "[^甲]", "", "(甲|)", r"\w", "(?=甲)"])
def test_no_beginning(source: str) -> None:
    assert beginning(source) is None
    assert pairs(source) is None
