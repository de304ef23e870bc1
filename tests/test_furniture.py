"""Furniture: the widget groups of the field notes in many writings, the traps beside them, and the laws.

Every page marks between U+27E6 and U+27E7 what must go; texts are compared blind to white space.
"""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.edits import apply, validate
from govtext.rules import Rule, load_rules
from govtext.steps.furniture import find_furniture, strip_furniture
from govtext.steps.furniture_guard import look
from tests import furniture_signs
from tests.marked import norm, widen

TITLE = "柳溪镇办起了周末集市"
BODY = "上周六,柳溪镇的第一场周末集市开张,四十二个摊位沿河排开。\n摊主大多是附近村民,卖的是自家的菜和手艺。"

BELOW_TITLE = """
《柳溪晚报》2021年12月09日 第05版
《柳溪周刊》2021-12-09 A05版
来源:柳溪镇 发布时间:2024-03-15 【字体:小 中 大】
信息时间::2020-01-02 阅读次数:
【大 中 小】 【打印】 【关闭】
字号:T|T
字号 T T
T小字 T大字
A- A A+
发布日期:2024-03-15 | 来源:柳溪镇党政办 | 【字体:大
时间:2020年1月2日 作者:王小二 来源:党政综合办公室 点击率:[20]次
文字大小:【大】【中】【小】
2024年03月15日 10:22 新华网
柳溪日报 2024年03月15日
来源:云上柳溪2024-03-15 10:22
来源:县委宣传部 | 作者:张三丰 | 责编:李四 | 发布时间:2020-03-04
阅读 1.2万
阅读数:3.4万+ 发布于 山西
日期:2020-03-04 11:22 信息来源:柳溪镇人民政府 点击数: 次 [ 大 中 小 ]
来源:柳溪镇/发布时间:/2020-03-04
字体:[/]
字号:/大/中/小
朗读 00:00 / 03:22
〖字号:大 中 小〗
打印 | 收藏 | 关闭
发布时间:2024-01-19/2
浏览次数:/次
发布时间:2024年3月/1/5/日 来源:柳溪镇
来源:/柳溪镇/党政办/2024/-/03/-/15/字号:/[大/中/小/]
发布时间:2024-03-15 浏览:【318】
浏览次数:- 次 发布时间:2024§3§15 信息来源:--
公告类型: 所属地区: 发布日期:2024-03-15
项目编号:LX-2024-3 发布时间:2024-03-15 浏览:57次
摘要点击次数:1230 全文下载次数:455
新闻来源:柳溪日报 ‖ 发稿日期:2024-03-15 ‖ 人气:31
发表于 2024-3-15 09:17:45 | 只看该作者 | 倒序浏览
电梯直达/跳转到指定楼层
只看楼主 收藏 回复
本帖最后由 溪边人 于 2024-3-16 21:06 编辑
上一版 下一版
打印/【字体:大 中 小】/A+/A-
""".strip().split("\n")

ABOVE_TITLE = """
当前位置:首页>新闻中心>乡镇动态
您的位置: 首页 >> 新闻 >> 正文
您现在的位置是:首页 / 新闻 / 内容
首页 > 新闻 > 正文
首页 - 图片 - 乡村
设为首页 | 加入收藏/当前位置:首页>新闻
2024年3月15日 星期五/长者助手/无障碍浏览/您所在的位置:首页 > 正文
柳溪镇人民政府/首页 | 走进柳溪 | 新闻动态 | 政务公开/当前位置:首页 > 新闻动态
跳到主要內容區塊/:::/現在位置:首頁 > 最新消息
网站首页 > 镇长信箱 > 信件详情/×关闭
您现在的位置:首页 > 企业新闻/联系我们 | 关于我们 | 服务热线:400-099-0000
首页 > 新闻动态 > 本地新闻/在线留言 | 关于我们 | 全国热线:0599-2000000
简体 | 繁体 | English | 长者模式
第03版:要闻/上一版 下一版
您现在的位置 >> 首页 >> 信息公开 >> 浏览信息
你在这里:主页 § 招标信息 § 阅读全文
论坛 › 乡土 › 集市
柳溪周刊 > 社区 > 专题
首页 >/要闻动态 >/乡镇信息
按Enter到主內容區
Skip to main content
请选择:全部 标题 正文
搜索热词: 集市 社保 招生
高级检索 结果中检索 打印 下载 字号 A A+
星期五 2024年3月15日 移动版 客户端 数字报
今天是:2024年3月15日 星期五/首页/走进柳溪/政务公开/办事服务/互动交流/首页 > 新闻 > 正文
本站建议使用IE8.0以上浏览器,1024×768分辨率浏览
""".strip().split("\n")

