"""Rows of controls that stand by themselves: bars between paragraphs, what a player leaves, words in a stack.

Nothing in their words is a page's alone. Their number is, and the place: behind a paragraph that has closed, above
one that does not speak of them.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.furniture_kinds import words_of
from govtext.steps.furniture_words import NEUTRAL, is_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.steps.furniture_grammar import Item
    from govtext.steps.furniture_page import Line, Page

__all__ = [
    "ALONE",
    "is_bar",
    "is_one_soft_word",
    "is_shown",
    "is_soft",
    "stands_for_media",
    "stands_free",
    "stands_in_stack",
]

ALONE = frozenset(
    (
        *("打印", "关闭", "收藏", "分享", "返回", "顶部", "TOP", "Top"),
        *("top", "纠错", "回首页", "回顶部", "返回顶部", "至顶部", "刷新", "列印"),
        *("×", "首页", "下载", "导出", "正文", "更多", "打印预览"),
    )
)


def is_soft(line: Line, items: Sequence[Item]) -> bool:
    """Whether a row holds no word that is a control of itself: 白色 灰色 淡蓝, 好 差, 普通话 粤语 may be a list of the article's."""
    return all(is_row(item.rule) for item in items) and not any(map(_OWN.search, words_of(line, items)))


def is_one_soft_word(line: Line) -> bool:
    """Whether a line is one short word that is no control of itself: 同意, 照片, 音色, whatever stands beside it."""
    return len(line.items) == 1 and len(line.text.strip()) <= _SHORT_WORD and is_soft(line, line.items)


_SHORT_WORD = 3
# What a page does and an article does not list.
_OWN = lazy(
    "打印|列印|关闭|收藏|分享|返回|回[到首上]|顶部|置顶|纠错|登[录入陆出]|注册|退出|评论|跟[帖贴]|留言|点赞|按赞|赞赏|打赏|回[复帖]|举报|检举|转[发寄载]|复制|订阅|关注|追踪|刷新|保存|下载|展开|收起|播放|暂停|静音"
    "|搜[索寻]|查询|检索|提交|送出|发[表布送帖]|在看|字[号体型级]|大字|小字版|放大|缩小|[行间]距|朗读|播报|收听|倍速|全屏|弹幕|首页|主页|导[航览]|更多|二维码|扫[一码描]|[Aa][Pp][Pp]|客户端|小程序|简体|繁体|无障碍|适老|关怀"
    "|存新闻|网友|相关|延伸|热[门点搜]|推荐|排行|上一|下一|末页|尾页|跳转|邮箱|密码|验证|用户|会员|购物车|网站|本[页站文]|页面|楼主|只看|浏览|阅读|点击|打开|加载|换一|稍后|取消|允许|确定|设为|加入|联系|链接|连结|[Ee][Nn][Gg]|English|RSS|TOP|LINE|Facebook"
)


def stands_for_media(page: Page, line: Line) -> bool:
    """Whether a line of words is what a player or a gallery left amid the article: two words that nothing else has."""
    own = [
        word
        for word, item in zip(words_of(line, line.items), line.items, strict=True)
        if word not in NEUTRAL and (item.rule in _MEDIA or _COUNTED.fullmatch(word))
    ]
    if len(own) < _FEWEST_WORDS and not (line.items[0].rule in _MEDIA and "00:00" in line.text):
        return False
    return stands_free(page, line)


_COUNTED = lazy("(?:当前第|共)[0-9]{1,3}张")  # of a gallery
_MEDIA = frozenset(("furniture.row_player", "furniture.row_gallery", "furniture.row_listen"))


def stands_free(page: Page, line: Line) -> bool:
    """Whether a phrase of a page stands behind a paragraph that has closed, and the next one does not take it up."""
    above, below = page.above(line), page.below(line)
    closed = above is None or above.whole or line.at < page.head or above.raw[-1] in _CLOSING
    return closed and (below is None or below.whole or _TAKES_UP.match(below.text) is None)


_CLOSING = "\u3002!?\uff01\uff1f\u201d\u2026)\uff09"
# 您还没有安装播放器 / 这是电脑缺少插件: the headings of a list of questions.
_TAKES_UP = lazy('[\u201c"]?(?:意思|看到|出现|遇到|这|如果|如|若|说明|此时|表示|请|换|是|指|答|可)')


def stands_in_stack(page: Page, line: Line, title: Line | None) -> bool:
    """Whether a word stands in a row that was broken into lines, under the title or at the tail: 分享 / 收藏 / 在看."""
    if line.at < page.tail and not (line.at < page.head and title is not None and line.at > title.at):
        return False
    stack = [line]
    above, below = page.lines[max(0, line.at - _NEAR) : line.at], page.lines[line.at + 1 : line.at + _NEAR]
    for lines in (reversed(above), below):
        for other in lines:
            if not other.whole or other.kept or other.roles != {"word"}:
                break
            stack.append(other)
    heading = page.above(min(stack, key=_PLACE)) if line.at < page.tail else None
    if heading is not None and heading is not title and not heading.whole:
        return False  # a list of the article's: 测试任务 / 注册账号 / 登录 / 下载附件
    own = {other.text for other in stack if is_row(other.items[0].rule) or other.text in _SURE_OF_STACK}
    return len(stack) >= _LEAST_BAR and len(own - NEUTRAL) >= _FEWEST_WORDS


_PLACE = attrgetter("at")


def is_bar(page: Page, line: Line) -> bool:
    """Whether a line is a bar of three controls and more between two paragraphs that have closed: 打印 收藏 关闭."""
    above, below = page.above(line), page.below(line)
    if above is None or below is None or above.raw[-1] != "。" or below.raw[-1] != "。":
        return False
    if _SHOWN.search(above.text) or _SHOWN.search(below.text):
        return False
    words = words_of(line, line.items)
    if len(words) >= _LEAST_BAR and not _SURE_OF_BAR.isdisjoint(words):
        return all(word in ALONE for word in words)
    return len(words) > _LEAST_BAR and _SOCIAL.issuperset(words)


def is_shown(page: Page, line: Line) -> bool:
    """Whether the line above shows a row to its reader, as a lesson does."""
    above = page.above(line)
    return above is not None and _LISTED.search(above.text) is not None


_LISTED = lazy("下列|以下|下面|如下|按钮|按键|图标|控件|功能|项目|服务|:$")
# A lesson that shows the bar: 下面是文章末尾的按钮 ... 点第一个.
_SHOWN = lazy("下面|如下|这样|几个|图标|按钮|按键|[前第][一二两三]个|点[第前后]")
_LEAST_BAR = 3
_SURE_OF_BAR = frozenset(("打印", "关闭", "纠错"))
_SURE_OF_STACK = frozenset(("打印", "关闭", "收藏", "分享", "返回", "顶部", "纠错", "在看", "点赞"))
_SOCIAL = frozenset(("收藏", "分享", "点赞", "赞", "在看", "转发", "评论", "留言", "写留言"))
_FEWEST_WORDS = 2
_NEAR = 8  # lines of a stack that are looked at
