"""How far a footer reaches: from its anchor down over everything that can be footer, up to the text.

Downwards little can go wrong: below an anchor stands more footer, until prose begins. Upwards every
line has two neighbours that could own it, and each function here is one rule of that border.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.fold import plain
from govtext.steps.footer_block import Block, Member
from govtext.steps.footer_items import Reading
from govtext.steps.footer_loose import loose_above, loose_below
from govtext.steps.footer_matter import lines_of_the_text
from govtext.steps.footer_page import Page, Piece
from govtext.steps.footer_runs import is_name, is_value
from govtext.steps.footer_torn import torn_from
from govtext.steps.footer_unknown import (
    BYLINE,
    NUMBERED,
    badges,
    closes_article,
    could_be_value,
    is_link_between,
    is_link_row,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["grow", "seed_of"]

_CLOSED = re.compile(
    r"[。!?…;)\]】”’」』》]$|(?:19|20)\d\d[年\-./]\d{1,2}[月\-./]\d{1,2}日?$|[〇零一二三四五六七八九十]日$|[摄文图绘撰]$"
)
_SIGNATURE = re.compile(r"[^\W\d_a-zA-Z]{4,30}$")
_LABEL = re.compile('[\u4e00-\u9fff]{2,8}(?<![说道称问答写示绍出为诉])(?<!认为):(?![“"「])')
#: Furniture between a text and its site's foot, which the next step takes: it is looked through.
_CHROME = re.compile(
    "^(?:下载(?:PDF|全文|本文)|引用本文|PDF下载|HTML阅读)|^(?:标签|关键词|主题词|(?:发布|更新)时间|相关(?:附件|文档|链接|新闻|阅读)|字[号体])(?::|$)"
    "|^(?:网友|我要|发表|查看)?评论$|^登录/?注册$|下一页|^(?:我要)?纠错$|有帮助吗"
)
_HOSTS = re.compile("[主承]办|主管|指导单位|运营|网站")
#: A number that a line break parts from its label.
_BROKEN = re.compile("(?:ICP|公网安)备(?:案号?)?第?$", re.IGNORECASE)
_LABEL_END = 8  # characters, and some
#: What a visitor counter begins with whose parts stand on lines of their own.
_COUNTER = re.compile("[您你]是(?:本站|本网站?|我们)?的?第?$")
_COUNTER_LINES = 2
_COUNTER_PART = 16
#: A host without the name of its place, below another of the kind: both are an event's.
_UNPLACED = re.compile("[承协]办(?:单位|方)?:[县市区省镇乡州]")
#: What the last sentence of a text on an event speaks of.
_EVENT = re.compile("培训|比赛|大赛|赛事|开幕|开班|活动|举办")
#: What a text speaks of that ends with the desks where one may report or complain.
_REPORTS = re.compile("举报|投诉|反映|监督|公布|下列|如下|以下")
_DESKS = frozenset({"footer.hotline", "footer.report"})
#: What a hotline may be for that a text may be about too.
_MATTER = re.compile("[捐募]|志愿|售后|会员")
#: The desk that every site has, whatever the text above it is about.
_OWN_DESK = re.compile("不良|本?网站|本网")
_KIND = 4  # characters that tell one kind of permit from another
#: A maker that is a site's: who keeps it, or an office for such things.
_KEEPS = re.compile("运维|维护|运营|信息|网|数据|技术")
#: Who keeps the sites of an office: 市信息中心.
_KEEPER = re.compile("(?:信息化?|网络|电子政务|数据)(?:管理)?(?:中心|办公室)$")
#: How many offices may sign a text, a line each.
_SIGNATURES = 4
#: How many unknown short lines may stand between two lines of a footer (a name, a badge's text).
_SANDWICH = 2


def seed_of(page: Page, piece: Piece) -> Member | None:
    """Return the piece as the seed of a block; a label without value is read with the line below.

    Not the label of an address or a telephone: what stands below it may prove a footer, but not for it.
    """
    reading = page.read(piece)
    if _COUNTER.match(reading.folded):
        return _counter_of(page, piece)
    if torn := torn_from(page, piece):
        return torn
    if (reading.open and reading.role not in ("anchor", "contact")) or _BROKEN.search(
        reading.folded, max(0, len(reading.folded) - _LABEL_END)
    ):
        below = page.after(piece)
        if below and below.end - piece.start < 120:
            both = Piece(piece.start, below.end, piece.line)
            together = page.read(both)
            if together.role == "anchor" and together.whole:
                return Member(both, together)
    return Member(piece, reading) if reading.role in ("anchor", "tail", "weak") else None


def _counter_of(page: Page, head: Piece) -> Member | None:
    """Return a visitor counter whose figure and last words stand on lines of their own."""
    last = head
    for _ in range(_COUNTER_LINES):
        below = page.after(last)
        if below is None or below.end - below.start > _COUNTER_PART:
            return None
        last = below
        whole = Piece(head.start, last.end, head.line)
        reading = page.read(whole)
        if reading.role == "tail" and reading.whole:
            return Member(whole, reading)
    return None


def grow(page: Page, seed: Member, *, floor: int) -> Block:
    """Return the block around a seed; upwards it ends at ``floor``, the end of the block above."""
    lower, below = _downwards(page, seed)
    upper, above = _upwards(page, seed, floor)
    members = (*upper, seed, *lower)
    if above is not None and (count := lines_of_the_text(page, members, above)):
        above, members = members[count - 1].piece, members[count:]
    items = tuple(item for member in members for item in member.reading.items)
    return Block(members, above, below, items)


def _downwards(page: Page, seed: Member) -> tuple[list[Member], Piece | None]:
    """Return what goes below a seed, and the piece that stopped it."""
    found: list[Member] = []
    last = seed
    terms = seed.reading.role in ("anchor", "tail")  # further sentences only behind the site's rights
    while True:
        piece = page.after(last.piece)
        if piece is None:
            return found, None
        reading = page.read(piece)
        if reading.role != "none" and (terms or not _is_terms(reading)):
            last = Member(piece, reading)
            terms = terms or reading.role in ("anchor", "tail")
            found.append(last)
            continue
        members = [seed, *found]
        bridge = (
            _bridge(page, last, piece) or badges(page, members, piece) or loose_below(page, members, piece)
        )
        if not bridge:
            return found, piece
        found.extend(bridge)
        last = bridge[-1]


def _is_terms(reading: Reading) -> bool:
    return reading.role == "companion" and all(item.rule.id == "footer.terms" for item in reading.items)


def _bridge(page: Page, last: Member, piece: Piece) -> list[Member]:
    """Return unknown short pieces, and the footer line behind them, that continue a block.

    The value of a label on the line above; or a name between two lines of a footer.
    """
    bridge: list[Member] = []
    for _ in range(_SANDWICH):
        reading = page.read(piece)
        if not could_be_value(reading.folded) or reading.role == "notice":
            return []
        bridge.append(_as_value(piece, reading))
        if (
            len(bridge) == 1
            and last.reading.open
            and not page.parts(last.piece, piece)
            and is_value(reading.folded)
        ):
            return bridge
        below = page.after(piece)
        if below is None or (page.parts(piece, below) and not page.parts(last.piece, piece)):
            return []
        after = page.read(below)
        if after.role in ("anchor", "tail", "weak", "host"):
            return [*bridge, Member(below, after)]
        piece = below
    return []


def _upwards(page: Page, seed: Member, floor: int) -> tuple[list[Member], Piece | None]:
    """Return what goes above a seed, top to bottom, and the piece that stopped it.

    Hosts and contact lines wait until it is known what they belong to: a line that only a site's
    foot has takes them along, and so does a text that has closed.
    """
    taken: list[Member] = []  # bottom to top
    waiting: list[Member] = []
    piece = page.before(seed.piece)
    while piece is not None and piece.start >= floor:
        reading = page.read(piece)
        label = _label_above(page, piece, reading) if reading.role == "none" else None
        if label and label.start >= floor:  # a value on a line of its own, below its label
            waiting += [_as_value(piece, reading), label]
            piece = page.before(label.piece)
            continue
        if reading.role == "none" and (
            is_link_row(page, piece, reading) or is_link_between(page, piece, reading, [seed, *taken])
        ):
            reading = Reading("debris", 0, piece.end - piece.start, reading.folded)
        if reading.role == "notice" and _is_host_of_site(page, piece, reading, waiting):
            reading = reading._replace(role="host")
        if reading.role in ("none", "notice"):
            break
        if _is_terms(reading) and not _in_disclaimer(page, piece):
            break
        if reading.role in ("host", "contact"):
            waiting.append(Member(piece, reading))
        else:
            taken += [*waiting, Member(piece, reading)]
            waiting = []
        piece = page.before(piece)
        if closes_article(reading):
            break
    else:
        taken += waiting
        waiting = []
    if piece is not None and piece.start >= floor and not (taken and closes_article(taken[-1].reading)):
        head = loose_above(page, [seed, *taken, *waiting], piece, floor)
        if head:
            loose, piece = head
            return [*taken, *waiting, *loose][::-1], piece
    count = _own_lines(page, waiting, piece) if piece is not None else 0
    taken += waiting[:count]
    stop = waiting[count].piece if count < len(waiting) else piece
    return _without_clinging(page, taken[::-1], seed, stop), stop


def _is_host_of_site(page: Page, piece: Piece, reading: Reading, waiting: Sequence[Member]) -> bool:
    """Whether a host that does not name its place is the site's: below links, or above who keeps sites."""
    if any(item.rule.role == "notice" and item.rule.id != "footer.event_host" for item in reading.items):
        return False
    if waiting and waiting[-1].reading.role == "host" and _KEEPER.search(waiting[-1].reading.folded):
        return True
    above = page.before(piece)
    if above is None:
        return False
    reading = page.read(above)
    return reading.role in ("debris", "weak") or (
        reading.role == "host" and _KEEPER.search(reading.folded) is not None
    )


