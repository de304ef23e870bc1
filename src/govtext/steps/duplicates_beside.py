"""Whether what stands beside its original is a copy: long enough, a whole sentence said twice, a table, a cut lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.duplicates_extent import ITEM, Scene
from govtext.steps.duplicates_items import SIGNATURE
from govtext.steps.duplicates_lines import Kind, is_opening, line_kind
from govtext.steps.duplicates_proof import SHORT
from govtext.steps.duplicates_weight import CUED, LIST_ROWS, Weight, has_sentence

if TYPE_CHECKING:
    from govtext.steps.duplicates_case import Case

__all__ = ["is_list", "is_rows", "stands_beside"]

_TABLE_ROWS = 3
_LOOKED_ROWS = 40
_BARS = ("\u2502", "\u2503", "\u2551")
_CELLS = lazy("[^\\s|][ \\t\u3000]{0,8}[ \\t\u3000|][ \\t\u3000]{0,8}[^\\s|]")
_A_FIELD = lazy("\\s{0,8}([^\\s:\uff1a。，,]{3,12})[:\uff1a]\\s{0,4}\\S")  # of two letters it may be a voice
_CAPTION = lazy("图为|图[一二三四五六七八九十0-9]|摄|供图")
_ATTACHED = lazy("\\s{0,8}附(?:件|表|图|录)")


def stands_beside(scene: Scene, case: Case, weight: Weight, min_chars: int) -> bool:
    """Tell whether a copy beside its original is one: long enough, or a whole sentence said twice."""
    size, prose = weight.size, weight.prose
    if _tears_row(scene, case):
        return False
    if not has_sentence(scene, case) and prose and not case.overlap and weight.rows < _TABLE_ROWS:
        return False
    if size >= (min_chars if prose else min_chars * 3 // 2):
        return True
    if size >= 1.5 * SHORT and weight.share >= 0.4:
        return True
    if size >= CUED and (_is_cut_lead(scene, case) or _is_table(scene, case)):
        return True
    if size < SHORT or not (prose or case.overlap):
        return False
    if case.overlap or (
        case.periodic and _CAPTION.search(scene.page, scene.key.raw(case.start), scene.key.raw_end(case.end))
    ):
        return True
    if scene.sung(case.start, case.end):
        return False
    ends = scene.border(case.end) and scene.border(case.root_end)
    return ends and _begins(scene, case.start) and _begins(scene, case.root)


def _tears_row(scene: Scene, case: Case) -> bool:
    """Tell whether a copy begins or ends within a row of a drawn table: two rows that begin alike."""
    key = scene.key
    if scene.line_ends(case.end) and scene.line_ends(case.start):
        return False
    return any(bar in scene.page[key.raw(case.start) : key.raw_end(case.end)] for bar in _BARS)


def _is_table(scene: Scene, case: Case) -> bool:
    """Tell whether a copy is rows of cells, with pipes or blanks between them, or a card of fields."""
    key = scene.key
    rows = scene.page[key.raw(case.start) : key.raw_end(case.end)].split("\n")
    rows = [row for row in rows[:_LOOKED_ROWS] if row.strip()]
    if len(rows) < _TABLE_ROWS:
        return False
    fields = [_A_FIELD.match(row) for row in rows]
    labels = {found[1] for found in fields if found}
    return len(labels) == len(rows) or all(_CELLS.search(row) for row in rows)


def is_rows(scene: Scene, case: Case, weight: Weight) -> bool:
    """Tell whether a copy is several whole lines."""
    return weight.rows >= LIST_ROWS and scene.line_ends(case.end) and scene.line_ends(case.start)


def is_list(scene: Scene, case: Case) -> bool:
    """Tell whether most rows of a copy are numbered, an attachment, a signature or a date: no verses."""
    key = scene.key
    rows = scene.page[key.raw(case.start) : key.raw_end(case.end)].split("\n")
    rows = [row for row in rows[:_LOOKED_ROWS] if row.strip()]
    formal = sum(
        bool(ITEM.match(row) or _ATTACHED.match(row) or SIGNATURE.search(row) or line_kind(row) is Kind.WEAK)
        for row in rows
    )
    return 2 * formal > len(rows)


def _is_cut_lead(scene: Scene, case: Case) -> bool:
    """Tell whether the original is a line that stops inside a sentence, and the next line says it whole."""
    key = scene.key
    if not (scene.line_ends(case.root) and scene.line_ends(case.start) and scene.line_ends(case.root_end)):
        return False
    if scene.border(case.end):
        return False
    lead = scene.page[key.raw(case.root) : key.raw_end(case.root_end)]
    stop = scene.line_end(key.raw_end(case.root_end))
    rest = scene.page[key.raw_end(case.root_end) : stop] if stop is not None else "\u3002"
    return any(mark in lead for mark in "\uff0c,;\uff1b") and not rest.strip(" \u3000\uff0c,\u3001\u2026.")


def _begins(scene: Scene, at: int) -> bool:
    """Tell whether a sentence or line begins at a key character, but for an ordinal or a label."""
    if scene.border(at):
        return True
    prefix = scene.prefix(at, 0)
    return prefix is not None and is_opening(prefix)
