"""Footers: the block of hosts, filing numbers and addresses that a site prints under every page.

**What goes.** A run of lines, or the remainder of the last line, that holds an *anchor*: a label with
its value. An ICP number with its province letter, a public security number, a site code, 版权所有 or
Copyright with a name or a year, a numbered media licence, the site's sentence that nothing may be
reprinted, the credit of its vendor. With the anchor go its *companions*: hosts, address, phones,
hotlines, link rows, badges, and the debris after it.

**What stays.** Never is a page cut at the first 版权所有: words in a sentence are no anchor. The contact
lines, signature and date that close a notice stay, even directly above a footer; so do news on
copyright, lists of filing numbers, a site's yearly report, the hosts of an event, the imprint of a
journal. A footer in mid-document goes without what follows it.

**How.** *Evidence first*: one scan over the page for stems; only a piece of a line where one occurs is
read (`govtext.steps.footer_items`). *Then extent*: from the anchor downwards over everything that can
be footer, and upwards to the first sentence, signature, date, byline, numbered item or notice label.
Contact lines on the way up are taken only if the text has closed above them (POLICY: full stop,
by-line, signature, date); between a heading or a notice label and the anchor they stay.
*Last the veto*: a block beside the fields of a form, under "as follows:", or made of several filing
numbers of one kind, is text.

Offsets are code points of the text. The cost is linear: each piece is read once per call.

>>> strip_footer("秋粮入库过半。\\n主办:云汀县人民政府 苏ICP备2099012345号")
'秋粮入库过半。'
>>> strip_footer("网站底部应当标明主办单位和ICP备案编号。")
'网站底部应当标明主办单位和ICP备案编号。'
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from govtext.edits import Edit, Fields, apply
from govtext.fold import BLANKS, shadow
from govtext.rules import Rule, load_rules
from govtext.step import ensure_text, explained_by
from govtext.steps.footer_items import STRENGTH, Item, Lexicon, Reading, is_name, lexicon

__all__ = ["find_footer", "strip_footer"]

_SENTENCE_END = re.compile("(?:[。！？]|[!?](?![0-9A-Za-z&=/]))[”’」』）)】》]{0,4}")
_CLOSED = re.compile(r"[。!?…;)\]】”’」』》]$|(?:19|20)\d\d[年\-./]\d{1,2}[月\-./]\d{1,2}日?$|[〇零一二三四五六七八九十]日$|[摄文图绘撰]$")
_BYLINE = re.compile("记者|通讯员|摄影|供稿|报道|编辑|作者|责编|来源|审核|校对|撰稿")
_DATE = re.compile(r"\D{0,6}(?:(?:19|20)\d\d|[〇零一二三四五六七八九○]{4})[年\-./].{2,12}$")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:、|\)|\.(?!\d))|[①-⑳]")
_INTRO = re.compile("(?:如下|以下|下列|包括|名单|示例|例如|格式|样式|字样|公布|通告|公告|分别|信息|标明|标注|显示|内容|认准)[^:]{0,14}:$")
_RIGHTS_TITLE = re.compile("版权|著作权|转载|免责|声明|侵权")
_SOFT = frozenset({"footer.rights", "footer.licence", "footer.telecom"})
_LINE_BREAKS = "\n"
_BLANK = BLANKS + "\r\v\f\x85\u2028\u2029"
_INK = re.compile(f"[^{_BLANK}\n]")

_NUMBERS = frozenset({"icp", "number", "site_code", "police_number", "licence", "telecom"})

#: How many unknown short lines may stand between two lines of a footer (a name, a badge's text).
_SANDWICH = 2


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line, or a sentence of it, with its place; ``index`` counts the pieces of its line."""

    start: int
    end: int
    line: int
    index: int


