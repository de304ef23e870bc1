"""One document of the audit page, as small plain data that the page's script draws.

The text is made visible (`govtext.report.visible`) before it is stored, so that neither the page nor its
script ever handles a character that acts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govtext.audit.totals import share_lost
from govtext.report.html import facts, shown
from govtext.report.pieces import Limits, Piece, pieces
from govtext.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govtext.result import Result

__all__ = ["Snippet", "View", "view_of"]

_LIMITS = Limits(context=100, stretch=2_000, edits=1_200, chars=16_000)
_AROUND = 24  # characters on either side of a removal that a snippet shows
_LONGEST = 90
_SNIPPETS = 40  # rules of one document that a snippet is kept for
_SOURCE = 300


@dataclass(frozen=True, slots=True)
class Snippet:
    """The largest removal of one rule in one document, with what stands around it."""

    rule: str
    size: int
    before: str
    left: str
    after: str


@dataclass(frozen=True, slots=True)
class View:
    """What the audit page knows of one document."""

    key: int
    source: str
    share: float
    chars_in: int
    chars_out: int
    truncated: bool
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    pieces: tuple[Any, ...]
    snippets: tuple[Snippet, ...]


def view_of(source: str, result: Result, *, key: int) -> View:
    """Return the view of one document: bounded in size, whatever the page's."""
    truncation = [(k, v) for k, v in facts(result.truncation.to_dict()) if k != "truncated"]
    notes = [*result.flags, *([f"not cleaned: {result.error}"] if result.error is not None else [])]
    about = [*truncation, *facts(result.metadata)]
    return View(
        key=key,
        source=visible(source[-_SOURCE:]),
        share=share_lost(result),
        chars_in=len(result.original),
        chars_out=len(result.text),
        truncated=result.truncated,
        notes=tuple(visible(note[:_SOURCE]) for note in notes),
        facts=tuple((visible(k), visible(v[:_SOURCE])) for k, v in about),
        rules=tuple(visible(rule) for rule in result.summary()),
        pieces=tuple(_plain(piece) for piece in pieces(result, limits=_LIMITS)),
        snippets=tuple(_snippets(result)),
    )


def _plain(piece: Piece) -> Any:
    """Return a piece as JSON: kept text is a string, a gap a number, folded text a list of one string.

    What left is ``[rule, old, new, start, end, lead, facts]``.
    """
    edit = piece.edit
    if piece.skipped:
        return piece.skipped
    if edit is None:
        return [visible(piece.text)] if piece.folded else visible(piece.text)
    plain = [visible(edit.rule), shown(edit, piece.text), shown(edit, edit.new[: _LIMITS.stretch])]
    told = "; ".join(visible(f"{k}: {v[:_SOURCE]}") for k, v in facts(edit.fields))
    return [*plain, edit.start, edit.end, int(piece.lead), told]


def _snippets(result: Result) -> Iterator[Snippet]:
    largest: dict[str, Any] = {}
    for edit in result.edits:
        best = largest.get(edit.rule)
        if best is None or edit.end - edit.start > best.end - best.start:
            largest[edit.rule] = edit
    page = result.original
    for rule, edit in list(largest.items())[:_SNIPPETS]:
        left = shown(edit, page[edit.start : min(edit.end, edit.start + _LONGEST)])
        yield Snippet(
            rule=visible(rule),
            size=edit.end - edit.start,
            before=visible(page[max(0, edit.start - _AROUND) : edit.start]),
            left=left + ("…" if edit.end - edit.start > _LONGEST else ""),
            after=visible(page[edit.end : edit.end + _AROUND]),
        )
