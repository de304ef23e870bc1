"""The original that is the lesser one: a teaser cut with dots before the whole text.

A list page prints the first words of the article, three dots and [详细]; a preview prints what a
visitor may see. If the whole comes after it, the whole is what stays, and the cut one leaves with its
dots and its button. Elsewhere the first copy stays, so this is looked for before copies are.

A teaser is told by three things: its lines are nothing but text that returns later, in the same
order; behind a piece of it stand dots or a button; and at that very place the later text goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.edits import Edit, Fields
from govtext.steps.duplicates_key import folded
from govtext.steps.duplicates_lines import is_button, is_opening, is_tail
from govtext.steps.duplicates_proof import SEED

if TYPE_CHECKING:
    from govtext.steps.duplicates_extent import Scene
    from govtext.steps.duplicates_match import Chain, Stretch

__all__ = ["cut_stretches", "teasers"]

_LEAST = 24  # key characters of a teaser
_BUTTON = 40  # characters of a line behind a cut one, which are its button
_DOTTED = 8  # and of the marks among which its dots are
_MOST = 64  # stretches on either side of a cut one
_STEMS = ("\u2026", "...", "\u22ef", "展开", "详", "全文", "更多", "阅读", "查看", "下载")


def cut_stretches(scene: Scene, chains: list[Chain]) -> list[Stretch]:
    """Return the stretches whose original ends in dots or a button where the later twin goes on."""
    if not any(stem in scene.page for stem in _STEMS):
        return []
    return [p for c in chains for p in c.parts if _cut(scene, p)]


def teasers(scene: Scene, chains: list[Chain], cut: list[Stretch], *, gapped: bool) -> list[Edit]:
    """Return the edits that remove cut originals whose whole text comes later.

    ``gapped`` asks only for those that go on behind a gap: cutting their later twin would leave the
    pieces in the wrong order, so they go before copies do. Those cut at the end may wait: where the
    whole text follows at once, the header between is best removed with the words said twice.
    """
    if not cut:
        return []
    parts = [p for c in chains for p in c.parts]
    begins = {p.source: p for p in parts}
    ends = {p.source_end: p for p in parts}
    edits: list[Edit] = []
    done = -1
    for part in sorted((p for p in cut if p.size >= SEED), key=lambda p: p.source):
        if part.source < done:
            continue
        run = _run(part, begins, ends)
        found = _teaser(scene, run, gapped=gapped)
        if found is not None:
            edits.append(found)
            done = run[-1].source_end
    return edits


def _run(part: Stretch, begins: dict[int, Stretch], ends: dict[int, Stretch]) -> list[Stretch]:
    """Return the stretches around a cut one that follow one another in the original, in order later."""
    run = [part]
    for _ in range(_MOST):
        before = next((ends[i] for i in range(run[0].source, run[0].source - 3, -1) if i in ends), None)
        if before is None or before.target_end > run[0].target:
            break
        run.insert(0, before)
    for _ in range(_MOST):
        end = run[-1].source_end
        behind = next((begins[i] for i in range(end, end + 3) if i in begins), None)
        if behind is None or behind.target < run[-1].target_end:
            break
        run.append(behind)
    return run


def _teaser(scene: Scene, run: list[Stretch], *, gapped: bool) -> Edit | None:
    """Return the edit for a run of stretches, if it is a cut original."""
    key, page = scene.key, scene.page
    first, last = run[0], run[-1]
    if last.source_end - first.source < _LEAST or last.source_end > first.target:
        return None
    if gapped and not any(_cut(scene, part) for part in run[:-1]):
        return None
    begin = key.raw(first.source)
    start = scene.line_start(begin, 0)
    stop = scene.line_end(key.raw_end(last.source_end))
    if start is None or stop is None or stop > key.raw(first.target):
        return None
    if not is_opening(page[start:begin]) or not is_tail(page[key.raw_end(last.source_end) : stop]):
        return None
    end = stop + 1 if page.startswith("\n", stop) else stop
    return Edit(start, end, "", "duplicates.teaser", Fields(copy_of=key.raw(first.target)))


def _cut(scene: Scene, part: Stretch) -> bool:
    """Tell whether a stretch ends in dots or a button where its later twin goes on."""
    page = scene.page
    end = scene.key.raw_end(part.source_end)
    near = page[end : end + _DOTTED]
    if "\u2026" in near or "..." in near or "\u22ef" in near:
        return not scene.border(part.target_end)
    stop = page.find("\n", end, end + _BUTTON)
    if stop < 0 and end + _BUTTON < len(page):
        return False
    words = page[end : stop if stop >= 0 else len(page)]
    return not (folded(words).isascii() or scene.border(part.target_end)) and is_button(words)
