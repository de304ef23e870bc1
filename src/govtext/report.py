"""A Result shown: in the terminal (rich) and in a notebook (HTML)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from govtext.result import Result

__all__ = ["print_result", "to_html"]


def print_result(result: Result, console: Console) -> None:
    """Print the page as it was: what left is struck and followed by its rule."""
    from rich.text import Text

    page = Text()
    at = 0
    for edit in result.edits:
        page.append(result.original[at : edit.start])
        page.append(result.original[edit.start : edit.end], style="strike red")
        if edit.new:
            page.append(edit.new, style="bold green")
        at = edit.end
    page.append(result.original[at:])
    console.print(page)
    for rule, count in result.summary().items():
        console.print(f"{rule}: {count.edits} edits, {count.removed} characters", highlight=False)


def to_html(result: Result) -> str:
    """Return the page as HTML: removals in ``<del>`` with the rule id as title, everything escaped."""
    pieces = []
    at = 0
    for edit in result.edits:
        pieces.append(escape(result.original[at : edit.start]))
        left = escape(result.original[edit.start : edit.end])
        pieces.append(f'<del title="{escape(edit.rule)}">{left}</del>' if left else "")
        pieces.append(f'<ins title="{escape(edit.rule)}">{escape(edit.new)}</ins>' if edit.new else "")
        at = edit.end
    pieces.append(escape(result.original[at:]))
    return f'<pre style="white-space:pre-wrap">{"".join(pieces)}</pre>'
