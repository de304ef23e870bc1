"""What a page says about text that is missing.

A corpus builder must know which articles are incomplete, and by how much. The paywall step removes the
notices; what they stated stays in the fields of their edits, and `truncation_of` reads it from there.
Nothing here looks at the text for notices again.

The figures are the page's own. They need not add up: on real pages the characters shown, those omitted
and the total often contradict each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.edits import Edit

__all__ = ["Truncation", "truncation_of"]


@dataclass(frozen=True, slots=True)
class Truncation:
    """What the notices of a page state; every figure is ``None`` where none is stated.

    * ``truncated``: whether a notice says that text is missing. A button inside a whole text, an advert
      or a total that stands alone says no such thing.
    * ``gaps``: where text is missing, as offsets of the cleaned text (code points): a gap in the middle
      stands before offset ``i`` (at its ``……``, if the default ``gap`` was used), a text that breaks off
      has a gap at ``len(text)``.
    * ``omitted_chars``: the stated sizes of gaps, in page order; one for each gap that gives its size.
    * ``price`` is kept as it was written (``"6.99元"``, ``"12金币"``).

    >>> Truncation(truncated=True, omitted_chars=(314,), gaps=(7,)).omitted_chars
    (314,)
    >>> Truncation().truncated
    False
    """

    truncated: bool = False
    omitted_chars: tuple[int, ...] = ()
    total_chars: int | None = None
    shown_chars: int | None = None
    total_pages: int | None = None
    shown_pages: int | None = None
    unread_pages: int | None = None
    unread_percent: float | None = None
    price: str | None = None
    gaps: tuple[int, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, ready for JSON.

        >>> Truncation(truncated=True, gaps=(3, 9)).to_dict()["gaps"]
        [3, 9]
        """
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


_FIRST_STATED = (
    "total_chars",
    "shown_chars",
    "total_pages",
    "shown_pages",
    "unread_pages",
    "unread_percent",
    "price",
)


def truncation_of(edits: Sequence[Edit], text: str) -> Truncation:
    """Build the `Truncation` of a page from the edits that cleaned it.

    ``edits`` are sorted and hold offsets of the original page; ``text`` is the cleaned text. Positions
    in the cleaned text come from walking the edits: each moves what follows by the length it takes away.
    A pager's pages count too; other edits are only walked over. Of a figure stated twice, the first counts; a stated
    share that is shown (已显示30%) is turned into the share that is not.

    >>> from govtext.edits import Edit, Fields
    >>> notice = Edit(4, 19, "……", "paywall.omitted", Fields(omitted_chars=314, truncates=True, gap=True))
    >>> truncation_of([Edit(0, 2), notice], "正文……正文")
    ... # doctest: +NORMALIZE_WHITESPACE
    Truncation(truncated=True, omitted_chars=(314,), total_chars=None, shown_chars=None, total_pages=None,
               shown_pages=None, unread_pages=None, unread_percent=None, price=None, gaps=(2,))
    """
    stated: dict[str, Any] = {}
    omitted: list[int] = []
    gaps: list[int] = []
    truncated = False
    shift = 0
    for edit in edits:
        fields = edit.fields
        if fields:
            # What a notice states counts also where a copy took it along; but then the text is not cut.
            own = edit.kind == "paywall"
            truncated = truncated or (own and bool(fields.get("truncates")))
            if "omitted_chars" in fields:
                omitted.append(fields["omitted_chars"])
            for name in _FIRST_STATED:
                if name in fields:
                    stated.setdefault(name, fields[name])
            if "shown_percent" in fields:
                stated.setdefault("unread_percent", 100 - fields["shown_percent"])
            if own and fields.get("gap"):
                at = min(edit.start - shift, len(text))
                if not gaps or gaps[-1] != at:
                    gaps.append(at)
        shift += edit.end - edit.start - len(edit.new)
    return Truncation(truncated=truncated, omitted_chars=tuple(omitted), gaps=tuple(gaps), **stated)
