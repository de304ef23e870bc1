"""Whether a page can hold a notice at all: two neighbouring characters that every notice has some of.

Most pages hold none, so the answer no must cost as little as looking at each character once, and the first
no of a process must not read rules or compile them. Hence a list that is written out here and one small
pattern: it stops at the rarer character of each pair and looks at its neighbour; what is left is looked up.
On laws and government reports it stops at one character in fifty and lets one line in twenty through.

The list is sound, not exact: a line it lets through is looked at, a line it does not cannot match a rule of
evidence. `tests/test_paywall_guard.py` proves that from the patterns of the rules, and names the rule for which a
pair is missing. The rules of a user's own have a trigger of their own (`govtext.steps.paywall_catalogue`).
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from govtext.fold import spellings
from govtext.look import Look
from govtext.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["COUNTER", "PAIRS", "may_hold", "places"]

# Of each pair the first, or the second, is the rarer character in official prose.
_FIRST_IS_RARE = (
    "阅读 试读 试听 读到 畅读 畅享 读完 读了 看完 浏览 登入 略去 删节 显示 看全 看剩 剩余 余下 尚余 尚有 还有 付费 费文 费内 订户 VI PP 免费 "
    "额度 复制 打开 领取 获取 扫码 扫一 更多 刷新 翻页 页) 账号 账户 帐号 帐户 拦截 EA UL 索码 【文 【此 【该 【稿 [此 [该 [稿 享者 赚积 【本 【正 【全 【法 [文 [本 [正 [全 "
    "[法 【更 【完 【字 【共 〖全 〖本 〖文 〖共 〖索 〖更 源I 由用 版权 微信 QQ VX 您已 你已 赞助 珍藏 没完 篇数 "
    "只放 只摘 只给 只开 只看 只限 只对 仅看 仅限 仅对 往下 往后 答案 剩下 暂不 止于 看不 看得"
)
_SECOND_IS_RARE = (
    "已读 未读 可读 续读 预览 阅览 下载 加载 登录 登陆 隐藏 省略 屏蔽 回复 展示 查看 观看 试看 收看 可看 还剩 解锁 会员 订阅 支付 全文 "
    "展开 配额 可见 查阅 观赏 可阅 众号 证码 请码 密码 购买 未完 多] 细] 情] 多> 一页 )页 下页 一章 下章 页] 注册 转码 无痕 证号 用码 -> 上传 "
    "文档 金币 由网 加密 折叠 专享 结束 载券 "
    "通读 上锁 未载 未刊 所缺 到此 为止 其余 后半 后段 试阅 续看 接着 隐去 跟帖 回帖"
)
# Common words of prose among them: what must stand before or behind, or they are no pair of a notice.
_BEHIND = {"更多": ".>]还内", "EA": "D", "UL": "L", "版权": "说申原限"}
_BEFORE = {"结束": "有没未"}
_ALL_PAIRS = (*_FIRST_IS_RARE.split(), *_SECOND_IS_RARE.split())
#: The pairs, or with their neighbours the words, in Simplified characters and half-width marks.
PAIRS = tuple(
    before + pair + behind
    for pair in _ALL_PAIRS
    for before in _BEFORE.get(pair, ("",))
    for behind in _BEHIND.get(pair, ("",))
)
_WIDE_TWINS = {char: chr(ord(char) + 0xFEE0) for char in ")[]>-"}


def _members(char: str) -> str:
    """Return a character in both scripts and both widths."""
    spelt = spellings(char)
    return (spelt[1:-1] if len(spelt) > 2 else char) + _WIDE_TWINS.get(char, "")


def _class(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(map(_members, chars)))}]"


def _spelt(pair: str) -> Iterator[str]:
    return map("".join, itertools.product(*map(_members, pair)))


_LONE = frozenset(
    word for pair in _ALL_PAIRS if pair not in _BEHIND and pair not in _BEFORE for word in _spelt(pair)
)
_WITH = {
    word: ("".join(map(_members, _BEFORE.get(pair, ""))), "".join(map(_members, _BEHIND.get(pair, ""))))
    for pair in (*_BEHIND, *_BEFORE)
    for word in _spelt(pair)
}
_KNOWN = _LONE | _WITH.keys()
_FIRSTS = tuple(zip(*_FIRST_IS_RARE.split(), strict=True))
_SECONDS = tuple(zip(*_SECOND_IS_RARE.split(), strict=True))
#: Sees each place of `places`, and the characters of two pairs crosswise.
LOOK = Look(
    _class(_FIRSTS[0] + _SECONDS[1])[1:-1],
    f"(?<={_class(_FIRSTS[0])})(?={_class(_FIRSTS[1])})|(?<={_class(_SECONDS[0])}{_class(_SECONDS[1])})",
)
#: What counts the visits in the head of an official page, and is no word of a notice: 浏览次数:398.
COUNTER = lazy(spellings("浏览") + "(?:次[数數]|人次|量|[数數])[:(\\]\uff1a\uff08\uff3d\u3011]")
_VISIT = frozenset(_spelt("浏览"))


def places(text: str, at: int = 0) -> Iterator[int]:
    """Yield the offsets, from ``at`` on, at which a pair stands."""
    for found in LOOK.scan.finditer(text, at):
        here = found.start()
        ahead, behind = text[here - 1 : here + 1], text[here : here + 2]  # most are no pair, but crosswise
        if (behind in _KNOWN and _counts(text, here, behind)) or (
            ahead in _KNOWN and _counts(text, here - 1, ahead)
        ):
            yield here


def _counts(text: str, first: int, pair: str) -> bool:
    if pair in _VISIT and COUNTER.match(text, first):
        return False
    return pair in _LONE or _has_company(text, first, *_WITH[pair])


def _has_company(text: str, at: int, before: str, behind: str) -> bool:
    return (text[max(0, at - 1) : at] or "-") in before or (text[at + 2 : at + 3] or "-") in behind


def may_hold(text: str, at: int = 0) -> bool:
    """Tell whether a text can hold a notice by the built-in rules, from ``at`` on."""
    return next(places(text, at), -1) >= 0
