"""The guard of the paywall step: static, cheap, and sound for every built-in rule."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from govtext.fold import BLANKS, shadow
from govtext.look import Look
from govtext.rules import Rule, load_rules
from govtext.steps import paywall, paywall_evidence, paywall_find
from govtext.steps.paywall import find_paywall
from govtext.steps.paywall_catalogue import EVIDENCE, catalogue
from govtext.steps.paywall_guard import LOOK, PAIRS, may_hold, places
from tests.marked import CASES, MARKED, case_paths, parse, widen
from tests.properties.pages import pages
from tests.required import AllOf, AnyOf, covered, required

if TYPE_CHECKING:
    from collections.abc import Iterable

EVIDENT = [entry for entry in catalogue().order if entry.rule.role in EVIDENCE]


@pytest.mark.parametrize("entry", EVIDENT, ids=lambda entry: entry.rule.id)
def test_whatever_a_rule_matches_holds_a_pair(entry: object) -> None:
    """A proof, not a sample: a line is asked about a rule if a stem is in it and the pattern matches."""
    stems = AnyOf(tuple(stem.upper() for stem in entry.rule.stems))  # type: ignore[attr-defined]
    assert covered(AllOf((stems, required(entry.pattern))), PAIRS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("entry", EVIDENT, ids=lambda entry: entry.rule.id)
def test_a_counter_of_visits_is_neither_pair_nor_stem(entry: object) -> None:
    """The same proof where 浏览 counts as a stem, but in a pattern only if no counter can follow."""

    def told_apart(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(re.sub("浏览", r"\g<0>!", word.upper()) for word in words)

    stems = AnyOf(told_apart(entry.rule.stems))  # type: ignore[attr-defined]
    words = (*told_apart(PAIRS), *(f"浏览{behind}" for behind in "全完本"))
    assert covered(AllOf((stems, required(entry.pattern))), words)  # type: ignore[attr-defined]


def test_a_page_with_a_counter_alone_is_not_looked_at() -> None:
    head = "来源:溱阳市人民政府办公室 浏览次数:41 【浏览量】\n版权所有\uff1a溱阳市"
    assert not may_hold(head)
    assert may_hold(f"{head}\n登录后浏览")
    assert not catalogue().active("浏览次数:41")
    assert catalogue().active("浏览次数:41浏览")


@pytest.mark.parametrize(
    ("pattern", "words", "sound"),
    [
        ("甲乙|丙丁", ["甲乙"], False),
        ("甲乙|丙丁", ["甲乙", "丁"], True),
        ("甲[乙丙]丁?", ["甲乙", "甲丙"], True),
        ("甲乙?丙", ["甲丙"], False),
        ("(?=.{0,9}甲乙).", ["甲乙"], True),
        ("(?!甲乙).", ["甲乙"], False),
        ("(?:甲乙){0,3}", ["甲乙"], False),
        ("(?:甲乙){1,3}", ["甲乙"], True),
        ("甲.{0,4}乙丙", ["乙丙"], True),
        ("[^甲]乙", ["乙"], True),
        ("x甲", ["X甲"], True),
    ],
)
def test_the_proof_knows_what_a_pattern_requires(pattern: str, words: list[str], *, sound: bool) -> None:
    assert covered(required(pattern), words) is sound


@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_is_found_in_either_script_and_width(pair: str) -> None:
    assert list(places(f"文。{pair}。"))
    assert may_hold(pair.lower())
    assert may_hold(widen(pair))


@pytest.mark.parametrize("rule", load_rules("paywall"), ids=lambda rule: rule.id)
def test_the_examples_of_every_rule_pass(rule: Rule) -> None:
    for example in rule.examples:
        for page in (example, widen(example)):
            assert may_hold(page.replace("⟦", "").replace("⟧", ""))
            assert all(may_hold(notice) for notice in MARKED.findall(page)[:1])


def test_the_look_sees_crosswise_pairs_and_the_guard_does_not() -> None:
    assert LOOK.at("持续完善") == 2
    assert not may_hold("持续完善")


def same_without_guard(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare with a search that looks at every line of the page."""
    guarded = find_paywall(page)
    with monkeypatch.context() as patch:
        patch.setattr(paywall, "LOOK", Look("\\x00-\U0010ffff"))
        patch.setattr(paywall, "may_hold", lambda *_: True)
        patch.setattr(paywall_find, "may_hold", lambda *_: True)
        patch.setattr(paywall_evidence, "stretches", lambda page, *_: ((x, x) for x in page.lines if x.text))
        assert find_paywall(page) == guarded


def without_spaced_words(page: str) -> str:
    """Words set with blanks between their characters are words for the rules, and for the guard none."""
    kept = [line for line in page.split("\n") if may_hold(line) or not may_hold(shadow(line).text)]
    return "\n".join(kept)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(pages())
def test_guarded_and_unguarded_find_the_same(page: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        same_without_guard(without_spaced_words(page), patch)


@pytest.mark.parametrize("family", sorted(folder.name for folder in CASES.iterdir() if folder.is_dir()))
def test_guarded_and_unguarded_find_the_same_on_marked_pages(
    family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in case_paths(family):
        same_without_guard(without_spaced_words(parse(path).raw), monkeypatch)


def test_a_plain_page_loads_no_rules_and_nothing_that_needs_them() -> None:
    code = (
        "import sys; from govtext.steps.paywall import find_paywall\n"
        "assert find_paywall('第一条 为了规范村级财务管理,制定本办法。') == []\n"
        "loaded = [name for name in sys.modules if name.startswith('govtext.steps.')]\n"
        "assert sorted(loaded) == ['govtext.steps.paywall', 'govtext.steps.paywall_guard'], loaded\n"
        "assert 'tomllib' not in sys.modules and 'regex' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_rule_of_ones_own_opens_the_search_by_its_own_stems() -> None:
    own = Rule(id="paywall.mine", role="notice", pattern="投币可见真章", stems=("真章",))
    page = "要逐户建立台账。投币可见真章\n要逐户建立台账。"
    assert not may_hold(page) or find_paywall(page) == []
    assert [edit.rule for edit in find_paywall(page, rules=(own,))] == ["paywall.mine"]


def test_a_word_of_ones_own_opens_the_search_by_all_stems() -> None:
    own = Rule(id="paywall.words.gate", role="words", pattern="集齐卡片")
    page = f"要逐户建立台账,把每一户的收入来源和困难原因摸清{'…' * 2}\n集齐卡片后浏览全文"
    assert find_paywall(page, rules=(own,))


def test_the_guard_is_linear() -> None:
    for piece in ("员", "会员文", "读 读", "开a", BLANKS):
        page = piece * (1_000_000 // len(piece))
        began = time.process_time()
        may_hold(page)
        assert time.process_time() - began < 2
