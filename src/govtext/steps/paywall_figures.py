"""What a notice states: characters, pages, percent, money.

Read from the folded text of a notice after it was found; never used to find or to check one, because
on real pages the figures do not add up.
"""

from __future__ import annotations

import re
from typing import Any

from govtext.patterns import lazy

__all__ = ["figures"]

_N = r"(?:约|近|超过?)?(\d[\d,]{0,9}(?:\.\d{1,2})?万?|[一二两三四五六七八九][一二三四五六七八九十百千万零〇两]{0,8})余?"
_HAN_DIGITS = {char: i for i, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_PATTERNS: dict[str, str] = {
    "omitted_chars": rf"(?:省略|略去|隐去|省去|略过|删去|隐藏|删节|屏蔽|折叠|剩余|还剩|尚余|尚有|余下|还有|其余|未显示|另有|所缺|当中|扣下|抽掉|此段|本段另?有?|[(]余)了?(?:大约)?(?:此处|以下|其余|中间|部分|全文|正文|内容|的)*(?:\d{{1,3}}%[(])?{_N}个?(?:汉字|字符|字)|以下的?\d{{1,3}}%[(]{_N}字|{_N}个?字(?:内容)?未(?:读|显示)",
    "total_chars": rf"(?:(?:全文|全篇|全稿|正文|原文|本文|本篇|本稿|此文|文章|文档|完整稿)(?:共有?|总计|合计|字数|约|计|为|总|:)*|(?<![一-龥])共(?:有|计)?|原稿|正稿|通篇|本章|总字数:?|字数统计:?){_N}个?字|(?:[全总]|全文|文章)字数[:为]?{_N}",
    "shown_chars": rf"(?:显示|展示|阅读|预览|浏览|试读|试看|查看|放出|读到|看到|可见|/当前)了?(?:的是)?(?:全文|正文|本文|其中|法规|法律|公告|文章|条文|案例|判决|文书|论文|报告|内容|的)*前?{_N}个?字|显示(?:字数)?:?{_N}(?=[。)\]])",
    "total_pages": rf"(?:共|总计|[整原]份?(?:报告|资料|文件)?|整篇|本篇分|报告原件|完整报告){_N}页|(?:全文页数|文档页数|总页数|页数|页码):?{_N}|[(]{_N}页(?:珍藏版|完整版)?[)]|第[(]?\d+/(\d+)[)]?页|[(]第?\d+/(\d+)页[)]|^[(]?\d{{1,4}}/(\d{{1,4}})[)]?$",
    "shown_pages": rf"(?:已|已经|仅|只|可|预览|试读|免费)(?:能|可|供)?(?:阅读|读|看|浏览|预览|显示|展示|试读|放|摘)?了?前?{_N}页|提供到第{_N}页",
    "unread_pages": rf"(?:还剩|剩下|剩余|尚余|余下|还有|尚有|以下|后)(?:最后)?{_N}页",
    "unread_percent": rf"(?:剩余|还剩|尚余|余下|还有|尚有|其余|另外|剩下)了?(?:全文|内容|的)*{_N}%|以下的?{_N}%(?=[(]|[的仅只需]|内容|正文)",
    "shown_percent": rf"(?:已|仅|只|可|能)(?:能|可|供)?(?:免费)?(?:显示|展示|预览|试读|阅读|读|看|开放)了?(?:全文|内容|的)*前?{_N}%|(?:放出|读了)[一-鿿]{{0,6}}的?{_N}%|(?:预览|试读)前?{_N}%",
    "price": r"((?:NT|HK|US|RMB)?[¥\uffe5$]\d{1,6}(?:,\d{3}){0,2}(?:\.\d{1,2})?)|(\d[\d,]{0,7}(?:\.\d{1,2})?(?:元|金币|积分|下载券|文币|学币|[一-鿿]?[币豆]|铜板|阅读币|点券))",
}
_COMPILED = {name: lazy(pattern, led=True) for name, pattern in _PATTERNS.items()}
# Without its unit a figure is not stated; money is written in many ways, and pages also as nothing but 2/5.
_UNITS = {name: "字" for name in _PATTERNS if name.endswith("chars")}
_UNITS |= {name: "%" for name in _PATTERNS if name.endswith("percent")}
_UNITS |= {name: "页" for name in _PATTERNS if name.endswith("pages")}
_LONGEST_FRACTION = len("(1234/1234)\n")
_MONEY = frozenset("¥\uffe5$元币分券豆板")  # one of these is part of each price
_NO_PRICE = re.compile(r"(?:高于|大于|达到|不低于|超过|当前积分)")


def _value(name: str, digits: str) -> int | float | str | None:
    if name == "price":
        return digits
    if digits[0] in _HAN_DIGITS:
        return _han_number(digits)
    factor = 10_000 if digits.endswith("万") else 1
    plain = digits.rstrip("万").replace(",", "")
    number = float(plain) * factor if "." in plain else int(plain) * factor
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if name.endswith("percent"):
        return number if 0 <= number <= 100 else None
    return int(number)


def _han_number(numeral: str) -> int:
    """Return the value of a Chinese numeral: 三千二百, 一万五千; what follows no order counts as it stands.

    >>> _han_number("一万二千五百"), _han_number("三千")
    (12500, 3000)
    """
    total = section = digit = 0
    for char in numeral:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _HAN_UNITS[char], 0
    return total + section + digit


def figures(text: str) -> dict[str, Any]:
    """Return the figures that a folded notice states, first of each kind.

    >>> figures("(未完,全文共6,606字,当前仅显示2320字,请阅读下面提示信息。")
    {'total_chars': 6606, 'shown_chars': 2320}
    >>> figures("已阅读5页,还剩20页未读")
    {'shown_pages': 5, 'unread_pages': 20}
    """
    stated: dict[str, Any] = {}
    for name, regex in _COMPILED.items():
        unit = _UNITS.get(name)
        if (
            unit is not None
            and unit not in text
            and not (name == "total_pages" and len(text) <= _LONGEST_FRACTION)
        ):
            continue
        if name == "price" and (_MONEY.isdisjoint(text) or _NO_PRICE.search(text)):
            continue
        found = regex.search(text)
        if found is None:
            continue
        value = _value(name, next(group for group in found.groups() if group))
        if value is not None:
            stated[name] = value
    return stated
