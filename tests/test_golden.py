"""The five seed pages: their goldens, and what the goldens must show, said in words."""

from __future__ import annotations

import re

import pytest
from opencc import OpenCC

import govtext
from tests.golden_pages import GOLDEN, SEEDS, account, dumped

RESULTS = {seed.stem[:3]: govtext.explain(seed.read_bytes().decode("utf-8")) for seed in SEEDS}
TONED = re.compile(
    "[\u0101\u00e1\u01ce\u00e0\u0113\u00e9\u011b\u00e8\u012b\u00ed\u01d0\u00ec\u014d\u00f3\u01d2\u00f2\u016b\u00fa\u01d4\u00f9\u01d6\u01d8\u01da\u01dc]"
)


def pinned(prefix: str, suffix: str) -> str:
    (path,) = GOLDEN.glob(f"{prefix}*{suffix}")
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("prefix", sorted(RESULTS))
def test_text_is_as_pinned(prefix: str) -> None:
    assert RESULTS[prefix].text == pinned(prefix, ".txt")


@pytest.mark.parametrize("prefix", sorted(RESULTS))
def test_account_is_as_pinned(prefix: str) -> None:
    assert dumped(account(RESULTS[prefix])) == pinned(prefix, ".json")


@pytest.mark.parametrize("prefix", sorted(RESULTS))
def test_laws(prefix: str) -> None:
    result = RESULTS[prefix]
    assert result.restore() == result.original
    assert govtext.clean(result.original) == result.text
    assert govtext.clean(result.text) == result.text
    assert result.flags == ()


def kept(prefix: str, *spans: tuple[int, int]) -> str:
    """Return the golden that follows from the raw page: its lines from..to, pinyin out, simplified."""
    lines = RESULTS[prefix].original.split("\n")
    body = "\n".join(line for a, b in spans for line in lines[a:b])
    return re.sub("\\([a-z\u00e0-\u01dc]+1?\\)", "", body)


def test_000_simplified_whole_and_without_footer() -> None:
    text = RESULTS["000"].text
    lines = RESULTS["000"].original.split("\n")
    assert not TONED.search(text)
    assert text.endswith("(沈捷)")
    for part in ("县(市、区)", "城市(地区)", "着力点", "一头连着创新,一头连着市场", "贯穿着"):
        assert part in text
    assert len(RESULTS["000"].removed(rule="pinyin")) == 301
    assert not re.search("版权所有|ICP|举报电话|热线:|世纪大道", text)
    wanted = OpenCC("t2s").convert(kept("000", (0, len(lines) - 6))).replace("著", "着")
    assert text == wanted


def test_001_once() -> None:
    result = RESULTS["001"]
    lines = [line for line in result.original.split("\n") if line.strip()]
    title = lines[0]
    assert result.text.count(title) == 1
    assert not re.search("来源|发布日期|字体|浏览次数|微信图片", result.text)
    body = [line for line in lines[5:] if "jpg" not in line]
    first = body[: body.index(title)]
    assert [line for line in result.text.split("\n") if line] == [title, *first]
    assert result.metadata["source"] == "省市场监管局(省知识产权局)"
    assert result.metadata["published"] == "2024-03-15T09:58"
    assert result.metadata["title"] == title


def test_002_every_annotation_and_nothing_else() -> None:
    result = RESULTS["002"]
    assert len(result.edits) == len(result.removed(rule="pinyin")) == 217
    assert result.text == kept("002", (0, len(result.original.split("\n"))))
    assert result.text.count("●") == 6
    assert "记者 苏思 摄/视觉重庆" in result.text


def test_003_one_copy_of_four() -> None:
    result = RESULTS["003"]
    lines = result.original.split("\n")
    assert result.text.split("\n") == [lines[0], lines[3]]
    assert result.text.endswith("蔡姝雯")
    assert result.metadata["published"] == "2022-02-17"


def test_004_notices_and_what_they_state() -> None:
    result = RESULTS["004"]
    text = result.text
    title = "在全市知识产权强市建设推进会议上的讲话"
    assert text.count(title) == 1
    assert text.startswith(title)
    assert "|" not in text
    assert text.count("……") == 1
    assert not re.search("省略|会员|未完|收藏|上一篇|下一篇|相关栏目|标题", text)
    truncation = result.truncation
    assert result.truncated
    assert truncation.omitted_chars == (888,)
    assert (truncation.total_chars, truncation.shown_chars) == (4156, 2309)
    assert next(text[at : at + 2] for at in truncation.gaps) == "……"
    raw = result.original
    start = raw.index(title, raw.index(title) + 1)
    left, right = raw.index("……(快文网"), raw.index("正式会员可完整阅读)……") + len("正式会员可完整阅读)……")
    body = raw[start:left] + "……" + raw[right : raw.index("……(未完")]
    assert re.sub(r"\s+", "", text) == re.sub(r"\s+", "", body)
