"""Which items of a piece make a footer: what stands between them decides.

After a label stands its value, before ``主办`` or ``版权所有`` a name, after a number nothing or a name.
A *gap* that reads as prose parts the items before it from those after it; and a run of items counts only
if it begins at a border: the start of the piece, a blank, a closing bracket.
"""

from __future__ import annotations

import itertools
import re
from operator import attrgetter
from typing import TYPE_CHECKING

from govtext.fold import BLANKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.fold import Shadow
    from govtext.steps.footer_items import Item

__all__ = [
    "SEPARATORS",
    "bare_role",
    "best_run",
    "blank_after",
    "borders_of",
    "is_name",
    "is_prose",
    "is_value",
    "may_be_row",
    "row_role",
    "trim",
]

_BARS = "|\u2502\u2503\u250a\u4e28"
SEPARATORS = _BARS + "·•-/)]】>[【"
_SEPARATOR = re.compile(f"[{re.escape(SEPARATORS)}]")
_MARKS = _BARS + "\u00a9\u24d2·•\u2027●◆■▪★☆*,;、/\\-–—_~:.()[]【】<>«»&+=#\"'〔〕{}「」"
#: What the strongest item of a row of links can be.
_ROW_ROLES = ("weak", "companion", "contact", "debris")
_ROW_NAME = re.compile("[\u4e00-\u9fff·]{2,16}$")
_ROW_PARTS = re.compile(f"[{BLANKS}|\u2502\u2503\u250a\u4e28\uff5c·•/>\uff1e\\-—_]+")
_ROW_WORD = re.compile(
    r"[\w·]{0,14}(?:网站?|门户|之窗|政府|部门|媒体|人大|政协|平台|网站群|微博|微信|频道|版|信箱|发布|融媒体?|视界|视听|[日晚]报|都市报|新闻|在线|广播|电视|客户端|传媒|头条)$"
)
_LOOSE = re.compile(r"[|\u2502\u2503\u250a\u4e28·•\u2027●◆■▪★☆*\-–—_=~/\\<>\[\]()×✕:.]{1,60}$")
#: Behind the mark that opens a title: the office of a journal is a name.
_PUBLISHED = (
    "[^《》]{2,24}》(?:期刊|杂志|学报)?(?:编辑部|编委会|编辑委员会|杂志社|期刊社|报社|学报|社(?![会区]))"
)
_PROSE = re.compile(
    f"[。?“”…]|《(?!{_PUBLISHED})|;(?!\\d)|(?<![A-Za-z])!|的(?!士)|了(?!解)|[你您她]|(?<!其)他|正在|将(?!军)|已经|必须|可以|可在|通过|进行|开展|举办|召开|要求|根据|按照"
    "|近日|日前|今年|去年|记者|通讯员|表示|介绍|请(?!示)|以及|并且|予以|如下|下列|需要|不得|应当|印有|标有|显示|底部"
    "|[名号码址]为|^[为是]|[,、][^,、]{12,}[,、]"
)
# What a match of _PROSE begins with, or stands at the start: most names hold none of these.
_PROSE_SIGN = re.compile(
    "[。?“”…;《!的了你您她他正将已必可通进开举召要根按近日今去记表介请以并予如下需不应印标显底名号码址为是,、]"
)
#: How names of offices, firms, media and sites end.
_NAME_END = re.compile(
    "[局府网室心司院校会委部社厅台站馆团行所处办署厂店园区县市镇乡村队库科组刊坛庭学家系团港场段线报联协州旗盟省"
    r"a-z0-9)\]》]$|(?:在线|平台|门户|媒体|之窗|街道|政协|人大|支队|大队|集团|公司|科技|网络|软件|信息|传媒|数据|教育"
    "|报业|实业|物业|置业|[早晚日]讯|资讯|海关|社区|之家|百科|联盟|商城|书店|商店|笔记|俱乐部|医疗器械|药业|酒业)$",
    re.IGNORECASE,
)
#: How a name ends besides whose site has a number: 医联体, 清风发布.
_FILED = re.compile("^.{0,20}(?:联合?体|共同体|发布|新闻|融媒|频道|时报|先锋|文明|党建|清风|热线)$")
_ADDRESS_END = re.compile("[号楼室层座路街巷]$")
_LATIN = re.compile("[A-Za-z]{2}")
#: A cell in another script: English, Português, ไทย.
_SCRIPT = re.compile(r"[^\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]+$")
_PHONE_LINE = re.compile(r"[\u4e00-\u9fff]{2,8}:[\d()-]{7,20}$")
#: What the owner of a site follows: a person's site may bear any name (\u963f\u8fdc\u7684\u7b14\u8bb0), and a journal's is a title.
_OWNED = frozenset({"footer.copyright", "footer.mark"})
_OWNER = re.compile(r"[\w\u00b7]+|\u300a[^\u300a\u300b]+\u300b")
_LONGEST_OWNER = 14
_RANK = attrgetter("rank")
_BORDER = re.compile(r"[)\]】”」』…|·•—>。!?]|\d日$")


