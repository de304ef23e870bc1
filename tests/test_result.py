"""Result: offsets at every edge, data in and out, and the law that nothing is ever lost."""

from __future__ import annotations

import json
import pickle
import random
from pathlib import Path

import pytest

import govtext
from govtext import Edit, Pipeline, Result
from govtext.edits import Fields
from tests.marked import CLOSE, OPEN, case_paths, parse
from tests.properties.pages import JOINTS, NOISE, SENTENCES, TITLES

SHARED = Path(__file__).parent.parent.parent / "shared" / "cases"
GENERATED = 10_000


def page_of(rng: random.Random) -> str:
    """Draw a page as tests.properties.pages does, without hypothesis: ten thousand in seconds."""
    pieces = rng.choices(TITLES + SENTENCES + NOISE, k=rng.randrange(7))
    text = "".join(piece + rng.choice(JOINTS) for piece in pieces)
    if text and rng.random() < 0.3:
        start = rng.randrange(len(text))
        text += rng.choice(JOINTS) + text[start : start + rng.randrange(1, 300)]
    return text[: rng.randrange(len(text) + 1)] if rng.random() < 0.2 else text


def random_result(rng: random.Random) -> Result:
    """Draw a text and any valid edits of it, insertions and replacements of any length too."""
    text = "".join(rng.choices("甲乙丙 \n(ab)\U00020000", k=rng.randrange(24)))
    edits, at = [], 0
    while at <= len(text) and rng.random() < 0.8:
        start = rng.randint(at, len(text))
        end = min(len(text), start + rng.choice([0, 1, 1, 2, 5]))
        new = rng.choice(["", "", "", "x", "xy", "\n", "……"])
        if new or end > start:
            edits.append(Edit(start, end, new, rng.choice(["a.one", "a.two", "b.one"])))
        at = end + rng.choice([0, 0, 1, 3])
    return Result.from_edits(text, edits)


def test_restore_for_ten_thousand_generated_pages() -> None:
    rng = random.Random(7)
    chain = Pipeline.default()
    changed = 0
    for _ in range(GENERATED):
        page = page_of(rng)
        result = chain.run(page)
        assert result.restore() == page
        changed += bool(result.edits)
    assert changed > GENERATED / 2  # the law says nothing about pages that nothing happens to


def test_restore_for_every_marked_page() -> None:
    paths = case_paths()
    assert len(paths) > 100
    for path in paths:
        raw = parse(path).raw
        result = govtext.explain(raw)
        assert result.restore() == raw, path.name
        assert Result.from_json(result.to_json()) == result, path.name


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared marked pages are not beside this checkout")
def test_restore_for_every_shared_page() -> None:
    paths = sorted(SHARED.rglob("*.txt"))
    assert paths
    for path in paths:
        raw = path.read_text("utf-8").partition("\n---\n")[2].replace(OPEN, "").replace(CLOSE, "")
        assert govtext.explain(raw).restore() == raw, path.name


def test_offsets_of_any_edits() -> None:
    rng = random.Random(11)
    for _ in range(3_000):
        result = random_result(rng)
        assert result.restore() == result.original
        text, page = result.text, result.original
        offsets = [result.map_offset(i) for i in range(len(text) + 1)]
        assert offsets == sorted(offsets)
        assert offsets[-1] == len(page)
        gone = {i for e in result.edits for i in range(e.start, e.end)}
        kept = [i for i in range(len(page)) if i not in gone]
        came = len(text) - len(kept)
        mapped = [i for i in range(len(text)) if result.map_span(i, i + 1) == (offsets[i], offsets[i] + 1)]
        assert came >= 0
        assert {offsets[i] for i in mapped} >= set(kept)
        assert all(page[offsets[i]] == text[i] for i in mapped if offsets[i] in set(kept))


