"""Duplicated blocks inside one document (文内重复段落): draft."""

from __future__ import annotations

from govtext.edits import Edit, Fields, apply, compose
from govtext.step import ensure_text, explained_by
from govtext.steps.duplicates_evidence import SHORT, Verdict, judge
from govtext.steps.duplicates_extent import Ledger, Scene, Span
from govtext.steps.duplicates_heads import doubled_lines, head_titles, overlapping_pages, page_titles, paired_lines, repeated_lines
from govtext.steps.duplicates_key import Key
from govtext.steps.duplicates_match import find_chains
from govtext.steps.duplicates_proof import may_return
from govtext.steps.duplicates_teaser import teasers

__all__ = ["find_duplicates", "strip_duplicates"]

_ROUNDS = 8


def find_duplicates(text: str, *, min_chars: int = 40) -> list[Edit]:
    """Return the edits."""
    ensure_text(text)
    edits: list[Edit] = []
    page = text
    for _ in range(_ROUNDS):
        more = next((found for find in _FINDERS if (found := find(page, min_chars))), [])
        if not more:
            break
        page = apply(page, more)
        edits = compose(edits, more)
    return edits


@explained_by(find_duplicates)
def strip_duplicates(text: str, *, min_chars: int = 40) -> str:
    """Return ``text`` without copies."""
    return apply(text, find_duplicates(text, min_chars=min_chars))


def _copies(text: str, min_chars: int) -> list[Edit]:
    if not may_return(text, SHORT):
        return []
    key = Key(text)
    chains = find_chains(key)
    if not chains:
        return []
    scene = Scene(key)
    if cut := teasers(scene, chains, gapped=True):
        return cut
    ledger = Ledger()
    edits: list[Edit] = []
    for chain in chains:
        verdict = judge(scene, ledger, chain, min_chars)
        if verdict is not None:
            edits.extend(_removals(scene, ledger, verdict))
    return edits or teasers(scene, chains, gapped=False)


def _removals(scene: Scene, ledger: Ledger, verdict: Verdict) -> list[Edit]:
    key, page = scene.key, scene.page
    begin = verdict.header.start if verdict.seam is None else min(verdict.seam, verdict.header.start)
    begin = max(begin, ledger.raw_end)
    pieces = []
    at = begin
    for low, high in verdict.kept:
        pieces.append((at, scene.word_start(low, at)))
        at = scene.word_start(high, at)
    if verdict.beside is None or scene.line_ends(verdict.end) or scene.rest_is_tail(verdict.end):
        end = scene.closing(verdict.end, credit=not verdict.periodic)
    else:
        end = scene.meeting(verdict.beside, verdict.end)
    pieces.append((at, end))
    fields = Fields(copy_of=key.raw(verdict.root))
    edits = []
    for start, end in pieces:
        start, end = _whole_lines(page, start, end, ledger.raw_end)
        if start < end:
            low, high = key.position(start), key.position(end)
            ledger.add(verdict.chain, low, high, Span(start, end))
            edits.append(Edit(start, end, "", f"duplicates.{verdict.evidence}", fields))
    return edits


def _whole_lines(page: str, start: int, end: int, floor: int) -> tuple[int, int]:
    """Take a line break along where whole lines leave."""
    opens = start == 0 or page[start - 1] == "\n"
    if opens and page.startswith("\n", end):
        return start, end + 1
    if end == len(page):
        while start > floor and page[start - 1].isspace():
            start -= 1
    return start, end


_FINDERS = (
    lambda page, _: paired_lines(page),
    _copies,
    lambda page, _: head_titles(page),
    lambda page, _: page_titles(page),
    lambda page, _: repeated_lines(page),
    lambda page, _: doubled_lines(page),
    lambda page, _: overlapping_pages(page),
)
