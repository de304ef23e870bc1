"""Metadata that was torn over several lines: 发布时间:2023年12月 / 2 / 日 来源:青岚镇.

Extractors break a line where the page had an element of its own, in the middle of a date or of a name. What came
of it is put together again, and goes when the whole reads as a line of metadata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govtext.edits import NO_FIELDS, Edit, Fields
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_page import METADATA_FIELDS
from govtext.steps.furniture_reading import read_line

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Line, Page
    from govtext.steps.furniture_reading import Reading

__all__ = ["take_torn"]

# What no line of an article is: a lone piece of a date, or a line that ends in the middle of one.
_PIECE = lazy(
    f"[-/.年月日:]|[0-9]{{1,4}}[年月日]?|日[{BLANKS}].{{0,40}}|.{{0,40}}[0-9]{{4}}年[0-9]{{0,2}}月?"
)
# A diary and a specimen have a day and a source; only a page was put out.
_OF_PAGE = lazy("发布|更新|浏览|阅读|点击|字[ \u3000]{0,2}[体号]|刊发|发表")
_OPENS = lazy("时间|日期|来源|发布|更新|作者")
_METADATA = frozenset(("source", "published", "updated", "views", "sizes"))
_FEWEST_FIELDS = 2
_MOST_LINES = 16
_LONGEST_PIECE = 24


def take_torn(page: Page) -> list[Edit]:
    """Return the edits that remove the torn metadata of the head; its lines are marked as taken."""
    edits: list[Edit] = []
    for line in page.lines[: page.head]:
        if line.taken or line.kept or len(line.raw) > _LONGEST_PIECE or _OPENS.search(line.text) is None:
            continue
        pieces = _pieces(page, line)
        while len(pieces) > 1 and any(_PIECE.fullmatch(piece.text) for piece in pieces):
            reading = read_line(page.grammar, "".join(piece.raw for piece in pieces))
            fields = reading.fields & _METADATA
            if reading.whole and len(fields) >= _FEWEST_FIELDS and _OF_PAGE.search(reading.text):
                edits += _edits(pieces, reading)
                break
            pieces.pop()
    return edits


def _pieces(page: Page, line: Line) -> list[Line]:
    """A line and the short ones below it that may be the rest of it."""
    pieces = [line]
    for below in page.lines[line.at + 1 : line.at + _MOST_LINES]:
        if below.taken or len(below.raw) > _LONGEST_PIECE or below.raw[-1] == "。":
            break
        pieces.append(below)
    return pieces


def _edits(pieces: list[Line], reading: Reading) -> list[Edit]:
    """One edit for each piece; the first one states what the whole states."""
    joined = "".join(piece.raw for piece in pieces)
    stated: dict[str, Any] = {}
    for item in reading.labels:
        if item.field in METADATA_FIELDS and item.value is not None:
            at = reading.text.find(str(item.value), item.start)
            as_written = item.field in _AS_WRITTEN and at >= 0
            stated[item.field] = joined[at : at + len(str(item.value))] if as_written else item.value
    edits = []
    for piece in pieces:
        piece.taken = piece.edited = True
        fields = Fields(stated) if piece is pieces[0] else NO_FIELDS
        edits.append(Edit(piece.begin, piece.stop, "", reading.items[0].rule, fields))
    return edits


_AS_WRITTEN = frozenset(("source", "author", "editor", "issuer"))