def _own_lines(page: Page, waiting: Sequence[Member], stop: Piece) -> int:
    """Return how many of the hosts and contact lines above an anchor are the site's, from below."""
    if not waiting:
        return 0
    count = 0
    if _CHROME.search(page.read(stop).folded):
        stop = page.before(stop) or stop
    if page.read(stop).role == "notice":  # its contacts end where the hosts of the site begin
        for number, member in enumerate(waiting, 1):
            if member.reading.role == "host" and _may_take(page, member, stop, waiting):
                count = number
    while count < len(waiting) and _may_take(page, waiting[count], stop, waiting):
        count += 1
    return count


def _without_clinging(page: Page, upper: list[Member], seed: Member, stop: Piece | None) -> list[Member]:
    """Drop the lines that an empty line parts from the anchor, but none from the text above them.

    The hosts of an event and the contacts of a notice cling to it so. Where every line is followed
    by an empty one this says nothing, and nothing is dropped.
    """
    above = stop
    for count, member in enumerate([*upper, seed]):
        if above is None or page.parts(above, member.piece):
            return upper[count:] if stop is not None and count else upper
        if member is seed or member.reading.role not in ("host", "contact", "companion"):
            return upper
        above = member.piece
    return upper


def _as_value(piece: Piece, reading: Reading) -> Member:
    return Member(piece, Reading("host", 0, piece.end - piece.start, reading.folded))