TAIL = """
责任编辑:王二
(责任编辑:王二
(责任编辑:王二/)
【编 辑】王二 【值班主任】李四
责编§王二 审核§李四
编辑丨王二 校对丨李四 审核丨赵五
一审:赵五/二审:钱六/三审:孙七
编辑:王二,校对:李四;审核:赵五
扫一扫在手机打开当前页
用微信扫描二维码分享至好友和朋友圈
分享到:微信 新浪微博 QQ空间 复制链接
您对本次答复是否满意? 满意 基本满意 不满意 提交评价
该回复您满意吗? 满意 一般 不满意/提交评分
[1] [2] 下一页 尾页/转到 页
共3页 第1页/跳至第 页 GO
打印 关闭
[打印本页][关闭窗口]/返回顶部
上一篇:柳溪镇召开会议/下一篇:没有了
上一条:柳溪镇召开会议/下一条:镇里修了一条路……
上一则/下一则
上一篇/柳溪镇召开会议/下一篇/镇里修了一条路
相关新闻
相关文章/· 柳溪镇召开会议/· 镇里修了一条路
猜你喜欢/柳溪镇召开会议/镇里修了一条路
关联稿件:/相关附件:
来源:柳溪镇/编辑:王二/返 回
转载请注明:柳溪网 http:§§www.liuxi.example§a§1.html
发表评论/网友评论 已有0条评论/验证码: 看不清?换一张
标签:集市 柳溪 周末
您觉得这篇文章有用吗? 有用(12) 一般(0) 没用(1)
[1] [2] [3] 下一页/返回清单
第 1 页 共 3 页
微信公众号
◎發布單位:觀光課/◎點閱數:33/◎資料更新日期:115-01-02/友善列印 回上一頁
$('#share').share({sites: ['qzone', 'wechat']});/img#code { height: 90px; }
|
]
上一封:关于集市摊位费的咨…/下一封:没有了
← 上一篇文章/下一篇文章 →
上一主题 下一主题
全文共5页 [1] [2] [3] [4] [5]
首页 上页 下页 末页 第 1§2 页
上一页 [1] [2]/共2页
请对本条信息进行评价:☆☆☆☆☆
此信息是否解决了您的问题? 是 否 提交评价
顶一下(0) 踩一下(0)
把文章分享给更多人:/微信好友/朋友圈
打印文章 加入收藏 告诉好友 关闭窗口
收藏 0 分享 淘帖 支持 反对
推荐票 月票 打赏 加入书架
下载PDF 引用本文 收藏
看了该文章的人还看了
您的邮箱地址不会被公开。 必填项已用 * 标注
getClickTimes(51824,1093,"wbnews","click")
.TRS_Editor P{line-height:2;font-family:宋体;}
jiathis_config = { summary:"", hideMore:false }
- 發布單位:民政課/- 點閱次數:286/- 最後異動日期:113-06-27
""".strip().split("\n")

AMID = """
分享到:/微信/微博
IMG_2024.jpg
微信图片_20240312.png 微信图片_20240313.png
W020240312345678901234.jpg
【打印】【关闭】
展开详细
打印 收藏 关闭
图集 1§6
Your browser does not support the video tag.
您的浏览器不支持 video 标签。
""".strip().split("\n")


def chrome(lines: str) -> str:
    """The tables write a line break as a slash without blanks, a slash as a section sign."""
    return re.sub("(?<! )/(?! )", "\n", lines).replace("\u00a7", "/")


GOES = [
    *(pytest.param(f"{TITLE}\n\u27e6{chrome(c)}\u27e7\n{BODY}", id=f"below-{c}") for c in BELOW_TITLE),
    *(pytest.param(f"\u27e6{chrome(c)}\u27e7\n{TITLE}\n{BODY}", id=f"above-{c}") for c in ABOVE_TITLE),
    *(pytest.param(f"{TITLE}\n{BODY}\n\u27e6{chrome(c)}\u27e7", id=f"tail-{c}") for c in TAIL),
    *(pytest.param(f"{TITLE}\n{BODY}\n\u27e6{chrome(c)}\u27e7\n{BODY}", id=f"amid-{c}") for c in AMID),
]

