"""What stands below the break at which a text ends: the shop's to the last line, or left alone."""

from __future__ import annotations

import pytest

from govtext.steps.paywall import strip_paywall
from tests.marked import norm, raw_and_gold, widen

TITLE = "北门老码头变身书房\n"
WHOLE = "停运十四年的北门老码头重新热闹起来,首日接待二千一百人次,晚上八点还有人在门口等位。\n"
CUT = "设计师说,候船厅的长椅一把也没有扔,刻在椅背上的名字也都留着,其中最早的一个是一九五三年刻上去的,那时候"

GO = [
    "⟦\n购买后继续阅读全文\n总谱 18元 分谱 6元\n该作者的其他作品\n采菱小调⟧",
    "⟦……\n您本月的免费阅读篇数已经用完,下月1日零时恢复\n○ 月度 38元 ○ 年度 398元\n赠送给朋友⟧",
    "⟦\n教案剩余部分需5学贝,您的余额:0学贝\n充值 上传教案赚学贝\n同步课件(3) 配套练习(12)⟧",
    "⟦\n登录后查看全文\n免责声明:预览内容与正式版本的排版可能不同,以交付版本为准。\n索取目录⟧",
]
STAY = [
    # an attachment, a heading, a signature, a reply: the article goes on
    "⟦\n登录后查看全文⟧\n附件:旧物清单",
    "⟦\n登录后查看全文⟧\n二、开放时间",
    "⟦\n登录后查看全文⟧\n北门街道办事处\n2023年5月18日",
    # a closed sentence that is no shop's
    "⟦\n登录后查看全文⟧\n椅子擦净\n渡口的老人都来看过,说跟从前一样。",
    # behind a gap that gives its size
    "⟦……(文秘园www.wmy.example.cn省略726字,正式会员可完整阅读)……⟧\n椅子擦净\n名字留着",
    # limits and prices without a shop
    "\n剩余名额 12 个\n领票处在门口",
]


@pytest.mark.parametrize("tail", GO)
def test_all_below_the_break_goes(tail: str) -> None:
    _check(TITLE + WHOLE + CUT + tail)


@pytest.mark.parametrize("tail", STAY)
def test_what_an_article_may_say_stays(tail: str) -> None:
    _check(TITLE + WHOLE + CUT + tail)


def test_a_share_with_its_size_needs_no_break() -> None:
    _check(
        TITLE + WHOLE + "⟦其余64%(约2,900字)仅对“摆轮”社区成员开放\n输入邀请码 [进入]\n没有邀请码?\n先排队⟧"
    )


def test_a_text_that_was_wrapped_has_no_break() -> None:
    lines = "".join(f"{CUT}有{i}把\n" for i in range(4))
    page = TITLE + lines + "剩余部分需5学贝\n充值 学贝\n练习"
    assert "练习" in strip_paywall(page)


def _check(marked: str) -> None:
    for page in (marked, widen(marked)):
        raw, gold = raw_and_gold(page)
        assert norm(strip_paywall(raw)) == norm(gold)
