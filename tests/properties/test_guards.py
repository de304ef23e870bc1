"""A guard may make a step fast, never different: guarded and unguarded find the same on every page.

`GUARDS` names for each step what stands between a page and the work, and what to put in its place so that nothing
is passed over. A step with a new guard gets a line here; one whose guard was renamed fails.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govtext.edits import Edit, apply
from govtext.fold import BLANKS, shadow
from govtext.look import Joint, Look, changed_lines
from govtext.patterns import beginning, begins_once, begins_with, pairs
from govtext.pipeline import BUILT_IN, Pipeline, explain
from govtext.step import explained_by, finder_of, sight_of
from govtext.steps import (
    duplicates,
    duplicates_captions,
    duplicates_case,
    encoding,
    footer,
    footer_items,
    furniture,
    furniture_card,
    furniture_page,
    paywall,
    paywall_evidence,
    paywall_find,
    paywall_guard,
    pinyin,
    script,
    whitespace,
)
from govtext.steps.footer_guard import Gate
from govtext.steps.furniture_fold import fold
from govtext.steps.furniture_grammar import grammar_of
from govtext.steps.furniture_guard import ITEM
from govtext.steps.furniture_signs import NEEDS
from tests.marked import CASES, case_paths, parse, widen
from tests.properties.pages import pages
from tests.properties.pieces import PIECES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GRAMMAR = grammar_of()
ANYWHERE = re.compile("")
ANYTHING = Look("\\x00-\U0010ffff")  # but for a text without a character
EVERY_LINE = Gate(re.compile(f"[^\\s{BLANKS}][^\\n]*"), {})
EVERY_LEXICON = dataclasses.replace(
    footer_items.lexicon(),
    gate=EVERY_LINE,
    fact_gate=EVERY_LINE,
    is_built_in=False,
    sentences=frozenset(range(len(footer_items.lexicon().rules))),
)


class Open(NamedTuple):
    """A guard: where it lives, and what stands for it when everything is let through."""

    module: Any
    name: str
    instead: object


def yes(*_: object) -> bool:
    return True


def no(*_: object) -> bool:
    return False


def every_line(page: Any, *_: object) -> Iterator[tuple[Any, Any]]:
    return ((line, line) for line in page.lines if line.text)


GUARDS: dict[str, tuple[Open, ...]] = {
    "strip_pinyin": (Open(pinyin, "LOOK", ANYTHING),),
    "fix_encoding": (Open(encoding, "LOOK", ANYTHING),),
    "to_simplified": (Open(script, "LOOK", ANYTHING),),
    "strip_paywall": (
        Open(paywall, "LOOK", ANYTHING),
        Open(paywall, "may_hold", yes),
        Open(paywall_find, "may_hold", yes),
        Open(paywall_evidence, "stretches", every_line),
    ),
    "strip_furniture": (
        Open(furniture, "look", lambda *_: []),
        Open(furniture_page, "sign_of", lambda *_: ITEM),
        Open(furniture_card, "may_hold_gapped", yes),
    ),
    "strip_footer": (
        Open(footer, "built_in_look", lambda: ANYTHING),
        Open(footer, "built_in_gate", lambda: EVERY_LINE),
        Open(footer_items, "lexicon", lambda *_: EVERY_LEXICON),
    ),
    "strip_duplicates": (
        Open(duplicates, "may_return", yes),
        Open(duplicates_case, "_is_torn", no),
        Open(duplicates_captions, "_COUNTER", ANYWHERE),
    ),
    "normalize_whitespace": (Open(whitespace, "_nothing_to_do", lambda _: False),),
}
STEPS = {step.__name__: step for step in BUILT_IN}
GUARDED = pytest.mark.parametrize("name", [name for name in STEPS if GUARDS.get(name, True)])


@contextmanager
def unguarded(name: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for guard in GUARDS[name]:
            patch.setattr(guard.module, guard.name, guard.instead)
        yield


def without_spaced_words(page: str) -> str:
    """Words set with blanks between their characters are words for the paywall's rules, and for its guard none."""
    may_hold = paywall_guard.may_hold
    kept = [line for line in page.split("\n") if may_hold(line) or not may_hold(shadow(line).text)]
    return "\n".join(kept)


