"""Edits: the one thing that every step of govtext speaks.

A cleaner that rewrites text directly cannot say afterwards what it did. Here a step only *finds*
edits, and one function *applies* them, so that plain cleaning and explained cleaning are the same
path. This module knows nothing about pinyin, footers or any other noise.

Offsets are code points of a ``str`` (not bytes, not UTF-16 units). A list of edits is valid for a
text when it is sorted and no two edits overlap; two edits may touch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from operator import add
from sys import maxsize
from typing import Any, NamedTuple, cast, overload

__all__ = [
    "NO_FIELDS",
    "Edit",
    "Fields",
    "Rewriting",
    "apply",
    "compose",
    "invert",
    "make_edit",
    "restore",
    "validate",
]


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
_NEVER = maxsize  # an offset that no text has


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``new``, because of ``rule``.

    ``new`` is mostly ``""``: nearly every edit is a removal. ``rule`` is a dotted id such as
    ``pinyin.toned`` or ``footer.icp``; what stands before the first dot is the kind of noise.
    ``fields`` carries what the match says about the page (``published``, ``omitted_chars``, ...).

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


#: ``make_edit((start, end, new, rule, NO_FIELDS))`` is an `Edit` in a quarter of the time, for steps that
#: find thousands on one page.
make_edit = cast(
    "Callable[[tuple[int, int, str, str, Mapping[str, Any]]], Edit]", partial(tuple.__new__, Edit)
)


class Rewriting(Sequence[Edit]):
    """Edits whose outcome is known before they are: ``tell`` tells them when somebody asks.

    A conversion has its result at once, and telling what became what takes longer than the conversion.

    >>> found = Rewriting("關於", "关于", lambda: [Edit(0, 2, "关于", "script.t2s")])
    >>> apply("關於", found), len(found)
    ('关于', 1)
    """

    __slots__ = ("_edits", "_tell", "outcome", "text")

    def __init__(self, text: str, outcome: str, tell: Callable[[], list[Edit]]) -> None:
        self.text, self.outcome = text, outcome
        self._tell = tell
        self._edits: list[Edit] | None = None

    def told(self) -> list[Edit]:
        """Return the edits as a list."""
        if self._edits is None:
            self._edits = self._tell()
        return self._edits

    def __bool__(self) -> bool:
        return self.outcome != self.text

    def __len__(self) -> int:
        return len(self.told())

    def __iter__(self) -> Iterator[Edit]:
        return iter(self.told())

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> list[Edit]: ...
    def __getitem__(self, index: int | slice) -> Edit | list[Edit]:
        return self.told()[index]


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
    if isinstance(edits, Rewriting) and edits.text is text:
        return edits.outcome
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
    below = list(first)
    begins, finishes = _between(below)
    out: list[Edit] = []
    i = shift = 0  # the next of `below`; original offset minus intermediate offset in the kept run before it
    for edit in second:
        at, end, new, rule, fields = edit
        if finishes[i] <= at:
            done, i = i, bisect_right(finishes, at, i + 1)
            out += below[done:i]
            shift = below[i - 1][1] - finishes[i - 1]
        if begins[i] < at:  # it reaches into this one: what stands before is settled
            head, below[i] = _cut(below[i], at - begins[i])
            out.append(head)
            begins[i], shift = at, head[1] - at
        if begins[i] >= end:  # the usual case: nothing but kept text is touched
            out.append(make_edit((at + shift, end + shift, new, rule, fields)) if shift else edit)
            continue
        same_length = len(new) == end - at
        told_from = at  # a part of `new` stands for a part of the text; cutting off what is used up would be quadratic
        while at < end:
            begin = begins[i]
            if begin >= end:  # kept text to the end
                begun, ended, width = at + shift, end + shift, end - at
            elif begin > at:  # kept text up to the next edit of `first`
                begun, ended, width = at + shift, begin + shift, begin - at
            elif finishes[i] > end:  # only a first part of its new text is covered
                head, below[i] = _cut(below[i], end - at)
                begun, ended, width = head[0], head[1], end - at
                begins[i], shift = end, head[1] - end
            else:
                one = below[i]
                shift = one[1] - finishes[i]
                i += 1
                if not one[2]:
                    out.append(one)  # removed before: keeps its own reason
                    continue
                if one[4]:
                    fields = Fields({**one[4], **fields}) if fields else one[4]
                begun, ended, width = one[0], one[1], len(one[2])
            told = new[at - told_from : at - told_from + width] if same_length else new
            if told or begun < ended:  # what was put in and taken out again is no edit
                out.append(make_edit((begun, ended, told, rule, fields)))
            fields = NO_FIELDS
            if not same_length:
                new = ""
            at += width
    out += below[i:]
    return out


def _between(edits: Sequence[Edit]) -> tuple[list[int], list[int]]:
    """Return where the new text of each edit begins and ends in the text that they make, and a last place never reached."""
    widths = [len(edit[2]) for edit in edits]
    shifts = accumulate(
        (one[1] - one[0] - width for one, width in zip(edits, widths, strict=True)), initial=0
    )
    begins = [one[0] - shift for one, shift in zip(edits, shifts, strict=False)]
    return [*begins, _NEVER], [*map(add, begins, widths), _NEVER]


def _cut(edit: Edit, at: int) -> tuple[Edit, Edit]:
    """Cut an edit in two after ``at`` characters of its new text.

    A replacement of equal length is cut at the same place in the text; of any other, the first part
    takes the whole span, since nothing tells which old character became which new one.
    """
    middle = edit.start + at if len(edit.new) == edit.end - edit.start else edit.end
    return (
        Edit(edit.start, middle, edit.new[:at], edit.rule, edit.fields),
        Edit(middle, edit.end, edit.new[at:], edit.rule),
    )
