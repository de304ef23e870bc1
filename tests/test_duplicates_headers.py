"""Headers of copies in many words: site names, browser titles, tabs, letter fields, other titles.

A template, a browser, an editor each write another header above the same text. The tables here are words
that the step was not written for one by one; what stands between ⟦ ⟧ must go, nothing else may. The tail
of the file is the opposite: the same forms above text that is said twice by right.
"""

from __future__ import annotations

import re

import pytest

from govtext.fold import narrow
from govtext.steps.duplicates import strip_duplicates
from tests.marked import MARKED

T = "白鹭湖大桥主桥合龙"
P1 = "昨日上午10时\uff0c随着最后一榀钢箱梁吊装到位\uff0c白鹭湖大桥主桥顺利合龙\uff0c比计划工期提前四十六天。"
P2 = "大桥全长1280米\uff0c主跨320米\uff0c双向六车道\uff0c设计时速80公里\uff0c两侧各留三米宽的人行道和非机动车道。"
P3 = "施工中\uff0c项目部采用“夜间吊装、白天焊接”的办法\uff0c避开了航道繁忙时段\uff0c没有一次封航\uff0c附近渔民照常通行。"
P4 = (
    "大桥通车后\uff0c湖东片区到火车站的车程将由五十分钟缩短到十五分钟\uff0c三个乡镇的蔬菜也多了一条进城的路。"
)
END = "市民提意见可到大桥指挥部一楼\uff0c工作日有人接待。"
BODY = f"{P1}\n{P2}\n{P3}\n{P4}"
PAGE = f"{T}\n{BODY}"
BY_LINE = "本报讯\uff08记者 卢川\uff09"
FEED = "白鹭新闻网3月4日讯 "
CORRECTED = BODY.replace("1280", "1820").replace("四十六", "四十九").replace("昨日", "前日")
LETTER = (
    "我是湖东新村居民。村口的路灯坏了半个多月\uff0c晚上接孩子放学要摸黑走六百米\uff0c旁边就是没有护栏的水渠。"
    "希望尽快修好路灯\uff0c并加装护栏。"
)
ASKED = "村口路灯何时能修"
REPLY = "答复单位:湖东街道办事处\n来信已收悉。线缆被施工车辆挂断\uff0c现已更换\uff0c护栏列入下季度计划。"
GUIDE = (
    "申请条件\n年满60周岁\uff0c本区户籍\n所需材料\n身份证原件\n一寸照片两张\n办理流程\n社区受理\n街道审核\n"
    "区民政局发证\n办理时限\n即时办结\n收费标准\n不收费"
)
NOTICE = (
    "关于清明期间道路交通管制的通知\n各村\uff08社区\uff09:\n清明将至\uff0c祭扫车辆增多\uff0c决定对三条道路实行单向通行。\n"
    "各村要派人在路口值守\uff0c劝导车辆有序停放。\n"
)
LIST = "附件:1.夜间停车点位图\n2.值守人员安排表\n3.应急联系卡\n湖东街道办事处\n3月2日"