def _label_above(page: Page, piece: Piece, reading: Reading) -> Member | None:
    """Return the piece above if it is a label whose value this piece can be."""
    above = page.before(piece) if could_be_value(reading.folded) else None
    if above is None:
        return None
    label = page.read(above)
    return (
        Member(above, label)
        if label.open and label.role in ("host", "contact", "companion", "weak")
        else None
    )


def _in_disclaimer(page: Page, piece: Piece) -> bool:
    """Whether the sentence stands behind another one of the site's terms, in its line or above."""
    for _ in range(6):
        above = page.before(piece)
        if above is None:
            return False
        reading = page.read(above)
        if reading.role == "tail" or any(item.rule.id == "footer.house" for item in reading.items):
            return True
        if not _is_terms(reading):
            return False
        piece = above
    return False


def _may_take(page: Page, member: Member, stop: Piece, waiting: Sequence[Member]) -> bool:
    """Whether a host or contact line above the anchor goes, given the piece that stands above it."""
    reading = page.read(stop)
    folded = reading.folded
    is_host = member.reading.role == "host"
    if _is_maker_of_something(member, waiting):
        return False
    if not is_host and (_is_listed(member, folded, waiting) or _is_of_the_matter(member, folded)):
        return False
    if is_host and _EVENT.search(folded) and _UNPLACED.match(member.reading.folded):
        return False
    if folded.endswith((":", ",")) or any(item.rule.id == "footer.event" for item in reading.items):
        return False
    if reading.role == "notice":
        return is_host and not _UNPLACED.match(member.reading.folded)
    if not page.parts(stop, waiting[-1].piece) and (
        NUMBERED.match(folded) or (_is_field(page, stop) and not _HOSTS.search(member.reading.folded))
    ):
        return False
    return is_host or _closes(page, stop)


