"""Edits: the one thing that every step of govtext speaks.

A cleaner that rewrites text directly cannot say afterwards what it did. Here a step only *finds*
edits, and one function *applies* them, so that plain cleaning and explained cleaning are the same
path. This module knows nothing about pinyin, footers or any other noise.

Offsets are code points of a ``str`` (not bytes, not UTF-16 units). A list of edits is valid for a
text when it is sorted and no two edits overlap; two edits may touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

__all__ = ["NO_FIELDS", "Edit", "Fields", "apply", "compose", "invert", "restore", "validate"]


class Fields(Mapping[str, Any]):
    """What a match says about its page: an immutable, hashable, picklable mapping.

    >>> fields = Fields(published="2024-03-15", views=318)
    >>> fields["views"]
    318
    >>> fields == {"published": "2024-03-15", "views": 318}
    True
    """

    __slots__ = ("_data",)
    _data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        object.__setattr__(self, "_data", dict(*args, **kwargs))

    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __hash__(self) -> int:
        return hash(frozenset(self._data.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Fields are immutable: cannot set {name!r}")

    def __reduce__(self) -> tuple[type[Fields], tuple[dict[str, Any]]]:
        return Fields, (self._data,)

    def __repr__(self) -> str:
        return f"Fields({self._data!r})"


NO_FIELDS = Fields()


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``new``, because of ``rule``.

    ``new`` is mostly ``""``: nearly every edit is a removal. ``rule`` is a dotted id such as
    ``pinyin.toned`` or ``footer.icp``; what stands before the first dot is the kind of noise.
    ``fields`` carries what the match says about the page (``published``, ``omitted_chars``, ...).

    Where a page has hundreds of them, ``Edit._make((start, end, new, rule, NO_FIELDS))`` makes one in a third
    of the time.

    >>> Edit(1, 7, "", "pinyin.toned").kind
    'pinyin'
    """

    start: int
    end: int
    new: str = ""
    rule: str = ""
    fields: Mapping[str, Any] = NO_FIELDS

    @property
    def kind(self) -> str:
        """The kind of noise: the rule id up to its first dot."""
        return self.rule.partition(".")[0]


def validate(text: str, edits: Sequence[Edit]) -> None:
    """Raise ``ValueError`` unless the edits are sorted, disjoint and inside ``text``.

    >>> validate("abc", [Edit(0, 2), Edit(1, 3)])
    Traceback (most recent call last):
    ...
    ValueError: edit 1 (1:3) overlaps or precedes the edit before it (ends at 2)
    """
    at = 0
    for i, edit in enumerate(edits):
        if not edit.start <= edit.end <= len(text):
            raise ValueError(
                f"edit {i} ({edit.start}:{edit.end}) is not a span of a text of {len(text)} characters"
            )
        if edit.start < at:
            raise ValueError(
                f"edit {i} ({edit.start}:{edit.end}) overlaps or precedes the edit before it (ends at {at})"
            )
        at = edit.end


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with the edits carried out. No edit: the very same object.

    The edits must be sorted and disjoint (see `validate`); offsets are code points of ``text``.

    >>> apply("知識產(chǎn)權(quán)", [Edit(3, 9), Edit(10, 16)])
    '知識產權'
    """
    pieces: list[str] = []
    at = 0
    for start, end, new, _, _ in edits:
        pieces.append(text[at:start])
        if new:
            pieces.append(new)
        at = end
    if not pieces:
        return text
    pieces.append(text[at:])
    return "".join(pieces)


def invert(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that lead from ``apply(text, edits)`` back to ``text``.

    >>> invert("產(chǎn)業", [Edit(1, 7, "", "pinyin.toned")])
    [Edit(start=1, end=1, new='(chǎn)', rule='pinyin.toned', fields=Fields({}))]
    """
    back = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        back.append(Edit(start, start + len(edit.new), text[edit.start : edit.end], edit.rule, edit.fields))
        shift += len(edit.new) - (edit.end - edit.start)
    return back


