"""The step that removes copies: shapes of copies, shapes that stay, laws, cost."""

from __future__ import annotations

import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.edits import apply, validate
from govtext.steps import duplicates
from govtext.steps.duplicates import find_duplicates, strip_duplicates
from govtext.steps.duplicates_key import Key
from govtext.steps.duplicates_match import find_chains
from govtext.steps.duplicates_proof import may_return
from tests.marked import MARKED, case_paths, parse

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "青禾县把课堂搬进果园"
P1 = "3月8日，青禾县农业技术推广中心在石桥村举办果树修剪培训，六十多名果农带着剪刀来到园里。"
P2 = "技术员先讲树形，再讲留枝，讲一棵剪一棵。果农老耿说，书上看十遍不如树下站一回。"
P3 = "据介绍，今年全县计划培训果农4200人次，新建示范园12个，并为每个示范园配一名联系专家。"
BODY = f"{P1}\n{P2}\n{P3}"
PAGE = f"{TITLE}\n{BODY}"
NEW = "当天下午，县气象局还发布了倒春寒预警，提醒果农及时给花芽覆膜、熏烟。"
REFRAIN = "青禾山上果儿红，\n青禾水边鼓儿咚，\n你一筐来我一篓，\n挑到城里大街东。"


def spaced(text: str) -> str:
    return " ".join(text)


def wrapped(text: str, width: int = 24) -> str:
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