@pytest.mark.parametrize(
    ("page", "edits", "span", "expected"),
    [
        ("甲(jiǎ)乙", [Edit(1, 6)], (0, 1), (0, 1)),  # what left right after the span is not in it
        ("甲(jiǎ)乙", [Edit(1, 6)], (1, 2), (6, 7)),
        ("甲(jiǎ)乙", [Edit(1, 6)], (0, 2), (0, 7)),
        ("甲(jiǎ)", [Edit(1, 6)], (1, 1), (6, 6)),  # the end maps to the end
        ("國家", [Edit(0, 1, "国")], (0, 1), (0, 1)),  # a conversion, character by character
        ("國際", [Edit(0, 2, "国际")], (1, 2), (1, 2)),
        ("前省略888字后", [Edit(1, 7, "……")], (1, 3), (1, 7)),  # inserted text stands for all it replaced
        ("前省略888字后", [Edit(1, 7, "……")], (2, 3), (1, 7)),
        ("前后", [Edit(1, 1, "x")], (1, 2), (1, 1)),  # put in where nothing stood
        ("", [], (0, 0), (0, 0)),
        ("(jiǎ)", [Edit(0, 5)], (0, 0), (5, 5)),
    ],
)
def test_spans(page: str, edits: list[Edit], span: tuple[int, int], expected: tuple[int, int]) -> None:
    assert Result.from_edits(page, edits).map_span(*span) == expected


def test_spans_outside_the_text_are_refused() -> None:
    result = Result.from_edits("甲(jiǎ)乙", [Edit(1, 6)])
    for i in (-1, 3):
        with pytest.raises(IndexError, match="outside a text of 2 characters"):
            result.map_offset(i)
    for span in ((0, 3), (2, 3), (-1, 1)):
        with pytest.raises(IndexError, match="outside a text of 2 characters"):
            result.map_span(*span)
    with pytest.raises(ValueError, match="ends before it begins"):
        result.map_span(2, 1)


def test_removed_and_summary() -> None:
    page = "國(guó)家 苏ICP备1号"
    edits = [
        Edit(0, 1, "国", "script.t2s"),
        Edit(1, 6, "", "pinyin.toned"),
        Edit(7, 8, "", "footer.icp"),
        Edit(8, 15, "", "footer.icp"),
    ]
    result = Result.from_edits(page, edits)
    assert result.text == "国家"
    assert [r.text for r in result.removed(rule="footer.icp")] == [" ", "苏ICP备1号"]
    assert [r.text for r in result.removed(rule="footer")] == [" ", "苏ICP备1号"]
    assert result.removed(rule="foot") == result.removed(rule="footer.ic") == []
    assert [(r.start, r.end) for r in result.removed()] == [(0, 1), (1, 6), (7, 8), (8, 15)]
    assert result.summary() == {"footer.icp": (2, 8, 0), "pinyin.toned": (1, 5, 0), "script.t2s": (1, 1, 1)}


def test_json_lines_hold_no_line_end_and_can_be_written() -> None:
    for page in ("甲\u2028乙\u2029丙\x85丁\n戊", "半\ud800个", '"\\\x00\x1b'):
        result = Result.from_edits(page, [Edit(0, 1, "", "a.b", Fields(tags=("x", "y")))])
        line = result.to_json()
        assert len(line.splitlines()) == 1
        assert Result.from_json(line.encode("utf-8").decode("utf-8")) == result
    assert "知识" in Result("知识", "知识").to_json()  # ordinary text stays legible


def test_offsets_in_bytes_and_utf16() -> None:
    rng = random.Random(3)
    for _ in range(300):
        result = random_result(rng)
        data, units = result.original.encode("utf-8"), result.original.encode("utf-16-le")
        for edit, b, u in zip(result.edits, result.utf8_edits(), result.utf16_edits(), strict=True):
            old = result.original[edit.start : edit.end]
            assert data[b.start : b.end].decode("utf-8") == old
            assert units[2 * u.start : 2 * u.end].decode("utf-16-le") == old


def test_results_travel_without_what_can_be_derived() -> None:
    result = govtext.explain("來源: 云澜日报 发布日期: 2024-03-15\n知識產(chǎn)權(quán)。")
    plain = pickle.dumps(result)
    assert json.dumps(dict(result.metadata))
    assert not result.truncated
    assert result.map_offset(0) >= 0
    assert pickle.dumps(result) == plain
    assert pickle.loads(plain) == result