WORDS: dict[str, tuple[str, list[str]]] = {
    "caption": (
        f"{T}\n{P1}\n%s\n{P2}\n⟦%s\n⟧{P3}\n⟦%s\n⟧{P4}",
        [
            "图为施工人员吊装最后一榀钢箱梁。",
            "▲施工人员正在吊装箱梁。 卢川 摄",
            "吊装现场。 本报记者 卢川 摄",
            "施工人员吊装最后一榀箱梁\uff08资料图\uff09",
            "白鹭湖大桥合龙现场\uff08卢川摄\uff09",
            "白鹭湖大桥合龙现场。记者卢川摄",
        ],
    ),
    "box of the page itself": (
        f"{T}\n{BY_LINE}{P1}\n{P2}\n{P3}\n{P4}\n⟦%s\n{T}\n{P1}\n{P2}\n⟧{END}",
        [
            "相关阅读",
            "【延伸阅读】",
            "相关报道 >>",
            "往期回顾",
            "更多阅读:",
            "热门推荐",
            "编者推荐",
            "相关文章",
        ],
    ),
    "box without a title": (
        f"{T}\n{BY_LINE}{P1}\n{P2}\n{P3}\n{P4}\n⟦%s\n{P3}\n⟧{END}",
        ["相关阅读", "【延伸阅读】", "相关新闻:", "推荐阅读"],
    ),
    "fields above a letter's title": (
        f"{ASKED}\n{LETTER}\n⟦%s\n信件标题:{ASKED}\n来信人:王**\n来信内容:\n{LETTER}\n⟧{REPLY}",
        [
            "信件编号:X2024031",
            "受理编号:9921\n信件类型:咨询",
            "工单编号:A-1123\n受理单位:湖东街道",
            "编号:2024-113\n状态:已办结",
        ],
    ),
    "fields above a letter's bare title": (
        f"{ASKED}\n{LETTER}\n⟦%s\n{ASKED}\n来信时间:2024-03-02 08:11\n{LETTER}\n⟧{REPLY}",
        ["信件编号:X2024031", "留言编号:77\n留言对象:镇长", "编号:2024-113\n状态:已办结"],
    ),
    "corrected post": (
        f"{PAGE}\n⟦%s\n{CORRECTED}⟧",
        [
            f"{T}\uff08更正\uff09",
            f"{T}【更正】",
            f"更正:{T}",
            f"{T}\uff08修订版\uff09",
            f"{T}[重发]",
            f"\uff08更正\uff09{T}",
            f"{T}\uff08图\uff09",
        ],
    ),
    "tabs": (
        f"老年优待证办理指南\n{GUIDE}\n⟦%s\n{GUIDE}⟧\n办理地点:各街道便民服务中心。",
        [
            "全部",
            "[全部]",
            "查看全部",
            "基本信息",
            "办事指南",
            "一览",
            "申请条件 所需材料 办理流程 办理时限 收费标准 全部",
        ],
    ),
    "letterhead": (
        f"{PAGE}\n⟦%s\n{T}\n来源:白鹭晚报 2022-11-04\n{BODY}⟧",
        [
            "打印版\n白鹭新闻网 www.bailu.example.cn",
            "打印预览\n白鹭新闻网\uff08www.bailu.example.cn\uff09",
            "http://www.bailu.example.cn/2022/1104/1234.html",
            "本文网址:http://bailu.example.cn/a.html",
            "打印版\n白鹭市人民政府",
            "白鹭新闻网 > 要闻",
            "白鹭晚报 2022年11月4日 第03版",
            "2022-11-04 08:30 白鹭发布",
            "白鹭融媒 11-04 08:30",
        ],
    ),
    "title of a window": (
        f"{PAGE}\n⟦{T}\n{BODY}\n%s\n日期:2021年12月09日 字号:大 中 小\n{P1}{P2}{P3}{P4}⟧",
        [
            f"{T}_白鹭市人民政府",
            f"{T} - 白鹭市人民政府",
            f"{T}|白鹭新闻网",
            f"{T}_要闻_白鹭市",
            f"{T} 2022-11-04 10:00",
            f"白鹭新闻网 | {T}",
        ],
    ),
    "label of a summary": (
        f"{PAGE}\n⟦%s{P1}⟧",
        ["摘要:", "【摘要】", "核心提示:", "内容提要:", "分享摘要:", "简介:", "导读\n", "Description:"],
    ),
    "head of a page": (
        f"{T}\n{P1}\n{P2}\n⟦%s\n{P1}\n⟧{P3}\n{P4}",
        [
            f"{mark}\n{head}"
            for mark in ("第2页", "[1] [2] 下一页", "2/2")
            for head in (T, f"{T} 2020-05-11 11:02", f"{T}\n来源:白鹭晚报")
        ],
    ),
    "title of a second feed": (
        f"{T}\n{BY_LINE}{P1}\n{P2}\n{P3}\n⟦%s\n{FEED}{P1}\n{P2}\n{P3}⟧",
        [
            "白鹭湖大桥合龙",
            "我市白鹭湖大桥主桥提前46天合龙",
            "最后一榀钢箱梁到位 白鹭湖大桥合龙",
            "提前46天\uff01白鹭湖大桥主桥合龙",
            "湖东到火车站只要一刻钟",
        ],
    ),
    "attachments": (
        f"{NOTICE}{LIST}\n⟦%s\n{LIST}⟧",
        ["打印 关闭", "【打印】【关闭】", "分享到:", "附件下载", "附件列表:", "扫一扫在手机打开当前页", ""],
    ),
}
CASES = [
    pytest.param(page.replace("%s", words), id=f"{name}: {words!r}")
    for name, (page, many) in WORDS.items()
    for words in many
]