# What must go stands between the marks.
COPIES = {
    "whole page again": f"{PAGE}\n⟦{PAGE}⟧",
    "five times": f"{PAGE}\n⟦" + "\n".join([PAGE] * 4) + "⟧",
    "header with more metadata": f"{PAGE}\n⟦{TITLE}\n来源：县农技中心 发布日期：2024-03-09 浏览次数： 次\n{BODY}⟧",
    "label of another version": f"{PAGE}\n⟦【打印版】\n{PAGE}⟧",
    "unknown version label": f"{PAGE}\n⟦长辈模式\n{PAGE}⟧",
    "site name above the title": f"{PAGE}\n⟦青禾新闻网\n{PAGE}⟧",
    "one line after paragraphs": f"{PAGE}\n⟦{P1}{P2}{P3}⟧",
    "container before paragraphs": f"{TITLE}\n{P1}{P2}{P3}\n⟦{BODY}⟧",
    "interleaved": f"{TITLE}\n{P1}\n⟦{P1}\n⟧{P2}\n⟦{P2}\n⟧{P3}\n⟦{P3}⟧",
    "glued to itself": f"{TITLE}\n{P1}{P2}⟦{P1}{P2}⟧",
    "hard wrapped": f"{PAGE}\n⟦{TITLE}\n{wrapped(P1)}\n{wrapped(P2)}\n{wrapped(P3)}⟧",
    "letter-spaced": f"{PAGE}\n⟦{spaced(TITLE)}\n{spaced(P1)}\n{spaced(P2)}\n{spaced(P3)}⟧",
    "half-width punctuation": f"{PAGE}\n⟦{PAGE.replace(chr(0xFF0C), ', ').replace('。', '. ')}⟧",
    "entities": f"{PAGE}\n⟦&emsp;&emsp;{TITLE}\n&emsp;&emsp;{P1.replace(chr(0xFF0C), '&#65292;')}\n&nbsp;{P2}\n{P3}⟧",
    "pinyin in the copy": f"{PAGE}\n⟦{PAGE.replace('果农', '果(guǒ)农(nóng)').replace('树', '树(shù)')}⟧",
    "traditional copy": f"{PAGE}\n⟦{TITLE.replace('县', '縣').replace('课', '課')}\n"
    f"{P1.replace('县农业技术', '縣農業技術').replace('剪', '剪').replace('带着', '帶著')}\n"
    f"{P2.replace('讲树', '講樹').replace('说', '說')}\n{P3.replace('计划', '計劃').replace('专', '專')}⟧",
    "cut last copy with button": f"{PAGE}\n⟦{TITLE}\n{P1}\n{P2[:20]}……展开全文⟧",
    "cut teaser first": f"{TITLE}\n{P1[:30]}⟦……[详细]\n{P1[:30]}⟧{P1[30:]}\n{P2}\n{P3}",
    "teaser whose dots have left": f"{TITLE}\n{P1[:34]}⟦\n{P1[:34]}⟧{P1[34:]}\n{P2}\n{P3}",
    "gapped text before the whole": f"{TITLE}\n⟦{P1}\n{P2[:18]}……{P3[10:]}\n⟧{BODY}",
    "lead above the body": f"{TITLE}\n{P1}\n⟦来源：县农技中心 时间：2024-03-09\n{P1}\n⟧{P2}\n{P3}",
    "abstract field": f"{TITLE}\n内容概述：{P1}{P2}\n⟦{P1}\n{P2}\n⟧{P3}",
    "second feed, other dateline": f"{TITLE}\n本报讯（记者 闻笛）{P1}\n{P2}\n⟦{TITLE}\n本网3月9日讯 通讯员苗青报道：{P1}\n{P2}⟧",
    "corrected copy": f"{PAGE}\n⟦{PAGE.replace('六十多名', '七十多名').replace('讲一棵', '说一棵')}⟧",
    "numbering dropped": f"{TITLE}\n一、{P1}\n二、{P2}\n三、{P3}\n⟦{PAGE}⟧",
    "new paragraph in the copy": f"{PAGE}\n⟦{TITLE}\n{P1}\n{P2}\n⟧{NEW}\n⟦{P3}⟧",
    "growing page": f"{TITLE}\n{P1}\n⟦{P1}\n⟧{P2}\n⟦{P1}\n{P2}\n⟧{P3}",
    "page two restarts with the last paragraph": f"{TITLE}\n{P1}\n{P2}\n⟦[1] [2] 下一页\n{P2}\n⟧{P3}",
    "page two repeats the title": f"{TITLE}\n{P1}\n{P2}\n⟦第2页\n{TITLE}\n⟧{P3}",
    "page cut inside a sentence": f"{TITLE}\n{P1}\n{P2[:25]}\n⟦{P2[10:25]}⟧{P2[25:]}\n{P3}",
    "related box": f"{PAGE}\n⟦相关阅读：\n{TITLE}\n{P2}⟧",
    "quoted post": f"{TITLE}\n{P1}{P2}\n⟦引用 桥头老周 发表于 2024-03-11 08:47\n{P1}{P2}\n⟧讲得明白，下回也去听听。",
    "marquee": f"{P2}  ⟦{P2}  {P2}⟧\n{TITLE}\n{P1}",
    "caption pairs on one line": f"{TITLE}\n图为果农在修剪果树，技术员在旁指导。 闻笛 摄⟦图为果农在修剪果树，技术员在旁指导。 闻笛 摄⟧"
    "图为示范园里的新品种果苗长势喜人。 闻笛 摄⟦图为示范园里的新品种果苗长势喜人。 闻笛 摄⟧",
    "one caption under many photos": f"{TITLE}\n{P1}\n图为培训现场。\n⟦图为培训现场。\n图为培训现场。⟧",
    "caption twice in its line": f"{TITLE}\n{P1}\n图为培训现场。⟦图为培训现场。⟧",
    "title twice": f"停课通知\n⟦停课通知\n⟧{P1}",
    "title in brackets": f"停课通知\n⟦【停课通知】\n⟧{P1}",
    "title with the site's name": f"⟦{TITLE}_乡村新闻_青禾县人民政府\n⟧{PAGE}",
    "table with pipes and without": f"{TITLE}\n| 示范园 | 面积（亩） | 联系专家 |\n| 石桥园 | 120 | 耿春来 |\n| 柳湾园 | 95 | 苗青山 |\n"
    f"⟦示范园 面积（亩） 联系专家\n石桥园 120 耿春来\n柳湾园 95 苗青山\n⟧{P3}",
    "poem printed twice": f"《果园谣》\n{REFRAIN}\n⟦《果园谣》\n{REFRAIN}⟧",
    "lead that opens a later line": f"{P1}\n{P2}\n{P1}第二条 本办法自公布之日起施行。\n⟦打印版\n{P1}⟧",
    "running head of a print": f"{PAGE}\n⟦青禾简报 第7期\n{TITLE}\n{P1}\n{P2[:14]}\n— 1 —\n青禾简报 第7期\n{P2[14:]}\n{P3}⟧",
}

