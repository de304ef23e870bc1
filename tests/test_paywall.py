"""The paywall step: every rule on its own pages, the shapes in other words, what must stay, and the laws."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.edits import apply, validate
from govtext.rules import Rule, RuleError, load_rules
from govtext.steps.paywall import find_paywall, strip_paywall
from govtext.steps.paywall_catalogue import EVIDENCE
from govtext.steps.paywall_figures import figures
from tests.marked import case_paths, norm, parse, raw_and_gold, widen

if TYPE_CHECKING:
    from pathlib import Path

RULES = load_rules("paywall")
TITLE = "在全县乡村振兴推进会上的讲话"
CUT = "一是把责任压到末端。各村要逐户建立台账,把每一户的收入来源和困难原因摸清楚"
WHOLE = "力排查到位,不留死角。乡镇每月调度一次,县里每季度通报一次。"
LAST = "二是抓好落实。会后要拿出具体方案,逐条对账销号。"


def check(marked: str) -> None:
    for page in (marked, widen(marked)):
        raw, gold = raw_and_gold(page)
        out = strip_paywall(raw)
        assert norm(out) == norm(gold)
        assert strip_paywall(out) == out


# ------------------------------------------------------------------ the rules on their own pages


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in RULES for e in r.examples], ids=lambda x: getattr(x, "id", "")
)
def test_a_rule_does_what_its_example_says(rule: Rule, example: str) -> None:
    check(example)


@pytest.mark.parametrize("rule", [r for r in RULES if r.role in EVIDENCE], ids=lambda r: r.id)
def test_a_rule_is_needed_for_one_of_its_examples(rule: Rule) -> None:
    seen = {edit.rule for example in rule.examples for edit in find_paywall(raw_and_gold(example)[0])}
    assert rule.id in seen


@pytest.mark.parametrize("text", [c for r in RULES for c in r.counterexamples])
def test_no_rule_touches_a_counterexample(text: str) -> None:
    assert find_paywall(text) == []
    assert find_paywall(widen(text)) == []


# ------------------------------------------------------------------ marked pages

# Parts of these pages are other steps' business; here it is enough that no content goes.
ELSEWHERE = {
    "007-related-list-between-gap-and-tail": "the breadcrumb and the date line are furniture",
    "088-docshare-upload-card-and-preview-end": "the site bar and the breadcrumb are furniture",
    "049-one-gap-midword-tail-navigation": "the position line and the date line are furniture",
    "052-tail-title-without-marks-fullwidth": "the position line and the date line are furniture",
    "056-download-statement-five-items": "the title that stands twice is a duplicate",
    "057-download-banner-midbody-repeat": "the sentence printed again is a duplicate",
    "059-login-first-related-recommend": "the date line is furniture",
    "074-law-database-first-n": "the toolbar is furniture",
    "084-long-speech-four-gaps": "the list of links under the text is furniture",
    "109-two-line-tail-no-dots": "the position line and the date line are furniture",
    "126-long-speech-two-gaps-full-nav": "the position line is furniture",
    "601-a1-gap-resumed-text-second-gap": "the position line and the date line are furniture",
    "701-site-path-time-above-title-inline": "the position line and the date line are furniture",
    "712-preview-end-2-71-feedback-row": "the row of answers is furniture",
    "802-two-line-tail-speech-site-without": "the position line and the date line are furniture",
    "813-magazine-database-glued-last-complete-sentence": "the date line is furniture",
    "1832-three-inline-gaps-glued-site-name": "the position line and the date line are furniture",
    "1906-speech-site-two-inline-gaps-site": "the position line and the date line are furniture",
    "1910-car-forum-reply-see-notice-middle": "the bar of the post is furniture",
    "1831-finance-weekly-body-cut-dots-tail": "the date line and the listening button are furniture",
    "2001-inline-gap-glued-url-half-width": "the position line and the date line are furniture",
    "2003-weekly-magazine-cut-mid-sentence-68": "the date line is furniture",
    "2006-law-database-citation-line-print-toolbar": "the toolbar is furniture",
    "2007-tender-portal-wall-between-real-tender": "the date line is furniture",
    "2204-business-magazine-cut-paragraph-subscriber-wall": "the editor is furniture",
}


@pytest.mark.parametrize("wide", [False, True], ids=["plain", "wide"])
@pytest.mark.parametrize(
    "path", case_paths("paywall", "clean-paywall"), ids=lambda p: f"{p.parent.name}/{p.stem}"
)
def test_marked_page(path: Path, wide: bool, request: pytest.FixtureRequest) -> None:
    case = parse(path, wide=wide)
    if "xfail" in case.head:
        request.applymarker(pytest.mark.xfail(reason=case.head["xfail"], strict=True))
    out = strip_paywall(case.raw)
    if path.stem in ELSEWHERE:
        left = norm(out)
        assert all(norm(piece) in left for piece in re.split("[。\n]", case.gold))
    else:
        assert norm(out) == norm(case.gold)
    assert strip_paywall(out) == out


# ------------------------------------------------------------------ the shapes in other words

GAPS = [
    "……(材料网http://www.cailiao.example省略1,024字,正式会员可完整阅读)……",
    "……(材料网www.cailiao.example省略 约300 字,会员可阅读全文)……",
    "……(材料网省略588字,注册会员可完整阅读)……",
    "……[材料网https://cailiao.example/省略588字,VIP会员可查看]……",
    "...【此处隐藏588字,开通会员查看】...",
    "……(此处省略588字,登录后可见)……",
    "……<省略400字,付费后可阅读>……",
    "……(材料网http://www.cailiao.example省略314字,正式会员可完整阅读",
    "(材料网http://www.cailiao.example省略314字,正式会员可完整阅读)",
    "·····(材料网http://www.cailiao.example省略314字,正式会员可完整阅读)·····",
    "***本段隐藏260字,订阅后可读***",
    "……(中间内容已隐藏,共620字,升级VIP后查看)……",
    "……(材料網http://www.cailiao.example省略314字,正式會員可完整閱讀)……",
]


@pytest.mark.parametrize("notice", GAPS)
def test_a_gap_in_mid_sentence_leaves_both_sides(notice: str) -> None:
    check(f"{TITLE}\n\n同志们:\n{CUT}⟦{notice}⟧{WHOLE}\n{LAST}")
    check(f"{TITLE} 同志们: {CUT} ⟦{notice}⟧ {WHOLE} {LAST}")


@pytest.mark.parametrize("notice", GAPS)
def test_several_gaps_leave_one_mark_each(notice: str) -> None:
    page = f"{CUT}{notice}{WHOLE}\n{CUT}{notice}{WHOLE}"
    assert strip_paywall(page) == f"{CUT}……{WHOLE}\n{CUT}……{WHOLE}"
    assert strip_paywall(page, gap="") == f"{CUT}{WHOLE}\n{CUT}{WHOLE}"
    cutting = [e for e in find_paywall(page) if e.fields.get("gap")]
    assert len(cutting) == 2


TAILS = [
    f"……\n(未完,全文共6606字,当前仅显示2320字,请阅读下面提示信息。收藏《{TITLE}》)",
    f"……(未完,全文共6606字,当前只显示2320字,请阅读下面提示信息。收藏{TITLE}\n\n上一篇:某某同志讲话\n下一篇:没有了",
    f"……(未完,全文约6,606字,目前只显示2320字,请阅读下方提示信息。\n收藏《{TITLE}》)",
    "\n(未完,全文共1662字,当前显示422字)\n(请认真阅读下面的提示信息)",
    "……\n试读结束,开通会员文档无限下载使用",
    "...\n请先登录\n>\n相关推荐\n乡村振兴工作要点\n驻村工作总结",
    "\n消耗 1 篇材料网配额,会员有效期内无限次查看",
    "\n\n登录后获取更多权限\n立即登录",
    "……\n请登录后继续阅读",
    "……剩余35%未读,登录即可查看完整内容>>",
    "剩余35%未读,登录后可阅读全文",
    "\n已读3页,剩余45%未读,登录即可查看完整内容",
    "……\n\n本文为付费内容,订阅后可阅读全文\n¥19.9/月",
    "……\n还有62%的精彩内容,支付2元继续阅读",
    "……\n付费阅读剩余70%\n¥3.00",
    "……\n已是VIP?登录查看全文",
    "……\n打开 App 阅读全文",
    '……\n下载"云上"客户端阅读全文',
    "……\n长按识别二维码,关注公众号阅读全文",
    "……\n\n會員限定\n訂閱後閱讀全文",
    "……\n剩餘 860 字,請登入後閱讀\n已是訂戶?請登入",
    "……\n全文預覽已結束",
    "……\n免费预览已结束,剩余内容请下载后查看",
    "(试读)...",
    "……(试读)",
    "... 展开",
    "……[查看全文]",
    "……\n以下内容,仅对会员开放。如需查看详细内容,请先注册成为会员,已注册会员请登录后查看。",
    "……\n您还不是会员,无法阅读全文",
    "……\n亲,后面的内容需要登录才能看哦",
    '\n<本章未完请点击"下一页"继续观看!>',
    "\n-->>(第2/4页)(本章未完,请点击下一页继续阅读)",
    "……\n\n关注公众号“乡村笔记”,回复“振兴”获取验证码\n请输入验证码\n提交",
    "……\n内容过长,仅展示头部和尾部部分文字预览,全文请查看图片预览。",
    "……\n喜欢就支付3元解锁全文吧",
    "……\n登录 | 注册 后查看全文",
]


@pytest.mark.parametrize("notice", TAILS)
def test_a_tail_goes_and_leaves_no_mark(notice: str) -> None:
    check(f"{TITLE}\n\n同志们:\n{WHOLE}\n{CUT}⟦{notice}⟧")
    out = strip_paywall(f"{TITLE}\n\n同志们:\n{WHOLE}\n{CUT}{notice}")
    assert out.endswith(CUT)


PAGES = [
    f"{TITLE}\n\n⟦您需要登录后才可以下载或查看附件,没有账号?立即注册 x⟧{WHOLE}\n{LAST}",
    f"⟦返回\n收藏\n下载⟧\n{TITLE}\n{WHOLE}\n{CUT}⟦\n消耗 2 篇文稿库配额,会员有效期内无限次查看⟧",
    f"{TITLE}\n⟦【会员专享】\n本文为会员文档,开通会员后可阅读全文⟧\n{WHOLE}\n{LAST}",
    f"{TITLE}\n⟦{TITLE}.docx_第1页\n{TITLE}.docx_第2页\n已阅读2页,还剩 7 页未读 继续免费阅读\n下载本文档\n文档简介⟧\n{WHOLE}\n{LAST}",
    f"{TITLE}\n⟦合集下载\n1、文档预览仅供参考,请以下载后的文件为准。\n2、所有资料不支持退款,如有问题请联系客服。⟧\n\n1、备足种子三百吨。\n2、检修农机两千台。",
    f"{TITLE}\n⟦上传人:xiaoz***\n文档编号:12331\n上传时间:2020-08-12\n页数:5⟧\n{WHOLE}\n{LAST}\n⟦还剩4页未读,继续阅读⟧",
    f"⟦| 本文为付费栏目文章,您已订阅,可阅读全文 |⟧\n{TITLE}\n{WHOLE}\n{LAST}",
    f"{TITLE}\n{WHOLE}\n\n⟦点击查看余下全文⟧\n\n{LAST}",
    f"{TITLE}\n{CUT}⟦本帖隐藏的内容需要积分高于 20 才可浏览,您当前积分为 0⟧{WHOLE}\n{LAST}",
    f"{TITLE}\n{WHOLE}\n⟦本帖隐藏的内容需要支付【5】金币才能查看⟧\n{LAST}",
    f'{TITLE}\n{WHOLE}\n⟦<i class="fa fa-lock"></i> 部分链接隐藏,注册或登陆后显示⟧\n{LAST}',
    f"{TITLE}\n{WHOLE}\n⟦----------会员可见内容,请登录后查看----------⟧\n{LAST}",
    f"{TITLE}\n{WHOLE}\n{CUT}⟦……(文稿网http://www.wengao.example省略450字,正式会员可完整阅读)……\n更多相关文章:在教育大会上的讲话\n  在座谈会上的发言⟧",
    f"{TITLE}\n{WHOLE}\n⟦【文章共6590字,仅供参考,请勿照抄】\n手机扫码阅读本文\n相关文章\n在教育大会上的讲话⟧",
    f"{TITLE}\n{WHOLE}\n⟦复制本站文章需要赞助VIP会员,点此开通\n立即开通 >\n×⟧",
    f"{TITLE} {WHOLE} {CUT} ⟦……(未完,全文共4156字,当前只显示2309字,请阅读下面提示信息。收藏{TITLE}) 上一篇:在生态会议上的讲话 下一篇:没有了 相关栏目:共青团 党团知识⟧",
    f"| {TITLE} | {CUT} ⟦……(未完,全文共4156字,当前只显示2309字,请阅读下面提示信息。收藏{TITLE}) 上一篇:没有了 下一篇:没有了 相关栏目:党课⟧ |",
]


@pytest.mark.parametrize("page", PAGES)
def test_what_a_notice_brings_along_goes_with_it(page: str) -> None:
    check(page)


KEPT = """
登录后即可查看全文。
2、登录后即可查看全文。
会员可以免费阅读全部章节。
读者注册后可在线阅读全文,也可以到馆借阅。
草案全文请登录市人大网站查看。
《规划》全文约2.3万字,分为八章。
(全文共3页)
当前仅显示最近三年数据,更早的数据请到档案馆查询。
剩余62%的车位向社会开放。
还剩3页没有整改到位的台账。
此处省略获奖名单126人。
(未完待续)
未完待续的乡村振兴答卷,还要继续写下去。
他说:“本来想看份报告,结果弹出‘开通会员查看全文’,只好作罢。”
不少网友吐槽,文章看到一半就跳出“剩余80%未读,付费后继续阅读”的提示。
点开链接后显示“本文为付费内容,订阅后可阅读全文”。
开通会员才能看全文?
扫码关注公众号,回复“报名”即可获取报名链接。
点击下方“阅读原文”,查看公示全文。
投标人须登录交易平台注册后下载招标文件,招标文件售价500元。
打开支付宝APP,扫码登录,在账单页查看缴费记录。
正式会员享有选举权和被选举权。
訂閱後便會收到電郵通知。
登入後可取消訂閱。
本文为节选,全文刊于《求是》2024年第3期。
完整版见附件2。
附件下载
附件1:登录操作说明.docx
三、查看权限。普通用户仅可查看本单位数据,管理员可查看全部数据。
答:请升级浏览器后重新登录查看。
积分高于80分的村方可参加评选,您当前积分可在村务栏查询。
版权声明:本报告著作权归县统计局所有。
上传格式:PDF,大小:不超过5MB。
温馨提示:办理业务请携带身份证。
""".strip().split("\n")


@pytest.mark.parametrize("line", KEPT)
def test_a_sentence_of_the_article_stays(line: str) -> None:
    for text in (
        f"{TITLE}\n\n{WHOLE}\n{line}\n{LAST}",
        f"{TITLE}\n\n{WHOLE}\n{LAST}\n{line}",
        f"{TITLE}\n\n{line}\n{WHOLE}\n{LAST}",
        f"{TITLE}\n\n{WHOLE}{line}{LAST}",
    ):
        for page in (text, widen(text)):
            assert find_paywall(page) == []
            assert strip_paywall(page) is page


def test_dots_without_a_notice_stay() -> None:
    page = f"{TITLE}\n\n他说:“水清了……鱼也回来了……”\n炊烟升起来,一缕,两缕……"
    assert strip_paywall(page) is page


def test_dots_of_a_notice_go_even_across_empty_lines() -> None:
    assert strip_paywall(f"{WHOLE}\n{CUT}……\n\n\n登录查看全文\n") == f"{WHOLE}\n{CUT}"


def test_a_full_stop_before_dots_stays() -> None:
    assert strip_paywall(f"{CUT}。。。。(此处隐藏30字,VIP可见)") == f"{CUT}。"


def test_a_gap_inside_a_long_quotation_goes_and_a_quoted_wall_stays() -> None:
    speech = f"他说:“{CUT}……(材料网http://a.example省略90字,正式会员可完整阅读)……{WHOLE}”"
    assert strip_paywall(speech) == f"他说:“{CUT}……{WHOLE}”"
    quoted = f"{WHOLE}页面上写着“省略90字,正式会员可完整阅读”,读者很失望。"
    assert strip_paywall(quoted) is quoted


# ------------------------------------------------------------------ what a notice states


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("省略888字,正式会员可完整阅读", {"omitted_chars": 888}),
        ("(未完,全文共6,606字,当前仅显示2320字", {"total_chars": 6606, "shown_chars": 2320}),
        ("本文剩余约1.2万字,登录后阅读", {"omitted_chars": 12000}),
        ("已阅读5页,还剩20页未读", {"shown_pages": 5, "unread_pages": 20}),
        ("剩余62%未读,登录即可查看全文", {"unread_percent": 62}),
        ("已显示30%,付费后阅读全文", {"shown_percent": 30}),
        ("-->>(第2/3页)(本章未完)", {"total_pages": 3}),
        ("更多相关《办法(5页珍藏版)》请搜索", {"total_pages": 5}),
        ("下载资源需要6.99元", {"price": "6.99元"}),
        ("本帖隐藏的内容需要积分高于50才可浏览,您当前积分为12", {}),
        ("您本月的免费阅读次数已用完(3/3)", {}),
        ("仅可阅读900%", {}),
    ],
)
def test_figures(text: str, stated: dict[str, object]) -> None:
    assert figures(text) == stated


@pytest.mark.parametrize(
    "notice", ["\n点击展开全文∨\n", "\n如需复制,请开通会员\n", "\n【文章共900字,仅供参考】"]
)
def test_noise_over_a_whole_text_is_no_truncation(notice: str) -> None:
    edits = find_paywall(f"{TITLE}\n{WHOLE}{notice}{WHOLE if notice.endswith(chr(10)) else ''}")
    assert edits
    assert not any(edit.fields.get("truncates") or edit.new for edit in edits)


# ------------------------------------------------------------------ rules of one's own


def test_a_rule_of_ones_own() -> None:
    mine = Rule(id="paywall.mine", role="cut", pattern="{this}仅供内刊读者", stems=("内刊",), examples=("x",))
    page = f"{WHOLE}\n{CUT}……\n本文仅供内刊读者"
    assert strip_paywall(page, rules=(mine,)) == f"{WHOLE}\n{CUT}"
    assert find_paywall(page, rules=(mine,))[0].rule == "paywall.mine"


@pytest.mark.parametrize(
    ("pattern", "stem", "label"),
    [
        (".{0,2}云溪会员乐园", "云溪会员乐园", "本云溪会 员乐园"),
        (".{0,2}:云溪乐园", ":", "本\uff1a云溪乐园"),
        (".{0,2}书友乐园", "书", "本書友乐园"),
    ],
)
def test_a_label_of_ones_own_that_begins_with_anything(pattern: str, stem: str, label: str) -> None:
    mine = Rule(id="paywall.mine", role="label", pattern=pattern, stems=(stem,))
    page = f"{label}\n{WHOLE}\n{CUT}……\n登录后查看全文"
    assert strip_paywall(page, rules=(mine,)) == f"{WHOLE}\n{CUT}"


def test_words_of_ones_own() -> None:
    words = Rule(id="paywall.words.gate", role="words", pattern="入伙")
    page = f"{WHOLE}\n{CUT}\n入伙后阅读全文"
    assert strip_paywall(page) is page
    assert strip_paywall(page, rules=(words,)) == f"{WHOLE}\n{CUT}"


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            Rule(id="paywall.bad", role="cut", pattern="(", stems=("x",)),
            "paywall.bad: the pattern does not compile",
        ),
        (Rule(id="paywall.bad", role="cut", pattern="{nobody}", stems=("x",)), "{nobody} is none of"),
        (Rule(id="paywall.bad", role="cut", pattern="x"), "needs stems"),
    ],
)
def test_a_bad_rule_is_named(rule: Rule, message: str) -> None:
    with pytest.raises(RuleError, match=re.escape(message)):
        find_paywall("登录", rules=(rule,))


def test_text_only() -> None:
    with pytest.raises(TypeError, match="bytes"):
        find_paywall("登录".encode())  # type: ignore[arg-type]


# ------------------------------------------------------------------ laws

FRAGMENTS = [
    *(
        TITLE,
        CUT,
        WHOLE,
        LAST,
        "\n",
        "\n\n",
        " ",
        "……",
        "...",
        "。",
        "(",
        ")",
        "【",
        "】",
        "“",
        "”",
        '"',
        "|",
        "1、",
        "x",
        ">",
    ),
    *(
        "正文预览",
        "收藏",
        "登录",
        "立即登录",
        "相关推荐",
        "上一篇:甲",
        "没有了",
        "3/5",
        "第1页",
        "*" * 3,
        "-->>",
        "《",
        "》",
    ),
    *(notice for notice in GAPS[:6] + TAILS[:14]),
    *(
        "未完",
        "省略3字",
        "会员可完整阅读",
        "登录后查看全文",
        "剩余3%未读",
        "试读结束",
        "http://a.example",
        "展开",
        "复制",
        "下载",
    ),
]
pages = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


@settings(deadline=None, max_examples=250)
@given(pages)
def test_laws(page: str) -> None:
    edits = find_paywall(page)
    validate(page, edits)
    out = apply(page, edits)
    assert out == strip_paywall(page)
    assert strip_paywall(out) == out
    if not edits:
        assert out is page
    assert is_subsequence(strip_paywall(page, gap=""), page)


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "……",
        "未完",
        "http://",
        "。",
        "“登录",
        "(省略3字",
        "登录后查看全文,",
        "登录查看全文",
        "剩余3",
        "**",
        "《",
        "(登录",
    ],
)
def test_odd_input_costs_linear_time(piece: str) -> None:
    page = piece * (200_000 // len(piece))
    began = time.perf_counter()
    find_paywall(page)
    assert time.perf_counter() - began < 8  # about 0.1 s on a free machine; quadratic would take minutes


def test_many_notices_cost_linear_time() -> None:
    page = f"{CUT}……(材料网http://a.example省略9字,正式会员可完整阅读)……{WHOLE}\n登录后查看全文\n" * 400
    began = time.perf_counter()
    assert len(find_paywall(page)) >= 400
    assert time.perf_counter() - began < 8


# ------------------------------------------------------------------ walls in other words, one a line

UNDER_DOTS = """
此内容登录可见
仅限登录用户阅读
付费后可见
解锁后查看
本篇为收费文章
您正在试读本文
以上为免费试读部分
以上为部分内容,完整内容请下载查看
您本月的免费文章已读完
打开客户端,阅读体验更佳
APP内打开
扫码付费阅读全文
关注我们的公众号,回复“讲话”获取全文
添加客服微信领取完整版
阅读原文获取完整版
3元阅读全文
赞赏后阅读全文
您所在的用户组无权查看此内容
对不起,您还没有登录
还不是会员?立即加入
没有账号?去注册
加入知识星球查看全文
入群获取完整资料
请输入访问密码
内容受密码保护
该文章已设置阅读权限
点我展开全文
阅读剩余部分
[详细]
更多...
全文加载失败,请刷新
请关闭浏览器阅读模式后查看
转码页面无法显示完整内容,请访问原网站
已为您显示前30%
当前阅读:30%
观看视频广告后可继续阅读
机构用户可查看全文
查阅全文请登录
章节内容更新中,请稍后刷新
下載App看完整報導
成為訂戶以閱讀全文
Subscribe to continue reading
""".strip().splitlines()


@pytest.mark.parametrize("wall", UNDER_DOTS)
def test_a_wall_under_a_text_that_breaks_off(wall: str) -> None:
    check(f"{TITLE}\n\n{WHOLE}\n\n{CUT}⟦……\n{wall}⟧")


BETWEEN = """
本文仅限注册用户阅读
以下为付费内容
扫码查看完整文章
登录即可阅读全部内容
回复可见
招标详情仅对VIP会员开放
该信息为会员信息,请登录后查看
本主题需向作者支付5金币才能浏览
-----------付费内容分割线-----------
""".strip().splitlines()


@pytest.mark.parametrize("wall", BETWEEN)
def test_a_wall_between_paragraphs(wall: str) -> None:
    check(f"{TITLE}\n\n{WHOLE}\n\n⟦{wall}⟧\n\n{LAST}")


ABOUT_GATES = "读者用手机号注册以后,可以登录平台下载期刊论文,每天三十篇。"


@pytest.mark.parametrize("wall", ["扫码查看完整文章", "登录即可阅读全部内容", "付费后可见", "回复可见"])
def test_an_article_on_gates_keeps_its_headings(wall: str) -> None:
    page = f"{TITLE}\n\n{WHOLE}\n\n{wall}\n\n{ABOUT_GATES}\n{LAST}"
    assert strip_paywall(page) is page


# ------------------------------------------------------------------ what stands beside a wall

GOES_ALONG = """
购买 记录
记录:36 人已购买
查看验证码
验证码24小时内有效
密码每日更新
长按识别二维码|已关注?点击刷新
1289人已解锁
2.3万人已购
会员服务热线:400-000-0000
手机号注册  微信登录  微博登录
验证码登录 | 密码登录
登录即代表同意《用户协议》和《隐私政策》
月度会员 ¥25  季度会员 ¥68  年度会员 ¥238
连续包月 15元/月
首月1元,次月续费15元,可随时取消
前往应用商店下载
iPhone版 Android版 iPad版
文字编辑:{{ article.editor }} 责任校对:{{ article.proof }}
来源:${source} 时间:${pubtime}
<%= article.title %>
收起∧
评论 0/300 发表评论
留言(0/500) 提交
单期售价:¥12.00/期 立即购买
上一章 | 章节目录 | 下一章 | 加入书签
← 上一页 目录 下一页 → 投推荐票
保存文档到手机,随时阅读更方便
下载资料到本地,打印更便捷
资料简介:
文件描述:
""".strip().splitlines()


@pytest.mark.parametrize("line", GOES_ALONG)
def test_a_line_that_goes_with_a_wall(line: str) -> None:
    check(f"{TITLE}\n\n{WHOLE}\n\n{CUT}⟦……\n登录后查看全文\n{line}⟧")
    check(f"{TITLE}\n\n{WHOLE}\n\n⟦以下内容仅对会员开放,请登录后查看。\n{line}⟧\n\n{LAST}")


def test_the_price_of_an_issue_goes_at_the_tail_only() -> None:
    check(f"{TITLE}\n\n{WHOLE}\n\n{CUT}⟦……\n购买本期电子刊后阅读全文\n电子刊定价:5元 加入购物车⟧")
    check(f"{TITLE}\n\n{WHOLE}\n\n⟦以下内容仅对会员开放,请登录后查看。⟧\n零售价:5元\n\n{LAST}")


STAYS_BESIDE = """
联系人:王先生 电话:0571-88881234
咨询电话:12345
附件:1.报名表
附件下载
9月1日
泽川县人民医院
【关键词】山区公路;边坡防护;柔性防护网
关键词:乡村振兴 产业
一、目标任务
二、登录方式
评分标准
会员单位名单
下载中心
单价 12元
5元/斤
12元
微信公众号:云川发布
阅读《红楼梦》
扫码入园
收费标准:每页0.5元
优惠政策
编辑:王某
1 点击率
年费 100元
(全文完)
用户满意度
表1 会员数量
提交材料
举报电话:0716-8812333
举报邮箱:gzjb@mianjiang.example.cn
输入缴费户号
关于开通试用的通知
18
各位代表:
""".strip().splitlines()


@pytest.mark.parametrize("line", STAYS_BESIDE)
def test_a_line_of_the_article_stays_beside_a_wall(line: str) -> None:
    check(f"{TITLE}\n\n{WHOLE}\n\n⟦以下内容仅对会员开放,请登录后查看。⟧\n{line}\n\n{LAST}")
    page = f"{TITLE}\n\n{WHOLE}\n\n{line}\n{CUT}\n{line}\n{LAST}"
    assert strip_paywall(page) is page


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("(此处省略三千字,会员可完整阅读)", {"omitted_chars": 3000}),
        ("还剩一千二百字,登录后继续阅读", {"omitted_chars": 1200}),
        ("您本月的免费阅读次数已用完(5/5)", {}),
        ("限时NT$99,解锁全文", {"price": "NT$99"}),
        ("4.积分一经扣除不予退还", {}),
    ],
)
def test_figures_in_other_forms(said: str, stated: dict[str, object]) -> None:
    assert figures(said) == stated


# Short lines among short lines. The furniture step takes some of them, so these are no marked pages.
AMONG_SHORT_LINES = [
    "《背影》教学过程\n一、导入\n二、整体感知\n阅读全文\n请学生用一句话概括文章内容,教师板书。\n三、研读赏析",
    "手机银行操作流程\n登录手机银行\n查看更多\n选择“生活缴费”\n输入缴费户号\n确认支付",
    "印刷业务报价\n打印 复制 扫描\n每页0.3元 每页0.2元 每页1元\n装订另计。",
    "网站用户体验测试报告\n测试任务\n注册账号\n登录\n查看全文\n下载附件\n测试者平均用时3分26秒,完成率92%。",
    "微信公众号文章编写规范\n文末设置\n点击阅读原文\n关注公众号\n底部菜单不超过三个。",
]


@pytest.mark.parametrize("page", AMONG_SHORT_LINES)
def test_steps_and_prices_among_short_lines_stay(page: str) -> None:
    for form in (page, widen(page), page.replace("\n", "\n\n")):
        assert find_paywall(form) == []
