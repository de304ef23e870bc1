"""Result: a cleaned text with the account of what left and why.

Everything but the two texts, the edits and the flags is derived from them on demand, so there is no
second state that could disagree with the edits.
"""

from __future__ import annotations

import dataclasses
import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from govtext.edits import Edit, Fields, apply, invert, restore, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from govtext.metadata import Metadata
    from govtext.truncation import Truncation

__all__ = ["Removed", "Result", "RuleCount"]

# Characters that break a line of JSON: surrogates have no UTF-8, and these separators end lines for some readers.
_UNSAFE = re.compile("[\ud800-\udfff\x85\u2028\u2029]")


class Removed(NamedTuple):
    """A stretch that left: its span in the original (code points), its text, and the edit."""

    start: int
    end: int
    text: str
    edit: Edit


class RuleCount(NamedTuple):
    """What one rule did to a page: how many edits, and how many characters left and came."""

    edits: int
    removed: int
    inserted: int


@dataclass(frozen=True)
class Result:
    """What `govtext.explain` gives. All offsets are code points of ``original``.

    * ``text``: the cleaned page
    * ``original``: the page as it came
    * ``edits``: sorted, not overlapping, offsets of ``original``
    * ``flags``: what a reader should know: ``all_furniture`` (nothing but chrome was found, so the page
      came back whole), ``max_removed``, ``rule_timeout``, ``unsettled``
    * ``error``: in a batch, why the page was kept as it was; ``None`` else

    >>> result = Result.from_edits("產(chǎn)業", [Edit(1, 7, "", "pinyin.toned")])
    >>> result.text, result.restore() == result.original
    ('產業', True)
    >>> result.map_offset(1)  # the second character of the cleaned text stood at offset 7
    7
    >>> [removed.text for removed in result.removed(rule="pinyin")]
    ['(chǎn)']
    """

    text: str
    original: str
    edits: tuple[Edit, ...] = ()
    flags: tuple[str, ...] = ()
    error: str | None = None

    @classmethod
    def from_edits(
        cls, original: str, edits: list[Edit], *, flags: tuple[str, ...] = (), error: str | None = None
    ) -> Result:
        """Build a result from a page and edits of it; the edits are checked."""
        validate(original, edits)
        return cls(apply(original, edits), original, tuple(edits), flags, error)

    @cached_property
    def metadata(self) -> Metadata:
        """The page's own facts (source, date, author, ...), each with the edit that it came from."""
        from govtext.metadata import metadata_of

        return metadata_of(self.edits, self.text)

    @cached_property
    def truncation(self) -> Truncation:
        """What the page says about text that is missing."""
        from govtext.truncation import truncation_of

        return truncation_of(self.edits, self.text)

    @property
    def truncated(self) -> bool:
        """Whether a notice says that the page is incomplete."""
        return self.truncation.truncated

    def restore(self) -> str:
        """Return the original, rebuilt from the cleaned text and the inverse edits.

        >>> Result.from_edits("甲(jiǎ)", [Edit(1, 6)]).restore()
        '甲(jiǎ)'
        """
        return restore(self.text, invert(self.original, self.edits))

    def removed(self, *, rule: str | None = None) -> list[Removed]:
        """Return what left, all of it or that of one rule (``footer.icp``) or kind (``footer``)."""
        return [
            Removed(e.start, e.end, self.original[e.start : e.end], e)
            for e in self.edits
            if e.end > e.start and (rule is None or e.rule == rule or e.rule.startswith(rule + "."))
        ]

    def summary(self) -> dict[str, RuleCount]:
        """Return per rule, by its id, the number of edits and of characters removed and inserted.

        A conversion (script, punctuation) counts on both sides: what it replaced and what came for it.

        >>> Result.from_edits("甲(jiǎ)", [Edit(1, 6, "", "pinyin.toned")]).summary()
        {'pinyin.toned': RuleCount(edits=1, removed=5, inserted=0)}
        """
        counts: dict[str, RuleCount] = {}
        for e in self.edits:
            n, out, into = counts.get(e.rule, (0, 0, 0))
            counts[e.rule] = RuleCount(n + 1, out + e.end - e.start, into + len(e.new))
        return dict(sorted(counts.items()))

    @cached_property
    def _anchors(self) -> list[int]:
        """The offset in the cleaned text of the end of every edit; never decreases."""
        ends = []
        shift = 0
        for edit in self.edits:
            shift += len(edit.new) - (edit.end - edit.start)
            ends.append(edit.end + shift)
        return ends

    def _place(self, i: int) -> tuple[int, int]:
        """Return the span in the original that character ``i`` of the cleaned text stands for."""
        after = bisect_right(self._anchors, i)  # the edits before this one end at or before i
        if after < len(self.edits):
            edit = self.edits[after]
            inside = i - (self._anchors[after] - len(edit.new))
            if inside >= 0:
                if len(edit.new) == edit.end - edit.start:  # a conversion: one character for one
                    return edit.start + inside, edit.start + inside + 1
                return edit.start, edit.end
        if not after:
            return i, i + 1
        start = self.edits[after - 1].end + i - self._anchors[after - 1]
        return start, start + 1

    def map_offset(self, i: int) -> int:
        """Return where character ``i`` of the cleaned text stands in the original.

        Monotone. A character that a rule put in maps to the start of the span it stands for (one that a
        conversion gave, to the very character); ``len(text)`` maps to ``len(original)``.

        >>> Result.from_edits("產(chǎn)業", [Edit(1, 7)]).map_offset(1)
        7
        >>> Result.from_edits("產(chǎn)業", [Edit(1, 7)]).map_offset(3)
        Traceback (most recent call last):
        ...
        IndexError: offset 3 is outside a text of 2 characters
        """
        if not 0 <= i <= len(self.text):
            raise IndexError(f"offset {i} is outside a text of {len(self.text)} characters")
        return len(self.original) if i == len(self.text) else self._place(i)[0]

    def map_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original of a span of the cleaned text, e.g. of an annotation.

        What left inside the span is in it; what left right before or after it is not. An empty span maps to
        an empty one.

        >>> Result.from_edits("知識產(chǎn)權", [Edit(3, 9)]).map_span(2, 4)
        (2, 10)
        >>> Result.from_edits("知識產(chǎn)權", [Edit(3, 9)]).map_span(0, 3)
        (0, 3)
        """
        if start > end:
            raise ValueError(f"the span {start}:{end} ends before it begins")
        if end > len(self.text):
            raise IndexError(f"offset {end} is outside a text of {len(self.text)} characters")
        begin = self.map_offset(start)
        return (begin, begin) if start == end else (begin, self._place(end - 1)[1])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data: lists, dictionaries, strings, numbers. Offsets are code points."""
        return {
            "text": self.text,
            "original": self.original,
            "edits": [
                {"start": e.start, "end": e.end, "new": e.new, "rule": e.rule, "fields": _plain(e.fields)}
                for e in self.edits
            ],
            "metadata": dict(self.metadata),
            "truncation": self.truncation.to_dict(),
            "flags": list(self.flags),
            "error": self.error,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Result:
        """Return the result that `to_dict` was called on; the text is rebuilt from the edits.

        Raises ``ValueError`` where the edits do not lead from the original to the text.
        """
        edits = [
            Edit(e["start"], e["end"], e["new"], e["rule"], Fields(_frozen(e.get("fields", {}))))
            for e in data["edits"]
        ]
        result = cls.from_edits(
            data["original"], edits, flags=tuple(data.get("flags", ())), error=data.get("error")
        )
        if result.text != data["text"]:
            raise ValueError("the edits do not lead from 'original' to 'text'")
        return result

    def to_json(self) -> str:
        """Return one line of JSON (see `to_dict`), which holds no line end of any kind.

        It can always be written as UTF-8: a page with a lone surrogate comes with escapes.

        >>> Result.from_json(Result("甲", "甲").to_json()) == Result("甲", "甲")
        True
        """
        data = self.to_dict()
        line = json.dumps(data, ensure_ascii=False)
        return json.dumps(data) if _UNSAFE.search(line) else line

    @classmethod
    def from_json(cls, line: str) -> Result:
        """Return the result that `to_json` was called on."""
        return cls.from_dict(json.loads(line))

    def utf8_edits(self) -> Iterator[Edit]:
        """Yield the edits with offsets in UTF-8 bytes of the original."""
        return self._recoded("utf-8", 1)

    def utf16_edits(self) -> Iterator[Edit]:
        """Yield the edits with offsets in UTF-16 code units of the original (JavaScript, Java)."""
        return self._recoded("utf-16-le", 2)

    def _recoded(self, codec: str, unit: int) -> Iterator[Edit]:
        at = units = 0

        def to(offset: int) -> int:
            nonlocal at, units
            units += len(self.original[at:offset].encode(codec, "surrogatepass")) // unit
            at = offset
            return units

        for e in self.edits:
            start = to(e.start)
            yield e._replace(start=start, end=to(e.end))

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is derived: it can be had again, and results travel between processes."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}

    def _repr_html_(self) -> str:
        """Return the page as a notebook shows it: what left is struck, its rule and reason on hover."""
        from govtext.report import to_html

        return to_html(self)


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in fields.items()}


def _frozen(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
