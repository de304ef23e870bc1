"""Chains cut to borders: where a copy begins and ends, and whether it stands beside its original.

Letters also agree by chance: two paragraphs open with the same word, what follows a copy begins like
the copy itself. Before evidence is weighed, `cut_to_borders` brings a chain to the borders of lines
and sentences, in two ways:

* Copies that *touch* (AA, AAA) agree on and on, each with the one before it. They are cut by whole
  periods, at the line, sentence or earlier cut that is the seam; a last one that was cut off goes too.
* Any *other* agreement is cut back to the next border at either end, unless a header, a dateline, a
  button or a reworded rest explains why it begins or ends inside a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from govtext.steps.duplicates_key import folded
from govtext.steps.duplicates_lines import Kind, is_opening, is_tail, line_kind
from govtext.steps.duplicates_proof import SHORT

if TYPE_CHECKING:
    from govtext.steps.duplicates_extent import Scene
    from govtext.steps.duplicates_ledger import Ledger
    from govtext.steps.duplicates_match import Chain

__all__ = ["BESIDE", "LONG_RUN", "Case", "cut_to_borders"]

BESIDE = 600  # key characters of noise that may stand between a copy and its original
LONG_RUN = 150  # from here on figures may differ inside a copied run, and its ends may be reworded
_LONE = 60  # below this, what begins inside a sentence is a phrase
_SEAM = 2500  # page characters between copies that are looked through


@dataclass(frozen=True, slots=True)
class Case:
    """What returns, cut to borders: its key span, its original, and how the two stand."""

    start: int
    end: int
    root: int
    root_end: int
    adjacent: bool
    periodic: bool
    overlap: bool = False  # a page cut inside a sentence, whose last words the next one takes up


def cut_to_borders(scene: Scene, ledger: Ledger, chain: Chain) -> Case | None:
    """Return a chain cut to borders; ``None`` if too little is left."""
    start, end = max(chain.target, ledger.key_end), chain.target_end
    if end - start < SHORT:
        return None
    size = chain.target_end - chain.target
    period = chain.target - chain.source
    if len(chain.parts) == 1 and size >= period and ledger.key_end <= chain.target:
        case = _periods(scene, ledger, chain, period)
    else:
        case = (
            None if _is_torn(scene, ledger, chain, start, end) else _trimmed(scene, ledger, chain, start, end)
        )
    return case if case is not None and case.end - case.start >= SHORT else None


def _periods(scene: Scene, ledger: Ledger, chain: Chain, period: int) -> Case | None:
    """Cut copies that touch by whole periods; a last one that was cut off goes with them.

    Copies that touch may be cut anywhere: what opens the copy also opens what follows it. They are
    cut where a line, a sentence or an earlier copy ended.
    """
    if period < SHORT:
        return None
    start, end = chain.target, chain.target_end
    slack = min((end - start) % period, period - 1)
    shift = next(
        (
            i
            for at in (_line_both, _line_target, _line_at, _border_at)
            for i in range(min(slack, 60) + 1)
            if at(scene, ledger, start + i, chain.source + i)
        ),
        0,
    )
    start += shift
    whole = start + (end - start) // period * period
    rest = end - whole
    if rest >= SHORT:
        if not scene.rest_is_tail(end):
            end = scene.last_border(end, whole)
        whole = end if end - whole >= SHORT else whole
    root = ledger.root(chain.source + shift)
    overlap = whole - start == period and _overlaps(scene, start, whole, root)
    return Case(start, whole, root, start, adjacent=True, periodic=True, overlap=overlap)


def _line_both(scene: Scene, _ledger: Ledger, target: int, source: int) -> bool:
    return scene.line_ends(target) and scene.line_ends(source)


def _line_target(scene: Scene, _ledger: Ledger, target: int, _source: int) -> bool:
    return scene.line_ends(target)


def _line_at(scene: Scene, ledger: Ledger, target: int, source: int) -> bool:
    return scene.line_ends(target) or scene.line_ends(source) or ledger.is_edge(source)


def _border_at(scene: Scene, _ledger: Ledger, target: int, source: int) -> bool:
    return scene.border(target) or scene.border(source)


def _is_torn(scene: Scene, ledger: Ledger, chain: Chain, start: int, end: int) -> bool:
    """Tell whether an agreement begins inside a sentence, and too little stands behind the next border.

    `_trimmed` would find so too; most agreements are phrases, and this costs them a fraction.
    """
    if chain.size >= LONG_RUN or end - scene.next_border(start, end) >= SHORT:
        return False
    if ledger.kept_between(chain.source_end, start) == 0 or scene.key.raw(start) == ledger.raw_end:
        return False
    if scene.is_run(start) and scene.border(chain.source_of(start)):
        return False
    prefix = scene.prefix(start, ledger.raw_end)
    return prefix is None or not is_opening(prefix)


def _trimmed(scene: Scene, ledger: Ledger, chain: Chain, start: int, end: int) -> Case | None:
    """Cut an agreement back to borders of lines and sentences."""
    root_end = ledger.root(chain.source_end - 1) + 1
    apart = ledger.kept_between(root_end, start)
    if apart > 2 * BESIDE and end - start < _LONE and not scene.border(start):
        return None  # a phrase inside a sentence, far from the first: no evidence can make it a copy
    adjacent = apart <= BESIDE and scene.border(chain.source_end) and _beside(scene, ledger, start, root_end)
    if not (adjacent or scene.border(end) or scene.line_ends(chain.source_end) or scene.rest_is_tail(end)):
        reworded = scene.corrected_end(end, chain.source_end) if chain.size >= LONG_RUN else end
        end = reworded if reworded > end else scene.last_border(end, start)
        if end - start < SHORT:
            return None
    if not adjacent:
        root_end = ledger.root(max(0, chain.source_of(end) - 1)) + 1
        adjacent = _beside(scene, ledger, start, root_end)
    if adjacent and root_end == start:
        turn = _turned(scene, start, end, ledger.key_end)
        if turn:
            return Case(
                start - turn, end - turn, ledger.root(chain.source), start - turn, adjacent, periodic=False
            )
    prefix = scene.prefix(start, ledger.raw_end)
    if not (
        scene.border(start)
        or ledger.kept_between(root_end, start) == 0
        or (scene.is_run(start) and scene.border(chain.source_of(start)))
        or scene.key.raw(start) == ledger.raw_end
        or (prefix is not None and is_opening(prefix))
        or (
            chain.size >= LONG_RUN
            and scene.opening(start, ledger.raw_end, source=chain.source_of(start)) < scene.key.raw(start)
        )
    ):
        start = scene.next_border(start, end)
        adjacent = adjacent and _beside(scene, ledger, start, root_end)
    return Case(start, end, ledger.root(chain.source_of(start)), root_end, adjacent, periodic=False)


def _turned(scene: Scene, start: int, end: int, floor: int) -> int:
    """Return by how much touching copies are to be cut earlier: A T|B T|B is cut before the title T."""
    text = scene.key.text
    for title in scene.titles:
        if text.endswith(title, floor, start) and text.endswith(title, start, end):
            return len(title) if scene.line_ends(start - len(title)) else 0
    return 0


def _beside(scene: Scene, ledger: Ledger, start: int, root_end: int) -> bool:
    """Tell whether nothing but noise is kept between the original's end and the copy's beginning."""
    apart = ledger.kept_between(root_end, start)
    if apart == 0 or apart > BESIDE:
        return apart == 0 and root_end <= start
    floor = max(ledger.raw_end, scene.key.raw_end(root_end))
    return _noise_between(scene, ledger, root_end, scene.opening(start, floor))


def _noise_between(scene: Scene, ledger: Ledger, root_end: int, begin: int) -> bool:
    """Tell whether nothing but noise is kept between two places: the end of text and a page offset."""
    end = scene.key.raw_end(root_end)
    if begin <= end:
        return True
    if begin - end > 4 * _SEAM + sum(s.end - s.start for s in ledger.spans[-8:]):
        return False
    between = ledger.kept_text(scene.page, end, begin)
    if len(between) > _SEAM:
        return False
    first, *rest = between.split("\n")
    if folded(first) and not is_tail(first) and line_kind(first) is Kind.TEXT:
        return False
    return all(
        line_kind(line) is not Kind.TEXT or folded(line) in scene.titles or scene.is_tab_row(line, end)
        for line in rest
    )


def _overlaps(scene: Scene, start: int, end: int, root: int) -> bool:
    """Tell whether a page was cut inside a sentence and the next one takes up its last words again."""
    key = scene.key
    if not scene.line_ends(start) or scene.border(end) or scene.border(root):
        return False
    between = scene.page[key.raw_end(start) : key.raw(start)]
    return not between.strip(" \t\u3000\n\u2026.")
