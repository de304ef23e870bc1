"""A strategy that builds pages from body text and every kind of noise, nested, glued and cut off.

Nested: a piece stands inside another one, at any place, also in the middle of a bracket or of a word; a block
stands inside a block. Cut off: at the end or at the beginning, within a character's reading or a notice.
"""

from __future__ import annotations

from hypothesis import strategies as st

SENTENCES = [
    "3月11日上午,全县知识产权工作会议在云澜召开。",
    "会议强调\uff0c要坚持问题导向\uff0c把各项任务落到实处。",
    "全年完成投资28.46亿元,比上年增长3.8%。",
    "“以前要跑三趟,现在一次就办好了。”村民老周说。",
    "一、加强组织领导。各乡镇要成立专班\uff0c压实责任。",
    "第三条 县级以上人民政府应当建立健全服务体系。",
    "附件:1.云澜县夜市停车点位图.doc",
    "咨询电话:0999-5220011(工作日9:00-17:00)",
    "(记者 方远亭 通讯员 周小禾)",
    "云澜县人民政府办公室",
    "2024年3月15日",
    "来源:第一水厂取自青龙水库,第二水厂取自望江地表水。",
    "他指出,会员登录后可以下载全文,这是图书馆的规定……",
    "乾县、乾安县的显著成绩来自长期坚持。",
    "各縣(市、區)農業農村局要認真貫徹執行。",
    "隨著改革的深入,著力點更加清楚。",
    "图1(a)所示的桥梁位于A(yù)pp展示区(Li Ming)。",
    "省、市、县三级联动\u3000\u3000共同推进。",
]
TITLES = ["全县知识产权工作会议召开", "关于开展耕地保护督察的通告", "云澜:校门连厂门 课堂进车间"]
NOISE = [
    "来源: 县市场监管局 发布日期: 2024- 03- 15 09: 58 字体:[ ] 浏览次数:( )",
    "【字体:大 中 小】",
    "当前位置\uff1a首页 > 政务公开 > 正文",
    "打印本页 关闭窗口",
    "分享到:微信 微博",
    "扫一扫在手机打开当前页",
    "上一篇:关于开展无偿献血活动的通知",
    "下一篇:没有了",
    "相关阅读",
    "责任编辑:王小明",
    "微信图片_20240312083018.jpg",
    "索引号:014000319/2024-00012",
    "……(文秘网http://www.example.cn省略314字,正式会员可完整阅读)……",
    "……(未完,全文共3962字,当前仅显示2514字,请阅读下面提示信息。收藏《讲话》)",
    "剩余62%未读,登录即可查看全文",
    "点击展开全文",
    "版权所有:云澜县人民政府 苏ICP备00012345号-1",
    "主办:云澜县人民政府办公室 承办:云澜县大数据中心",
    "网站标识码:3399111670 苏公网安备 33992002000018号",
    "地址:云澜县岚桥路88号 邮编:312000",
    "|品种|规格|价格|",
    "[1] [2] 下一页",
    "本页共2页",
    "&nbsp;&ldquo;一网通办&rdquo;&#20135;",
    "\u200b\ufeff\u00ad",
    "ä¸\xadå\x9b½çŸ¥è¯†",
    "產(chǎn)業(yè)發(fā)展,知識產(chǎn)權(quán)",
    "军(jun1)涪陵(fúlíng)看完(wan)后(hou)",
    "(",
    "\uff08",
    ")",
    "|",
    "……",
    "产(chǎn",
    "[",
    "]",
    "2",
    "\ud800",
    "\x00",
    "\r",
    "\u2028",
]
JOINTS = ["\n", "\n\n", "", " ", "\u3000", "\r\n", "\n \n\n", "\t"]


PIECES = st.sampled_from(TITLES + SENTENCES * 2 + NOISE)


@st.composite
def pages(draw: st.DrawFn, *, most: int = 14) -> str:
    """Draw a page: titles, sentences and noise in any order, nested, blocks repeated, ends cut off."""
    pieces = draw(st.lists(PIECES, max_size=most))
    joints = draw(st.lists(st.sampled_from(JOINTS), min_size=len(pieces), max_size=len(pieces)))
    text = "".join(piece + joint for piece, joint in zip(pieces, joints, strict=True))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2, 3]))):
        text = _nested(text, draw(PIECES), draw(st.integers(0, len(text))), draw(st.sampled_from(JOINTS)))
    if draw(st.booleans()) and text:
        start = draw(st.integers(0, len(text) - 1))
        copy = text[start : start + draw(st.integers(1, 400))]
        text += draw(st.sampled_from(JOINTS)) + copy
    if draw(st.integers(0, 3)) == 0:
        text = text[: draw(st.integers(0, len(text)))]
    if draw(st.integers(0, 5)) == 0:
        text = text[draw(st.integers(0, len(text))) :]
    if draw(st.integers(0, 5)) == 0:
        text += draw(st.text(max_size=12))
    return text


def _nested(outer: str, inner: str, at: int, joint: str) -> str:
    """Return a text with another one inside it, set off on both sides in the same way."""
    return outer[:at] + joint + inner + joint + outer[at:]
