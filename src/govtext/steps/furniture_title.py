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
from govtext.steps.furniture_fold import FOLDED, fold

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Line, Page

__all__ = ["take_titles"]

_NOISE = BLANKS + "|[]\u3010\u3011\u300a\u300b"
_NOISES = lazy(f"[{re.escape(_NOISE)}]+")
_SITE = "(?:网站?|政府|门户|报|平台|局|委员会|办公室|厅)"
# Behind a mark any name is the site's; behind a blank alone it may be the rest of the title.
_SITE_TAIL = lazy(
    f"[ ]?[-_|\u2014\u2013][-_|\u2014\u2013 ]{{0,3}}[\u3400-\u9fff]{{2,20}}$| {{1,4}}[\u3400-\u9fff]{{2,20}}{_SITE}$"
)
_FILE = lazy(r"\.(?:docx?|pdf|wps|ofd|pptx?|xlsx?|txt|rtf)$", re.IGNORECASE)
_MOST_LINES = 3  # of one title


def take_titles(page: Page, labelled: Line | None) -> list[Edit]:
    """Return the edit that removes the second of two titles.

    ``labelled`` is the line whose ``标题:`` label leaves while its title stays.
    """
    found = _first_title(page, labelled)
    if found is None:
        return []
    first, text = found
    for following in page.lines[first.at + 1 :]:
        if not following.taken:
            break
    else:
        return []
    if labelled is None and not _may_be_second(first, following):
        return []
    title = _key(text)
    if len(title) < _SHORTEST:
        return []
    if (file_name := _file_name(first, following, title)) is not None:
        return _leave([file_name])
    between = labelled is not None or "|" in first.text
    for line in page.lines[first.at + 1 :]:
        if line.taken or not line.raw.strip("| \uff5c"):
            between = True
            continue
        if (
            between
            and (labelled is not None or _may_repeat(line, title))
            and (line.at <= page.head or page.is_within(first, line, _REACH))
        ):
            stop = _repeats(line, title)
            if stop is not None:
                return _second(line, stop)
            lines = _repeated_lines(page, first, line)
            if lines is not None:
                return _leave(lines)
        if line.begin == first.stop and _is_window_title(first, line):
            return _leave([first])
        return []
    return []


_SHORTEST = 4
_REACH = 8  # lines below the first title down to which the second may stand


def _leave(lines: list[Line]) -> list[Edit]:
    edits = []
    for line in lines:
        line.taken = line.edited = True
        edits.append(Edit(line.begin, line.stop, "", "furniture.title"))
    return edits


def _may_be_second(first: Line, following: Line) -> bool:
    """Whether the line that follows the title may be one: it begins alike, is a part of it, or one is a file's name."""
    one, two = first.raw, following.raw
    return (
        two[0] == one[0]
        or len(two) < len(one)
        or _may_name_file(one)
        or _may_name_file(two)
        or (begins := FOLDED.get(one[0], one[0])) == (follows := FOLDED.get(two[0], two[0]))
        or begins in _NOISE
        or follows in _NOISE
    )


def _file_name(first: Line, following: Line, title: str) -> Line | None:
    """The line of two at the head that is the title with the ending of a file."""
    if len(title) < _SHORTEST_FILE:
        return None
    if not ("." in title or _may_name_file(following.raw)):
        return None
    other = _key(following.text)
    if _FILE.sub("", title) == other != title:
        return first
    return following if _FILE.sub("", other) == title != other else None


_SHORTEST_FILE = 6


def _may_name_file(raw: str) -> bool:
    return raw[-1] != "。" and ("." in raw or "\uff0e" in raw)


def _repeated_lines(page: Page, first: Line, second: Line) -> list[Line] | None:
    """The lines from the second on that hold the title with its line breaks elsewhere."""
    lines = [line for line in page.lines[first.at : second.at] if not line.taken]
    title = _key("".join(line.text for line in lines))
    if not 8 <= len(title) <= 120 or len(lines) > _MOST_LINES:
        return None
    found: list[Line] = []
    for line in page.lines[second.at : second.at + _MOST_LINES]:
        key = _key(line.text)
        if line.taken or not key or not title.startswith(key):
            return None
        found.append(line)
        title = title[len(key) :]
        if not title:
            return found
    return None


def _first_title(page: Page, labelled: Line | None) -> tuple[Line, str] | None:
    """The first line that stays, and its text without what may stand around a title."""
    for line in page.lines:
        if line.taken:
            continue
        text = line.text
        if line is labelled:
            text = text[text.index(":") + 1 :]
        text = text.strip(BLANKS + "|")
        if text:
            return None if len(text) > _LONGEST or line.at > page.head else (line, text)
    return None


_LONGEST = 120


def _key(text: str) -> str:
    return _NOISES.sub("", text)


def _may_repeat(line: Line, title: str) -> bool:
    """Whether a line begins as the title does, or with a mark before it."""
    first = fold(line.raw[0])
    return first == title[0] or _NOISES.match(first) is not None


def _repeats(line: Line, title: str) -> int | None:
    """Where the title ends that opens a line; ``None`` when another text does."""
    text = line.text
    at = matched = 0
    while at < len(text) and matched < len(title):
        if text[at] == title[matched]:
            matched += 1
        elif not _NOISES.match(text[at]):
            return None
        at += 1
    if matched < len(title):
        return None
    return at if at == len(text) or _NOISES.match(text[at]) else None


def _second(line: Line, stop: int) -> list[Edit]:
    text = line.text
    while stop < len(text) and (text[stop] in BLANKS or text[stop] in "]\u3011\u300b"):
        stop += 1
    if not text[stop:].strip("| " + BLANKS):
        return _leave([line])
    start = 0
    while start < stop and text[start] == "|":
        start += 1
    return [Edit(line.start + start, line.start + stop, "", "furniture.title")]


def _is_window_title(first: Line, second: Line) -> bool:
    """``T-云溪县人民政府`` above ``T``: the title of the window."""
    size = len(second.raw)
    if not _SHORTEST_FILE <= size < len(first.raw):
        return False
    return first.text.startswith(second.text) and _SITE_TAIL.fullmatch(first.text[size:]) is not None
