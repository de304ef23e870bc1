"""Whether there is a notice, and which: the sightings on a page.

A sighting needs a rule's words *and* a place that fits them: a bracket, a line of nothing but wall
language, dots before it, a text that breaks off above. What an article says *about* walls has other
words beside it (readers, counters, documents), stands in quotation marks or is a numbered item.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from govtext.steps.paywall_candidate import LONGEST_CARD, Candidate
from govtext.steps.paywall_parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govtext.rules import Rule
    from govtext.steps.paywall_catalogue import Catalogue
    from govtext.steps.paywall_page import Line, Page

__all__ = ["Sighting", "sightings", "stretches"]

_AROUND = (
    260  # of a longer line, this much on either side of a place and up to the next full stop is looked at
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A notice on a page: ``start`` and ``end`` are offsets of the page, dots not yet included."""

    start: int
    end: int
    rule: Rule
    line: Line
    cuts: bool  # whether the notice says that text is missing


def sightings(page: Page, place: int, book: Catalogue) -> list[Sighting]:
    """Return the notices of a page from a place on, in order; they do not overlap."""
    found: list[Sighting] = []
    for line, stretch in stretches(page, place, book):
        candidate = Candidate(page, book, line, stretch)
        if not candidate.active:
            continue
        whole = candidate.as_a_whole()
        if whole is not None:
            found.append(Sighting(line.start, line.end, whole.rule, line, candidate.cuts(whole.rule)))
            continue
        taken = 0
        for start, end, rule in sorted(parts(candidate), key=lambda part: (part[0], -part[1])):
            if start >= taken:
                cuts = candidate.cuts(rule, start, end)
                found.append(Sighting(*candidate.copy.span(start, end), rule, line, cuts))
                taken = end
    return found


def stretches(page: Page, at: int, book: Catalogue) -> Iterator[tuple[Line, Line]]:
    """Yield the lines with a place worth a look, from ``at`` on: whole, or of a long one what stands around it."""
    line = page.line(0)
    begin = end = -1  # of the stretch that is still growing
    for place in book.places(page.text, at):
        if place < end:
            if place > end - _AROUND and end < line.end:
                end = _right_edge(page.text, place, line)
            continue
        if end > begin:
            yield line, line.part(begin, end)
        line = page.line_at(place)
        begin, end = _left_edge(page.text, place, line), _right_edge(page.text, place, line)
    if end > begin:
        yield line, line.part(begin, end)


def _left_edge(text: str, place: int, line: Line) -> int:
    """Return where to begin: at the end of a sentence well before the place, that full stop included."""
    if place - line.start <= _AROUND or len(line.text) <= LONGEST_CARD:
        return line.start
    far = max(line.start, place - 2 * _AROUND)
    return max(far, text.rfind("。", far, place - _AROUND))


def _right_edge(text: str, place: int, line: Line) -> int:
    if line.end - place <= _AROUND or len(line.text) <= LONGEST_CARD:
        return max(line.end, place + 1)
    far = min(line.end, place + 2 * _AROUND)
    stop = text.find("。", place + _AROUND, far)
    return far if stop < 0 else stop + 1