#: What a guard is known not to see; the page without it is compared.
UNSEEN: dict[str, Callable[[str], str]] = {"strip_paywall": without_spaced_words}


def differs(name: str, page: str) -> bool:
    """Whether the guards of a step change what it makes of a page."""
    page = UNSEEN.get(name, str)(page)
    find = finder_of(STEPS[name])
    assert find is not None
    guarded = find(page)
    with unguarded(name):
        free = find(page)
    if (
        name == "strip_duplicates"
    ):  # a doubled line is taken by one finder or by another: the reason may differ
        return [edit[:3] for edit in free] != [edit[:3] for edit in guarded]
    return list(free) != list(guarded) or apply(page, free) != apply(page, guarded)


SIGHTS = {name: sight for name, step in STEPS.items() if (sight := sight_of(step))}
SIGHTED = pytest.mark.parametrize("name", list(SIGHTS))
LINES = st.lists(st.sampled_from([*PIECES.values(), " ", "\u3000"]), max_size=6).map("".join)


@SIGHTED
def test_a_look_is_told_by_single_lines(name: str) -> None:
    """It sees something on a page if and only if it does on one of its lines."""
    look = SIGHTS[name].look()

    @given(st.lists(LINES, max_size=4))
    def told(lines: list[str]) -> None:
        seen = [line for page in lines for line in page.split("\n") if look.at(line) >= 0]
        assert (look.at("\n".join(lines)) >= 0) == bool(seen)

    told()


@given(pages())
def test_several_looks_at_once_see_what_one_of_them_sees(page: str) -> None:
    joint = Joint([sight.look for sight in SIGHTS.values()])
    assert bool(joint.search(page)) == any(sight.look().at(page) >= 0 for sight in SIGHTS.values())


def without_sight(step: Any) -> Any:
    """The same step for a pipeline that asks it each time."""

    def asked(text: str) -> str:
        return str(step(text))

    return explained_by(finder_of(step) or (lambda _: []))(asked)


ASKING_EACH_TIME = Pipeline([without_sight(step) for step in BUILT_IN])


@given(pages())
def test_a_pipeline_that_looks_first_does_what_one_does_that_asks(page: str) -> None:
    assert explain(page) == ASKING_EACH_TIME.run(page)


@pytest.mark.parametrize("family", sorted(folder.name for folder in CASES.iterdir() if folder.is_dir()))
def test_a_pipeline_that_looks_first_does_the_same_on_marked_pages(family: str) -> None:
    for path in case_paths(family):
        page = parse(path).raw
        assert explain(page) == ASKING_EACH_TIME.run(page), path.name


def test_no_look_sees_nothing() -> None:
    assert Joint([]).search("版权所有") is None


def test_edits_that_touch_join_lines_together() -> None:
    assert changed_lines("甲\n\n丙", "甲丙", [Edit(1, 2), Edit(2, 3)]) == [(0, 2)]
    assert changed_lines("甲\n乙\n丙", "甲\n丙", [Edit(2, 3), Edit(3, 4)]) == []


def replaced(*pieces: str) -> st.SearchStrategy[tuple[str, str | None]]:
    """One of the pieces with what stands for it afterwards; `None`: itself. Neighbours make edits that touch."""
    return st.tuples(st.sampled_from(pieces), st.sampled_from([None, "", None, "", "丙", "\n"]))


LINE_AND_BREAKS = st.tuples(replaced("甲", "乙丁", "戊", "己庚", ""), replaced("\n"), replaced("\n", ""))


@given(st.lists(LINE_AND_BREAKS, max_size=5).map(itertools.chain.from_iterable).map(list))
@example([("甲", None), ("\n", ""), ("\n", ""), ("丙", None)])
def test_lines_that_no_edit_cut_into_stood_there_before(pieces: list[tuple[str, str | None]]) -> None:
    text = "".join(old for old, _ in pieces)
    ends = [*itertools.accumulate(len(old) for old, _ in pieces)]
    edits = [
        Edit(end - len(old), end, new)
        for (old, new), end in zip(pieces, ends, strict=True)
        if new is not None and (old or new)
    ]
    after = apply(text, edits)
    changed = changed_lines(text, after, edits)
    assert changed is not None
    at = 0
    for line in after.split("\n"):
        assert any(a <= at and at + len(line) <= b for a, b in changed) or line in ("", *text.split("\n"))
        at += len(line) + 1