@dataclass(slots=True)
class _Page:
    """The pieces of a text, cut and read on demand and once."""

    text: str
    lexicon: Lexicon
    _lines: dict[int, list[_Piece]] = field(default_factory=dict)
    _readings: dict[str, Reading] = field(default_factory=dict)

    def at(self, offset: int) -> _Piece:
        """Return the piece that holds the character at ``offset`` (which is no blank)."""
        line = self.text.rfind("\n", 0, offset) + 1
        pieces = self._pieces(line)
        return pieces[bisect.bisect_right(pieces, offset, key=lambda p: p.start) - 1]

    def after(self, piece: _Piece) -> _Piece | None:
        """Return the next piece; empty lines count for nothing."""
        rest = _INK.search(self.text, piece.end)
        return self.at(rest.start()) if rest else None

    def before(self, piece: _Piece) -> _Piece | None:
        """Return the piece before; empty lines count for nothing."""
        if piece.index:
            return self._pieces(piece.line)[piece.index - 1]
        end = piece.line
        while end > 0:
            line = self.text.rfind("\n", 0, end - 1) + 1
            pieces = self._pieces(line)
            if pieces:
                return pieces[-1]
            end = line
        return None

    def read(self, piece: _Piece) -> Reading:
        """Return what a piece is."""
        raw = self.text[piece.start : piece.end]
        reading = self._readings.get(raw)
        if reading is None:
            reading = self._readings[raw] = self.lexicon.read(raw)
        return reading

    def _pieces(self, line: int) -> list[_Piece]:
        pieces = self._lines.get(line)
        if pieces is None:
            end = self.text.find("\n", line)
            spans = _sentences(self.text, line, len(self.text) if end < 0 else end)
            pieces = self._lines[line] = [_Piece(a, b, line, i) for i, (a, b) in enumerate(spans)]
        return pieces


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a line, without blanks at their ends."""
    for match in _SENTENCE_END.finditer(text, start, end):
        span = _inked(text, start, match.end())
        start = match.end()
        if span:
            yield span
    span = _inked(text, start, end)
    if span:
        yield span


def _inked(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    inner = piece.strip(_BLANK)
    if not inner:
        return None
    start += len(piece) - len(piece.lstrip(_BLANK))
    return start, start + len(inner)


def find_footer(text: str, *, rules: Sequence[Rule] = ()) -> list[Edit]:
    """Return the edits that take the footers out of ``text``; see the module for what goes and stays.

    ``rules`` are further `govtext.rules.Rule` objects of the family, tried after the built-in ones.
    An edit carries the id of the strongest rule of its block (``footer.icp``) and what the block says:
    ``icp``, ``police_number``, ``site_code``, ``licence``, ``telecom``, ``owner``, ``host``.
    A text that is footer from end to end gives ``[]``: whether to empty a page is not for a step.

    >>> (edit,) = find_footer("秋粮入库过半。\\n云汀县人民政府 版权所有 苏ICP备2099012345号")
    >>> edit.rule, edit.fields["icp"]
    ('footer.icp', '苏ICP备2099012345号')
    """
    ensure_text(text)
    words = lexicon((*load_rules("footer"), *rules))
    if not words.gate.search(text):
        return []
    page = _Page(text, words)
    blocks = _without_lists(list(_blocks(page)))
    edits = [_edit(text, block) for block in blocks]
    if not apply(text, edits).strip(_BLANK + _LINE_BREAKS):
        return []
    return edits


@explained_by(find_footer)
def strip_footer(text: str, *, rules: Sequence[Rule] = ()) -> str:
    """Return ``text`` without its footers; see `find_footer`. Nothing to do: the same object.

    >>> strip_footer("渡轮末班时间延后一小时。主办:海屿市港航局 琼公网安备 46990002000018号")
    '渡轮末班时间延后一小时。'
    """
    return apply(text, find_footer(text, rules=rules))


@dataclass(frozen=True, slots=True)
class _Member:
    """A piece that is part of a block, with its reading."""

    piece: _Piece
    reading: Reading

    @property
    def start(self) -> int:
        return self.piece.start + self.reading.start

    @property
    def end(self) -> int:
        return self.piece.start + self.reading.end


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbouring pieces that leave together, top to bottom, and the pieces that stopped it."""

    members: tuple[_Member, ...]
    above: _Piece | None
    below: _Piece | None

    @property
    def start(self) -> int:
        return self.members[0].start

    @property
    def end(self) -> int:
        return self.members[-1].end

    @property
    def items(self) -> list[Item]:
        return [item for member in self.members for item in member.reading.items]

    def ids(self, *roles: str) -> set[str]:
        """Return the ids of the rules of these roles that the block matched."""
        return {item.rule.id for item in self.items if item.rule.role in roles}


def _blocks(page: _Page) -> Iterator[_Block]:
    """Yield the blocks from the top of the page to its end."""
    done = 0
    tried = -1
    for hit in page.lexicon.gate.finditer(page.text):
        if hit.start() < done:
            continue
        piece = page.at(hit.start())
        if piece.start <= tried:
            continue
        tried = piece.start
        seed = _seed(page, piece)
        if seed is None or seed.start < done:
            continue
        block = _grow(page, seed, floor=done)
        if _proven(page, block) and not _vetoed(page, block):
            yield block
            done = block.end


def _seed(page: _Page, piece: _Piece) -> _Member | None:
    """Return the piece as the seed of a block; a label without value is read with the line below."""
    reading = page.read(piece)
    if reading.open and reading.role != "anchor":
        below = page.after(piece)
        if below and below.end - piece.start < 120:
            both = _Piece(piece.start, below.end, piece.line, piece.index)
            together = page.read(both)
            if together.role == "anchor" and together.start == reading.start:
                return _Member(both, together)
    return _Member(piece, reading) if reading.role in ("anchor", "tail", "weak") else None


