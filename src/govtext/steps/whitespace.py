"""White space: what extractors leave at the edges of lines, and the other steps where they took something.

Extractors indent paragraphs with U+3000, end lines in blanks and leave runs of empty lines where
markup stood; removing a footer or a share bar leaves more of them. Blanks *inside* a line are never
touched: in Chinese text they carry meaning (names are set apart by them, tables are made of them).
"""

from __future__ import annotations

from govtext.edits import NO_FIELDS, Edit, apply, make_edit
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.step import ensure_text, explained_by

__all__ = ["find_whitespace", "normalize_whitespace"]

_STRIP = BLANKS + "\r\v\f"
_CLASS = "[" + "".join(f"\\u{ord(c):04x}" for c in _STRIP) + "]"
# It begins with the line break, which is what `re` looks for first, and then looks at both of its sides.
_BREAK_BESIDE_BLANKS = lazy(f"\n(?:(?={_CLASS})|(?<={_CLASS}\n)|(?=\n\n))")
_ENDS = frozenset(_STRIP + "\n")


def _nothing_to_do(text: str) -> bool:
    """Prove it cheaply: the two ends of the text, and what stands beside its line breaks."""
    return not text or (
        text[0] not in _ENDS and text[-1] not in _ENDS and _BREAK_BESIDE_BLANKS.search(text) is None
    )


def find_whitespace(text: str) -> list[Edit]:
    """Return the edits that `normalize_whitespace` makes (offsets in code points).

    >>> [(e.start, e.end) for e in find_whitespace("\\u3000\\u3000第一段 \\n\\n\\n\\n第二段")]
    [(0, 2), (5, 6), (8, 10)]
    """
    ensure_text(text)
    if _nothing_to_do(text):
        return []
    edits: list[Edit] = []
    settled = 0  # everything before this offset is dealt with; the last kept line ends here
    first = True
    at = 0
    for line in text.split("\n"):
        body = line.strip(_STRIP)
        if body:
            start = at if body == line else at + line.index(body)
            if first:
                _tidy_gap(text, settled, start, 0, edits)
                first = False
            elif settled + 1 < at:
                _tidy_gap(text, settled, start, 2, edits)
            elif start > at:  # mostly one line break stands between two lines, and an indent behind it
                edits.append(make_edit((at, start, "", "whitespace.blanks", NO_FIELDS)))
            settled = start + len(body)
        at += len(line) + 1
    _tidy_gap(text, settled, len(text), 0, edits)
    return edits


def _tidy_gap(text: str, start: int, end: int, keep: int, edits: list[Edit]) -> None:
    """Leave at most ``keep`` line breaks of the white space between two lines that hold text."""
    if end - start <= keep and text.count("\n", start, end) == end - start:
        return
    at = start
    while keep:
        newline = text.find("\n", at, end)
        if newline < 0:
            break
        if newline > at:
            edits.append(Edit(at, newline, "", "whitespace.blanks"))
        at, keep = newline + 1, keep - 1
    if end > at:
        rule = "whitespace.lines" if text.find("\n", at, end) >= 0 else "whitespace.blanks"
        edits.append(Edit(at, end, "", rule))


@explained_by(find_whitespace)
def normalize_whitespace(text: str) -> str:
    """Strip the blanks at both ends of each line and keep at most one empty line in a row.

    U+3000, U+00A0, tabs and zero-width blanks count as blanks. The text itself loses the white space
    at its ends. Line breaks other than ``\\n`` are the business of `govtext.fix_encoding`.

    When not: for verse or code, where indentation is content.

    >>> normalize_whitespace("\\u3000\\u3000第一段 \\n \\n\\n\\u3000\\u3000第二段\\n")
    '第一段\\n\\n第二段'
    >>> normalize_whitespace("姓  名") == "姓  名"
    True
    """
    return apply(text, find_whitespace(text))