def borders_of(copy: Shadow) -> list[int]:
    """Return the places where a word can begin: at the start, after a blank or after a separator."""
    text = copy.text
    if not copy.gaps and _SEPARATOR.search(text) is None:
        return [0] if text else []
    marks = [match.end() for match in _SEPARATOR.finditer(text)]
    return sorted({0, *copy.gaps, *marks} - {len(text)})


def trim(gap: str) -> str:
    """Return a gap without the separators at its ends."""
    return gap.strip(_MARKS)


def is_value(folded: str) -> bool:
    """Whether a line can be the value of a label on the line above: a name, a number, an address.

    >>> is_value("云汀市财政局"), is_value("0745-9921111"), is_value("渡口修了新栈桥")
    (True, True, False)
    """
    return is_name(folded) or folded[-1:].isdecimal() or folded.isascii() or bool(_ADDRESS_END.search(folded))


def is_prose(gap: str) -> bool:
    """Whether a stretch between items, trimmed of separators, reads as part of a sentence."""
    return (
        len(gap) > 90
        or (len(gap) > 60 and not gap.isascii())
        or (_PROSE_SIGN.search(gap) is not None and _PROSE.search(gap) is not None)
    )


def is_name(gap: str) -> bool:
    """Whether a stretch reads as the name of an office, a firm or a site, or as a bare figure.

    >>> is_name("云汀市人民政府办公室"), is_name("网站底部应当标明"), is_name("2004-2021")
    (True, False, True)
    """
    if len(gap) > 45 and not gap.isascii():
        return False
    return _NAME_END.search(gap, max(0, len(gap) - 4)) is not None and not is_prose(gap)


def may_be_row(folded: str, cells: int) -> bool:
    """Whether so many cells are enough for a row of links: four, or two between bars."""
    return cells >= 4 or (cells >= 2 and not set(_BARS).isdisjoint(folded))


def row_role(copy: Shadow, items: Sequence[Item], borders: Sequence[int]) -> str:
    """Return the role of a row of links, of whose cells half or more are known; of anything else "".

    Such a row holds sections that no rule can know: ``关于禾川网 | 禾川网招聘 | 版权声明 | 联系方式``.
    """
    folded = copy.text
    if not may_be_row(folded, len(borders)):
        return ""
    role = min(items, key=_RANK).rule.role
    if role not in _ROW_ROLES or any(item.rule.role == "notice" for item in items):
        return ""
    starts = {item.start for item in items}
    cells: list[bool] = []  # whether each is known
    for begin, end in itertools.pairwise([*borders, len(folded)]):
        cell = folded[begin:end].strip(_MARKS)
        if begin in starts or _ROW_WORD.match(cell):
            cells.append(True)
        elif _ROW_NAME.match(cell) and not is_prose(cell):
            cells.append(False)
        elif cell and not _SCRIPT.match(cell):
            return ""
    known, unknown = cells.count(True), cells.count(False)
    many = may_be_row(folded, len(cells))  # some were empty
    framed = many and cells[0] and cells[-1]  # what stands between two links is one
    return role if many and (known >= unknown or (framed and 2 * known >= unknown)) else ""


def best_run(copy: Shadow, items: Sequence[Item]) -> tuple[int, int, int, int] | None:
    """Return first and last item and the folded span of the footer in this piece, or None.

    Of several runs parted by prose the strongest counts, of equals the last.
    """
    folded = copy.text
    best: tuple[int, int, int, int] | None = None
    best_rank = 99
    first = 0
    for last, item in enumerate(items):
        stop = items[last + 1].start if last + 1 < len(items) else len(folded)
        sound, end = _gap_after(copy, item, stop, final=last + 1 == len(items))
        if sound and last + 1 < len(items):
            continue
        start = _run_start(copy, items, first)
        while (
            start is None and first < last
        ):  # what opens the run may be prose, and an anchor stand behind it
            first += 1
            if items[first].rule.role == "anchor":
                start = _run_start(copy, items, first)
        if start is not None and (sound or not (item.takes_value or _is_labelled(folded, item))):
            rank = min([one.rank for one in items[first : last + 1]])
            if rank <= best_rank:
                best, best_rank = (first, last, start, end), rank
        first = last + 1
    return best


