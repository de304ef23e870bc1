"""The edits of a page that may hold notices: blocks of notices and what came along with them.

A *piece* is a stretch that goes; pieces with nothing but white space between them are a *block*, which is
closed up, leaves one gap mark if text was cut out of the middle, and says what its notices state.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govtext.edits import Edit, Fields, apply, compose
from govtext.fold import BLANKS, plain
from govtext.steps.paywall_catalogue import Catalogue, catalogue
from govtext.steps.paywall_companions import companions
from govtext.steps.paywall_evidence import Sighting, sightings
from govtext.steps.paywall_figures import figures
from govtext.steps.paywall_guard import may_hold
from govtext.steps.paywall_page import DOT_CHARS, DOTS, Page, lost_its_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.rules import Rule

__all__ = ["find"]

_WHITE = BLANKS + "\r\n"
_DOTS_BEFORE = re.compile(f"{DOTS}$")
_DOTS_AFTER = re.compile(DOTS)
_DOT_ENDS = frozenset(DOT_CHARS)
_HAN = re.compile("[\u3400-\u9fff]")
_DIGIT = re.compile(r"\d")  # of any width
_NEAR = 60  # dots stand at most this far from their notice, blanks and line breaks between
_ROUNDS = 8  # taking one notice away may bring out another; no real page needs more than two rounds
# What has been read so far, in percent or pages: a remark if the text goes on behind it.
_REMARKS = ("paywall.left", "paywall.left-pages")
# Page links and rights sentences: a figure in one of these is not the page's.
_SILENT = ("paywall.lines", "paywall.links", "paywall.rights")


def find(text: str, place: int, gap: str, rules: tuple[Rule, ...]) -> list[Edit]:
    """Return the edits of `govtext.steps.paywall.find_paywall`; before ``place`` the guard saw nothing."""
    book = catalogue(rules)
    edits: list[Edit] = []
    rest = text
    for _ in range(_ROUNDS):
        if edits and not rules and not may_hold(rest, place):
            return edits
        more: list[Edit] = []
        if lost_its_lines(rest):  # first, while the notices are there for what came along with them
            more = _round(Page(rest, book.speaks, at_blanks=True), place, book, gap)
        more = more or _round(Page(rest, book.speaks), place, book, gap)
        if not more:
            return edits
        edits = compose(edits, more)
        rest = apply(rest, more)
        if not rules:  # a place is told by its line, and no line above the first edit has changed
            place = rest.rfind("\n", 0, min(place, more[0].start)) + 1
    return []  # no page: hundreds of buttons on one line. What cannot be finished is not begun


@dataclass(slots=True)
class _Piece:
    """A stretch that goes: a notice (with its sighting) or a companion of one."""

    start: int
    end: int
    rule: str
    sighting: Sighting | None = None


def _round(page: Page, place: int, book: Catalogue, gap: str) -> list[Edit]:
    text = page.text
    found = sightings(page, place, book)
    if not found:
        return []
    pieces = _disjoint(text, found, companions(page, book, found))
    edits: list[Edit] = []
    for first, last in _blocks(text, pieces):
        kept_before = first > 0 or bool(text[: pieces[0].start].strip(_WHITE))
        kept_after = last + 1 < len(pieces) or bool(text[pieces[-1].end :].strip(_WHITE))
        block = pieces[first : last + 1]
        _close_holes(text, block, kept_before=kept_before, kept_after=kept_after)
        edits += _block_edits(page, block, gap, kept_before=kept_before, kept_after=kept_after)
    return edits


def _disjoint(text: str, found: Sequence[Sighting], others: Sequence[tuple[int, int, str]]) -> list[_Piece]:
    """Return notices (with their dots) and companions, sorted and disjoint."""
    pieces = [_Piece(*_with_dots(text, sighting), sighting.rule.id, sighting) for sighting in found]
    pieces += [_Piece(start, end, rule) for start, end, rule in others]
    pieces.sort(key=lambda piece: (piece.start, -piece.end))
    disjoint: list[_Piece] = []
    for piece in pieces:
        if disjoint:
            piece.start = max(piece.start, disjoint[-1].end)
        if piece.start < piece.end:
            disjoint.append(piece)
    return disjoint


def _with_dots(text: str, sighting: Sighting) -> tuple[int, int]:
    """Take in the dots beside a notice: blanks and line breaks, but nothing else, may stand between."""
    start, end = sighting.start, sighting.end
    if sighting.rule.role in ("card", "mark"):
        return start, end
    low = max(0, start - _NEAR)
    ahead = text[low:start].rstrip(_WHITE)
    before = _DOTS_BEFORE.search(ahead) if ahead[-1:] in _DOT_ENDS else None
    if before is not None:
        full_stop = before[0][0] == "。" and len(before[0]) % 3 == 1  # 。。。。 is a full stop and three dots
        start = low + before.start() + full_stop
    near = text[end : end + _NEAR]
    behind = _DOTS_AFTER.match(near, len(near) - len(near.lstrip(_WHITE)))
    if behind is not None:
        end += behind.end()
    return start, end


def _blocks(text: str, pieces: Sequence[_Piece]) -> list[tuple[int, int]]:
    """Group pieces that have nothing but white space and table bars between them."""
    blocks = [(0, 0)]
    for i in range(1, len(pieces)):
        if text[pieces[i - 1].end : pieces[i].start].strip(_WHITE + "|"):
            blocks.append((i, i))
        else:
            blocks[-1] = (blocks[-1][0], i)
    return blocks


def _close_holes(text: str, block: Sequence[_Piece], *, kept_before: bool, kept_after: bool) -> None:
    """Let the white space inside a block go with it, and what is left over at the ends of the page."""
    for one, two in itertools.pairwise(block):
        one.end = two.start
    if not kept_after:
        block[-1].end = len(text)
        block[0].start = len(text[: block[0].start].rstrip(_WHITE))
    elif not kept_before:
        block[0].start = 0
        while block[-1].end < len(text) and text[block[-1].end] in _WHITE:
            block[-1].end += 1


def _block_edits(
    page: Page, block: Sequence[_Piece], gap: str, *, kept_before: bool, kept_after: bool
) -> list[Edit]:
    """Return the edits of a block; the first cut in it that has text on both sides leaves the gap mark."""
    cut = any(piece.sighting is not None and piece.sighting.cuts for piece in block)
    follows = cut and kept_after and _text_follows(page, block[-1].end)
    precedes = cut and kept_before and _text_precedes(page, block[0].start)
    edits: list[Edit] = []
    marked = False
    for piece in block:
        fields = _stated(page.text, piece)
        new = ""
        if piece.sighting is not None and piece.sighting.cuts:
            remark = follows and piece.rule in _REMARKS and "omitted_chars" not in fields
            remark = remark and (precedes or "unread_pages" not in fields)
            fields["truncates"] = not remark
            if precedes and not remark:
                fields["gap"] = True
                if follows and not marked:
                    new, marked = gap, True
        edits.append(Edit(piece.start, piece.end, new, piece.rule, Fields(fields)))
    if not marked:
        edits[-1] = _with_line_breaks(page.text, block[0].start, edits[-1])
    return edits


def _stated(text: str, piece: _Piece) -> dict[str, Any]:
    said = text[piece.start : piece.end].strip()
    if piece.rule in _SILENT or _DIGIT.search(said) is None:
        return {}
    line = piece.sighting.line if piece.sighting else None
    return figures(line.fold().text if line and line.text == said else plain(said))


def _with_line_breaks(text: str, start: int, last: Edit) -> Edit:
    """Take the line breaks behind a block of whole lines, so that one empty line is not left as two."""
    end = last.end
    if start == 0 or text[start - 1] == "\n":
        while end < len(text) and text[end] in "\r\n":
            end += 1
    return last._replace(end=end)


def _text_follows(page: Page, end: int) -> bool:
    """Whether article text stands behind a block: on its line, or as prose further down."""
    line = page.line_at(min(end, len(page.text) - 1))
    if len(_HAN.findall(page.text[end : min(line.end, end + 200)])) >= 3:
        return True
    return not page.is_tail(line)


def _text_precedes(page: Page, start: int) -> bool:
    """Whether article text, more than a title, stands before a block."""
    line = page.line_at(start)
    if len(_HAN.findall(page.text[max(line.start, start - 200) : start])) >= 3 and page.is_prose(line):
        return True
    return not page.is_head(line)