STAYS = [
    "论坛说明\n发帖以前请先搜索。\n只看楼主可以略过别人的回复,倒序浏览时新帖在前。\n管理员每天巡查。",
    "招标公告\n招标编号:LX-2024-017\n一、项目概况:改造集市摊位四十个,工期九十天。",
    "摄影比赛\n来稿请寄县文联。\n作品网址:\nhttp://www.liuxi.example/2024/03/15/10023.html\n逾期不收。",
    "产学研合作\n由协会技术组牵头,产|学|研三方共同拟订办法。\n按季通报,产|学|研各出一人。",
    "获奖名单\n一等奖\n《渡口》\n作者:李溪 责任编辑:周岚\n首发:《柳溪日报》\n二等奖\n《冬灌》\n作者:吴川 责任编辑:韩枫\n首发:《柳溪周刊》",
    "排版机说明\n面板上有三个键。\n打印 收藏 设置\n按住两秒生效。",
    "调味品名录\n酱油 > 老抽 > 生抽,依次摆放。\n货架每周清点。",
    "读书会通知\n时间:2024年3月15日 14:00\n地点:县图书馆\n主讲人:李溪\n欢迎广大读者参加。",
    "获奖名单\n消息类\n《渡口》\n作者:李溪\n编辑:周岚\n通讯类\n《冬灌》\n作者:吴川\n编辑:韩枫",
    "获奖名单\n1.《渡口》 作者:李溪 编辑:周岚\n2.《冬灌》 作者:吴川 编辑:韩枫",
    "办事指南\n第一步,登录网站。\n第二步,点击“打印本页”。\n第三步\n首页>个人中心>我的办件\n点击查看进度即可。",
    "公文格式\n标题\n字体:方正小标宋简体\n字号:二号\n正文\n字体:仿宋_GB2312\n字号:三号",
    "连载之三\n上一篇说到,老张回了村。这一篇说他怎么修渠。\n下一篇,我们再说水怎么进的田。",
    "检测报告\n样品名称:生活饮用水\n来源:第一水厂\n检测日期:2024年3月15日\n结果:合格",
    "水质公告\n二、检测结果合格。\n三、执行标准\n发布日期:2006年12月29日,实施日期:2007年7月1日。",
    "水质公告\n水源良好。\n来源:第一水厂取自青龙水库,第二水厂取自望江地表水。",
    "发言\n我的分享到这里,谢谢大家。\n打印店在一楼。",
    "特稿|一条河的三十年\n文|李溪 图|周岚\n河水清了,鱼回来了。",
    "公式\n绝对值|a-b|表示两点间的距离,|x|≥0恒成立。\n练习|x-3|的最小值。",
    "通知\n请各单位认真执行。\n附件:1.报名表.doc\n2.汇总表.xls\n3.现场照片.jpg\n县交通局\n2024年3月15日\n(此件公开发布)",
    "通报\n各单位要抓好落实。\n县交通局办公室\n2024年3月15日印发\n抄送:县委办、县人大办。",
    "图①:村民在收稻子。李溪 摄\n图②:孩子在田边玩。周岚 摄\n今年粮食丰收了。",
    "古树\n名木古树有三百株。\n相关链接\n古树是指树龄在一百年以上的树木,名木是指珍贵稀有的树木。",
    "问卷\n1.您对供水是否满意?\n满意\n不满意\n2.您对供电是否满意?\n满意\n不满意",
    "报修\n扫一扫门口的码,登记姓名后报修。\n物业当天上门。",
    "2024年3月15日 星期五\n今天下了一场雨,秧田里的水刚好。",
    "公报\n全年生产总值增长百分之五。\n资料来源:\n市统计局、市财政局",
    "县交通局\n2024年3月15日\n关于封路的通告\n因施工需要,封闭通行三天。",
    "会议记录\n记录人:李溪\n审核:周岚\n一、会议听取了汇报。",
    "消息\n昨天开了会。\n(记者 李溪 通讯员 周岚)",
    "消息\n昨天开了会。\n供稿:县融媒体中心\n摄影:周岚",
    "档案条例\n1991年3月4日 中华人民共和国国务院令第76号发布\n第一条 为了管理档案,制定本条例。",
    "报告\n大会以来\n[\n1\n]\n的工作如下。",
    "分数\n练习如下\n1/2\n3/4\n请在课后完成。",
    "目录怎么看\n索引号:相当于文件的“身份证号”,一份文件只有一个。\n发文字号:由机关代字、年份和序号组成。\n有效性:失效的文件也会保留。",
    "采购公告\n1.采购人信息\n名称:澄塘区城市管理局\n地址:澄塘区湖滨路31号\n2.代理机构信息\n名称:澄信公司",
]