def _grow(page: _Page, seed: _Member, *, floor: int) -> _Block:
    """Return the block around a seed; upwards it ends at ``floor``, the end of the block above."""
    lower, below = _downwards(page, seed)
    if seed.reading.start:  # prose stands before it in its own piece
        return _Block((seed, *lower), None, below)
    upper, above = _upwards(page, seed, floor)
    return _Block((*upper, seed, *lower), above, below)


def _downwards(page: _Page, seed: _Member) -> tuple[list[_Member], _Piece | None]:
    """Return what goes below a seed, and the piece that stopped it."""
    found: list[_Member] = []
    last = seed
    while not last.reading.cut_after:
        piece = page.after(last.piece)
        if piece is None:
            return found, None
        reading = page.read(piece)
        if _continues(reading, [seed, *found]):
            last = _Member(piece, reading)
            found.append(last)
            continue
        bridge = _bridge(page, last, piece)
        if not bridge:
            return found, piece
        found.extend(bridge)
        last = bridge[-1]
    return found, last.piece


def _continues(reading: Reading, block: Sequence[_Member]) -> bool:
    """Whether a piece below a block's last one is part of it."""
    if reading.start or reading.role == "none":
        return False
    if _is_terms(reading):  # a sentence: only behind another one of its kind, or behind the site's rights
        return any(member.reading.role in ("anchor", "tail") for member in block)
    return True


def _is_terms(reading: Reading) -> bool:
    return reading.role == "companion" and all(item.rule.id == "footer.terms" for item in reading.items)


def _bridge(page: _Page, last: _Member, piece: _Piece) -> list[_Member]:
    """Return unknown short pieces, and the footer line behind them, that continue a block.

    The value of a label on the line above; or a name between two lines of a footer.
    """
    bridge: list[_Member] = []
    for _ in range(_SANDWICH):
        reading = page.read(piece)
        if not _could_be_value(reading.folded) or reading.role == "notice" or reading.start:
            return []
        bridge.append(_as_value(piece, reading))
        if last.reading.open and len(bridge) == 1:
            return bridge
        below = page.after(piece)
        if below is None:
            return []
        after = page.read(below)
        if after.start == 0 and after.role in ("anchor", "weak", "host"):
            return [*bridge, _Member(below, after)]
        piece = below
    return []


def _could_be_value(folded: str) -> bool:
    return len(folded) <= 40 and not _SENTENCE_END.search(folded) and not _stops(folded)


def _stops(folded: str) -> bool:
    return bool(_NUMBERED.match(folded) or _DATE.match(folded) or _BYLINE.search(folded))


def _upwards(page: _Page, seed: _Member, floor: int) -> tuple[list[_Member], _Piece | None]:
    """Return what goes above a seed, top to bottom, and the piece that stopped it.

    Hosts and contact lines wait until it is known what they belong to: a line that only a site's
    foot has takes them along, and so does a text that has closed.
    """
    taken: list[_Member] = []  # bottom to top
    waiting: list[_Member] = []
    piece = page.before(seed.piece)
    while piece is not None and piece.start >= floor:
        reading = page.read(piece)
        label = _label_above(page, piece, reading) if reading.role == "none" else None
        if label and label.start >= floor:  # a value on a line of its own, below its label
            waiting += [_as_value(piece, reading), label]
            piece = page.before(label.piece)
            continue
        if reading.role in ("none", "notice") or reading.cut_after:
            break
        if _is_terms(reading) and not _in_disclaimer(page, piece):
            break
        if reading.role in ("host", "contact"):
            waiting.append(_Member(piece, reading))
        else:
            taken += [*waiting, _Member(piece, reading)]
            waiting = []
        if reading.start:
            break
        piece = page.before(piece)
    else:
        taken += waiting
        waiting = []
    for member in waiting:
        if piece is None or not _may_take(page, member, piece, waiting):
            break
        taken.append(member)
    return taken[::-1], piece


def _as_value(piece: _Piece, reading: Reading) -> _Member:
    return _Member(piece, Reading("host", 0, piece.end - piece.start, reading.folded))


def _label_above(page: _Page, piece: _Piece, reading: Reading) -> _Member | None:
    """Return the piece above if it is a label whose value this piece can be."""
    above = page.before(piece)
    if above is None or not _could_be_value(reading.folded):
        return None
    label = page.read(above)
    return _Member(above, label) if label.open and label.role in ("host", "contact", "companion", "weak") else None


