"""Lines of a footer that no rule names, told by where they stand and how they are made.

A site's foot holds what only that site has: its branches, its frequencies, its number in a register,
its name in another language. Such a line is *loose*: short, no sentence, no heading, no field of a
notice. Below an anchor it goes if nothing but loose and known lines follows, to the end of the page or
to the next line that only a footer has. Above one it needs more, for there a text may end: an
empty line, and the name of the owner or of the site at the head of the block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.fold import plain
from govtext.patterns import lazy
from govtext.steps.footer_block import Member
from govtext.steps.footer_items import Reading
from govtext.steps.footer_page import SENTENCE_END, Page, Piece
from govtext.steps.footer_runs import is_name, is_prose
from govtext.steps.footer_unknown import BYLINE, could_be_value

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["loose_above", "loose_below"]

#: Labels of a fact about anything but the site: the fields of an event, figures, files, people.
_FIELD = lazy(
    "(?:时间|日期|地点|主题|标题|题目|金额|价格?|费用?|门票|总[分数额价]|得[分票]|比分|[数编]号|号码|账[户号]|帐[户号]|名单|附[件录表图]"
    "|奖|(?<!值)[组场班第名次届期季]|作者|编辑|主[讲持]人?|报告人|联系人?|预约|报名|咨询|监督|受理|售票|订票|订餐|家属|丧|捐款|展期|课|票房"
    r"|家|先生|女士|老师|[甲乙丙丁])\d{0,3}(?:\([^()]{0,12}\))?:"
)
#: Behind a label: a telephone, a time of day; or where a branch of the office stands.
_CALL = r"(?:[+(]?\d[\d()+\-/\u3001\u8f6c]{6,30}|1[12]\d{1,3}|9\d{4}|[\d\-]{1,6}\d:\d\d(?::\d\d)?|(?<=\u7f16:)\d{6})(?!\d)"
_PLACE = "(?=[^:]{0,40}[路街道巷镇乡])[^:;。]{4,60}?(?:[号楼室层座角口旁侧站下]|对面|以[东南西北])(?:\\([^()]{2,20}\\))?"
_LABEL = "[\u4e00-\u9fff]{0,18}[\u4e00-\u9fffA-Za-z()]{2,6}:"
_FACTS = lazy(f"(?:{_LABEL}(?:{_CALL}|{_PLACE})[,|;]?){{1,6}}$")
#: What a site says of itself, in no sentence: how long it has run, what runs it.
_OWN = lazy("(?:本站|全站|本网|站点|由[A-Za-z])[^,。:]{2,24}$")
#: What is known to be a site's by its label, whatever its value holds.
_LABELLED = lazy(
    "(?:(?:联系|通讯|办公|单位|公司|总部)?地址|电话|总机|传真|邮编|(?:电子)?邮箱|(?:开放|服务|办公|营业|开馆|上班)时间|最佳浏览|浏览器|调频|中波)[:\\d(]"
    "|(?:累计|总|今日|昨日|当前|在线|访问)[\u4e00-\u9fff]{0,4}:\\d[\\d,]*(?:人次?|次)?$"
)
#: What stands in a row of links of which no rule knows one.
_CELLS = lazy(r"[\u4e00-\u9fffA-Za-z]{2,8}(?:\|[\u4e00-\u9fffA-Za-z]{2,8}){2,11}$")
_NOTICE = lazy(
    "公告|通知|公示|通告|启事|启示|简章|讣|招[聘生标募商]|声明|邀请|倡议|须知|指南|征[集稿订求]|预告|函"
)
_INVITES = lazy("特此|欢迎|敬请|请与|请到|请拨|联系|咨询|垂询|报名|订购|为盼|此致")
_MAKES = (("facts", _FACTS), ("own", _OWN), ("cells", _CELLS))
_FOREIGN = lazy("[A-Za-z\u00c0-\u024f]")
#: A character with its reading is Chinese.
_ELSEWHERE = lazy("://|@|^(?:Photo|Source|By|Text|Editor)s?\\b")
_GLOSSED = lazy("[\u4e00-\u9fff]\\([a-z\u00c0-\u024f]{1,7}\\)")
_INK = lazy("[0-9A-Za-z\u00c0-\u024f]")
_HAN = lazy("[\u4e00-\u9fff]")
#: Prose in Latin letters ends in a full stop that shortens nothing.
_FULL_STOP = lazy(r"(?<!\bLtd)(?<!\bInc)(?<!\bCo)(?<!\bNo)(?<!\bRd)(?<!\bSt)(?<!\b[A-Z])\.$|[a-z]{3}\. [A-Z]")
#: Where a station can be heard: FM101.3综合广播, 调频98.7兆赫.
_WAVES = lazy(r"(?:[FA]M|调频|中波|短波):?\d[^。,:]{2,60}$")
#: Who names itself before its telephones is a site: 阳光采购交易平台 CA办理:400-040-2214.
_SITE = lazy("[\u4e00-\u9fff]{2,16}(?:平台|网站?|门户|在线|客户端)(?=[\\s\u3000|])")
_DATE = lazy(r"(?:(?:19|20)\d\d|[〇零○一二三四五六七八九]{4})[年\-./].{2,8}$")

_LONGEST = 70
_LONGEST_FOREIGN = 120
_WORDS = 16
_SHORTEST_NAME = 4
#: How far the lines reach in which a page says what it is.
_OPENING = 60
_LETTERS = 2
#: How far down or up loose lines are looked for, and how many of them may stand in a footer.
_TRAIL = 12
_LOOSE = 5
#: Of lines of one make fewer stand in a footer than in a list.
_ALIKE = 2
#: How many lines of no known make may stand among others between two lines that only a footer has.
_ODD = 2


def loose_below(page: Page, members: Sequence[Member], piece: Piece) -> list[Member]:
    """Return the loose lines from a piece on, with the known ones among them, if a footer goes on there.

    That is so where they reach the end of the page, or a line that only a footer has.
    """
    roles = {member.reading.role for member in members}
    found: list[Member] = []
    loose: list[str] = []  # how the unknown lines are made, "" if that says nothing
    below: Piece | None = piece
    framed = False
    last = members[-1].piece
    parted = False
    while below is not None and not framed:
        parted = parted or page.parts(last, below)
        reading = page.read(below)
        if reading.role == "none":
            loose.append(_make(page, below, reading.folded))
            if len(loose) > _LOOSE or not (loose[-1] or _is_odd(reading.folded)):
                return []
            reading = _as_debris(below, reading)
        elif reading.role == "notice" or len(found) > _TRAIL:
            return []
        found.append(Member(below, reading))
        framed = reading.role in ("anchor", "tail", "weak")
        last, below = below, page.after(below)
    odd = loose.count("")
    linked = roles <= {"weak", "debris"} and found[-1].reading.role == "anchor"  # links open a foot
    if not ("anchor" in roles or linked) or len(found) > _TRAIL:
        return []
    if framed and not parted and odd <= _ODD and 2 * odd <= len(found):
        loose = [make for make in loose if make]
    return [] if any(not make or loose.count(make) > _ALIKE for make in loose) else found


def loose_above(
    page: Page, members: Sequence[Member], piece: Piece, floor: int
) -> tuple[list[Member], Piece] | None:
    """Return the loose lines from a piece upwards that open a footer, from below, and what stands above them.

    They are a block of the page, which an empty line parts from the text above it.
    """
    lowest = members[-1].piece
    if page.parts(piece, lowest):
        return None
    found: list[Member] = []
    upper: Piece | None = piece
    while upper is not None and upper.start >= floor and len(found) < _TRAIL:
        reading = page.read(upper)
        if reading.role == "none":
            reading = _as_debris(upper, reading)
            if not could_be_value(reading.folded, _LONGEST):
                return None
        elif reading.role == "notice":
            return None
        found.append(Member(upper, reading))
        above = page.before(upper)
        if above is None:
            return None
        if page.parts(above, upper):
            return (found, above) if _opens_footer(page, found, members, above) else None
        upper = above
    return None


def _opens_footer(page: Page, found: Sequence[Member], members: Sequence[Member], above: Piece) -> bool:
    """Whether the lines of a block, from below, are the head of a footer below a text that ends with ``above``.

    Behind its owner's name stands what the owner says of itself. Without the name telephones and places can be those
    of a notice, as much below its date as above it.
    """
    head = found[-1]
    unknown = [member for member in found if page.read(member.piece).role == "none"]
    if not unknown:
        return False
    final = _is_final(page, above)
    if head is unknown[-1] and _is_owner(page, head, members):
        odd = [member for member in unknown[:-1] if not _is_loose(page, member.piece, member.reading.folded)]
        return (final or _is_closed_news(page, above)) and 2 * len(odd) <= len(found)
    if len(unknown) == 1 and _names_site(page, head):
        return True
    return final and all(_WAVES.match(member.reading.folded) for member in unknown)


def _names_site(page: Page, member: Member) -> bool:
    """Whether a line opens with the name of a site and goes on with how to call it."""
    raw = page.text[member.start : member.end]
    name = _SITE.match(raw)
    return name is not None and _FACTS.match(member.reading.folded, name.end()) is not None


def _is_owner(page: Page, head: Member, members: Sequence[Member]) -> bool:
    """Whether a line is the name that the footer says is whose the site is, or begins with it and a blank."""
    name, _, other = page.text[head.start : head.end].replace("\u3000", " ").partition(" ")
    name = plain(name)
    if not is_name(name) or len(name) < _SHORTEST_NAME or not (other.isascii() or _FACTS.match(plain(other))):
        return False
    return any(name in member.reading.folded for member in members if member.reading.role == "anchor")


def _is_closed_news(page: Page, piece: Piece) -> bool:
    """Whether a text ends with a sentence and is no notice, which its office would sign and say how to reach it."""
    if not SENTENCE_END.search(page.text, piece.start, piece.end) or _INVITES.search(
        page.text, piece.start, piece.end
    ):
        return False
    opening = page.text[: page.text.find("\n", _OPENING) + 1 or _OPENING]
    return not _NOTICE.search(plain(opening))


def _is_final(page: Page, piece: Piece) -> bool:
    """Whether a text ends for good with a piece: a by-line in brackets, or a date below who signs."""
    folded = page.read(piece).folded
    if folded.endswith(")"):
        return BYLINE.search(folded) is not None
    if not _DATE.match(folded):
        return False
    signed = page.before(piece)
    return signed is not None and is_name(page.read(signed).folded)


def _is_odd(folded: str) -> bool:
    """Whether a line of no known make is short, and in Chinese: others are prose or verse."""
    return could_be_value(folded) and _HAN.search(folded) is not None


def _is_loose(page: Page, piece: Piece, folded: str) -> bool:
    return _make(page, piece, folded) != ""


def _make(page: Page, piece: Piece, folded: str) -> str:
    """Return how a line is made that no rule names and that a site's foot can hold, or "" if it cannot."""
    if not could_be_value(folded, _LONGEST_FOREIGN):
        return ""
    if folded[0] == "(" and folded[-1] == ")":  # under a signature
        return ""
    if _LABELLED.match(folded):
        return "labelled"
    if _FIELD.search(folded):
        return ""
    if _is_foreign(page.text[piece.start : piece.end], folded):
        return "foreign"
    if len(folded) > _LONGEST or is_prose(folded):
        return ""
    return next((name for name, form in _MAKES if form.match(folded)), "")


def _is_foreign(raw: str, folded: str) -> bool:
    """Whether a line is mostly letters and figures, and no sentence or verse of them."""
    words = raw.split()
    if (
        len(words) > _WORDS
        or _FULL_STOP.search(raw)
        or _ELSEWHERE.search(raw)
        or len(_FOREIGN.findall(folded)) < _LETTERS
    ):
        return False
    if len(_INK.findall(folded)) <= len(_HAN.findall(folded)) or _GLOSSED.search(folded):
        return False
    named = words[0][0].isupper() and words[-1][0].isupper()
    return named or any(map(str.isdecimal, folded))


def _as_debris(piece: Piece, reading: Reading) -> Reading:
    return Reading("debris", 0, piece.end - piece.start, reading.folded)