def test_every_step_says_which_guards_it_has() -> None:
    assert set(GUARDS) == set(STEPS)


@GUARDED
def test_on_generated_pages(name: str) -> None:
    @settings(max_examples=settings().max_examples // 2)
    @given(pages())
    def same(page: str) -> None:
        assert not differs(name, page)

    same()


@GUARDED
def test_on_crumbs(name: str) -> None:
    """Lines made of two or three pieces: labels, marks and words without a page around them."""

    @given(st.lists(st.sampled_from([*PIECES.values(), "\n", "。", " ", "\u3000"]), max_size=6).map("".join))
    def same(page: str) -> None:
        assert not differs(name, page)

    same()


#: A by-line that no sign shows stands below a row of date and edition: the row goes, and would stay if it were read.
#: Known failures: they have to fail.
KNOWN = {("strip_furniture", "2504-e-paper-edition-label-line-body")}


@GUARDED
@pytest.mark.parametrize("family", sorted(folder.name for folder in CASES.iterdir() if folder.is_dir()))
def test_on_marked_pages(name: str, family: str) -> None:
    """Each page whole, with wide punctuation, and line by line: what a page lets through hides nothing then."""
    for number, path in enumerate(case_paths(family)):
        page = parse(path).raw
        assert differs(name, page) is ((name, path.stem) in KNOWN), path.name
        if (name, path.stem) in KNOWN:
            continue
        if number % 4 == 0:
            assert not differs(name, widen(page)), path.name
            assert not [line for line in page.split("\n") if differs(name, line)], path.name


@GUARDED
def test_a_guard_that_lets_nothing_through_is_caught(name: str) -> None:
    """The comparison can fail: with a guard that is always shut it does."""
    pages_of_all = [parse(path).raw for path in case_paths() if not path.parent.name.startswith("clean")]
    blind = Look("\ue000", "(?!)")
    shut: dict[str, object] = dict.fromkeys(
        ("strip_pinyin", "fix_encoding", "to_simplified", "strip_paywall"), blind
    )
    shut |= {"strip_footer": lambda: blind, "normalize_whitespace": yes, "strip_furniture": lambda *_: None}
    guard = GUARDS[name][0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard.module, guard.name, shut.get(name, lambda *_: False))
        find = finder_of(STEPS[name])
        assert find is not None
        closed = [find(page) for page in pages_of_all]
    with unguarded(name):
        assert any(list(find(page)) != list(found) for page, found in zip(pages_of_all, closed, strict=True))


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


def test_a_rule_that_begins_with_anything_needs_one_of_its_characters() -> None:
    """Where none of them stands the rule is not tried: no match may be without."""
    texts = [fold(parse(path).raw) for path in case_paths("furniture")]
    tried = set()
    for choice in (GRAMMAR.tokens, GRAMMAR.lines):
        for rule, pattern in zip(choice.rules, choice._patterns, strict=True):
            for found in (found for text in texts for found in pattern.finditer(text) if rule.id in NEEDS):
                tried.add(rule.id)
                assert not set(NEEDS[rule.id]).isdisjoint(found[0]), (rule.id, found)
    assert tried == set(NEEDS)


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


@pytest.mark.parametrize(
    "source", ["^甲", "^甲|^乙丙", "(?i)^甲", r"\A甲", r"(?m)\A甲", "(?m)^甲", "(?m:^甲)", "^甲|乙", ""]
)
def test_what_begins_once_matches_on_the_first_line_only(source: str) -> None:
    assert not begins_once(source) or not re.search(source, "丁\n甲\n乙丙")


def test_begins_once() -> None:
    assert [begins_once(source) for source in ("^甲", "(?i)^甲|^乙", "(?m)^甲")] == [True, True, False]
