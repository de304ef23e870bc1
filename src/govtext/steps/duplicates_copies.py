"""The copies of a page, from its key to the edits: match, cut, judge, and how much leaves.

Chains are weighed in the order of their place, each against what is kept so far (the ledger). This is
the costly part, and it is loaded when the first page comes along that `duplicates_proof` lets through.
"""

from __future__ import annotations

from govtext.edits import Edit, Fields
from govtext.steps.duplicates_evidence import Verdict, judge
from govtext.steps.duplicates_extent import Scene
from govtext.steps.duplicates_key import Key
from govtext.steps.duplicates_ledger import Ledger, Span
from govtext.steps.duplicates_match import find_chains
from govtext.steps.duplicates_teaser import cut_stretches, teasers

__all__ = ["find_copies"]


def find_copies(shaded: str, min_chars: int) -> list[Edit]:
    """Return the edits for the copies of a page that was shaded (`duplicates_key.shade`)."""
    key = Key(shaded, shaded=True)
    chains = find_chains(key)
    if not chains:
        return []
    scene = Scene(key)
    cut = cut_stretches(scene, chains)
    if gapped := teasers(scene, chains, cut, gapped=True):
        return gapped
    ledger = Ledger()
    edits: list[Edit] = []
    for chain in chains:
        verdict = judge(scene, ledger, chain, min_chars)
        if verdict is not None:
            edits.extend(_removals(scene, ledger, verdict))
    return edits or teasers(scene, chains, cut, gapped=False)


def _removals(scene: Scene, ledger: Ledger, verdict: Verdict) -> list[Edit]:
    """Return the edits for one copy, around what inside it is new, and enter them in the ledger."""
    key = scene.key
    begin = verdict.header.start if verdict.seam is None else min(verdict.seam, verdict.header.start)
    at = max(begin, ledger.raw_end)
    pieces = []
    for low, high in verdict.kept:
        pieces.append((at, scene.word_start(low, at)))
        at = scene.word_start(high, at)
    if verdict.beside is None or scene.line_ends(verdict.end) or scene.rest_is_tail(verdict.end):
        pieces.append((at, scene.closing(verdict.end, credit=not verdict.periodic)))
    elif (
        verdict.seam is not None
    ):  # the marks behind the original leave with the seam, those of the copy stay
        pieces.append((at, key.raw_end(verdict.end)))
    else:
        pieces.append((at, scene.meeting(verdict.beside, verdict.end)))
    fields = Fields(copy_of=key.raw(verdict.root))
    edits = []
    for piece in pieces:
        start, end = _whole_lines(scene.page, *piece, ledger.raw_end)
        if start < end:
            ledger.add(verdict.chain, key.position(start), key.position(end), Span(start, end))
            edits.append(Edit(start, end, "", f"duplicates.{verdict.evidence}", fields))
    return edits


def _whole_lines(page: str, start: int, end: int, floor: int) -> tuple[int, int]:
    """Take a line break along where whole lines leave."""
    if (start == 0 or page[start - 1] == "\n") and page.startswith("\n", end):
        return start, end + 1
    if end == len(page):
        while start > floor and page[start - 1].isspace():
            start -= 1
    return start, end