def gold_of(page: str) -> tuple[str, str]:
    return page.replace("\u27e6", "").replace("\u27e7", ""), re.sub("\u27e6[^\u27e7]*\u27e7", "", page)


@pytest.mark.parametrize("wide", [False, True], ids=["half", "full"])
@pytest.mark.parametrize("page", GOES)
def test_goes(page: str, wide: bool) -> None:
    raw, gold = gold_of(widen(page) if wide else page)
    assert norm(strip_furniture(raw)) == norm(gold)


@pytest.mark.parametrize("wide", [False, True], ids=["half", "full"])
@pytest.mark.parametrize("page", STAYS, ids=lambda page: page[:12])
def test_stays(page: str, wide: bool) -> None:
    page = widen(page) if wide else page
    assert find_furniture(page) == []
    assert strip_furniture(page) is page


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (
            "价格\n|品种|均价|上周|\n|大米|2.65|2.65|\n|猪肉|14.30|13.85|\n价格平稳。",
            "价格\n品种\t均价\t上周\n大米\t2.65\t2.65\n猪肉\t14.30\t13.85\n价格平稳。",
        ),
        (
            "价格\n| 品种 | 均价 |\n|---|---|\n| 大米 | 2.65 |\n价格平稳。",
            "价格\n 品种  均价 \n 大米  2.65 \n价格平稳。",
        ),
        (
            "价格\n品种|均价|上周\n大米|2.65|2.65\n价格平稳。",
            "价格\n品种\t均价\t上周\n大米\t2.65\t2.65\n价格平稳。",
        ),
        ("价格\n大米||2.65|\n猪肉||14.30|\n价格平稳。", "价格\n大米\t2.65\n猪肉\t14.30\n价格平稳。"),
        ("一条河 | | |\n河水清了。", "一条河   \n河水清了。"),
    ],
)
def test_pipes_leave_and_cells_stay_apart(page: str, text: str) -> None:
    assert strip_furniture(page) == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("| 标题:在会上的讲话 |\n| 在会上的讲话 同志们: 今天开会。 |", "在会上的讲话同志们:今天开会。"),
        ("标题:在会上的讲话\n同志们:今天开会。", "在会上的讲话同志们:今天开会。"),
        (
            "在会上的讲话\n来源:县委办 时间:2024-03-15\n在会上的讲话\n同志们:今天开会。",
            "在会上的讲话同志们:今天开会。",
        ),
        ("一条河的三十年-云溪县人民政府网\n一条河的三十年\n河水清了。", "一条河的三十年河水清了。"),
        (
            "县委召开会议\n来源:县报 时间:2024-03-15\n县委召开会议研究防汛。",
            "县委召开会议县委召开会议研究防汛。",
        ),
    ],
)
def test_a_title_stands_once(page: str, text: str) -> None:
    assert re.sub(r"\s", "", strip_furniture(page)) == text


def test_the_first_two_lines_of_a_song_may_be_equal() -> None:
    song = "回来吧回来吧\n回来吧回来吧\n浪迹天涯的游子"
    assert strip_furniture(song) is song


@pytest.mark.parametrize(
    "page",
    ["来源:云溪日报", "打印 关闭\n返回顶部", "当前位置:首页 > 正文\n来源: 时间: 浏览:", "|", "| | |\n|"],
)
def test_a_page_that_is_all_chrome_comes_back_whole(page: str) -> None:
    assert find_furniture(page) == []


@pytest.mark.parametrize("page", ["", "\n\n", " \u3000\n", "一句话。", "县里开了会。\r\n会开得好。"])
def test_nothing_to_do_gives_the_same_object(page: str) -> None:
    assert strip_furniture(page) is page


