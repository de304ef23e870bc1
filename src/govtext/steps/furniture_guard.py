"""Which lines of a page may hold furniture: a look at each line's edges, before any rule is read.

The words of furniture (发布, 时间, 大) are in every article. What tells is the *place*: an item of chrome begins
where a line or a sentence begins or behind a separator, a label has its colon, a date has a line of its own. A
line that ends in a full stop is prose, unless a label with its colon stands in its first stretch. Of any other line
the places are looked at where an item can begin, for two characters that an item can begin with. What is looked
for stands in `govtext.steps.furniture_signs`, as literals: a plain page reads no rules and compiles no patterns of
theirs.

`look` answers ``None`` only where `govtext.steps.furniture` finds nothing in any of its ways. On a page that
may hold furniture `sign_of` says which lines are worth reading. Property tests compare with reading every line.
Most lines are paragraphs and cost a look at their first and last character.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from govtext.fold import BLANKS
from govtext.patterns import class_of, lazy
from govtext.steps.furniture_fold import FOLDED, GAP, SEPARATORS, fold
from govtext.steps.furniture_signs import LABEL_ENDS, OPENINGS

__all__ = [
    "DATE",
    "ITEM",
    "NONE",
    "PROSE",
    "QUIET",
    "ends_as_label",
    "has_odd_break",
    "look",
    "opens_with_label",
    "sign_of",
]


#: What a line shows: nothing, it is prose; nothing; nothing but a full stop behind an odd beginning; a date, which is
#: the page's own above the article only; the beginning of an item.
QUIET, NONE, PROSE, DATE, ITEM = range(5)
#: Lines, and what each of them shows.
Known = tuple[Sequence[str], Sequence[int]]
_NOTHING: Known = ((), ())

_ZEROS = "\u3007\u25cb零"
_NUMERALS = f"{_ZEROS}一二三四五六七八九十"
# What an item or a date can begin with.
_ITEM_FIRST = frozenset(two[0] for two in OPENINGS)
_FIRST = _ITEM_FIRST | frozenset(f"0123456789{_ZEROS}一二民中")
# What a date or a figure can begin with.
_FIGURE_FIRST = frozenset(f"0123456789{_NUMERALS}Oo百民中")
# What a line of code begins with; a bracket before anything but Chinese and figures is one of a script's.
_CODE = lazy("[<{}$.@/\"'#;:a-zA-Z]|[(),](?![0-9\u3400-\u9fff]|$)")
_BLANK_SET = frozenset(BLANKS)
_BLANK_RUN = lazy(f"[{BLANKS}]+")
_BRACKETS = "[]\u3010\u3011"
# An item begins at a line's start, behind a separator or a colon, behind a sentence, or behind a date.
_BEFORE = ":。!?\u201d\u2019\"'\u2026" + SEPARATORS
_PLACE = lazy(f"[{re.escape(_BEFORE)}](?=[{re.escape(''.join(_FIRST))}])")
# The words of rules that begin with nearly anything, behind a class that has a character of each.
_WORD_CHARS = "签←页网气微抖头众阅频程端码媒P注览版今现好迎℃°>\u203a\u00bb.ERF한DE语語本简繁\\]\u3011"
_WORD_CHAR = lazy(f"[{_WORD_CHARS}]|[0-9][ \u3000]|[张幅]/")
_WORD = lazy(
    "[首主]页|[>\u203a\u00bb][^>\u203a\u00bb]{2,16}[>\u203a\u00bb]|网 ?[-|>\u203a\u00bb\u2192/\\\\:\u300b]|天气|微信|微博|抖音|头条|公众|订阅号|视频号|小程序|客户端|二维码|新媒体|APP|关注我们|浏览器"
    "|[上下末尾前后]一?页|最后一页|第.{1,4}(?:[版页]|[张幅]/)|[共到至].{1,8}页|[\\]\u3011] ?[\\[\u3010]|-->|\\.(?i:jpe?g|png|gif|bmp|webp|tiff?|heic)"
    "|分页|页[码数]|←|标签|[0-9] ?发[布表]于|℃|°C|今天是|今日|现在是|[您你]好[,!]|欢迎|English|ENGLISH|Русск|日本[語语]|한국어|Français|Deutsch|Español|[简繁]体|[简繁]中"
    "|[0-9] ?(?:来自)?[北天上重河山辽吉黑江浙安福湖广海四贵云陕甘青台内西宁新香澳].{1,3}$"
)
_FIGURE = lazy(
    f"[0-9][0-9,.]{{0,12}}[{BLANKS}]{{0,2}}[万亿kKwW]?\\+?[{BLANKS}]{{0,2}}"
    "(?:人?次|人|位网友|个|已|看过|参与|浏览|阅读|点击|访问|观看|围观|播放|版|[pPxX倍/]|:[0-9]{2}(?: ?[/0]|$))"
)
_DATE = lazy(
    f"[0-9]{{2,4}}{GAP}[-/.年\u2013\u2014]|(?:19|20)[0-9]{{6}}|[{_NUMERALS}Oo百]{{4}}{GAP}年|(?:中华)?民{GAP}国"
)
_ONLY_DATE = lazy(
    f"(?:[0-9]{{4}}|[{_NUMERALS}]{{4}})年(?:[0-9]{{1,2}}|[{_NUMERALS}]{{1,3}})月(?:[0-9]{{1,2}}|[{_NUMERALS}]{{1,3}})日"
)
# Of a notice that ends in a full stop: its first characters, and its words.
_NOTICE_FIRST = frozenset("温溫提注註尊如您你妳本推建请請转轉引欢歡以网網评評留打微" + SEPARATORS)
_CODE_FIRST = frozenset("<{}$.@/\"'#;:(),abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NO_PROSE_FIRST = _NOTICE_FIRST | _CODE_FIRST
_NO_PROSE_FIRST |= {char for char, twin in FOLDED.items() if twin in _NO_PROSE_FIRST}
_NOTICES = ("浏览器", "注明", "评论", "留言", "扫一扫", "扫一下")
_DATED_PAPER = lazy("《[^《》]{2,14}》[ \u3000]{0,4}[12][0-9]{3}[-年./]")
_COLONS = ":\uff1a\u2236\ufe30\ufe55\ua789\u205a\u4e28\u2502/\uff0f]\u3011\uff3d"
_COLON = lazy(f"[{re.escape(_COLONS)}]")
# A line without any of these is a title or the like: it shows what its first characters show.
_TELLING = lazy(class_of(frozenset(_WORD_CHARS + _COLONS + _BEFORE) | frozenset(FOLDED)))
_OTHER_LABEL = "网站标识码"  # in every footer; a card has 信息标识码
_HAN = lazy("[\u3400-\u9fff]")
_SITE_MARK = "-_|\u2014\u2013 "
_FILE = lazy(r"\.(?i:docx?|pdf|wps|ofd|pptx?|xlsx?|txt|rtf)$")
_HEAD_REACH = 300  # labels that are glued to the article stand in the first characters of a line
_TAIL_REACH = 400
_LONGEST_NOTICE = 200
_LONGEST_TITLE = 90


def look(text: str, known: Known = _NOTHING) -> Sequence[int] | None:
    """Return ``None`` as a proof that a page holds no furniture; else what its lines show, as far as was looked.

    ``known`` are lines of a page that was looked at before, which had no mark, and what they were found to show:
    mostly those that are left of it. Blank lines are passed over.
    """
    # The pipe of a table, and line breaks that only damaged pages have: such a page is read, not proven.
    if known is _NOTHING and ("|" in text or "\uff5c" in text or has_odd_break(text)):
        return []
    lines = [line for piece in text.split("\n") if (line := piece.strip(BLANKS))]
    signs = known[1] if lines == known[0] else list(map(sign_of, lines))
    if ITEM in signs or _shows_at_head(lines, signs):
        return signs
    return None


def _shows_at_head(lines: Sequence[str], signs: Sequence[int]) -> bool:
    """Whether the lines above the article show a date or two titles, or the article begins with a label."""
    for at, line in enumerate(lines):
        if signs[at] == DATE or (line[-1] == "。" and opens_with_label(line)):
            return True
        if at == 1 and _is_window_title(lines[0], line):
            return True
        if len(line) > _LONGEST_TITLE or "。" in line:
            break
    return False


def has_odd_break(text: str) -> bool:
    """Whether a text has line breaks other than the one that every page has."""
    return (
        "\r" in text
        or "\x0b" in text
        or "\x0c" in text
        or "\x85" in text
        or "\u2028" in text
        or "\u2029" in text
    )


def sign_of(line: str) -> int:
    """Return what a line shows that is not blank and has no blanks at its ends."""
    if line[-1] != "。":
        return _edges(line)
    if line[0] not in _NO_PROSE_FIRST and len(line) > _SHORT:
        return QUIET
    return ITEM if _is_notice(fold(line)) else PROSE


_SHORT = 4


def opens_with_label(line: str) -> bool:
    """Whether prose may open with a title and its labels; such a line stands above the article or begins it."""
    return _opens(line[:_HEAD_REACH])


@functools.lru_cache(maxsize=16)  # the first paragraph is asked about when a page is read and when it is left
def _opens(line: str) -> bool:
    return _COLON.search(line) is not None and _is_labelled(fold(line))


def _edges(line: str) -> int:
    """What a line shows that does not end in a full stop."""
    if len(line) > _HEAD_REACH + _TAIL_REACH:
        line = f"{line[:_HEAD_REACH]}\n{line[-_TAIL_REACH:]}"
    is_plain = _TELLING.search(line) is None
    if not is_plain:
        line = fold(line)
    if line[0] in _CODE_FIRST and _CODE.match(line):
        return ITEM
    if line[0] == "《" and _DATED_PAPER.match(line):
        return DATE
    sign = _opening(line, 0) if line[0] in _FIRST else NONE
    if is_plain or sign == ITEM:
        return sign
    if _WORD_CHAR.search(line) and _WORD.search(line):
        return ITEM
    if _COLON.search(line) and (_is_labelled(line) or _is_form(line)):
        return ITEM
    if line[0] in _BRACKETS and not line.strip(SEPARATORS):
        return ITEM
    for place in _PLACE.finditer(line):
        sign = max(sign, _opening(line, place.end()))
    return sign


def _opening(line: str, at: int) -> int:
    """Whether an item or a date can begin at a place."""
    first, second, third = line[at], line[at + 1 : at + 2], line[at + 2 : at + 3]
    if first in _ITEM_FIRST:
        if second in _BLANK_SET or (first in OPENINGS and not _HAN.match(second)):
            return ITEM
        thirds = OPENINGS.get(first + ("0" if second.isdecimal() else second))
        if thirds and _goes_on(third, thirds):
            return ITEM
    if first not in _FIGURE_FIRST:
        return NONE
    date = _DATE.match(line, at)
    if date is None:
        return ITEM if _FIGURE.match(line, at) else NONE
    only = _ONLY_DATE.match(line, at) or date
    return ITEM if line[only.end() : only.end() + 1] in _ITEM_FIRST else DATE


def _goes_on(third: str, thirds: str) -> bool:
    """Whether an item whose first two characters stand here goes on with this third, or ends before it."""
    if "*" in thirds and (third in _FIRST or not _HAN.match(third)):
        return True
    return third != "" and (third in thirds or third in _BLANK_SET or third.isdecimal())


def _is_labelled(line: str) -> bool:
    """Whether what stands before a colon of a folded line ends as a label does."""
    for colon in _COLON.finditer(line):
        label = line[max(0, colon.start() - 16) : colon.start()].rstrip(BLANKS)
        if ends_as_label(label) and not label.endswith(_OTHER_LABEL):
            return True
    return False


def _is_form(line: str) -> bool:
    """Whether a folded line may be a box to ask a site: a label without a value, and a button at the end."""
    return line[-1] in _BUTTON_ENDS and _NO_VALUE.search(line) is not None


# What 查询, 检索, 重置, 提交, 发表, 留言, 返回 end with.
_BUTTON_ENDS = frozenset("询索寻选置交表送论言空除消出回")
_NO_VALUE = lazy(f":[{BLANKS}]")


def ends_as_label(text: str) -> bool:
    """Whether a folded text, which has no blanks at its end, may end in a label."""
    if text[-2:] in LABEL_ENDS or text[-3:] in LABEL_ENDS:
        return True
    spaced = text[-12:]
    if _BLANK_SET.isdisjoint(spaced):
        return False
    word = _BLANK_RUN.sub("", spaced)
    return word[-2:] in LABEL_ENDS or word[-3:] in LABEL_ENDS


def _is_notice(line: str) -> bool:
    """Whether a folded sentence may be one of the page's own, or of its code."""
    if line[0] in _NOTICE_FIRST and len(line) <= _LONGEST_NOTICE and any(word in line for word in _NOTICES):
        return True
    return line[0] in _CODE_FIRST and _CODE.match(line) is not None


def _is_window_title(one: str, two: str) -> bool:
    """Whether the first line may be the title of the window, the second one with a site behind it, or of a file."""
    if _is_file(one[-6:]) or _is_file(two[-6:]):
        return True
    if len(one) <= len(two):
        return False
    one, two = fold(one), fold(two)
    return one.startswith(two) and one[len(two)] in _SITE_MARK


def _is_file(end: str) -> bool:
    """Whether a line ends as the name of a file."""
    return ("." in end or "\uff0e" in end) and _FILE.search(fold(end)) is not None