def _is_labelled(folded: str, item: Item) -> bool:
    """Whether a colon follows an item that has its value: then it is the label of something else."""
    return folded.startswith(":", item.end)


def _gap_after(copy: Shadow, item: Item, stop: int, *, final: bool) -> tuple[bool, int]:
    """Say whether the text from an item to the next one is sound, and where the footer ends if not."""
    gap = trim(copy.text[item.end : stop])
    if item.rule.id in _OWNED and len(gap) <= _LONGEST_OWNER and _OWNER.fullmatch(gap):
        return True, stop
    if item.says_a_sentence:
        gap = gap.removesuffix("。")
    if not gap:
        return True, stop
    if item.takes_value:
        return not is_prose(gap), stop
    short = len(gap) <= 14 and not is_prose(gap) and (not final or _blank_before(copy, item.end))
    if short or (is_name(gap) and not (item.rule.role == "debris" and _LATIN.search(gap))):
        return True, stop
    return False, item.end


def _run_start(copy: Shadow, items: Sequence[Item], first: int) -> int | None:
    """Return where a run of items begins: at the piece's start, or at a border within it."""
    item = items[first]
    folded = copy.text
    since = items[first - 1].end if first else 0
    gap = trim(folded[since : item.start])
    if not first and (_heads(gap, item) or (_is_filed(items) and _FILED.search(gap) and not is_prose(gap))):
        return 0
    begin = item.start
    if not item.rule.id.endswith((".contact", ".hotline")):
        owner = _word_before(copy, item.start, since)
        word = trim(folded[owner : item.start])
        if word and ":" not in word and is_name(word) and _needs_owner(folded, item):
            begin = owner
    if begin == 0 or _blank_before(copy, begin) or _parts_behind(folded, begin):
        return begin
    return None


def _parts_behind(folded: str, at: int) -> bool:
    """Whether a sentence or a bracket ends before a place; a comma says that it goes on."""
    return _BORDER.search(folded[max(0, at - 2) : at]) is not None and folded[at - 1] not in ",;"


def _is_filed(items: Sequence[Item]) -> bool:
    """``X 版权所有 苏ICP备...``: the number right behind the label says that X has a site."""
    return (
        len(items) > 1
        and items[0].rule.id == "footer.rights"
        and bool(items[1].values)
        and items[0].end == items[1].start
    )


def _heads(gap: str, item: Item) -> bool:
    """Whether a gap may open a piece before its first item."""
    role = item.rule.role
    if role == "contact" and _PHONE_LINE.match(gap):
        return True
    if ":" in gap:  # a label that no rule knows, and its value
        return False
    if not gap or is_name(gap):
        return len(gap) <= 10 or role not in ("contact", "debris", "notice")
    if role != "contact" or is_prose(gap):
        return False
    return len(gap) <= 12 or (len(gap) <= 40 and bool(_ADDRESS_END.search(gap)))


def _needs_owner(folded: str, item: Item) -> bool:
    """``X 主办``, ``X 版权所有``: a label without a value of its own belongs to the name before it."""
    return not folded[item.start : item.end].endswith(":") or item.end == len(folded)


def _blank_before(copy: Shadow, at: int) -> bool:
    return at <= 0 or at >= len(copy.text) or at in copy.gaps or copy.text[at - 1] in SEPARATORS


def blank_after(copy: Shadow, at: int) -> bool:
    """Whether a word ends before ``at``: a blank or a separator stands there, or nothing."""
    return at >= len(copy.text) or copy.text[at] in _BARS + "·•-/([]】【<,;:、" or _blank_before(copy, at)


def _word_before(copy: Shadow, at: int, since: int) -> int:
    """Return the start of the blank-delimited word that ends at ``at`` (at most 40 characters)."""
    start = at
    while start > since and at - start < 40:
        start -= 1
        if _blank_before(copy, start) or start == 0:
            return start
    return at


def bare_role(raw: str, folded: str) -> str:
    """Return the role of a piece without items: marks alone, or a row of sister sites, are debris."""
    if _LOOSE.match(folded):
        return "debris"
    words = [word for word in _ROW_PARTS.split(raw.strip(BLANKS)) if word]
    if 2 <= len(words) <= 40 and all(_ROW_NAME.match(word) for word in words):
        known = sum(1 for word in words if _ROW_WORD.match(word))
        if 2 * known > len(words):
            return "debris"
    return "none"
