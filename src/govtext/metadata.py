r"""What a page says about itself: its facts, collected from the edits that took them away.

A label leaves the text, its value does not get lost: each edit carries in ``fields`` what it states
(``published``, ``source``, ...). `metadata_of` collects these into one immutable mapping. The first value
wins, so of a page that was printed twice the header of the first copy counts, and an empty value never
overrides. Two facts may also be read from what is left: the title is the first line that can be one when no
label names it, and the document number (``苏政发〔2024〕12号``) may stand on a line of its own below.

Dates are ISO 8601 text, as precise as the page is; ``views`` is an ``int``, ``keywords`` a tuple of ``str``,
everything else ``str`` as the page writes it.

>>> from govtext.edits import Edit, Fields
>>> facts = metadata_of([Edit(3, 9, "", "furniture.source", Fields(source="云溪日报"))], "通了车\n第一班车开了。")
>>> dict(facts)
{'title': '通了车', 'source': '云溪日报'}
>>> facts.edit("source").rule, facts.edit("title")
('furniture.source', None)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govtext.fold import BLANKS, narrow

if TYPE_CHECKING:
    from govtext.edits import Edit

__all__ = ["NAMES", "Metadata", "metadata_of"]

#: The facts, in the order in which they are given.
NAMES = (
    "title",
    "source",
    "author",
    "editor",
    "published",
    "updated",
    "views",
    "index_number",
    "document_number",
    "issuer",
    "keywords",
    "url",
)
_HAN = "\u3400-\u9fff"
_B = f"[{BLANKS}]{{0,3}}"
_DOCUMENT_NUMBER = re.compile(
    f"[{_HAN}]{{1,16}}{_B}[\u3014\\[(\u3010\u2018{{]{_B}(?:19|20)[0-9]{{2}}{_B}[\u3015\\])\u3011\u2019}}]{_B}(?:第{_B})?[0-9]{{1,4}}{_B}号"
    f"|(?:19|20)[0-9]{{2}}年第?[0-9]{{1,4}}号|第[0-9]{{1,4}}号"
)
_SEARCHED_LINES = 12
_LONGEST_TITLE = 100


class Metadata(Mapping[str, Any]):
    """The facts of a page: an immutable mapping that knows the edit each value came from.

    >>> Metadata({"views": 318}, {})
    Metadata({'views': 318})
    """

    __slots__ = ("_edits", "_values")
    _values: dict[str, Any]
    _edits: dict[str, Edit]

    def __init__(self, values: Mapping[str, Any], edits: Mapping[str, Edit]) -> None:
        object.__setattr__(self, "_values", dict(values))
        object.__setattr__(self, "_edits", dict(edits))

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Metadata is immutable: cannot set {name!r}")

    def __reduce__(self) -> tuple[type[Metadata], tuple[dict[str, Any], dict[str, Edit]]]:
        return Metadata, (self._values, self._edits)

    def __repr__(self) -> str:
        return f"Metadata({self._values!r})"

    def edit(self, name: str) -> Edit | None:
        """Return the edit that a value came from; ``None`` when it was read from the cleaned text."""
        return self._edits.get(name)


def metadata_of(edits: Iterable[Edit], text: str) -> Metadata:
    """Return the facts that ``edits`` carry, with those that the cleaned ``text`` still shows."""
    values: dict[str, Any] = {}
    origins: dict[str, Edit] = {}
    for edit in edits:
        if not edit.fields:
            continue
        for name, value in edit.fields.items():
            if name in NAMES and name not in values and value not in (None, "", ()):
                values[name] = value
                origins[name] = edit
    lines = _first_lines(text)
    if "title" not in values and (title := _title(lines)) is not None:
        values["title"] = title
    if "document_number" not in values and (number := _document_number(lines)) is not None:
        values["document_number"] = number
    return Metadata({name: values[name] for name in NAMES if name in values}, origins)


def _first_lines(text: str) -> list[str]:
    """The first lines that are not blank, read without cutting the whole text."""
    lines: list[str] = []
    at = 0
    while at < len(text) and len(lines) < _SEARCHED_LINES:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at : min(stop, at + 4 * _LONGEST_TITLE)].strip(BLANKS + "\r")
        if line:
            lines.append(line)
        at = stop + 1
    return lines


def _title(lines: list[str]) -> str | None:
    """The first line, when it is short and no sentence; a second line that it runs into belongs to it."""
    if not lines or not _may_be_title(lines[0]):
        return None
    first = lines[0]
    if (
        len(lines) > 1
        and lines[1].startswith("关于")
        and re.search("(?:政府|办公室|委员会|[局厅部委院会办])$", first)
    ):
        return first + lines[1] if _may_be_title(lines[1]) else first
    return first


def _may_be_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or not re.search(f"[{_HAN}A-Za-z]", line):
        return False
    return "。" not in line and narrow(line[-1]) not in (":", ",", "、", ";")


def _document_number(lines: list[str]) -> str | None:
    for line in lines[1:]:
        folded = narrow(line).strip("()" + BLANKS)
        found = _DOCUMENT_NUMBER.fullmatch(folded)
        if found is not None:
            at = narrow(line).find(folded)
            return line[at : at + len(folded)]
    return None
