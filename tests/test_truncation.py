"""What a page says about missing text, built from the edits alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.edits import Edit, Fields, apply, compose
from govtext.steps.paywall import find_paywall
from govtext.truncation import Truncation, truncation_of
from tests.marked import FIGURES, case_paths, parse

if TYPE_CHECKING:
    from pathlib import Path


def truncation(page: str) -> Truncation:
    edits = find_paywall(page)
    return truncation_of(edits, apply(page, edits))


@pytest.mark.parametrize("wide", [False, True], ids=["plain", "wide"])
@pytest.mark.parametrize("path", case_paths("paywall"), ids=lambda p: p.stem)
def test_the_figures_of_a_marked_page_are_reported(path: Path, wide: bool) -> None:
    case = parse(path, wide=wide)
    found = truncation(case.raw).to_dict()
    said = {name: found[name] for name in FIGURES.values() if found[name] not in (None, [])}
    reported = {k: ",".join(map(str, v)) if isinstance(v, list) else str(v) for k, v in said.items()}
    if reason := case.head.get("xfail-figures"):
        assert reported != case.figures, "reported now: take the line 'xfail-figures' out"
        pytest.xfail(reason)
    assert reported == case.figures


#: Known failures: what they lose is taken for a notice that says that text is missing. They have to fail.
TAKEN_FOR_CUT = {
    "2708-reading-room-membership-plans-prices",
    "2732-computer-based-exam-rules-marks",
}


@pytest.mark.parametrize("path", case_paths("clean-paywall"), ids=lambda p: p.stem)
def test_a_clean_page_is_not_truncated(path: Path) -> None:
    assert (truncation(parse(path).raw) == Truncation()) is (path.stem not in TAKEN_FOR_CUT)


def test_gaps_stand_where_the_text_is_cut() -> None:
    page = "前文甲乙丙丁戊己庚辛,壬癸子丑寅卯……(某网http://a.example省略412字,正式会员可完整阅读)……后文。\n末段未完,说到一半便断了的一句话……\n(未完,全文共900字,当前仅显示300字,请阅读下面提示信息。"
    found = truncation(page)
    text = apply(page, find_paywall(page))
    assert found.truncated
    assert found.omitted_chars == (412,)
    assert found.gaps == (text.index("……"), len(text))
    assert (found.total_chars, found.shown_chars) == (900, 300)


def test_a_gap_of_ones_own_is_counted_where_it_stands() -> None:
    page = "前文甲乙丙丁戊己庚辛,壬癸子丑寅卯(某网http://a.example省略412字,正式会员可完整阅读)后文还有很多话要说。"
    edits = find_paywall(page, gap="")
    text = apply(page, edits)
    assert truncation_of(edits, text).gaps == (text.index("后文"),)


def test_a_remark_is_no_truncation() -> None:
    page = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未,申酉戌亥。\n剩余40%未读,登录即可查看全文\n甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未,申酉戌亥。"
    found = truncation(page)
    assert not found.truncated
    assert found.gaps == ()
    assert found.unread_percent == 40


def test_other_steps_are_only_walked_over() -> None:
    notice = Edit(6, 10, "……", "paywall.omitted", Fields(omitted_chars=7, truncates=True, gap=True))
    edits = [Edit(0, 3, "", "pinyin.toned", Fields(gap=True)), Edit(4, 5, "着", "script.t2s"), notice]
    assert truncation_of(edits, "某着某……后文").gaps == (3,)


def test_fields_survive_pinyin_inside_a_notice() -> None:
    page = "正文(省lüè略9字)后"
    composed = compose(
        [Edit(4, 7, "", "pinyin.toned")],
        [Edit(2, 8, "……", "paywall.omitted", Fields(omitted_chars=9, truncates=True, gap=True))],
    )
    assert [e.rule for e in composed] == ["paywall.omitted", "pinyin.toned", "paywall.omitted"]
    found = truncation_of(composed, apply(page, composed))
    assert (found.omitted_chars, found.gaps) == ((9,), (2,))


def test_plain_data() -> None:
    found = Truncation(truncated=True, omitted_chars=(1, 2), gaps=(3,))
    assert json.loads(json.dumps(found.to_dict()))["omitted_chars"] == [1, 2]
    assert hash(found)


spans = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["", "……"]), st.booleans()), max_size=8
)


@given(spans)
def test_gaps_are_sorted_and_inside_the_text(parts: list[tuple[int, int, str, bool]]) -> None:
    edits, at = [], 0
    for skip, width, new, gap in parts:
        start = at + skip + 1
        edits.append(Edit(start, start + width, new, "paywall.x", Fields(gap=gap, truncates=gap)))
        at = start + width
    text = apply("字" * (at + 2), edits)
    found = truncation_of(edits, text)
    assert list(found.gaps) == sorted(set(found.gaps))
    assert all(0 <= gap <= len(text) for gap in found.gaps)
    assert found.truncated == any(gap for *_, gap in parts)