STAY = {
    "one paragraph": PAGE,
    "refrain after new verses": f"《果园谣》\n正月里来剪枝条，\n{REFRAIN}\n三月里来看花开，\n{REFRAIN}\n八月里来摘满筐，\n{REFRAIN}",
    "paragraph under two items": f"搬迁两则\n城东站\n4月1日起迁至果园路8号，原址停止办公。\n{P2}\n城西站\n5月9日起迁至柳湾街3号，周末照常。\n{P2}",
    "items that differ in figures": "任务分解\n石桥镇：新栽果树4200亩，改造老园1100亩，建设示范园2个，培训果农600人次以上。\n"
    "柳湾镇：新栽果树4200亩，改造老园1200亩，建设示范园2个，培训果农600人次以上。",
    "before and after": "对照表\n【修改前】第六条 果园应当按照每亩不少于四十株的标准栽植，其中示范园由县财政给予一次性补助。\n"
    "【修改后】第六条 果园应当按照每亩不少于五十株的标准栽植，其中示范园由县财政给予一次性补助。",
    "leader and chorus": "劳动号子\n（领）嘿哟嘿哟抬起来呀，抬到山上栽果树呀\n（合）嘿哟嘿哟抬起来呀，抬到山上栽果树呀\n（领）歇一歇",
    "contents and headings": f"实施方案\n一、总体要求和基本原则\n二、重点任务和责任分工\n三、保障措施\n一、总体要求和基本原则\n{P1}\n"
    f"二、重点任务和责任分工\n{P2}\n三、保障措施\n{P3}",
    "question put to two offices": f"现场问答\n问：果农最关心的培训什么时候办、在哪里办、怎么报名？\n答：{P1}\n"
    f"问：果农最关心的培训什么时候办、在哪里办、怎么报名？\n答：{P3}",
    "requirement for two posts": f"招聘公告\n岗位A01\n学历要求：大专以上，专业不限，有两年以上果树管理经验者优先，能适应野外工作。\n{P1}\n"
    "岗位A02\n学历要求：大专以上，专业不限，有两年以上果树管理经验者优先，能适应野外工作。",
    "topic sentence": "第十条 县农业农村部门会同有关部门编制果园改造规划。\n编制果园改造规划，应当科学确定品种、布局和时序。",
    "penalty formula": "第八条 毁坏果树的，责令限期补栽，逾期未补栽的，处五百元以上五千元以下罚款。\n"
    "第九条 偷摘果实的，由村民委员会批评教育。\n第十条 侵占果园的，责令限期补栽，逾期未补栽的，处五百元以上五千元以下罚款。",
    "title in notice, attachment and plan": f"关于印发《果园改造方案》的通知\n现将《果园改造方案》印发给你们。\n附件：果园改造方案\n青禾县人民政府\n附件\n果园改造方案\n{P3}",
    "cells of a table": "到会情况\n是\n是\n否\n否\n是\n是\n否\n否",
    "rows with equal figures": "补助表\n1 戚长河 3 260 780\n2 戚长海 3 260 780\n3 卞玉兰 3 260 780",
    "address twice in markdown": "参见[https://example.org/orchard/training/plan/2024.html](https://example.org/orchard/training/plan/2024.html)。",
}


@pytest.mark.parametrize("name", COPIES)
def test_copies_go(name: str) -> None:
    marked = COPIES[name]
    raw = marked.replace("⟦", "").replace("⟧", "")
    gold = MARKED.sub("", marked)
    assert folded(strip_duplicates(raw)) == folded(gold)


@pytest.mark.parametrize("name", COPIES)
def test_edits_name_rule_and_kept_copy(name: str) -> None:
    raw = COPIES[name].replace("⟦", "").replace("⟧", "")
    edits = find_duplicates(raw)
    validate(raw, edits)
    assert edits
    for edit in edits:
        assert edit.kind == "duplicates"
        assert edit.new == ""
        assert 0 <= edit.fields["copy_of"] < len(raw)


@pytest.mark.parametrize("name", STAY)
def test_repetition_by_right_stays(name: str) -> None:
    text = STAY[name]
    assert strip_duplicates(text) is text


@pytest.mark.parametrize("path", case_paths("clean-duplicates"), ids=lambda p: p.stem)
def test_marked_traps_stay(path: Path) -> None:
    text = parse(path).raw
    assert strip_duplicates(text) == text


@pytest.mark.parametrize("path", case_paths("duplicates"), ids=lambda p: p.stem)
def test_alone_it_loses_nothing_of_marked_pages(path: Path) -> None:
    case = parse(path)
    assert is_subsequence(folded(case.gold), folded(strip_duplicates(case.raw)))


