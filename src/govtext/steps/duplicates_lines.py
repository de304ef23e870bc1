"""What stands between two copies: the lines that are no text of anybody's.

A later copy brings its header along: a label (打印版, 相关阅读, 引用 … 发表于 …), date and source,
counters, letter fields, pagers, image names, buttons; and it may end in dots and 展开全文. Whether two
copies touch, and how much leaves with the later one, depends on telling these lines from text.
`line_kind` does so for one line at a time, on its narrowed, blank-free form; it knows shapes and
label words, no sites and no places.

A kind is a judgement about a line *between copies*. The same line elsewhere is not touched: this file
is asked only about the surroundings of text that was proved to stand twice.
"""

from __future__ import annotations

import enum
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from govtext.fold import BLANKS, narrow
from govtext.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "Kind",
    "is_button",
    "is_dress",
    "is_field",
    "is_frame",
    "is_image",
    "is_masthead",
    "is_notice",
    "is_opening",
    "is_ordinal",
    "is_page_mark",
    "is_tail",
    "is_voice",
    "line_kind",
    "placed",
]


class Kind(enum.Enum):
    """What a line between two copies is."""

    TEXT = "text"  # somebody's words: nothing reaches over it
    EMPTY = "empty"  # no letter, no digit: blanks, dots, pipes, rules
    WEAK = "weak"  # a date or a bracket alone: header below a title, signature elsewhere
    SITE = "site"  # a site's name alone: header beside a title
    PLAIN = "plain"  # metadata, button, pager, image name
    CUE = "cue"  # announces a copy: 打印版, 相关阅读, 引用 … 发表于 …, 第2页


_EDGE = 6  # characters at either end of a line that may be any marks
_FOOTER_BEGINS = 110  # characters of a line in which a footer says what it is
_DRESS_CHARS = 24
_NOTICE_CHARS = 40
_LONGEST = 160  # longer lines are text, whatever they begin with
_BLANK_RUNS = lazy(f"[{BLANKS}\r\n]+")
_FIGURE = lazy("[0-9]")
_SHAPING = lazy("[.:(\\[]")
_EMPTY = lazy(r"[^0-9A-Za-z\u3005\u3007\u3400-\u9fff\uf900-\ufaff]*")

