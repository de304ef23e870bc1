"""A result cut into the pieces that every view shows: what stayed, what left, what is folded away.

The notebook, the terminal and the audit page draw the same pieces, so that they cannot tell three
different stories. Sizes are bounded here: a view of a page of any length stays small enough to open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from govtext.report.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govtext.edits import Edit
    from govtext.result import Result

__all__ = ["NOTEBOOK", "Limits", "Piece", "pieces"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a page a view draws, in characters and in edits."""

    context: int = 120  # of an untouched stretch, what stays in sight at either end
    stretch: int = 20_000  # of one stretch, folded or removed, what is drawn at all
    edits: int = 5_000
    chars: int = 2_000_000


NOTEBOOK = Limits()


class Piece(NamedTuple):
    """One stretch of the original.

    ``edit`` says why it left (``None``: it stayed); ``folded``: long and untouched, to be opened on
    demand; ``skipped``: a gap, so many characters of the original are not drawn; ``lead``: the first of
    a run of one kind, where the label of the kind stands.
    """

    text: str
    edit: Edit | None = None
    folded: bool = False
    skipped: int = 0
    lead: bool = False


def pieces(result: Result, *, limits: Limits = NOTEBOOK) -> Iterator[Piece]:
    """Yield the original in pieces, in order. Without skipped ones their texts join to the original.

    >>> from govtext.edits import Edit
    >>> from govtext.result import Result
    >>> [p.text for p in pieces(Result.from_edits("甲(jiǎ)乙", [Edit(1, 6)]))]
    ['甲', '(jiǎ)', '乙']
    """
    original, at, drawn, kind = result.original, 0, 0, None
    for number, edit in enumerate(_joined(result.edits)):
        if number >= limits.edits or drawn > limits.chars:
            break
        if edit.start > at:
            yield from _kept(original, at, edit.start, limits)
            drawn += min(edit.start - at, limits.stretch)
            kind = None
        yield from _left(original, edit, limits, lead=kind != edit.kind)
        drawn += min(edit.end - edit.start, limits.stretch)
        at, kind = edit.end, edit.kind
    else:
        yield from _kept(original, at, len(original), limits)
        return
    yield Piece("", skipped=len(original) - at)


def _joined(edits: tuple[Edit, ...]) -> Iterator[Edit]:
    """Yield the edits, those that touch and say the same joined into one."""
    last: Edit | None = None
    for edit in edits:
        if last is not None and _same(last, edit):
            last = last._replace(end=edit.end, new=last.new + edit.new)
            continue
        if last is not None:
            yield last
        last = edit
    if last is not None:
        yield last


def _same(one: Edit, two: Edit) -> bool:
    return (
        one.end == two.start
        and one.rule == two.rule
        and not two.fields
        and _is_swap(one) == _is_swap(two)
        and bool(one.new) == bool(two.new)
    )


def _is_swap(edit: Edit) -> bool:
    return len(edit.new) == edit.end - edit.start


def _left(original: str, edit: Edit, limits: Limits, *, lead: bool) -> Iterator[Piece]:
    """Yield what an edit takes; its new text comes with the last piece."""
    lead = lead and kind_of(edit.rule).passages
    begin, bare = edit.start, edit._replace(new="")
    if lead and edit.end - begin > 1 and original[begin] == "\n":
        yield Piece("\n", bare)  # so that the label stands on the line that left, not at the end of another
        begin += 1
    if edit.end - begin > limits.stretch:
        half = limits.stretch // 2
        yield Piece(original[begin : begin + half], bare, lead=lead)
        yield Piece("", edit, skipped=edit.end - begin - 2 * half)
        begin, lead = edit.end - half, False
    yield Piece(original[begin : edit.end], edit, lead=lead)


def _kept(original: str, start: int, end: int, limits: Limits) -> Iterator[Piece]:
    """Yield an untouched stretch, its middle folded where it is long, cut where it is endless."""
    if start >= end:
        return
    head, tail = start + limits.context, end - limits.context
    head = _line_end(original, head, head + limits.context)
    tail = _line_start(original, tail - limits.context, tail)
    if tail - head <= limits.context:
        yield Piece(original[start:end])
        return
    yield Piece(original[start:head])
    if tail - head > limits.stretch:
        half = limits.stretch // 2
        yield Piece(original[head : head + half], folded=True)
        yield Piece("", skipped=tail - head - 2 * half)
        yield Piece(original[tail - half : tail], folded=True)
    else:
        yield Piece(original[head:tail], folded=True)
    yield Piece(original[tail:end])


def _line_end(text: str, at: int, latest: int) -> int:
    """Return the first line end in a range, so that a fold does not cut a line; else its begin."""
    found = text.find("\n", at, latest)
    return at if found < 0 else found + 1


def _line_start(text: str, earliest: int, at: int) -> int:
    found = text.rfind("\n", max(earliest, 0), max(at, 0))
    return at if found < 0 else found + 1