def test_kept_copy_is_named_in_offsets_of_the_text_given() -> None:
    text = f"停课通知\n停课通知\n{P1}\n{P2}\n第2页\n{P1}\n{P2}"
    for edit in find_duplicates(text):
        said = folded(text[edit.start : edit.end])[-8:]
        assert said in folded(text[edit.fields["copy_of"] : edit.start])


def test_new_figure_alone_is_no_correction() -> None:
    first = "7月4日8时，柳湾站水位46.21米，低于警戒水位1.79米，流量312立方米每秒，水势平稳。"
    text = f"水情\n{first}\n{first.replace('7月4日', '7月5日')}"
    assert strip_duplicates(text) is text


def test_min_chars_moves_the_threshold() -> None:
    half = "参会人员围绕今年果园改造的品种布局时序和资金，"
    text = f"{TITLE}\n{half}{half}提出意见。\n{P1}"
    assert strip_duplicates(text, min_chars=16) != text
    assert strip_duplicates(text) is text
    with pytest.raises(ValueError, match="at least 16"):
        strip_duplicates(text, min_chars=3)


def test_only_text_is_taken() -> None:
    with pytest.raises(TypeError):
        strip_duplicates(b"page")  # type: ignore[arg-type]


# -- laws ------------------------------------------------------------------------------------------

SENTENCES = (
    P1,
    P2,
    P3,
    NEW,
    "第二条 本办法自公布之日起施行。",
    "一、目标",
    "打印版",
    "[1] [2]",
    "……",
    "图为会场。",
    "停课通知",
    "停课通知（更正）",
    "停课通知_青禾县人民政府",
    "青禾新闻网 www.qinghe.example.cn",
    "摘要：",
    "全部",
    "打印 关闭",
    "图为果农在修剪果树。 闻笛 摄",
)
PAGES = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from(("\n", "", " ", "\n\n"))), max_size=14
).map(lambda parts: "".join(words + gap for words, gap in parts))
PIECES = st.text(st.sampled_from("果农树枝，。\n 12(a)（）…|“”"), max_size=120)


def folded(text: str) -> str:
    return "".join(text.split()).replace("…", "")


def is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


@settings(max_examples=150, deadline=None)
@given(PAGES | PIECES)
def test_laws(text: str) -> None:
    edits = find_duplicates(text)
    validate(text, edits)
    once = apply(text, edits)
    assert once == strip_duplicates(text)
    assert is_subsequence(once, text)
    assert strip_duplicates(once) == once
    if not edits:
        assert once is text


@settings(max_examples=150, deadline=None)
@given(PAGES | PIECES)
def test_the_proof_hides_no_copy(text: str) -> None:
    if may_return(text, 16):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "may_return", lambda _text, _least: True)
        assert duplicates._copies(text, 40) == []


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_every_character_of_a_page_leaves_for_a_twin(text: str) -> None:
    """Nothing is lost: the letters of each sentence that was there are still there."""
    left = folded(strip_duplicates(text))
    for words in (P1, P2, P3, NEW):
        if words in text:
            assert folded(words)[:-1] in left


@settings(max_examples=100, deadline=None)
@given(PAGES | PIECES)
def test_key_leads_back_to_the_page(text: str) -> None:
    key = Key(text)
    assert len(key.page) == len(text)
    for at in range(len(key)):
        assert key.page[key.raw(at)] == key.text[at]
        assert key.position(key.raw(at)) == at


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_chains_agree_letter_by_letter(text: str) -> None:
    key = Key(text)
    for chain in find_chains(key):
        for part in chain.parts:
            assert part.source < part.target
            assert key.text[part.source : part.source_end] == key.text[part.target : part.target_end]


# -- cost ------------------------------------------------------------------------------------------

ODD = {
    "one character": "中",
    "two letters": "ab",
    "short clause": "的。",
    "page": PAGE + "\n",
    "rows": "石桥园 120\n",
    "brackets": "(a",
    "dots": "…",
    "quotes": "引用：",
    "pagers": "[1] [2] 下一页\n",
    "blanks": " ",
    "entities": "&nbsp;",
    "letter-spaced": "果 农 ",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_pages_finish(name: str) -> None:
    piece = ODD[name]
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    strip_duplicates(text)
    assert time.process_time() - start < 6


def test_memory_stays_near_the_text() -> None:
    text = "".join(f"{P1}第{i}号园{i * 7919 % 1000}株，{P3[i % 20 :]}\n" for i in range(4000))
    tracemalloc.start()
    find_duplicates(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * len(text)