# Words that announce the same text in another dress, or a box that repeats the page's own text.
_VERSIONS = (
    "打印(?:版|预览|页面)?|网页版|手机版|移动版|移动端|电脑版|PC版|桌面版|触屏版|WAP版|APP版|客户端版?|微信版|小程序版|"
    "简体(?:中文)?版?|繁体(?:中文)?版?|无障碍(?:版|浏览|阅读)?|老年版|长者版|适老(?:化)?版|大字版|纯文本版?|文字版|图文版|完整版|旧版|"
    "[^。!?;,:]{1,7}版本|[^。!?;,:0-9]{1,6}(?:版|视图|模式|页面)|存档版?|快照|网页快照|镜像|邮件版|阅读模式|阅读版|(?:更正|更新|补充|修改|修订)后?重发|重发|更正(?:版|稿|公告)?|更新版?|修订版|修订稿|最新版|简洁版|朗读版|语音版文字"
)
_BOXES = (
    "(?:相关|延伸|推荐|扩展|拓展|关联|精彩|更多|热门|热点|往期|下篇)(?:阅读|新闻|报道|链接|推荐|文章|信息|资讯|内容|稿件|回顾|附件|文件|下载)|"
    "阅读(?:推荐|更多|原文|全文)|(?:附件|文件|文档|资料)下载|下载(?:附件|专区)|猜你喜欢|为您推荐|大家都在看|(?:编辑|编者|小编|主编|站长|记者)推荐|附件列表|(?:全文|原文)如下|全文(?:阅读)?|以下为(?:全文|正文)|正文(?:开始|内容|如下)?|"
    "(?:文章|信息|新闻|详细|页面|公开|稿件|信件|来信|留言|问题|咨询|写信|诉求|反映|帖子|主题|图片)(?:内容|正文|详情|全文|描述|内容如下)|(?:高清)?(?:图集|组图|图片列表|图片新闻|图片说明|图片报道)|"
    "内容(?:详情)?|(?:视频|音频|节目|直播)(?:文字(?:稿|版|实录)?|文稿|内容)|(?:文章|新闻|内容|分享|页面|本文|正文|信息|全文|视频|音频|节目|直播|图集)?(?:摘要|文摘|提要|简介|导读|导语|概述|描述|概要|梗概)|"
    "(?:网友|市民|群众|读者)(?:留言|来信|咨询|提问|诉求)|(?:核心|关键|重点|内容)提示|[Dd]escription|[Aa]bstract|[Ss]ummary|内容预览|重复内容|转发微博|原文转发|转载"
)
# Tabs that show again together what the tabs before them showed one by one.
_TABS = "[^。!?;,:0-9]{2,4}(?:推荐|阅读|链接)|(?:显示|查看|展开)?全部(?:内容|信息|显示|展开)?|(?:单页|整页|全文)(?:显示|浏览)|(?:信息)?一览|总览|汇总(?:显示)?"
_CUE = lazy(
    rf"[\W_]{{0,4}}(?:查看|浏览|切换(?:到|至)?|点击(?:进入|查看|切换)?)?(?:{_VERSIONS}|{_BOXES}|{_TABS})(?:[:|/>\-](?:{_VERSIONS}|{_BOXES})){{0,4}}[\W_]{{0,4}}"
)
_PAGE_MARK = lazy(
    r"[\W_]{0,4}(?:本文)?(?:PAGE[0-9]{1,3}|第[0-9一二三四五六七八九十]{1,4}页(?:[,/]?共[0-9一二三四五六七八九十]{1,4}页)?|共[0-9]{1,4}页第[0-9]{1,4}页|"
    r"(?:图片?|第)?[(]?[0-9]{1,3}/[0-9]{1,3}[)]?(?:页|张|幅)?|第[0-9]{1,3}[张幅]/?共[0-9]{1,3}[张幅]|"
    r"[(\[]?(?:上接|下转|接|转|续)?(?:接上页|上接第[0-9]{1,3}[版页]|续前页|续上页|转下页|下转第[0-9]{1,3}[版页])[)\]]?)[\W_]{0,4}"
)
_QUOTE = lazy(
    r"[\W_]{0,4}(?:引用|回复|回覆|转贴|转帖|原帖|原贴|原文由|以下是引用|引述)[^,。!?;]{0,40}|"
    r"[^。!?]{0,50}(?:发表于|发布于|发表在|写于|于[0-9][-/.:0-9年月日时分]{4,20}(?:发表|发布|写道)|的(?:帖子|发言|留言|评论)|写道)[^。!?]{0,30}|(?i:quote)[:]?|"
    r"@[^。!?@]{1,24}[:]?"
)
_BUTTON_WORDS = (
    "展开(?:全文|阅读|更多|剩余|查看)?(?:全部|[0-9]{1,3}%)?|(?:点击|点此|点我|轻触|继续)?(?:查看|阅读|展开|浏览|显示|加载)(?:全文|更多|详情|详细|原文|全部|剩余|剩余内容|完整内容|大图|原图|图片|完整版)?|"
    "(?:全文|详细|详情|更多|详细内容|查看详情|内容详情)|收起(?:全文|全部)?|(?:我要|点|已)?关注|(?:我要)?(?:打印|关闭|收藏|分享|纠错|转发|点赞|举报|评论|复制链接|大图|原图|下载|朗读|听新闻|播放|暂停)"
    "(?:本页|此页|本文|窗口|页面|正文|到|按钮)?|返回(?:顶部|列表|首页|上页|目录|上一页|上级)?|(?:上|下)一(?:页|张|图|组)|首页|尾页|末页|下页|上页|"
    "字[体号](?:大小)?|放大|缩小|左移|右移|微信|微博|QQ空间|QQ|朋友圈|新浪微博|大|中|小|默认|A\\+|A-"
)
_BUTTONS = lazy(rf"(?:[\W_]{{0,6}}(?:{_BUTTON_WORDS})){{1,12}}[\W_]{{0,6}}")
_PAGER = lazy(
    r"(?:[\W_]{0,3}(?:分页|页码|页次|翻页)[:])?(?:[\W_]{0,4}(?:[0-9]{1,3}(?![0-9])|第[0-9]{1,3}页|首页|尾页|末页|上一页|下一页|上页|下页|共[0-9]{1,4}页|跳转)){1,24}[\W_]{0,4}"
)
_LABELS = (
    "(?:信息|文章|稿件|新闻|内容|图片)?来源|(?:发布|发文|发稿|更新|编辑|创建|生成|成文|公开|公布|公告|公示|制发|印发|录入|上传|阅读|打印|来信|写信|提交|受理|答复|办结|回复|留言|咨询|反映|刊发|发表|采集|入库)?(?:日期|时间)|"
    "(?:发布|发文|公开|来文|制定|供稿|受理|答复|办理|承办|回复|录入|责任|转办|信息)(?:机构|单位|部门|人|者|机关|科室)|(?:文章|本文|新闻)?作者|(?:责任|本期|执行|值班|网络|新媒体)?编辑|责编|"
    "审核|审校|校对|校审|复审|终审|签发|监制|编审|录入|(?:浏览|点击|阅读|访问|查看|下载|点赞|评论|转发|收藏)(?:次数|量|数|率|人数|人次)?|人气|字体(?:大小)?|字号|字数|视力保护色?|"
    "索引号?|(?:发文|公文|文件)?(?:文号|字号|编号)|主题(?:词|分类|类别)?|体裁(?:分类)?|分类|类别|类型|关键[词字]|标签|标题|名称|题目|栏目|所属栏目|频道|(?:您的|您|你的|当前|现在|所在)(?:当前)?(?:的)?位置|"
    "有效性|时效性|效力(?:状态|级别)?|(?:公开|服务)(?:方式|形式|范围|类别|属性|程序|时限)|(?:信件|来信|写信|问题|留言|咨询|投诉|诉求|工单|办件|受理|提问|反映|帖子)(?:编号|序号|标题|主题|人|类型|类别|对象|状态|内容|单号|分类|地区)|"
    "(?:受理|处理|办理|答复|回复|办件|信件|当前)?(?:状态|编号|结果|情况|进度|时限)|(?:是否)?公开|密级|(?:摄影|图片|供图|供稿|记者|通讯员|文字|编者|出处|转自|原标题|原题|分享(?:到|至)?|扫码|二维码|网址|链接|原文链接|本文链接|楼层|发帖人?|发言人?|IP属地|属地)"
)
_META_ENDS = lazy(r"[^。!?;]{0,80}(?:浏览|点击|阅读|访问|字体|字号)(?:次数|量|数|人数)?[:(\[][^。!?;]{0,40}")
_COUNTER = lazy(
    r"(?:[\W_]{0,4}(?:浏览|点击|阅读|访问|评论|点赞|赞|转发|分享|收藏|播放|热度|人气|跟贴|参与|在看)(?:次数|量|数)?[:]?[0-9.,]{1,9}[万亿kKwW]?[+]?[次人条]?){1,8}[\W_]{0,4}"
)
_DATE_TEXT = r"(?:19|20)?[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"
_TIME_TEXT = r"[0-9]{1,2}[:时][0-9]{1,2}(?:[:分][0-9]{1,2})?[秒分]?"
_TIME = lazy(_TIME_TEXT)
_WEEKDAY = r"(?:[(]?(?:星期|周)[一二三四五六日天][)]?)?"
_META = lazy(
    rf"[\W_]{{0,4}}(?:[^。!?;,:0-9]{{0,12}}{_DATE_TEXT}(?:{_TIME_TEXT})?[\W_]{{0,3}})?(?:{_LABELS})[:][^。!?;]*"
)
_STAMP = lazy(rf"[^。!?;,:]{{0,24}}{_DATE_TEXT}{_WEEKDAY}{_TIME_TEXT}[^。!?;,]{{0,24}}")
_DATE = lazy(
    rf"[\W_]{{0,3}}{_DATE_TEXT}{_WEEKDAY}[\W_]{{0,3}}|[\W_]{{0,3}}[0-9]{{1,2}}[-/月][0-9]{{1,2}}日?(?:{_TIME_TEXT})?[\W_]{{0,3}}"
)
_DATED_NAME = lazy(
    rf"[^。!?;,:0-9]{{2,20}}{_DATE_TEXT}(?:第?[0-9A-Z]{{1,4}}版)?|{_DATE_TEXT}[^。!?;,:0-9]{{2,20}}"
)
_BRACKETED = lazy(r"[(][^()。!?;]{1,40}[)]")  # 根据录音整理, below a title
_SITE = lazy(
    r"[^。!?;,:]{1,20}(?:网|网站|日报|晚报|早报|时报|快报|晨报|周报|报社|频道|客户端|门户|融媒体?(?:中心)?|发布|在线|新闻中心|电视台|广播电台|通讯社|杂志社|公众号|头条号|政务|资讯|快讯|头条|应急|精编|速递|播报|官微|APP|矩阵|视窗|热线网|之声)"
)
# What a print or share version sets above the title: the site's name with its address, a date, an edition.
_ADDRESS = lazy(
    r"[(\[]?(?:[^。!?;,:]{0,6}(?:网址|链接|地址)[:])?(?:https?://|www[.])[!-~]{3,120}[)\]]?", re.IGNORECASE
)
_EDITION = lazy(r"(?:第?[0-9A-Z]{1,4}|[头要])版(?:[:][^。!?;,:]{1,10})?")
_STAMPS = lazy(rf"{_DATE_TEXT}{_WEEKDAY}(?:{_TIME_TEXT})?|[0-9]{{1,2}}[-/月][0-9]{{1,2}}日?{_TIME_TEXT}")
_CRUMBS = lazy("[^。!?;,]{1,16}(?:(?:>>?|»|›|→)[^。!?;,>]{1,16}){1,6}")
_SCAN = lazy("(?:扫一扫|扫码|微信扫)[^。!?;]{0,20}")
_FIELD = lazy(
    r"[\W_]{0,4}(?:信件|来信|写信|留言|咨询|投诉|诉求|工单|办件|受理|提问|问题|反映)"
    r"(?:编号|序号|单号|号码|类型|类别|状态|对象|单位|部门|时间|日期|人|者|分类|地区|领域)[:][^。!?;]*|"
    r"[\W_]{0,4}(?:(?:编号|序号|状态|类别|类型|索引号)[:][^。!?;,]{0,24}|打印(?:时间|日期)[:][^。!?;]*)"
)
_FILE = lazy(
    r"[^。!?;]{1,80}[.](?:jpe?g|png|gif|bmp|webp|tiff?|heic|mp[34]|avi|flv|mov|m3u8|swf)(?:[(][^()]{0,20}[)])?",
    re.IGNORECASE,
)
_URL = lazy(r"[\W_]{0,3}(?:[^。!?;]{0,10}[:])?(?:https?://|www[.])[!-~]{3,120}", re.IGNORECASE)
_FOOTER = lazy(r"(?:版权所有|ICP备|公网安备|网站标识码|网站维护|copyright|\u00a9|技术支持)", re.IGNORECASE)
_NOTICE = lazy(
    r"[^。!?]{0,6}[(\[【<…\u2026.]{0,8}[^。]{0,40}(?:登录|会员|客户端|APP|扫码|订阅|剩余|未完|试读|下载|付费|解锁|全文)[^。]{0,40}",
    re.IGNORECASE,
)

