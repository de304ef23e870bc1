"""Lines that say the page's title again, in its words or nearly so.

Above a later copy the title returns as a template, a browser or an editor writes it: with the name of
the site behind a bar, with date and source in the same line, with (更正) at its end, shortened for a
second feed. Three strengths are told apart:

* `names_title`: the whole title, and nothing but noise beside it. That is evidence of a copy.
* `says_title`: nearly the title or a part of it. That is enough to leave with a copy that is proved.
* `rewords`: another title made of the characters of this one.
"""

from __future__ import annotations

from govtext.patterns import lazy
from govtext.steps.duplicates_key import folded
from govtext.steps.duplicates_lines import Kind, line_kind

__all__ = [
    "CORRECTED",
    "NUMERAL",
    "PREFIX",
    "names_title",
    "rewords",
    "says_title",
    "without_revision",
]

NUMERAL = lazy("[0-9一二三四五六七八九十百千万亿零两]")
_SITE_MARK = lazy("[ \u3000]{0,3}(?:[_|\uff5c]|--|[ \u3000][-\u2013\u2014\u00b7])[ \u3000]{0,3}")
_BLANKS = lazy("[ \t\u3000]{1,8}")
_BRACKET = lazy("[(\uff08\\[\u3010][^()\uff08\uff09\\[\\]\u3010\u3011]{1,12}[)\uff09\\]\u3011]")
_SITE_AHEAD = lazy(  # 法规检索网 ..., 石岭在线_...
    "[\u3400-\u9fffA-Za-z]{1,12}(?:网站?|库|在线|平台|频道|门户|日报|晚报|发布|融媒|资讯|客户端)(?:[ \t\u3000]{1,4}|[ \u3000]{0,3}[_|\uff5c-][ \u3000]{0,3})"
)
PREFIX = lazy("[^:\uff1a|\uff5c。，,]{1,8}[:\uff1a|\uff5c]")  # 图文: 头条|
# What a report that is printed again at each hour bears behind its title: (10:15更新), (更正版).
_REVISION = lazy(
    "[(\uff08\\[\u3010][^()\uff08\uff09\\[\\]\u3010\u3011]{0,10}(?:更新|刷新|滚动|修订|更正|修正|补充)版?[)\uff09\\]\u3011][ \u3000]*$"
)
#: What the title of a corrected article bears: its figures differ, and it is the article all the same.
CORRECTED = lazy("[(\uff08\\[\u3010](?:更正|修正|订正|修订)版?[)\uff09\\]\u3011]")
_LEAST = 4  # key characters of a title that is known again beside other words
_REWORDED = 6  # key characters of a title in other words
_LONGEST = 160  # characters of a line that may be a title
_NOISE = (Kind.PLAIN, Kind.WEAK, Kind.SITE, Kind.CUE)


def names_title(line: str, titles: frozenset[str]) -> bool:
    """Tell whether a line is one of ``titles`` with nothing but noise beside it.

    >>> titles = frozenset({"冬修水利正当时"})
    >>> [names_title(x, titles) for x in ("冬修水利正当时_某镇政府", "冬修水利正当时 2021-12-09", "冬修水利正当时(更正)", "冬修水利")]
    [True, True, True, False]
    >>> names_title("石岭在线 冬修水利正当时", titles)
    True
    """
    if len(line) > _LONGEST:
        return False
    if folded(line) in titles:
        return True
    if any(len(t := folded(line[: m.start()])) >= _LEAST and t in titles for m in _SITE_MARK.finditer(line)):
        return True
    for ahead in (PREFIX, _SITE_AHEAD):
        if (label := ahead.match(line)) and folded(line[label.end() :]) in titles:
            return True
    bare = _BRACKET.sub("", line)
    if bare != line and len(words := folded(bare)) >= _LEAST and words in titles:
        return True
    return any(
        folded(line[: blank.start()]) in titles and line_kind(line[blank.end() :]) in _NOISE
        for blank in _BLANKS.finditer(line)
    )


def without_revision(line: str) -> str:
    """Return the key of a title without the hour or the state that it is of.

    >>> without_revision("渡口抗洪直击(7:30更新)")
    '渡口抗洪直击'
    """
    return folded(_REVISION.sub("", line))


def says_title(words: str, titles: frozenset[str]) -> bool:
    """Tell whether the key of a line is nearly one of ``titles``, or a part, or holds it.

    >>> says_title("冬修水利正当时镇农技站", frozenset({"全镇冬修水利正当时"})), says_title("春耕", frozenset({"春耕备耕忙"}))
    (False, False)
    """
    if words in titles or any(_nearly(words, t) for t in titles):
        return True
    return _LEAST <= len(words) <= 120 and any(
        (words in t or (len(t) >= 8 and t in words)) and abs(len(t) - len(words)) <= 24 for t in titles
    )


def rewords(words: str, title: str) -> bool:
    """Tell whether most characters of the shorter of two titles stand in the longer one, in order.

    >>> rewords("汀州首座消防站投用", "汀州市首座智慧消防站建成投用"), rewords("市民文明公约", "汀州市首座智慧消防站建成投用")
    (True, False)
    """
    short, long = sorted((words, title), key=len)
    at = found = 0
    for char in short:
        place = long.find(char, at)
        if place >= 0:
            at = place + 1
            found += 1
    return len(short) >= _REWORDED and 5 * found >= 3 * len(short)


def _nearly(one: str, two: str) -> bool:
    """Tell whether two lines differ in one place, of less than a fifth.

    >>> _nearly("根据录音整理已经本人审阅", "根据录音整理未经本人审阅")
    True
    """
    size = max(len(one), len(two))
    if size < 8 or abs(len(one) - len(two)) * 5 > size:
        return False
    least = min(len(one), len(two))
    ahead = next((i for i in range(least) if one[i] != two[i]), least)
    behind = next((i for i in range(least - ahead) if one[-1 - i] != two[-1 - i]), least - ahead)
    middle = one[ahead : len(one) - behind] + two[ahead : len(two) - behind]
    return (size - ahead - behind) * 5 <= size and not NUMERAL.search(middle)
