"""A footer torn over lines: a label here, its colon there, a number broken in two.

No line of it says anything alone; read as one they are a footer from end to end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.footer_block import Member
from govtext.steps.footer_page import SENTENCE_END, Piece
from govtext.steps.footer_unknown import BYLINE

if TYPE_CHECKING:
    from govtext.steps.footer_page import Page

__all__ = ["torn_from"]

#: What only a tear puts at the end of a line and the beginning of the next.
_TEAR = lazy(
    "版\\s*[权權]\\n\\s*所有|\\n\\s*[:\uff1a)\uff09\u53f7\u865f]|\\n\\s*-\\d|\\d\\n\\d|[备備]\\n\\s*\\d|Copy\\s?Right\\n|\\nReserved",
    re.IGNORECASE,
    led=True,
)
_TEARS = 2
_LONGEST_LINE = 30
_LINES = 24
#: A label at the last tear has its value on the line below.
_MORE = 2


def torn_from(page: Page, piece: Piece) -> Member | None:
    """Return the lines from a piece to the last tear as one, if they are a footer that was torn.

    What stands below goes if it can be more of a footer, as below any other.
    """
    if piece.end - piece.start > _LONGEST_LINE or not _TEAR.search(
        page.text, piece.start, piece.end + _LONGEST_LINE
    ):
        return None
    ends = _ends_of_lines(page, piece)
    if not ends:
        return None
    tears = [tear.end() for tear in _TEAR.finditer(page.text, piece.start, ends[-1])]
    if len(tears) < _TEARS:
        return None
    for end in [end for end in ends if end >= tears[-1]][:_MORE]:
        whole = Piece(piece.start, end, piece.line)
        reading = page.read(whole)
        if reading.role == "anchor" and reading.whole:
            return Member(whole, reading)
    return None


def _ends_of_lines(page: Page, piece: Piece) -> list[int]:
    """Return where the short lines below a short piece end, as far as none closes a text."""
    ends: list[int] = []
    last = piece
    while last.end - last.start <= _LONGEST_LINE and len(ends) < _LINES:
        below = page.after(last)
        if below is None or page.text.count("\n", last.end, below.start) != 1 or _closes(page, below):
            break
        ends.append(below.end)
        last = below
    return ends


def _closes(page: Page, piece: Piece) -> bool:
    line = page.text[piece.start : piece.end]
    return bool(SENTENCE_END.search(line) or BYLINE.search(line))