# What opens the first line of a copy: a dateline with its by-line, a label, an ordinal, a quotation sign.
_DATELINE = lazy(
    r"[\W_]{0,3}[^。!?;,]{0,30}(?:讯|日电|社[^。!?;,]{0,12}电|消息|报道)[\W_]{0,3}(?:[(][^()]{0,40}[)])?[\W_]{0,3}|"
    r"[\W_]{0,3}(?:[(](?:本[报网刊台]|特约|实习|见习)?(?:记者|通讯员|作者|编辑|供稿)[^()]{0,40}[)]|"
    r"(?:本[报网刊台]|特约|实习|见习)?(?:记者|通讯员|作者|编辑|供稿)[^。!?;,]{0,24})[\W_]{0,3}"
)
_ORDINAL = lazy(
    r"[\W_]{0,4}(?:第?[0-9一二三四五六七八九十百]{1,4}[)\].、,:是条款项章节]{0,2}|[a-zA-Z][).])[\W_]{0,4}"
)
_LABEL_OPENING = lazy(
    rf"[\W_]{{0,4}}(?:{_LABELS}|{_VERSIONS}|{_BOXES}|引用|转发|原帖|回复|标题|正文)[\W_]{{0,4}}"
)
# A line above the title of a copy that names the dress it comes in, or the state of a page that was saved.
_DRESS = lazy(
    r"(?!.*(?:特此|谢谢|此致|敬礼|附件))[^。!?;,:]{0,16}(?:版|页面?|网页|稿件|[原底复校核]稿|文本|[全正原本]文|打印|列印|朗读|语音|播报|收听|浏览|阅读|显示|展示|视图|模式|快照|缓存|"
    r"存档|镜像|备份|转发|转[载贴自]|分享|更新|刷新|滚动|内容如下|导[读览]|预览|重排|重复|同步|移动|手机|电脑|桌面|客户端|网友(?:版|分享|转[载贴发]|上传|投稿|留言)|微信|邮件|推荐|展开|收起|要闻|动态|快讯|"
    r"RSS|print|mobile|view|version)[^。!?;,:]{0,16}[:]?",
    re.IGNORECASE,
)
_STATE = lazy(
    rf"[\W_]{{0,4}}(?:截至|更新[于至到]?|最新|最后更新|滚动)?(?:{_DATE_TEXT})?(?:{_TIME_TEXT})?(?:更新|刷新|发布|滚动|最新)?[\W_]{{0,4}}|"
    r"[\W_]{0,4}(?:第[0-9一二三四五六七八九十]{1,3}次更新|版本[0-9一二三四五六七八九十.]{1,4}|最新)[\W_]{0,4}"
)
# Words that set two wordings against each other: both are text.
_FRAME = lazy(
    "修改前|修改后|修订前|修订后|修正前|修正后|调整前|调整后|变更前|变更后|更正前|更正后|原条文|新条文|原规定|现规定|"
    "原文|译文|修改为|改为|现为|应为|更正为|对照|领唱|合唱|副歌|主歌|间奏|重唱|齐唱|轮唱|男声|女声|上阕|下阕|上联|下联|甲方|乙方|问|答"
)
_VOICE = lazy(
    r"[\W_]{0,3}(?:副歌|主歌|间奏|领唱?|[合重齐轮伴]唱?|男声|女声|童声|和声|众|[上下]阕)[0-9一二三四]?[\W_]{0,3}"
)
_CREDIT = lazy(
    r"[\W_]{0,4}(?:[(][^()。]{0,30}[)]|(?:本[报网刊台])?(?:记者|通讯员|作者|编辑|责任编辑|责编|来源|供稿|摄影|文|图|审核|校对)[^。!?;]{0,24}|[^。!?;,]{0,20}(?:摄|供图|报道))[\W_]{0,4}"
)