def _in_disclaimer(page: _Page, piece: _Piece) -> bool:
    """Whether the sentence stands behind another one of the site's terms, in its line or above."""
    for _ in range(6):
        above = page.before(piece)
        if above is None:
            return False
        reading = page.read(above)
        if reading.role == "tail":
            return True
        if not _is_terms(reading):
            return False
        piece = above
    return False


def _may_take(page: _Page, member: _Member, stop: _Piece, waiting: Sequence[_Member]) -> bool:
    """Whether a host or contact line above the anchor goes, given the piece that stands above it."""
    reading = page.read(stop)
    if reading.start and reading.role == "anchor":
        return True
    folded = reading.folded
    if folded.endswith((":", ",")) or any(item.rule.id == "footer.event" for item in reading.items):
        return False
    if reading.role == "notice":
        return member.reading.role == "host"
    blank_line = page.text.count("\n", stop.end, waiting[-1].piece.start) > 1
    if _NUMBERED.match(folded) and not blank_line:
        return False
    return member.reading.role == "host" or _closes(folded)


def _closes(folded: str) -> bool:
    """Whether a piece closes a text: a full stop, a by-line, a signature, a date."""
    return bool(_CLOSED.search(folded) or _BYLINE.search(folded)) or (len(folded) <= 30 and is_name(folded))


def _proven(page: _Page, block: _Block) -> bool:
    """Whether the evidence in a block makes it a footer."""
    if block.ids("anchor"):
        return True
    if block.below is not None:
        return False
    if block.ids("tail"):
        return not _RIGHTS_TITLE.search(_first_line(page.text)) or len(block.ids("tail", "weak")) > 2
    return len(block.ids("weak")) >= 2


def _first_line(text: str) -> str:
    ink = _INK.search(text)
    return text[ink.start() : ink.start() + 60].partition("\n")[0] if ink else ""


def _vetoed(page: _Page, block: _Block) -> bool:
    """Whether the surroundings of a block, or its own make, show that it is text."""
    above = shadow(page.text[block.above.start : block.above.end][-60:]).text if block.above else ""
    if _INTRO.search(above) and not block.ids("weak", "debris"):
        return True
    near = shadow(_surroundings(page, block).replace("\n", "|")).text
    if page.lexicon.facts.search(near):
        return True
    return block.ids("anchor", "tail") <= _SOFT and bool(page.lexicon.imprints.search(near))


def _surroundings(page: _Page, block: _Block, *, reach: int = 160) -> str:
    return page.text[max(0, block.start - reach) : block.end + reach]


def _numbers(block: _Block) -> dict[str, set[str]]:
    """Return the numbers of a block by rule and label, without the running number of a site."""
    found: dict[str, set[str]] = {}
    for member in block.members:
        for item in member.reading.items:
            label = item.rule.id
            for key, value in item.values:
                if key == "licence":
                    label += member.reading.folded[item.start : item.start + 6]
                if key in _NUMBERS and value:
                    found.setdefault(label, set()).add(re.sub(r"-\d{1,3}号?$|号$", "", value))
    return found


def _without_lists(blocks: list[_Block]) -> list[_Block]:
    """Leave out the rows of a list of sites: numbers of one kind, nothing else, and several of them."""
    rows: list[tuple[_Block, set[str]]] = []
    for block in blocks:
        numbers = _numbers(block)
        if len(numbers) == 1 and len(block.ids("anchor", "tail")) == 1:
            rows.append((block, next(iter(numbers.values()))))
    if len(set().union(*(numbers for _, numbers in rows))) < 2:
        return blocks
    listed = {id(block) for block, _ in rows}
    return [block for block in blocks if id(block) not in listed]


def _edit(text: str, block: _Block) -> Edit:
    """Make the edit of a block; it takes the line break that its lines no longer need."""
    strongest = min(block.items, key=lambda item: (STRENGTH.index(item.rule.role), item.number))
    fields: dict[str, str] = {}
    for item in block.items:
        for key, value in item.values:
            if value:
                fields.setdefault("icp" if key == "number" else key, value)
    start, end = _whole_lines(text, block.start, block.end)
    return Edit(start, end, "", strongest.rule.id, Fields(fields))


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span over its blanks, and over the break before it if it fills its lines to the end."""
    while end < len(text) and text[end] in _BLANK:
        end += 1
    if end < len(text) and text[end] != "\n":
        return start, end
    while start > 0 and text[start - 1] in _BLANK:
        start -= 1
    if end == len(text):
        while start > 0 and text[start - 1] in _BLANK + _LINE_BREAKS:
            start -= 1
    elif start == 0:
        end += 1
    elif text[start - 1] == "\n":
        start -= 1
    return start, end
