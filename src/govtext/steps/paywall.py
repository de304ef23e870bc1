"""Paywall and truncation notices: removed wherever they stand, and reported as facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from govtext.edits import Edit, Fields, apply, compose
from govtext.fold import BLANKS, shadow
from govtext.rules import Rule
from govtext.step import ensure_text, explained_by
from govtext.steps.paywall_catalogue import Catalogue, catalogue
from govtext.steps.paywall_companions import companions
from govtext.steps.paywall_evidence import Sighting, sightings
from govtext.steps.paywall_figures import figures
from govtext.steps.paywall_page import DOTS, Page

__all__ = ["find_paywall", "strip_paywall"]

_WHITE = BLANKS + "\r\n"
_DOTS_BEFORE = re.compile(f"{DOTS}$")
_DOTS_AFTER = re.compile(DOTS)
#: Figures after which the text goes on are remarks: they say what a reader has seen, not what is missing.
_REMARKS = ("paywall.left-pages", "paywall.left")
_SILENT = ("paywall.lines", "paywall.links", "paywall.rights")


def find_paywall(text: str, *, gap: str = "\u2026\u2026", rules: Sequence[Rule] = ()) -> list[Edit]:
    """Return the edits that `strip_paywall` makes."""
    ensure_text(text)
    book = catalogue(tuple(rules))
    edits: list[Edit] = []
    rest = text
    while book.trigger.search(rest) is not None:
        more = _find(rest, book, gap)
        if not more:
            break
        edits = compose(edits, more)
        rest = apply(rest, more)
    return edits


def _find(text: str, book: Catalogue, gap: str) -> list[Edit]:
    page = Page(text, book.speaks)
    found = sightings(page, book)
    if not found:
        return []
    pieces = _merged(text, found, companions(page, book, found))
    return _as_edits(page, pieces, gap)


class _Piece:
    """A stretch that goes: a notice (with its sighting) or a companion of one."""

    __slots__ = ("end", "rule", "sighting", "start")

    def __init__(self, start: int, end: int, rule: str, sighting: Sighting | None = None) -> None:
        self.start, self.end, self.rule, self.sighting = start, end, rule, sighting


def _merged(text: str, found: Sequence[Sighting], others: Sequence[tuple[int, int, str]]) -> list[_Piece]:
    """Return notices (with their dots) and companions, sorted and disjoint."""
    pieces = [_Piece(*_with_dots(text, s), s.rule.id, s) for s in found]
    pieces += [_Piece(start, end, rule) for start, end, rule in others]
    pieces.sort(key=lambda piece: (piece.start, -piece.end))
    merged: list[_Piece] = []
    for piece in pieces:
        if merged and piece.start < merged[-1].end:
            piece.start = merged[-1].end
        if piece.start < piece.end:
            merged.append(piece)
    return merged


def _with_dots(text: str, sighting: Sighting) -> tuple[int, int]:
    """Take in the dots beside a notice: blanks and line breaks, but nothing else, may stand between."""
    start, end = sighting.start, sighting.end
    if sighting.rule.role in ("card", "mark"):
        return start, end
    window = text[max(0, start - 60) : start].rstrip(_WHITE)
    dots = _DOTS_BEFORE.search(window)
    if dots is not None:
        run = dots[0]
        stop = run[0] == "。" and len(run) % 3 == 1  # 。。。。 is a full stop and three dots
        start = max(0, start - 60) + dots.start() + stop
    after = text[end : end + 60]
    skipped = len(after) - len(after.lstrip(_WHITE))
    behind = _DOTS_AFTER.match(after, skipped)
    if behind is not None:
        end += behind.end()
    return start, end


def _as_edits(page: Page, pieces: Sequence[_Piece], gap: str) -> list[Edit]:
    text = page.text
    edits: list[Edit] = []
    for first, last in _blocks(text, pieces):
        block = pieces[first : last + 1]
        kept_before = bool(text[: block[0].start].strip(_WHITE)) if first == 0 else True
        kept_after = bool(text[block[-1].end :].strip(_WHITE)) if last == len(pieces) - 1 else True
        _tidy(text, block, kept_before, kept_after)
        edits.extend(_block_edits(page, block, gap, kept_after=kept_after, kept_before=kept_before))
    return edits


def _blocks(text: str, pieces: Sequence[_Piece]) -> list[tuple[int, int]]:
    """Group pieces that have nothing but white space between them."""
    blocks: list[tuple[int, int]] = []
    for i, piece in enumerate(pieces):
        if blocks and not text[pieces[i - 1].end : piece.start].strip(_WHITE + "|"):
            blocks[-1] = (blocks[-1][0], i)
        else:
            blocks.append((i, i))
    return blocks


def _tidy(text: str, block: Sequence[_Piece], kept_before: bool, kept_after: bool) -> None:
    """Let the white space inside and around a block go with it, so that no holes are left."""
    for one, two in zip(block, block[1:], strict=False):
        one.end = two.start
    head, tail = block[0], block[-1]
    if not kept_after:
        tail.end = len(text)
        while head.start and text[head.start - 1] in _WHITE:
            head.start -= 1
    elif not kept_before:
        head.start = 0
        while tail.end < len(text) and text[tail.end] in _WHITE:
            tail.end += 1


def _block_edits(
    page: Page, block: Sequence[_Piece], gap: str, *, kept_before: bool, kept_after: bool
) -> list[Edit]:
    text = page.text
    follows = kept_after and _text_follows(page, block[-1].end)
    precedes = kept_before and _text_precedes(page, block[0].start)
    edits: list[Edit] = []
    marked = False
    for piece in block:
        fields: dict[str, Any] = {}
        new = ""
        if piece.rule not in _SILENT:
            fields.update(figures(shadow(text[piece.start : piece.end].strip()).text))
        sighting = piece.sighting
        if sighting is not None and sighting.cuts:
            remark = follows and piece.rule in _REMARKS and "omitted_chars" not in fields
            remark = remark and (precedes or "unread_pages" not in fields)
            fields["truncates"] = not remark
            if precedes and not remark:
                fields["gap"] = True
                if follows and not marked:
                    new, marked = gap, True
        edits.append(Edit(piece.start, piece.end, new, piece.rule, Fields(fields)))
    if not any(edit.new for edit in edits):
        edits[-1] = _without_hole(text, edits[0], edits[-1])
    return edits


def _without_hole(text: str, first: Edit, last: Edit) -> Edit:
    """Take the line breaks behind a block of whole lines, so that one empty line is not left as two."""
    starts_line = first.start == 0 or text[first.start - 1] == "\n"
    if starts_line and last.end < len(text) and text[last.end] == "\n":
        end = last.end
        while end < len(text) and text[end] in "\r\n":
            end += 1
        return last._replace(end=end)
    return last


def _text_follows(page: Page, end: int) -> bool:
    """Whether article text stands behind a block: on its line, or as prose further down."""
    line = page.line_at(min(end, len(page.text) - 1))
    if len(re.findall("[\u3400-\u9fff]", page.text[end : min(line.end, end + 200)])) >= 3:
        return True
    return not page.is_tail(line)


def _text_precedes(page: Page, start: int) -> bool:
    """Whether article text, more than a title, stands before a block."""
    line = page.line_at(start)
    if len(re.findall("[\u3400-\u9fff]", page.text[max(line.start, start - 200) : start])) >= 3 and page.is_prose(line):
        return True
    return not page.is_head(line)


@explained_by(find_paywall)
def strip_paywall(text: str, *, gap: str = "\u2026\u2026", rules: Sequence[Rule] = ()) -> str:
    """Remove paywall and truncation notices."""
    return apply(text, find_paywall(text, gap=gap, rules=rules))