def _bare(line: str) -> str:
    return _BLANK_RUNS.sub("", narrow(line))


@lru_cache(maxsize=256)  # the lines about a copy are asked about for one reason after the other
def line_kind(line: str) -> Kind:
    """Return what a line between two copies is.

    >>> [line_kind(x).value for x in ("打印版", "来源: 某市日报  2024-03-05", "2024年3月5日", "会议通过了方案。")]
    ['cue', 'plain', 'weak', 'text']
    """
    if len(line) > 4 * _LONGEST:
        return Kind.TEXT
    bare = _BLANK_RUNS.sub("", line)
    if len(bare) > _LONGEST and not _EMPTY.fullmatch(bare):
        return Kind.TEXT
    bare = narrow(bare)
    if _EMPTY.fullmatch(bare):
        return Kind.EMPTY
    if len(bare) > _LONGEST:
        return Kind.TEXT
    if "\u3002" in bare[_EDGE:-_EDGE]:  # no other kind holds a sentence
        return Kind.PLAIN if _FOOTER.search(bare, 0, _FOOTER_BEGINS) else Kind.TEXT
    if _CUE.fullmatch(bare) or _PAGE_MARK.fullmatch(bare):
        return Kind.CUE
    # Most shapes hold a figure, a colon, a bracket or a dot: where there is none, they are not tried.
    figures = _FIGURE.search(bare) is not None
    marks = _SHAPING.search(bare) is not None
    if figures and _TIME.fullmatch(bare):
        return Kind.WEAK
    if _BUTTONS.fullmatch(bare) or _PAGER.fullmatch(bare) or _SCAN.fullmatch(bare):
        return Kind.PLAIN
    if (marks and (_FILE.fullmatch(bare) or _URL.fullmatch(bare))) or (figures and _COUNTER.fullmatch(bare)):
        return Kind.PLAIN
    if _QUOTE.fullmatch(bare):
        return Kind.CUE
    if (marks and (_META.fullmatch(bare) or _META_ENDS.fullmatch(bare))) or (
        figures and _STAMP.fullmatch(bare)
    ):
        return Kind.PLAIN
    if _FOOTER.search(bare, 0, _FOOTER_BEGINS):
        return Kind.PLAIN
    if figures and (_DATE.fullmatch(bare) or _DATED_NAME.fullmatch(bare)):
        return Kind.WEAK
    if marks and _BRACKETED.fullmatch(bare):
        return Kind.WEAK
    if _SITE.fullmatch(bare):
        return Kind.SITE
    return Kind.PLAIN if _is_masthead(bare) else Kind.TEXT