def _is_maker_of_something(member: Member, waiting: Sequence[Member]) -> bool:
    """Whether a line names who guided or built something, and no other line says that this is a site.

    Such a line is the host of the site, or another of the kind where one of them keeps it.
    """
    if "footer.maker" not in (own := _ids(member)) or "footer.host" in own:
        return False
    others = [other for other in waiting if other is not member]
    if any("footer.host" in _ids(other) for other in others):
        return False
    makers = [member, *(other for other in others if "footer.maker" in _ids(other))]
    return len(makers) < 2 or not any(_KEEPS.search(maker.reading.folded) for maker in makers)


def _is_listed(member: Member, above: str, waiting: Sequence[Member]) -> bool:
    """Whether a line is one of several that a text lists: permits of a kind, or the desks it speaks of.

    The desk that every site has is not among them.
    """
    ids = _ids(member)
    folded = member.reading.folded
    others = [one for one in waiting if one is not member]
    if ids == {"footer.permit"}:
        return any(one.reading.folded[:_KIND] == folded[:_KIND] for one in others)
    return (
        ids <= _DESKS
        and not _OWN_DESK.search(folded)
        and _REPORTS.search(above) is not None
        and any(_ids(one) <= _DESKS and not _OWN_DESK.search(one.reading.folded) for one in others)
    )


def _is_of_the_matter(member: Member, above: str) -> bool:
    """Whether a line is a hotline for what the text above it is about: 捐赠热线 below a call for gifts."""
    matter = _MATTER.match(member.reading.folded)
    return matter is not None and matter[0] in above


def _ids(member: Member) -> set[str]:
    return {item.rule.id for item in member.reading.items}


def _is_field(page: Page, piece: Piece) -> bool:
    """Whether the line of a piece is a label with its value: then the lines below it are fields too.

    Who speaks is no label, nor is who wrote or edited the text.
    """
    label = _LABEL.match(plain(page.text[piece.line : piece.line + 24]))
    return label is not None and not BYLINE.search(label[0])


def _closes(page: Page, piece: Piece) -> bool:
    """Whether a piece closes a text: a full stop, a by-line, a date; or a signature below one of them."""
    for _ in range(_SIGNATURES):
        folded = page.read(piece).folded
        if _CLOSED.search(folded) or BYLINE.search(folded):
            return True
        above = page.before(piece)
        if above is None or not (_SIGNATURE.match(folded) and is_name(folded)):
            return False
        piece = above
    return False
