"""The header of a copy: the lines above it that are no text leave with it.

A print version, a second page, a letter in a list bring their own head: a label, the title again, date
and source, fields, counters, buttons. `header_above` walks up from the copy, line by line, as far as
such lines go, and says what it found among them: evidence, besides.
"""

from __future__ import annotations

from dataclasses import dataclass

from govtext.steps.duplicates_extent import BORDER, BY_LINE, FAR, HEADER_CHARS, ITEM, MARK, STOP, Scene
from govtext.steps.duplicates_key import folded
from govtext.steps.duplicates_lines import (
    Kind,
    is_button,
    is_dress,
    is_field,
    is_masthead,
    is_page_mark,
    line_kind,
)
from govtext.steps.duplicates_titles import names_title, says_title

__all__ = ["Header", "header_above"]

_HEADER_LINES = 14


@dataclass(slots=True)
class Header:
    """The lines above a copy that leave with it, and what was found among them."""

    start: int
    top: int = 0  # where the topmost line begins that was looked at and is no text
    title: bool = False  # the page's own title is among them
    named: bool = False  # a title is, or a line that stands above the original
    cue: bool = False
    button: bool = False  # a row of buttons is among them


def header_above(scene: Scene, begin: int, floor: int, source: int, *, named: bool = False) -> Header:
    """Walk up from a line that opens a copy, over the lines that are no text.

    ``floor`` is where text that stays, or a copy before this one, ends; ``source`` the place of
    the original in the key: a line that equals one above the original is a line of the header.
    ``named`` says that the copy itself opens with the title.
    """
    header = Header(begin, top=begin, named=named)
    if begin > floor and scene.page[begin - 1] != "\n":
        return header
    known = _lines_above(scene, scene.key.raw(source))
    at, low = begin, max(floor, begin - HEADER_CHARS)
    card = False
    for _ in range(_HEADER_LINES):
        if at <= low:
            break
        start = scene.page.rfind("\n", low, at - 1) + 1
        if start == 0:
            if low > floor or (floor and scene.page[floor - 1] != "\n"):
                break
            start = low
        line = scene.page[start : at - 1]
        words = folded(line)
        kind = line_kind(line)
        touches = header.start == at
        if not STOP.search(line) and (says_title(words, known) or names_title(line, scene.titles)):
            header.title = header.title or names_title(line, scene.titles)
            header.named = True
            header.start = start
            card = kind is Kind.PLAIN  # 信件标题: and fields above it
        elif kind is Kind.TEXT:
            if header.named and touches and (is_dress(line) or _below_cue(scene, line, start, low)):
                header.start = start
            elif header.named:
                if scene.recurs(line, start):
                    header.start = start
                break
            elif scene.is_tab_row(line, start):
                header.start = start
            elif not _below_title(scene, line, start, low):
                break
        elif (
            header.named
            and touches
            and (is_masthead(line) or is_field(line) or (card and kind is Kind.PLAIN))
        ):
            header.start = start
        elif kind is Kind.EMPTY and touches and line.strip():
            header.start = start  # a rule between the two
        elif kind is Kind.CUE or (kind is Kind.PLAIN and (not header.named or is_button(line))):
            header.cue = header.cue or kind is Kind.CUE or (is_page_mark(line) and "页" in line)
            header.button = header.button or is_button(line)
            header.start = start
        at = start
    header.top = at
    return header


def _below_cue(scene: Scene, line: str, start: int, low: int) -> bool:
    """Tell whether a line without a sentence stands below the label of a version: its letterhead."""
    if len(line) > BY_LINE or MARK.search(line) or ITEM.match(line) or start <= low:
        return False
    above = _line_before(scene, start, low)
    return bool(folded(above)) and (line_kind(above) is Kind.CUE or is_button(above))


def _below_title(scene: Scene, line: str, start: int, low: int) -> bool:
    """Tell whether a line without a sentence stands below the page's title: a header of any words."""
    if len(line) > BY_LINE or BORDER.search(line) or start <= low:
        return False
    return folded(_line_before(scene, start, low)) in scene.titles


def _line_before(scene: Scene, start: int, low: int) -> str:
    """Return the line above one that begins at ``start``; empty if it begins before ``low``."""
    begin = scene.page.rfind("\n", low, start - 1) + 1
    return scene.page[begin : start - 1] if begin or not low else ""


def _lines_above(scene: Scene, offset: int) -> frozenset[str]:
    """Return the keys of the few lines above a page offset, with the page's titles."""
    begin = max(0, offset - FAR)
    lines = scene.page[begin:offset].split("\n")
    if begin:
        del lines[0]
    if lines:
        del lines[-1]  # what stands in the line itself
    lines = [line for line in lines[-8:] if not STOP.search(line)]
    above = [words for line in lines if 2 <= len(words := folded(line)) <= 80]
    return scene.titles.union(above[-4:])
