"""What makes `find_duplicates` cheap decides nothing: each short way leads where the long one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.steps import duplicates, duplicates_case
from govtext.steps.duplicates import find_duplicates
from govtext.steps.duplicates_key import shade
from govtext.steps.duplicates_proof import _evened, _met, _sought, may_return
from tests.properties.pages import SENTENCES, TITLES

if TYPE_CHECKING:
    from types import ModuleType

    from govtext.edits import Edit

# 来源: within a paragraph reads like the source of a page: beside it the search takes a sentence for a copy, and
# the proof, which looks for what stands at the beginning of a line, rightly lets it pass.
LINES = [line for line in (*SENTENCES, *TITLES) if not line.startswith("来源:")]
LONG = 20
WAYS_BETWEEN = [
    "",
    "\n",
    "\u3002",
    "\n打印版\n",
    "\n原文如下\uff1a\n",
    "\u2026\u2026[详细]\n",
    "\n\u3000\u3000",
]


@st.composite
def pages_with_copies(draw: st.DrawFn) -> str:
    """Pages into which pieces of themselves are put, cut anywhere, with blanks or other marks."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=2, max_size=12))
    page = draw(st.sampled_from(["\n", ""])).join(lines)
    for _ in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, len(page) - 1))
        piece = page[start : start + draw(st.sampled_from([12, 18, 26, 40, 60, 120]))]
        change = draw(st.sampled_from(["", "spaced", "marks", "lost"]))
        if change == "spaced":
            piece = " ".join(piece)
        elif change == "marks":
            piece = piece.replace("\uff0c", ",").replace(",", "\u3001")
        elif change == "lost":
            piece = piece[:7] + piece[8:]
        at = draw(st.integers(0, len(page)))
        between = draw(st.sampled_from(WAYS_BETWEEN))
        page = page[:at] + between + piece + between + page[at:]
    return page


@st.composite
def pages_with_whole_copies(draw: st.DrawFn) -> str:
    """Pages of which some lines stand again, whole, at a place between lines.

    Of pieces that are cut inside a sentence and put into another the proof lets some pass that the search would take:
    it counts clauses; of a short sentence with a title above it too. That is the safe side, and not asked here.
    """
    lines = draw(
        st.lists(st.sampled_from([line for line in LINES if len(line) >= LONG]), min_size=2, max_size=12)
    )
    start = draw(st.integers(0, len(lines) - 1))
    copy = lines[start : start + draw(st.integers(1, 4))]
    if draw(st.booleans()):
        copy = [" ".join(line) for line in copy]
    at = draw(st.integers(0, len(lines)))
    between = draw(st.sampled_from(["", "打印版", "原文如下\uff1a"]))
    return "\n".join([*lines[:at], *([between] if between else []), *copy, *lines[at:]])


def found_with(page: str, module: ModuleType, guard: str, *, answer: bool) -> list[Edit]:
    """What is found where a guard gives one answer, whatever it is asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, guard, lambda *_: answer)
        return find_duplicates(page)


@given(pages_with_whole_copies())
def test_without_the_proof_the_search_finds_the_same(page: str) -> None:
    proved = find_duplicates(page)
    searched = found_with(page, duplicates, "may_return", answer=True)
    assert [edit[:3] for edit in proved] == [edit[:3] for edit in searched]


@given(pages_with_copies())
def test_a_torn_phrase_would_be_no_copy_either(page: str) -> None:
    quick = find_duplicates(page)
    thorough = found_with(page, duplicates_case, "_is_torn", answer=False)
    assert quick == thorough


@given(st.lists(st.sampled_from(["甲乙丙丁", "乙丙丁戊", "甲乙丙丁戊", "己庚", ""]), max_size=12))
def test_clauses_are_sought_where_they_are_met(clauses: list[str]) -> None:
    even = _evened("\u3002".join(clauses))
    again = {clause for clause in clauses if clauses.count(clause) > 1 and len(clause) > 3}
    assert _sought(even, again) == _met(even, again)


@pytest.mark.parametrize(
    ("page", "returns"),
    [
        # A quotation that returns among other words is no copy, nor is an office that is named again.
        (
            "\u201c路修通了,客人也多了。\u201d村民葛青说。会后,大家去看桥。\n" + "县农业农村局公布结果。",
            False,
        ),
        ("今年全县要修桥三十座,清淤两百里,种树五万株,都要在入冬前完成。\n" * 2 + "会议今天召开。", True),
    ],
)
def test_may_return(page: str, returns: bool) -> None:
    page += "此外,各乡镇还报告了今年的水利、道路和学校的修缮情况,并商定了下一次会议的时间和地点,由办公室另行通知各单位。"
    page += "".join(f"第{n}个村的情况由{name}汇报。" for n, name in enumerate("甲乙丙丁戊己庚辛", 1))
    assert may_return(shade(page), 16) is returns
