"""A page cut into pieces: lines, sentences, and within a sentence where footer and prose touch.

Pieces are cut and read on demand, each line once, so that a finder that looks at the neighbourhood of
a few hits pays for that neighbourhood only.
"""

from __future__ import annotations

import bisect
import itertools
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from govtext.edits import Edit, apply
from govtext.fold import BLANKS
from govtext.steps.footer_guard import REACH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.steps.footer_items import Lexicon, Reading

__all__ = ["BLANK", "INK", "SENTENCE_END", "Page", "Piece"]

#: What counts as nothing at the ends of a piece: blanks, and the rarer line breaks.
BLANK = BLANKS + "\r\v\f\x85\u2028\u2029"
INK = re.compile(f"[^{BLANK}\n]")
SENTENCE_END = re.compile(
    "[\u3002\uff01\uff1f!?](?:(?<![!?])|(?! ?[0-9A-Za-z&=/\u00a9(]))[\u201d\u2019\u300d\u300f\uff09)\u3011\u300b]{0,4}"
)
# A by-line closes the text as a full stop does, and a footer may be glued to it.
_NAME = "[\u3400-\u9fff\u00b7]{2,4}"
_BYLINE = re.compile(
    f"[{BLANKS}]{{0,4}}(?:本[报网台刊站]|全媒体|融媒体?|特约|见习|实习|首席){{0,3}}(?:记者|通讯员)[{BLANKS}:\uff1a]{{0,2}}"
    f"{_NAME}(?:[{BLANKS}、]{{1,3}}{_NAME}){{0,4}}[{BLANKS}]{{0,3}}(?:文[/并]?图|图/?文|摄影报[道导]|摄影|报道|摄)"
)

#: A piece is never longer than this: one-line footers run to some 300 characters.
LIMIT = 1000
#: As long as nearly every sentence.
_SENTENCE = 120


class Piece(NamedTuple):
    """A line, or a sentence of it, and where that line begins."""

    start: int
    end: int
    line: int