@pytest.mark.parametrize("value", [None, b"page", 3, ["page"]])
def test_only_text(value: object) -> None:
    with pytest.raises(TypeError, match="govtext cleans str"):
        find_furniture(value)  # type: ignore[arg-type]


def test_rules_of_ones_own() -> None:
    page = f"{TITLE}\n{BODY}\n云澜县微门户出品\n打印"
    rule = Rule("furniture.own", "widget", "云澜县?微门户(?:出品)?", stems=("微门户",))
    assert norm(strip_furniture(page)) == norm(f"{TITLE}\n{BODY}\n云澜县微门户出品")
    assert norm(strip_furniture(page, rules=(rule,))) == norm(f"{TITLE}\n{BODY}")
    assert {e.rule for e in find_furniture(page, rules=(rule,))} == {"furniture.own", "furniture.word"}


# ------------------------------------------------------------------ laws

PIECES = [
    *itertools.chain.from_iterable(chrome(c).split("\n") for c in (*BELOW_TITLE, *ABOVE_TITLE, *TAIL, *AMID)),
    *itertools.chain.from_iterable(page.split("\n") for page in STAYS),
    *BODY.split("\n"),
    TITLE,
    "",
    "|",
    "| a | b |",
    "a|b|c",
    "索引号:12",
    "主题分类",
    "来源:",
    "2024-03-15",
]
PAGES = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n", "\n\n", " ", "", "\r\n"])), max_size=14
).map(lambda parts: "".join(piece + gap for piece, gap in parts))


def is_subsequence(out: str, page: str) -> bool:
    rest = iter(page)
    return all(char in rest for char in out)


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_laws(page: str) -> None:
    edits = find_furniture(page)
    validate(page, edits)
    out = strip_furniture(page)
    assert out == apply(page, edits)
    assert strip_furniture(out) == out
    assert is_subsequence(out.replace("\t", ""), page)
    assert all(edit.new in ("", "\t") and edit.rule.startswith("furniture.") for edit in edits)
    assert (out is page) == (not edits)
    assert bool(out.strip()) == bool(page.strip())


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="|[]【】来源时间:编辑 大中小上一篇\n。12-/a", max_size=120))
def test_laws_on_crumbs(page: str) -> None:
    edits = find_furniture(page)
    validate(page, edits)
    out = apply(page, edits)
    assert strip_furniture(out) == out
    assert is_subsequence(out.replace("\t", ""), page)


# ------------------------------------------------------------------ cost


@pytest.mark.parametrize(
    "piece", ["|", " ", "来源:", "]\n", "打印\n", "索引号:1 ", "(", "a|b\n", "上一篇:", "\u3000", "1/2 "]
)
def test_cost_grows_with_the_length(piece: str) -> None:
    def cost(size: int) -> float:
        page = TITLE + "\n来源:县报\n" + piece * (size // len(piece)) + "\n" + BODY
        start = time.process_time()
        find_furniture(page)
        return time.process_time() - start

    cost(1000)
    assert cost(40_000) < 12 * cost(10_000) + 0.3


def test_the_signs_of_the_guard_are_those_of_the_rules() -> None:
    """After a rule was changed: ``python -m tests.furniture_signs --write``."""
    assert furniture_signs.FILE.read_text("utf-8") == furniture_signs.source()


@pytest.mark.parametrize("rule", load_rules("furniture"), ids=lambda rule: rule.id)
def test_the_guard_lets_every_example_pass(rule: Rule) -> None:
    for example in rule.examples:
        assert look(re.sub("[\u27e6\u27e7]", "", example)) is not None, example


def test_a_plain_page_reads_no_rules() -> None:
    code = (
        "import sys, govtext; govtext.find_furniture('通知\\n请各单位认真执行。\\n县交通局\\n2024年3月15日');"
        "sys.exit(any(name in sys.modules for name in ('tomllib', 'govtext.steps.furniture_grammar')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_labelled_figures_under_names_are_a_ranking() -> None:
    """Where every line that was read is a label: nothing else on the page makes the step look for a ranking."""
    page = "云溪号\n观看人数:27万\n桥头号\n点赞:96万\n以上为三月的数据。"
    assert find_furniture(page) == []