def restore(cleaned: str, inverse: Iterable[Edit]) -> str:
    """Return the original from the cleaned text and the inverse edits (see `invert`).

    >>> restore("產業", invert("產(chǎn)業", [Edit(1, 7)]))
    '產(chǎn)業'
    """
    return apply(cleaned, inverse)


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Return one list of edits that does what ``first`` and then ``second`` do.

    ``first`` holds offsets of a text, ``second`` offsets of ``apply(text, first)``; the result holds
    offsets of the text. A character that ``first`` removed keeps the rule of ``first``, also when
    ``second`` removes everything around it: a footer with pinyin in it leaves as footer, pinyin,
    footer, so that each character can be asked why it left.

    >>> compose([Edit(1, 7, "", "pinyin")], [Edit(0, 2, "", "footer")])  # 產(chǎn)業
    ... # doctest: +NORMALIZE_WHITESPACE
    [Edit(start=0, end=1, new='', rule='footer', fields=Fields({})),
     Edit(start=1, end=7, new='', rule='pinyin', fields=Fields({})),
     Edit(start=7, end=8, new='', rule='footer', fields=Fields({}))]
    """
    if not first:
        return list(second)
    if not second:
        return list(first)
    out: list[Edit] = []
    pending = list(reversed(first))  # the edits of `first` still to come, next one last
    shift = 0  # original offset minus intermediate offset, in the kept run before pending[-1]
    for edit in second:
        shift = _pass_over(out, pending, edit.start, shift)
        shift = _overlay(out, pending, edit, shift)
    out.extend(reversed(pending))
    return out


def _pass_over(out: list[Edit], pending: list[Edit], until: int, shift: int) -> int:
    """Move the edits of ``first`` that end before intermediate offset ``until`` to the output."""
    while pending:
        one = pending[-1]
        begin = one.start - shift
        finish = begin + len(one.new)
        if finish > until or (finish == until and begin < finish and until == begin):
            if begin < until:  # the edit reaches into `until`: what stands before it is settled
                head, tail = _split(one, until - begin)
                out.append(head)
                pending[-1] = tail
                shift = tail.start - until
            return shift
        out.append(pending.pop())
        shift = one.end - finish
    return shift


def _split(edit: Edit, at: int) -> tuple[Edit, Edit]:
    """Cut an edit in two after ``at`` characters of its new text.

    A replacement of equal length is cut at the same place in the text; of any other, the first part
    takes the whole span, since nothing tells which old character became which new one.
    """
    middle = edit.start + at if len(edit.new) == edit.end - edit.start else edit.end
    return (
        Edit(edit.start, middle, edit.new[:at], edit.rule, edit.fields),
        Edit(middle, edit.end, edit.new[at:], edit.rule),
    )


def _overlay(out: list[Edit], pending: list[Edit], edit: Edit, shift: int) -> int:
    """Carry out one edit of ``second`` over kept text and edits of ``first``."""
    at, end = edit.start, edit.end
    new, fields = edit.new, edit.fields
    same_length = len(new) == end - at

    def emit(start: int, stop: int, width: int) -> None:
        nonlocal new, fields
        take = new[:width] if same_length else new
        new = new[len(take) :]
        out.append(Edit(start, stop, take, edit.rule, fields))
        fields = NO_FIELDS

    if at == end:
        emit(at + shift, at + shift, 0)
        return shift
    while at < end:
        one = pending[-1] if pending else None
        begin = one.start - shift if one else end
        if begin > at:  # kept text up to the next edit of `first`
            stop = min(begin, end)
            emit(at + shift, stop + shift, stop - at)
            at = stop
            continue
        assert one is not None
        width = len(one.new)
        if begin + width > end:  # only a first part of its new text is covered
            head, tail = _split(one, end - begin)
            pending[-1] = tail
            emit(head.start, head.end, end - begin)
            return tail.start - end
        pending.pop()
        at = begin + width
        shift = one.end - at
        if width == 0:
            out.append(one)  # removed before: keeps its own reason
            continue
        if one.fields:
            fields = Fields({**one.fields, **fields}) if fields else one.fields
        emit(one.start, one.end, width)
    return shift
