"""The script step: Traditional blocks become Simplified, Simplified blocks stay."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.edits import validate
from govtext.steps.pinyin import strip_pinyin
from govtext.steps.script import Script, detect_script, find_script, to_simplified
from govtext.steps.script_tables import SHARED, SIMPLIFIED, SIMPLIFIED_ONLY, TRADITIONAL
from tests.marked import case_paths, parse

CONVERTS = [
    ("關於發展產業的報告", "关于发展产业的报告"),
    ("通過瞭解,反覆練習", "通过了解,反复练习"),
    ("乾坤灣與乾縣、乾安縣的氣候乾燥", "乾坤湾与乾县、乾安县的气候干燥"),
    ("畢昇發明活字", "毕昇发明活字"),
    ("沿著木棧道步行,知名度顯著提升", "沿着木栈道步行,知名度显著提升"),
    ("執著、衣著、著陸、著手、著力、連著、貫穿著", "执着、衣着、着陆、着手、着力、连着、贯穿着"),
    ("編著、專著、土著、名著、原著、著名、著作、著書", "编著、专著、土著、名著、原著、著名、著作、著书"),
    ("配合著推進,談論著發展,彰顯著氣度", "配合着推进,谈论着发展,彰显着气度"),
    ("隨著名氣上升,看著名單說話", "随着名气上升,看着名单说话"),
    ("意味著有變化,著有《東坡樂府》", "意味着有变化,著有《东坡乐府》"),
    ("平原著火,見微知著", "平原着火,见微知著"),
    ("陳述之 著\n張三 譯", "陈述之 著\n张三 译"),
    ("衞生署敍述,衹有六個", "卫生署叙述,只有六个"),
    ("打壞了又打坏了的機器", "打坏了又打坏了的机器"),
    ("不可貲計", "不可赀计"),
    ("关于县长的决定\n關於縣長的決定\n乾安县", "关于县长的决定\n关于县长的决定\n乾安县"),
    ("關於發展\n反覆\n", "关于发展\n反复\n"),
    ("瞭解", "了解"),
    ("今年,乾县举办書畫展覽", "今年,乾县举办书画展览"),
    ("乾县举办展览,書畫內容豐富,毕昇到场", "乾县举办展览,书画内容丰富,毕昇到场"),
    ("貨櫃船滿載優の良品的貨物離開碼頭前往東岸", "货柜船满载优の良品的货物离开码头前往东岸"),
]

STAYS = [
    "",
    "plain text",
    "乾县、乾安县、乾陵、乾隆",
    "乾安",
    "毕昇、李昇、徵羽、甯波",
    "瞭望塔的后勤",
    "他在书中引《東坡樂府箋註》为证",
    "他著有《東坡樂府箋註》一书",
    "他说“這個問題”写得不对",
    "国際電話の番号を調べる",
    "《電話番号の調べ方》译成中文",
    "沿著",  # says nothing about its script
    "显著、沿著",  # a Simplified line keeps what it has
]


@pytest.mark.parametrize(("text", "left"), CONVERTS)
def test_converts(text: str, left: str) -> None:
    assert to_simplified(text) == left


@pytest.mark.parametrize("text", STAYS)
def test_stays(text: str) -> None:
    assert find_script(text) == []
    assert to_simplified(text) is text


def test_a_half_converted_page_comes_out_right() -> None:
    page = "屋里漏水,干什麼都不方便,改造后心里敞亮。\n社區干部制定了只用五個月的約定,干凈整潔。\n"
    assert to_simplified(page) == (
        "屋里漏水,干什么都不方便,改造后心里敞亮。\n社区干部制定了只用五个月的约定,干净整洁。\n"
    )


def test_edits_are_runs_of_equal_length_and_name_their_rule() -> None:
    edits = find_script("沿著關係的發現")
    assert [(edit.start, edit.end, edit.new, edit.rule) for edit in edits] == [
        (1, 2, "着", "script.zhe"),
        (2, 4, "关系", "script.t2s"),
        (5, 7, "发现", "script.t2s"),
    ]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("關於發展", "traditional"),
        ("关于发展", "simplified"),
        ("關於发展關于发展", "mixed"),
        ("中文 text 乾坤", "unknown"),
        ("", "unknown"),
        ("關于后里制干", "traditional"),
        ("產(chǎn)業(yè)", "traditional"),
    ],
)
def test_detects(text: str, script: str) -> None:
    assert detect_script(text).script == script


def test_the_counts_are_reported_and_frozen() -> None:
    found = detect_script("關於发展")
    assert found == Script("mixed", traditional=1, simplified=1)  # 於 and 展 are written in both
    with pytest.raises(AttributeError):
        found.script = "unknown"  # type: ignore[misc]


def test_target_none_switches_it_off() -> None:
    text = "關於發展"
    assert to_simplified(text, target=None) is text
    with pytest.raises(ValueError, match="traditional"):
        find_script(text, target="traditional")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="bytes"):
        detect_script(b"page")  # type: ignore[arg-type]


def test_pinyin_goes_first_or_words_break() -> None:
    text = "乾(qián)坤灣的瞭(liǎo)解與藉(jiè)口"
    assert to_simplified(strip_pinyin(text)) == "乾坤湾的了解与借口"


def test_the_tables_agree_with_opencc() -> None:
    import opencc

    convert = opencc.OpenCC("t2s", include_tofu_risk_dictionaries=False).convert
    back = opencc.OpenCC("s2t", include_tofu_risk_dictionaries=False).convert
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    other = [char for char, new in zip(TRADITIONAL, SIMPLIFIED, strict=True) if convert(char) != new]
    assert len(other) < 10, other  # versions of OpenCC differ in single characters: 牴 in 1.4.0 and 1.4.2
    assert set(SHARED) <= set(TRADITIONAL)
    assert sum(back(char) == char for char in SIMPLIFIED_ONLY) < 10
    assert not set(SIMPLIFIED_ONLY) & set(TRADITIONAL)
    assert max(map(ord, TRADITIONAL + SIMPLIFIED_ONLY)) < 0x10000


def test_words_settle_at_once() -> None:
    """Words that t2s knows and all its characters, alone and with evidence around them."""
    words = [
        "瞭解",
        "乾坤",
        "畢昇",
        "於是",
        "於菟",
        "龍鍾",
        "沈默",
        "藉口",
        "慰藉",
        "反覆",
        "覆蓋",
        "徵羽",
        "甦醒",
        "項鍊",
    ]
    words += ["李澤鉅", "不可貲計", "么麼", "祕魯", "剋星", "幺麼小丑"]
    everything = [*words, *TRADITIONAL, *map("".join, pairwise(TRADITIONAL))]
    for word in everything:
        for text in (word, f"關於{word}的發展"):
            once = to_simplified(text)
            assert len(once) == len(text)
            assert to_simplified(once) == once


LETTERS = "关關发發乾著着后後于於瞭解沈默坏壞衞《》“”(),。\n のカ1a县縣书書名合配"


@given(st.text(alphabet=LETTERS, max_size=50))
@settings(max_examples=400)
def test_laws(text: str) -> None:
    edits = find_script(text)
    validate(text, edits)
    assert all(len(edit.new) == edit.end - edit.start > 0 for edit in edits)
    assert all(a != b for edit in edits for a, b in zip(text[edit.start : edit.end], edit.new, strict=True))
    once = to_simplified(text)
    assert to_simplified(once) == once
    if not edits:
        assert once is text


def test_simplified_text_needs_no_converter() -> None:
    script = (
        "import sys; from govtext.steps.script import to_simplified as t;"
        "assert t('乾县举办展览') == '乾县举办展览'; assert 'opencc' not in sys.modules;"
        "assert t('發') == '发'; assert 'opencc' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("piece", ["著", "瞭解", "關著\n", "《關", "乾", "“關”国", "關国,", "反覆\n"])
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        best = 9.0
        for _ in range(3):
            begin = time.perf_counter()
            find_script(text)
            best = min(best, time.perf_counter() - begin)
        return best

    seconds(100)
    assert seconds(40_000) < 30 * seconds(5_000) + 0.1


@pytest.mark.parametrize("path", case_paths(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_pages_settle_at_once(path: object) -> None:
    page = strip_pinyin(parse(path).raw)  # type: ignore[arg-type]
    once = to_simplified(page)
    assert len(once) == len(page)
    assert to_simplified(once) == once


@pytest.mark.parametrize("row", ["发 發、髮", "干 乾、幹、干", "余:餘、余", "体(體) 台(臺)"])
def test_a_table_of_forms_stays(row: str) -> None:
    page = f"简繁对照表\n{row}\n表中各字按规范字表排列。"
    assert to_simplified(page) == page
