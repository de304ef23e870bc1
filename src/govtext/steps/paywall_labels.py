"""One-word labels of walls and cards: how a line has to begin to be one.

Every short line of a page with a notice is asked whether it is a label, and to fold a line costs more than all
else that is asked of it. So a line is dismissed by how it begins, as it stands on the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.fold import BLANKS, members, spellings
from govtext.patterns import class_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["bare", "beginning_of"]

_ARROWS = (
    "\u2227\u2228\u25b2\u25bc\u25b3\u25bd\u2191\u2193>\u00bb\u2303\u2304\ufe40\ufe3f\u00b7\u2022|+\u00d7"
)


def bare(text: str) -> str:
    """Return a folded label without the arrows, dots and crosses around it, unless it is nothing else."""
    return text.strip(_ARROWS) or text


def beginning_of(firsts: Iterable[str], stems: Iterable[str] = ()) -> re.Pattern[str]:
    """Return what matches a line as it stands on a page if, folded and bare, it begins with one of ``firsts``.

    Or if it holds one of the stems, which are single letters, digits or Han characters.

    >>> begins = beginning_of("\u4e0b")
    >>> bool(begins.match(" \uff1e \u4e0b\u8f7d")), bool(begins.match("\u4e0a\u4f20"))
    (True, False)
    """
    passed = "".join(map(members, _ARROWS)) + "/\uff0f" + BLANKS
    begun = f"[{re.escape(passed)}]*{class_of(frozenset(''.join(map(members, firsts))))}"
    return re.compile("|".join([begun, *(f".*{spellings(stem)}" for stem in stems)]))