VERSE = "正月里来正月正\n湖上灯船照水明\n姐妹三人船头坐\n一曲渔歌唱到星"
DUTIES = "1.按时参加会议\n2.报送工作信息\n3.落实值班制度\n4.完成交办事项"
STAY = {
    "verse twice": f"《灯船谣》\n二月里来龙抬头\n{VERSE}\n{VERSE}\n三月里来桃花开",
    "numbered verses": f"《灯船谣》\n第一段\n{VERSE}\n第二段\n{VERSE}\n尾声",
    "chorus": f"《灯船谣》\n{VERSE}\n副歌\n{VERSE}",
    "duties of two groups": f"职责分工\n综合组\n{DUTIES}\n宣传组\n{DUTIES}",
    "abstracts of two papers": f"论文目录\n甲文\n摘要:{P2}\n乙文\n摘要:{P2}\n丙文\n摘要:{P3}",
    "heading with its figure": "方案\n一、甲标段\n总平面布置与施工流程\uff08附图\uff09\n按图施工。\n二、乙标段\n总平面布置与施工流程\uff08附图\uff09\n另行设计。",
    "one photographer": "湖上人家\n渔舟唱晚。\n\uff08记者 卢川 摄\uff09\n晒网时节。\n\uff08记者 卢川 摄\uff09\n鱼市开张。\n\uff08记者 卢川 摄\uff09",
    "caption in general words": "简讯两则\n湖东开渔\n昨日湖东开渔。\n图为活动现场。\n湖西开镰\n今日湖西开镰。\n图为活动现场。",
    "signatures": "停水通知\n3月2日停水。\n湖东水务站\n3月1日\n停电通知\n3月2日停电。\n湖东水务站\n3月1日",
    "paragraph under two titles": f"简报\n{T}\n{P3}\n{P4}\n青龙湖大桥合龙\n另一座桥今天也合龙\uff0c主跨只有一百二十米。\n{P4}",
    "words of the title in a paragraph": f"{T}\n{P1}\n{P2}\n{P3}\n{P4}\n白鹭湖大桥引桥合龙\n引桥于本月动工\uff0c年底合龙。",
    "advice again": f"{T}\n{P1}\n通车前请勿上桥\uff0c服从现场人员指挥。\n{P2}\n{P3}\n{P4}\n温馨提示:通车前请勿上桥\uff0c服从现场人员指挥。",
}


@pytest.mark.parametrize("folded", [False, True], ids=["as it is", "narrow"])
@pytest.mark.parametrize("marked", CASES)
def test_header_leaves_with_its_copy(marked: str, folded: bool) -> None:
    raw, gold = re.sub("[⟦⟧]", "", marked), MARKED.sub("", marked)
    if folded:
        raw, gold = narrow(raw), narrow(gold)
    assert "".join(strip_duplicates(raw).split()) == "".join(gold.split())


@pytest.mark.parametrize("name", STAY)
def test_same_forms_by_right_stay(name: str) -> None:
    assert strip_duplicates(STAY[name]) is STAY[name]


@pytest.mark.parametrize(
    "signed", ["何大江", "何大江 卢小满", "湖东街道办事处", "特此公告", "湖东街道宣传干事何大江"]
)
@pytest.mark.parametrize("above", [f"{T}\n——湖东通车记", f"湖东新事\n{T}", f"{T}\n一、合龙"])
def test_who_signed_the_text_stays(signed: str, above: str) -> None:
    page = f"{above}\n{BODY}\n{signed}\n"
    assert strip_duplicates(page + BODY) == page.rstrip("\n")
