"""An alternation asked for by its first character finds what the whole of it finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.rules import Rule, load_rules
from govtext.steps.footer_words import Words, branches

RULES = [rule for rule in load_rules("footer") if rule.role == "debris"]
WHOLE = {rule.id: re.compile(rule.pattern, re.IGNORECASE) for rule in RULES}
LED = {rule.id: Words(rule.pattern, re.IGNORECASE) for rule in RULES}
LITERALS = sorted(
    {word for rule in RULES for word in re.findall(r"[\u4e00-\u9fff]+|[A-Za-z]+", rule.pattern)}
)
CRUMBS = st.lists(
    st.one_of(
        st.sampled_from(LITERALS), st.text("首页无障碍-+.:|A1x×\u017f\u0130\u212a自律公约 _", max_size=3)
    ),
    min_size=1,
    max_size=5,
).map("".join)


@pytest.mark.parametrize("rule", LED)
@given(text=CRUMBS, data=st.data())
def test_words_find_what_the_rule_finds(rule: str, text: str, data: st.DataObject) -> None:
    text += "\u7532"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    whole, led = WHOLE[rule], LED[rule]
    for ours, theirs in (
        (led.match(text, start), whole.match(text, start)),
        (led.fullmatch(text, start, end), whole.fullmatch(text, start, end)),
    ):
        assert (ours and ours.span()) == (theirs and theirs.span())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_branches_are_the_rule_again(rule: Rule) -> None:
    pattern = rule.pattern
    joined = "|".join(branches(pattern))
    assert joined in (pattern, pattern[3:-1])
    assert len(branches(pattern)) > 1


def test_a_group_that_ends_early_is_kept() -> None:
    assert branches("(?:a|b)(?:c|d)") == ["(?:a|b)(?:c|d)"]
    assert branches(r"a\|b|[|)]c") == [r"a\|b", "[|)]c"]
