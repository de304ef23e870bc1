"""OpenCC's t2s as a function: built once per process, length kept, no rare glyphs, any ``str`` taken.

The converter reads its dictionaries when it is built (13 ms), holds the GIL and does not pickle, so it
is made on first use and never stored in anything that travels between processes.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from govtext.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["t2s"]

_SURROGATES = lazy("([\ud800-\udfff]+)")


@functools.cache
def _converter() -> Callable[[str], str]:
    import opencc

    # Without the dictionaries that lead to characters beyond the common fonts.
    convert: Callable[[str], str] = opencc.OpenCC("t2s", include_tofu_risk_dictionaries=False).convert
    return convert


def t2s(text: str) -> str:
    """Return ``text`` in Simplified script; same length, so offsets hold.

    OpenCC encodes to UTF-8 and raises on a lone surrogate; such characters are passed by.

    >>> t2s("反覆瞭解"), len(t2s("發\\ud800財"))
    ('反复了解', 3)
    """
    try:
        new = _converter()(text)
    except UnicodeEncodeError:
        parts = _SURROGATES.split(text)
        new = "".join(part if i % 2 else _converter()(part) for i, part in enumerate(parts))
    if len(new) != len(text):
        raise AssertionError("t2s changed the length of a text")
    return new