def placed(lines: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where each line of a page begins, where the next one does, and the line.

    >>> [*placed(["题", "正文"])]
    [(0, 2, '题'), (2, 5, '正文')]
    """
    at = 0
    for line in lines:
        start, at = at, at + len(line) + 1
        yield start, at, line


def is_image(line: str) -> bool:
    """Tell whether a line is the name of an image or a counter of images.

    >>> is_image("微信图片_20240119102245.png"), is_image("2/4"), is_image("图为会场")
    (True, True, False)
    """
    if len(line) > _LONGEST:
        return False
    bare = _bare(line)
    if bare.isdigit():
        return False  # the number of an item
    return not _TIME.fullmatch(bare) and any(p.fullmatch(bare) for p in (_FILE, _PAGE_MARK, _PAGER))


def is_masthead(line: str) -> bool:
    """Tell whether a line is a site's name with its address, a date or an edition, or an address alone.

    >>> is_masthead("榆城在线 www.example.cn"), is_masthead("榆城发布 2021-12-09 17:30"), is_masthead("2021-12-09")
    (True, True, False)
    """
    return len(line) <= _LONGEST and _is_masthead(_bare(line))


def _is_masthead(bare: str) -> bool:
    rest = _EDITION.sub("", _STAMPS.sub("", _ADDRESS.sub("", bare))).strip("|:/-·()[]")
    return bool(_SITE.fullmatch(rest) or _CRUMBS.fullmatch(bare)) or (
        not rest and _ADDRESS.search(bare) is not None
    )


def is_field(line: str) -> bool:
    """Tell whether a line is a field of a letter or a case: 信件编号, 来信时间, 受理单位.

    >>> is_field("信件编号:20240319007"), is_field("编号:7")
    (True, True)
    """
    return len(line) <= _LONGEST and _FIELD.fullmatch(_bare(line)) is not None


def is_dress(line: str) -> bool:
    """Tell whether a line above the title of a copy names the dress of the page, its column or its state.

    >>> [is_dress(x) for x in ("全文朗读文本", "【17:30更新】", "Print Version", "特此转发", "县人民政府办公室")]
    [True, True, True, False, False]
    """
    if len(line) > _LONGEST:
        return False
    bare = _bare(line)
    return 0 < len(bare) <= _DRESS_CHARS and bool(_DRESS.fullmatch(bare) or _STATE.fullmatch(bare))


def is_page_mark(line: str) -> bool:
    """Tell whether a line is the number or the pager of a page: 第2页, [1] [2] 下一页.

    >>> is_page_mark("第 2 页 / 共 3 页"), is_page_mark("上一页 1 2"), is_page_mark("2024年")
    (True, True, False)
    """
    bare = _bare(line) if len(line) <= _LONGEST else ""
    return bool(bare) and bool(_PAGE_MARK.fullmatch(bare) or _PAGER.fullmatch(bare))


def is_button(line: str) -> bool:
    """Tell whether a line is nothing but buttons or a page mark: 展开全文, 1/4, [打印].

    >>> is_button("[查看详情]"), is_button("来源: 某市日报")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    bare = _bare(line)
    return bool(_BUTTONS.fullmatch(bare) or _PAGE_MARK.fullmatch(bare) or _PAGER.fullmatch(bare))


def is_opening(words: str) -> bool:
    """Tell whether ``words``, before the first shared word of a copy, belong to its opening.

    >>> is_opening("本网11月30日讯 通讯员陆知夏报道:"), is_opening("岗位A02:")
    (True, False)
    """
    if len(words) > _LONGEST:
        return False
    bare = _bare(words)
    site = bare.rstrip("_|>-·")
    if site != bare and _SITE.fullmatch(site):
        return True
    return any(p.fullmatch(bare) for p in (_EMPTY, _DATELINE, _ORDINAL, _LABEL_OPENING, _QUOTE, _PAGE_MARK))


def is_ordinal(words: str) -> bool:
    """Tell whether ``words`` number what follows: 一、 (二) 第三条 4.

    >>> is_ordinal("（二）"), is_ordinal("二月")
    (True, False)
    """
    return len(words) <= 12 and _ORDINAL.fullmatch(_bare(words)) is not None


def is_tail(words: str) -> bool:
    """Tell whether ``words``, behind the last shared word of a copy, are its dots, button or notice.

    >>> is_tail("……展开全文"), is_tail("(记者 方予安)"), is_tail("市民说,这样很好。")
    (True, True, False)
    """
    if len(words) > _LONGEST:
        return False
    bare = _bare(words)
    return any(p.fullmatch(bare) for p in (_EMPTY, _BUTTONS, _PAGE_MARK, _PAGER, _CREDIT, _NOTICE))


def is_voice(line: str) -> bool:
    """Tell whether a label gives the words below to a voice: (副歌), 合唱:

    >>> [is_voice(x) for x in ("（副歌）", "【合唱】", "今天的合唱", "领唱：")]
    [True, True, False, True]
    """
    return len(line) <= _DRESS_CHARS and _VOICE.fullmatch(_bare(line)) is not None


def is_notice(line: str) -> bool:
    """Tell whether a line says where the rest of a cut text is to be read.

    >>> is_notice("打开某某日报APP阅读全文"), is_notice("全文共八章,今天起施行。")
    (True, False)
    """
    return len(line) <= _NOTICE_CHARS and _NOTICE.fullmatch(_bare(line)) is not None


def is_frame(words: str) -> bool:
    """Tell whether a label sets the text behind it against another wording, or ascribes it.

    >>> is_frame("【修改后】"), is_frame("打印版")
    (True, False)
    """
    bare = _bare(words)
    return 0 < len(bare) <= 40 and (bool(_FRAME.search(bare)) or bare.endswith((":", "】", ")", "]")))
