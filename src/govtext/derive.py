"""Edits for steps that have no finder: derived by comparing what went in with what came out.

A user's own step may be any ``str -> str``. Its edits are not stated, so they are derived: first by
lines, then by characters inside the lines that differ. They are correct (applied to the input they
give the output) but only as telling as a comparison can be.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from govtext.edits import Edit

__all__ = ["derive"]

# difflib is quadratic at worst: beyond these sizes a stretch that differs is reported as one edit.
_MOST_LINES = 2_000
_MOST_CHARS = 2_000


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share at the start and, of the rest, at the end."""
    low, high = 0, min(len(old), len(new))
    while low < high:  # bisect on slices: C speed, where a loop over characters would not be
        middle = (low + high + 1) // 2
        if old.startswith(new[:middle]):
            low = middle
        else:
            high = middle - 1
    start = low
    low, high = 0, min(len(old), len(new)) - start
    while low < high:
        middle = (low + high + 1) // 2
        if old.endswith(new[len(new) - middle :]):
            low = middle
        else:
            high = middle - 1
    return start, low


def derive(old: str, new: str, *, rule: str) -> list[Edit]:
    """Return edits that lead from ``old`` to ``new`` (offsets: code points of ``old``).

    >>> [tuple(e[:3]) for e in derive("一行\\n二行\\n三行", "一行\\n三行", rule="mine")]
    [(3, 6, '')]
    """
    if old == new:
        return []
    start, tail = _common_ends(old, new)
    inner_old, inner_new = old[start : len(old) - tail], new[start : len(new) - tail]
    if not inner_old or not inner_new:
        return [Edit(start, start + len(inner_old), inner_new, rule)]
    lines_old, lines_new = inner_old.splitlines(True), inner_new.splitlines(True)
    if len(lines_old) + len(lines_new) > _MOST_LINES:
        return [Edit(start, start + len(inner_old), inner_new, rule)]
    if len(lines_old) == 1 or len(lines_new) == 1:
        return _by_characters(inner_old, inner_new, start, rule)
    edits: list[Edit] = []
    offsets = [start]
    for line in lines_old:
        offsets.append(offsets[-1] + len(line))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, lines_old, lines_new, autojunk=False).get_opcodes():
        if tag != "equal":
            edits += _by_characters("".join(lines_old[i1:i2]), "".join(lines_new[j1:j2]), offsets[i1], rule)
    return edits


def _by_characters(old: str, new: str, offset: int, rule: str) -> list[Edit]:
    if len(old) + len(new) > _MOST_CHARS or not old or not new:
        return [Edit(offset, offset + len(old), new, rule)]
    return [
        Edit(offset + i1, offset + i2, new[j1:j2], rule)
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
