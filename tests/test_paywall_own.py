"""Walls in a site's own words: set off by marks, in a bracket, below a break; the same words in an article stay."""

from __future__ import annotations

import pytest

from govtext.steps.paywall import find_paywall, strip_paywall
from tests.marked import norm, raw_and_gold, widen

TITLE = "城东分馆的春季读书会\n"
WHOLE = (
    "三月十五日上午,县图书馆在城东分馆办了春季读书会,十二个乡镇的一百四十名读者到场,会上发布了年度排行。\n"
)
MORE = "\n下午的座谈开了两个小时,大家把旧书一本一本摆在长桌上,谁也舍不得先走,窗外的雨一直没有停。"
CUT = "守馆的老人说,这间屋子原来是粮站的磅房,墙上那道红漆线就是当年量麦垛留下来的,他把钥匙挂在"

GO = [
    # set off by marks at both ends, in mid-text
    WHOLE + "⟦※ 以下两段共870字只给金叶会友看,升为会友请按右侧的红钮 ※⟧" + MORE,
    WHOLE + "⟦＝＝以下一段对过客折叠,连续签到满3天的坛友可展开＝＝⟧" + MORE,
    WHOLE + "⟦▂▂ 浏览第3页起须3文券,文券可以献文换取 ▂▂⟧" + MORE,
    WHOLE + CUT + "⟦\n—— 试听版文字稿止于21:07 ——⟧",
    # a bracket in mid-sentence that says how much, and for whom
    CUT + "⟦……〔欲读此处所缺905字,请升为“山海”黄金会员〕⟧……门后头。" + MORE,
    # below a break: the words stand on one line or on two
    WHOLE + CUT + "⟦\n本稿剩下的图文放在“晨鸟”新闻客户端\n打开晨鸟,接着看⟧",
    WHOLE + CUT + "⟦\n往后的内容仅呈现给通过执业核验的同道\n我是医务人员,上传证书\n我不是,返回频道⟧",
    WHOLE + CUT + "⟦\n还有大约2100字,写给付费的朋友\n按月38元 按年298元 送纸刊12期⟧",
    # the end of a page, with a figure, to its reader
    WHOLE + "⟦试看页1-2(共11页),往后请购买单篇或包期\n单篇¥3.50⟧",
]
STAY = [
    # remarks of the office, marked or in brackets
    WHOLE + "※ 以上图书仅限会员借阅,非会员请先办理借书手续" + MORE,
    WHOLE + "※本表仅列出前十名,其余名次见附件※" + MORE,
    WHOLE + "*** 以下内容由活动承办单位提供 ***" + MORE,
    WHOLE + "【参考答案】第1题:B 第2题:C(每题5分)" + MORE,
    WHOLE + "【此处隐去18字】" + MORE,
    WHOLE + "(以下由各部门会员代表依次发言,从略)" + MORE,
    WHOLE + "(展示作品共120件,其中30件可现场购买)" + MORE,
    WHOLE + "▶ 试听课程:每周六上午九点,凭学员证入场" + MORE,
    WHOLE + "==== 会员作品选登(之三)====" + MORE,
    WHOLE + "—— 剩下的故事,留给读者 ——",
    WHOLE + "** 请勿将二维码拍照外传,他人扫码后可看到您家门口画面 **" + MORE,
    WHOLE + "(检验报告登录后可看,图像只能看前50张,其余请到自助机刻盘,每张10元)" + MORE,
    WHOLE + "** 花海观景台每次限50人,其余游客请在台下等候 **" + MORE,
    WHOLE + "※ 答案剪下寄本报,或发到公众号后台,各得购书券一张 ※" + MORE,
    WHOLE + "—— 登录后看不到企业 ——" + MORE,
    WHOLE
    + "** 书由文化站提供30本,可借可在馆内看,其余书友请自备 **\n※ 电子版读者可登录“书香”,凭借书号阅读全书 ※\n茶水自带",
    # a text that stops without a full stop, and what an office says below
    WHOLE + CUT + "\n报名费:每人30元\n报名请扫描二维码关注公众号,还有部分名额",
    WHOLE + CUT + "\n票价:成人80元,学生40元,还有部分余票\n购票请登录文旅小程序",
    WHOLE + CUT + "\n一等奖1名,奖金2000元;二等奖3名,奖金1000元\n其余参赛者均可获得会员卡一张",
    WHOLE
    + "比赛分初赛、复赛和决赛三个阶段,每个阶段由五位评委现场打分,具体安排如下\n初赛:前10页答卷,共50分\n请登录报名系统查看",
    # of a book and of a report
    WHOLE + "本书后半部分讲述老渡口的故事,定价45元,可在新华书店购买",
    WHOLE + "以上报告全文共58页,可登录县政府网站下载",
]


@pytest.mark.parametrize("page", GO)
def test_a_wall_in_words_of_its_own_goes(page: str) -> None:
    for marked in (TITLE + page, widen(TITLE + page)):
        raw, gold = raw_and_gold(marked)
        assert norm(strip_paywall(raw)).replace("\u2026", "") == norm(gold).replace("\u2026", "")


@pytest.mark.parametrize("page", STAY)
def test_the_same_words_in_an_article_stay(page: str) -> None:
    for text in (TITLE + page, widen(TITLE + page)):
        assert find_paywall(text) == []
