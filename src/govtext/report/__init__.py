"""A Result shown: as HTML in a notebook, in the terminal, as a unified diff.

The audit page over many results is `govtext.audit`. Nothing here decides anything: these are views of
the edits, and all of them draw the same pieces (`govtext.report.pieces`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govtext.report.diff import unified_diff
from govtext.report.html import to_html
from govtext.report.reasons import Reason, reason_of

if TYPE_CHECKING:
    from govtext.report.terminal import print_diff, print_result

__all__ = ["Reason", "print_diff", "print_result", "reason_of", "to_html", "unified_diff"]


def __getattr__(name: str) -> Any:
    if name in ("print_diff", "print_result"):  # rich belongs to the command line, not to the core
        from govtext.report import terminal

        return getattr(terminal, name)
    raise AttributeError(f"module 'govtext.report' has no attribute {name!r}")