@dataclass(slots=True)
class Page:
    """The pieces of a text, cut and read on demand and once."""

    text: str
    lexicon: Lexicon
    shut: int = 0  # the gate is known not to open before this offset
    hits: list[int] | None = None  # where it opens, once that has been asked
    _lines: dict[int, list[Piece]] = field(default_factory=dict)
    _readings: dict[str, Reading] = field(default_factory=dict)
    _start: int = 0  # the line that was asked for last: hits come in order, lines can be long
    _end: int = 0

    def without(self, edits: Sequence[Edit]) -> Page:
        """Return the page less what the edits remove; a piece that was read is not read again.

        Nor is the gate asked again about the text before the first edit, as far as that cannot have changed it.
        """
        start = edits[0].start
        shut = max(0, min(self.shut, start) - REACH)
        # If all hits leave with the end of the text, what is left has none.
        spent = edits[0].end == len(self.text) and self.hits and self.hits[0] >= start
        hits: list[int] | None = [] if spent else None
        return Page(apply(self.text, edits), self.lexicon, shut, hits, _readings=self._readings)

    def opens(self, start: int, end: int = sys.maxsize) -> int:
        """Return the first offset of a stretch at which the gate opens, or -1."""
        gate, hits = self.lexicon.gate, self.hits
        if not gate.clues:  # it opens at every line
            return gate.place(self.text, start, end)
        if end <= self.shut or start >= end:
            return -1
        if hits is None:
            hits = self.hits = gate.places(self.text, self.shut)
        i = bisect.bisect_left(hits, start)
        if i == len(hits) or hits[i] >= end:
            return -1
        # What the last character opens the gate with may stand beyond the stretch.
        inside = hits[i] < end - 1 or gate.scan.match(self.text, hits[i], end) is not None
        return hits[i] if inside else -1

    def at(self, offset: int) -> Piece:
        """Return the piece that holds the character at ``offset`` (which is no blank)."""
        if not self._start <= offset < self._end:
            self._start = self.text.rfind("\n", 0, offset) + 1
            end = self.text.find("\n", offset)
            self._end = len(self.text) if end < 0 else end
        pieces = self._pieces(self._start)
        return pieces[bisect.bisect_left(pieces, (offset + 1,)) - 1]

    def parts(self, above: Piece, below: Piece) -> bool:
        """Whether an empty line stands between two pieces."""
        return self.text.count("\n", above.end, below.start) > 1

    def after(self, piece: Piece) -> Piece | None:
        """Return the next piece; empty lines count for nothing."""
        rest = INK.search(self.text, piece.end)
        return self.at(rest.start()) if rest else None

    def before(self, piece: Piece) -> Piece | None:
        """Return the piece before; empty lines count for nothing."""
        pieces = self._pieces(piece.line)
        place = bisect.bisect_left(pieces, (piece.start,))
        if place:
            return pieces[place - 1]
        end = piece.line
        while end > 0:
            line = self.text.rfind("\n", 0, end - 1) + 1
            if last := self._last(line, end - 1):
                return last
            end = line
        return None

    def _last(self, line: int, end: int) -> Piece | None:
        """Return the last piece of a line, without cutting a paragraph into all of its sentences."""
        if end - line > _SENTENCE and line not in self._lines and self.opens(line, end) < 0:
            stops = [stop.end() for stop in SENTENCE_END.finditer(self.text, end - _SENTENCE, end)]
            for start, stop in itertools.pairwise([end, *stops[::-1]]):
                if span := _inked(self.text, stop, start):
                    return Piece(*span, line)
        pieces = self._pieces(line)
        return pieces[-1] if pieces else None

    def read(self, piece: Piece) -> Reading:
        """Return what a piece is."""
        return self._reading(self.text[piece.start : piece.end])

    def _reading(self, raw: str) -> Reading:
        reading = self._readings.get(raw)
        if reading is None:
            reading = self._readings[raw] = self.lexicon.recall(raw)
        return reading

    def _pieces(self, line: int) -> list[Piece]:
        pieces = self._lines.get(line)
        if pieces is None:
            end = self.text.find("\n", line)
            spans = self._spans(line, len(self.text) if end < 0 else end)
            pieces = self._lines[line] = [Piece(*span, line) for span in spans]
        return pieces

    def _spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans of the pieces of a line, without blanks at their ends."""
        spans: list[tuple[int, int]] = []
        hit = self.opens(start, end)
        stops = [match.end() for match in SENTENCE_END.finditer(self.text, start, end)]
        if hit >= 0 and (byline := _BYLINE.match(self.text, stops[-1] if stops else start, end)):
            stops.append(byline.end())
        if not stops or stops[-1] < end:
            stops.append(end)
        for stop in stops:
            if start <= hit < stop or stop - start > LIMIT:  # else there is nothing to cut
                spans += self._parts(start, stop, hit)
                hit = self.opens(stop, end)
            elif span := _inked(self.text, start, stop):
                spans.append(span)
            start = stop
        return spans

    def _parts(self, start: int, end: int, hit: int) -> list[tuple[int, int]]:
        """Cut a sentence where a footer in it begins and ends; from its end, so that a long one is quick.

        ``hit`` is where the gate opens first from ``start`` on.
        """
        parts: list[tuple[int, int]] = []
        while span := _inked(self.text, start, end):
            begin = max(span[0], span[1] - LIMIT)
            head = begin
            nearest = hit if hit >= begin else self.opens(begin, span[1])
            if begin <= nearest < span[1]:
                reading = self._reading(self.text[begin : span[1]])
                if reading.role in ("anchor", "tail"):
                    rest = _inked(self.text, begin + reading.end, span[1])
                    if rest:
                        parts.append(rest)
                    head = begin + reading.start
                    span = (head, begin + reading.end)
            parts.append((head, span[1]))
            end = head
        return parts[::-1]


def _inked(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span without the blanks at its ends, or None if nothing is left."""
    if start < end and text[start] not in BLANK and text[end - 1] not in BLANK:
        return start, end
    piece = text[start:end]
    inner = piece.strip(BLANK)
    if not inner:
        return None
    start += len(piece) - len(piece.lstrip(BLANK))
    return start, start + len(inner)
