"""A title that stands twice at the head of a page.

Templates print the title in the window bar, in a field of the card or behind a label, and once more above
the article, or glued to its first sentence. When nothing but labels, pipes or metadata stands between, the
second one leaves. Two equal lines that touch are the business of the duplicates step.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.edits import Edit
from govtext.fold import BLANKS
from govtext.patterns import lazy

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Page

__all__ = ["take_titles"]

_NOISE = f"[{re.escape(BLANKS)}|\\[\\]\u3010\u3011\u300a\u300b]"
_SITE = "(?:网站?|政府|门户|报|平台|局|委员会|办公室|厅)"
# Behind a mark any name is the site's; behind a blank alone it may be the rest of the title.
_SITE_TAIL = lazy(
    f"[ ]?[-_|\u2014\u2013][-_|\u2014\u2013 ]{{0,3}}[\u3400-\u9fff]{{2,20}}$| {{1,4}}[\u3400-\u9fff]{{2,20}}{_SITE}$"
)
_FILE = lazy(r"\.(?:docx?|pdf|wps|ofd|pptx?|xlsx?|txt|rtf)$", re.IGNORECASE)
_MOST_LINES = 3  # of one title


def take_titles(page: Page, labelled: int | None) -> list[Edit]:
    """Return the edit that removes the second of two titles.

    ``labelled`` is the number of the line whose ``标题:`` label leaves while its title stays.
    """
    found = _first_title(page, labelled)
    if found is None:
        return []
    number, start, end = found
    title = _key(page.folded[start:end])
    if len(title) < 4:
        return []
    between = labelled is not None or "|" in page.line_text(number)
    if (file_name := _file_name(page, number, title)) is not None:
        return _leave(page, [file_name])
    for position, other in enumerate(page.solid):
        if other <= number:
            continue
        line = page.lines[other]
        if line.taken:
            between = True
            continue
        text = page.line_text(other)
        if not text.strip("| "):
            between = True
            continue
        stop = _repeats(page, other, title)
        if stop is not None and between and other <= max(page.head, number + 8):
            return _second(page, other, stop)
        if between and other <= max(page.head, number + 8):
            lines = _repeated_lines(page, number, position)
            if lines is not None:
                return _leave(page, lines)
        if other == number + 1 and _window_title(page, number, other):
            page.lines[number].taken = page.lines[number].edited = True
            first = page.lines[number]
            return [Edit(first.begin, first.stop, "", "furniture.title")]
        return []
    return []


def _leave(page: Page, numbers: list[int]) -> list[Edit]:
    edits = []
    for number in numbers:
        line = page.lines[number]
        line.taken = line.edited = True
        edits.append(Edit(line.begin, line.stop, "", "furniture.title"))
    return edits


def _file_name(page: Page, number: int, title: str) -> int | None:
    """The number of the line of two at the head that is the title with the ending of a file."""
    following = next((n for n in page.solid if n > number and not page.lines[n].taken), None)
    if following is None or len(title) < 6:
        return None
    other = _key(page.line_text(following))
    if _FILE.sub("", title) == other != title:
        return number
    return following if _FILE.sub("", other) == title != other else None


def _repeated_lines(page: Page, number: int, position: int) -> list[int] | None:
    """The lines from ``position`` that hold the title with its line breaks elsewhere."""
    first = [n for n in page.solid[:position] if n >= number and not page.lines[n].taken]
    title = _key("".join(page.line_text(n) for n in first))
    if not 8 <= len(title) <= 120 or len(first) > _MOST_LINES:
        return None
    found: list[int] = []
    for other in page.solid[position : position + _MOST_LINES]:
        key = _key(page.line_text(other))
        if page.lines[other].taken or not key or not title.startswith(key):
            return None
        found.append(other)
        title = title[len(key) :]
        if not title:
            return found
    return None


def _first_title(page: Page, labelled: int | None) -> tuple[int, int, int] | None:
    for number in page.solid:
        line = page.lines[number]
        if line.taken:
            continue
        start, end = line.start, line.end
        if number == labelled:
            start = page.folded.index(":", start, end) + 1
        while start < end and (page.folded[start] in BLANKS or page.folded[start] == "|"):
            start += 1
        while end > start and (page.folded[end - 1] in BLANKS or page.folded[end - 1] == "|"):
            end -= 1
        if start == end:
            continue
        if end - start > 120 or number > page.head:
            return None
        return number, start, end
    return None


def _key(text: str) -> str:
    return re.sub(_NOISE, "", text)


def _repeats(page: Page, number: int, title: str) -> int | None:
    """Where the title ends that opens line ``number``; ``None`` when another text does."""
    line = page.lines[number]
    at = line.start
    matched = 0
    text = page.folded
    while at < line.end and matched < len(title):
        if text[at] == title[matched]:
            matched += 1
        elif not re.match(_NOISE, text[at]):
            return None
        at += 1
    if matched < len(title):
        return None
    if at < line.end and not re.match(_NOISE, text[at]):
        return None
    return at


def _second(page: Page, number: int, stop: int) -> list[Edit]:
    line = page.lines[number]
    while stop < line.end and (page.folded[stop] in BLANKS or page.folded[stop] in "]\u3011\u300b"):
        stop += 1
    rest = page.folded[stop : line.end].strip("| " + BLANKS)
    if not rest:
        line.taken = line.edited = True
        return [Edit(line.begin, line.stop, "", "furniture.title")]
    start = line.start
    while start < stop and page.folded[start] == "|":
        start += 1
    return [Edit(start, stop, "", "furniture.title")]


def _window_title(page: Page, first: int, second: int) -> bool:
    """``T-云溪县人民政府`` above ``T``: the title of the window."""
    above, below = page.line_text(first), page.line_text(second)
    return len(below) >= 6 and above.startswith(below) and bool(_SITE_TAIL.fullmatch(above[len(below) :]))
