"""A result as a unified diff, built from the edits themselves: exact, and linear in the page.

`difflib` would guess which lines belong together and is quadratic or worse; here the edits say it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govtext.edits import Edit
    from govtext.result import Result

__all__ = ["unified_diff"]

_NO_NEWLINE = "\n\\ No newline at end of file\n"


class _Change(NamedTuple):
    """Lines ``start:stop`` of the original become ``new_start:new_stop`` of the cleaned text."""

    start: int
    stop: int
    new_start: int
    new_stop: int


def unified_diff(result: Result, *, name: str = "page", context: int = 3) -> str:
    r"""Return the unified diff from the original to the cleaned text; empty where nothing changed.

    Lines end at line feeds only, as they do for ``patch`` and ``git apply``, which accept it.

    >>> from govtext.edits import Edit
    >>> from govtext.result import Result
    >>> print(unified_diff(Result.from_edits("甲(jiǎ)\n乙\n", [Edit(1, 6)]), name="a.txt"), end="")
    --- a.txt
    +++ a.txt (cleaned)
    @@ -1,2 +1,2 @@
    -甲(jiǎ)
    +甲
     乙
    """
    if result.text == result.original:
        return ""
    old, new = _lines(result.original), _lines(result.text)
    hunks = "".join(_hunk(group, old, new, context) for group in _groups(_changes(result, old, new), context))
    return f"--- {name}\n+++ {name} (cleaned)\n{hunks}"


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


def _starts(lines: list[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _changes(result: Result, old: list[str], new: list[str]) -> Iterator[_Change]:
    """Yield the runs of lines that edits touch, each with the lines that they became."""
    old_starts, new_starts = _starts(old), _starts(new)

    def to_new(line: int, by: int) -> int:
        return bisect_right(new_starts, old_starts[line] + by) - 1

    first = last = shift = begin_shift = 0
    open_run = False
    ends_open = not result.original.endswith("\n")
    for edit in result.edits:
        start = _first(old_starts, edit.start, ends_open=ends_open)
        stop = _stop(old_starts, edit)
        if open_run and start >= last:
            yield _Change(first, last, to_new(first, begin_shift), to_new(last, shift))
            open_run = False
        if not open_run:
            first, last, begin_shift, open_run = start, stop, shift, True
        last = max(last, stop)
        shift += len(edit.new) - (edit.end - edit.start)
    if open_run:
        yield _Change(first, last, to_new(first, begin_shift), to_new(last, shift))


def _first(starts: list[int], start: int, *, ends_open: bool) -> int:
    """Return the line that an edit begins in; at the end of a page that is its last line, if still open."""
    at = bisect_right(starts, start) - 1
    return at - 1 if ends_open and at and at == len(starts) - 1 else at


def _stop(starts: list[int], edit: Edit) -> int:
    """Return the line after those that an edit touches.

    An edit of whole lines, from a line's start to another's, leaves the line after it alone; any other
    that reaches a line's start has joined that line to what stands before.
    """
    first, at = bisect_right(starts, edit.start) - 1, bisect_right(starts, edit.end) - 1
    aligned = starts[first] == edit.start < edit.end == starts[at]
    if aligned and edit.new[-1:] in ("", "\n"):
        return at
    return min(at + 1, len(starts) - 1)


def _groups(changes: Iterator[_Change], context: int) -> Iterator[list[_Change]]:
    group: list[_Change] = []
    for change in changes:
        if group and change.start - group[-1].stop > 2 * context:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk(group: list[_Change], old: list[str], new: list[str], context: int) -> str:
    first, last = group[0], group[-1]
    before = min(context, first.start)
    after = min(context, len(old) - last.stop)
    out = []
    at = first.start - before
    for change in group:
        out += [" " + line for line in old[at : change.start]]
        out += ["-" + line for line in old[change.start : change.stop]]
        out += ["+" + line for line in new[change.new_start : change.new_stop]]
        at = change.stop
    out += [" " + line for line in old[at : last.stop + after]]
    head = (
        f"@@ -{_range(first.start - before, last.stop + after)} "
        f"+{_range(first.new_start - before, last.new_stop + after)} @@\n"
    )
    return head + "".join(line if line.endswith("\n") else line + _NO_NEWLINE for line in out)


def _range(start: int, stop: int) -> str:
    size = stop - start
    return f"{start + 1 if size else start},{size}"
