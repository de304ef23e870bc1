"""Characters that cannot be seen, or that act on what shows them, made visible.

A page may hold NULs, escape sequences, lone surrogates, zero-width characters and bidi controls. Shown
as they are, they would break the encoding of a file, move a terminal's cursor or turn a line around
so that a reader sees another text than stood there. Here each is replaced by its name in brackets.
"""

from __future__ import annotations

import re

__all__ = ["blanks", "visible"]

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_BLANKS = str.maketrans(
    {" ": "\u00b7", "\t": "\u2192\t", "\u3000": "\u25a1", "\u00a0": "\u00b0", "\n": "\u21b5\n"}
)


def _name(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"


def visible(text: str) -> str:
    r"""Return the text with every character that acts or hides replaced by its code.

    Line feeds and tabs stay. The result can always be encoded.

    >>> visible("甲\u202e乙\ud800")
    '甲[U+202E]乙[U+D800]'
    """
    return _ODD.sub(_name, text)


def blanks(text: str) -> str:
    r"""Return white space as signs: a middle dot, an arrow, a box for U+3000, a hook for a line's end.

    >>> blanks("  \u3000")
    '··□'
    """
    return text.translate(_BLANKS)
