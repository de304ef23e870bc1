"""The small repeats that need no seeds: a title that stands twice, lines in pairs, words taken up on the next page.

They are too short to be judged like blocks, and are told by their place alone:

* *Title.* At the head of the page, a line says again what the first one said, and only labels,
  metadata, pipes or blanks stand between. Catalogue pages print 名称, heading and template heading;
  the window title has the site's name behind it. One of them stays: the plain one, else the first.
  Under the number of a later page the title leaves with that number.
* *Pairs.* Every line of the page stands twice, headings and rows included.
* *Overlap.* A page stops inside a sentence, and the next one takes up its last words.

A title that comes again further down (a notice, its attachment line, the heading of the plan) is a
title of its own. Captions have a file of their own (`duplicates_captions`).
"""

from __future__ import annotations

from itertools import groupby, pairwise
from math import gcd

from govtext.edits import Edit, Fields
from govtext.patterns import lazy
from govtext.steps.duplicates_key import RUN, folded
from govtext.steps.duplicates_lines import Kind, is_page_mark, line_kind, placed

__all__ = ["head_titles", "overlapping_pages", "page_titles", "paired_lines"]

_HEAD_CHARS = 2000
_HEAD_LINES = 24
_FIRST = 4  # lines among which the title is
_LEAST_TITLE = 2
_LONGEST_TITLE = 90
_SENTENCE = lazy("[。；;]")
_SITE_MARK = lazy("[ \u3000]{0,3}[_|｜\\-—–·][ \u3000]{0,3}")
_LABEL = lazy("[|\\s【\\[]{0,4}(?:标\\s{0,4}题|题\\s{0,4}目|名\\s{0,4}称|题\\s{0,4}名|原标题)\\s{0,3}[:：]")
# A salutation or a blank behind words that are the title: the title was glued to the text.
_GLUED = lazy(
    "(?<=[^\\s|])(?:[ \u3000]{1,4}|(?=同志们|各位|尊敬的|女士们|亲爱的|朋友们|同学们|老师们|代表们|乡亲们))"
)
_LEAST_GLUED = 6
_ENDS = lazy("[\\n。！!？?；;…]")
_FEW_PAIRS = 4
_PAIRED_PROSE = 10  # characters of a line that is no cell of a table
_LEAST_OVERLAP = 8  # characters that the next page takes up again
_LONGEST_OVERLAP = 80
_LEAST_CUT = 60  # characters of a line that is a paragraph, though no sentence of it ends


def head_titles(page: str, lines: list[str]) -> list[Edit]:
    r"""Return the edits that leave a title at the head of a page standing once.

    >>> [page[e.start : e.end] for page in ("停馆公告\n来源: 某馆\n停馆公告\n本馆停馆五天。",)
    ...  for e in head_titles(page, page.split("\n"))]
    ['停馆公告\n']
    """
    edits: list[Edit] = []
    if not _begins_again(page[:_HEAD_CHARS], lines):
        return edits
    title: tuple[int, int, str] | None = None
    for start, at, line in placed(page[:_HEAD_CHARS].split("\n")[:_HEAD_LINES]):
        if at > _HEAD_CHARS and len(page) > _HEAD_CHARS:
            break
        words = _title_words(line)
        if not words:
            continue
        if title is None:
            kind = Kind.TEXT if _LABEL.match(line) else line_kind(line)
            if kind is not Kind.TEXT and not (kind is Kind.SITE and _SITE_MARK.search(line.strip())):
                continue
            if not _LEAST_TITLE <= len(words) <= _LONGEST_TITLE or _SENTENCE.search(line):
                break
            title = (start, at, words)
        elif words == title[2]:
            edits.append(_leave(page, start, at, title[0]))
        elif _with_site(page[title[0] : title[1]], words):
            edits.append(_leave(page, title[0], title[1], start))
            title = (start, at, words)
        elif _with_site(line, title[2]):
            edits.append(_leave(page, start, at, title[0]))
        elif line_kind(line) is Kind.TEXT:
            glued = _glued(line, title[2])
            if glued is not None:
                edits.append(_leave(page, start, start + glued, title[0]))
            break
    return sorted(edits)


def paired_lines(page: str, lines: list[str]) -> list[Edit]:
    r"""Return the edits for a page whose lines all stand twice: A A B B C C, headings and rows included.

    >>> page = "\n".join(x for line in ("甲说今天开会很好。", "乙", "丙说明天开会更好。", "丁") for x in (line, line))
    >>> [page[e.start : e.end] for e in paired_lines(page, page.split("\n"))]
    ['甲说今天开会很好。\n', '乙\n', '丙说明天开会更好。\n', '丁']
    """
    if 3 * len(set(lines)) > 2 * len(lines):
        return []
    runs = [len([*same]) for _, same in groupby(filter(None, map(str.strip, lines)))]
    if runs and runs[0] == 1:  # a title that stands once
        del runs[0]
    if len(runs) < _FEW_PAIRS or gcd(*runs) == 1:
        return []
    edits: list[Edit] = []
    first, shown = -1, ""
    for start, at, line in placed(lines):
        plain = line.strip()
        if not plain:
            continue
        if plain == shown:
            edits.append(Edit(start, min(at, len(page)), "", "duplicates.pair", Fields(copy_of=first)))
        else:
            first, shown = start, plain
    prose = sum(edit.end - edit.start >= _PAIRED_PROSE for edit in edits)
    return edits if 2 * prose >= len(edits) else []


def _begins_again(head: str, lines: list[str]) -> bool:
    """Tell whether one of the first lines, no sentence, is said again below: the cheap test."""
    first = 0
    end = -1
    for line in lines:
        end += 1 + len(line)
        if not line or line.isspace():
            continue
        first += 1
        if first > _FIRST or end >= len(head):
            break
        if len(line) <= 2 * _LONGEST_TITLE and "。" not in line and _is_said_below(head, line, end):
            return True
    return False


def _is_said_below(head: str, line: str, end: int) -> bool:
    """Tell whether a line is said again behind its ``end`` in the head of a page."""
    colon = max(line.find(":", 0, 10), line.find("\uff1a", 0, 10))
    run = RUN.search(line, colon + 1) or RUN.search(line)
    if run is None or len(words := run.group()) < _LEAST_TITLE or head.find(words, end) < 0:
        return False
    most = len(line) + _LONGEST_TITLE
    title = _title_words(line)
    return any(
        words in other[:most] and _says_again(other, line, title)
        for other in head[end + 1 :].split("\n", _HEAD_LINES)[:_HEAD_LINES]
    )


def _title_words(line: str) -> str:
    """Return the key of a title line, without its label."""
    labelled = _LABEL.match(line)
    return folded(line[labelled.end() :] if labelled else line)


def _says_again(other: str, line: str, title: str) -> bool:
    """Tell whether a line is a title again, with a site behind it or behind the first, or glued to text."""
    if len(other) > 2 * _LONGEST_TITLE:
        return _glued(other, title) is not None
    words = _title_words(other)
    return (
        words == title
        or _with_site(line, words)
        or _with_site(other, title)
        or _glued(other, title) is not None
    )


def _glued(line: str, title: str) -> int | None:
    """Return where the title ends that stands at the beginning of a paragraph; ``None`` if none does."""
    mark = _GLUED.search(line, 0, 2 * _LONGEST_TITLE) if len(title) >= _LEAST_GLUED else None
    return mark.start() if mark and folded(line[: mark.start()]) == title else None


def _with_site(line: str, words: str) -> bool:
    """Tell whether a line is the title of ``words`` with section and site behind it."""
    if len(words) < 4 or len(line) > 2 * _LONGEST_TITLE:
        return False
    return any(folded(line[: mark.start()]) == words for mark in _SITE_MARK.finditer(line))


def _leave(page: str, start: int, end: int, kept: int) -> Edit:
    return Edit(start, min(end, len(page)), "", "duplicates.title", Fields(copy_of=kept))


def page_titles(page: str, lines: list[str]) -> list[Edit]:
    r"""Return the edits for titles that a later page of the article prints again under its number.

    >>> page = "停水公告\n因检修停水。\n第2页\n停水公告\n恢复时间另告。"
    >>> [page[e.start : e.end] for e in page_titles(page, page.split("\n"))]
    ['第2页\n停水公告\n']
    """
    title = next(filter(None, map(str.strip, lines)), "")
    if not _LEAST_TITLE <= len(title) <= _LONGEST_TITLE:
        return []
    at = page.find(f"\n{title}\n", page.find(title) + 1)
    if at < 0 or _SENTENCE.search(title):
        return []
    edits: list[Edit] = []
    while at >= 0:
        start = page.rfind("\n", max(0, at - _HEAD_CHARS), at) + 1
        gone = edits[-1].end if edits else 1  # a title that reads as a page mark may have left just above
        if gone <= start < at and is_page_mark(page[start:at]):
            edits.append(_leave(page, start, at + len(title) + 2, page.find(title)))
        at = page.find("\n" + title + "\n", at + 1)
    return edits


def overlapping_pages(page: str, lines: list[str]) -> list[Edit]:
    r"""Return the edits where a page stops inside a sentence and the next one takes up its last words.

    >>> page = "要建好基地。每个基地配备专职教师不少于八名,聘请工匠\n专职教师不少于八名,聘请工匠师傅授课。"
    >>> [page[e.start : e.end] for e in overlapping_pages(page, page.split("\n"))]
    ['专职教师不少于八名,聘请工匠']
    """
    edits: list[Edit] = []
    at = -1
    for line, after in pairwise(lines):
        at += len(line) + 1
        if line[-1:].isalnum() and after[:1].isalnum() and after[:_LEAST_OVERLAP] in line:
            size = _taken_up(page, at)
            if size:
                edits.append(Edit(at + 1, at + 1 + size, "", "duplicates.overlap", Fields(copy_of=at - size)))
    return edits


def _taken_up(page: str, at: int) -> int:
    """Return how many characters behind the line break at ``at`` stand before it too; 0 if few."""
    tail = page[max(page.rfind("\n", max(0, at - _LONGEST_OVERLAP), at) + 1, at - _LONGEST_OVERLAP) : at]
    found = tail.rfind(page[at + 1 : at + 1 + _LEAST_OVERLAP])
    size = len(tail) - found
    if found <= 0 or size < _LEAST_OVERLAP or not page.startswith(tail[found:], at + 1):
        return 0
    line = page[max(0, page.rfind("\n", max(0, at - _HEAD_CHARS), at)) : at]
    if len(line) < _LEAST_CUT and "\u3002" not in line:
        return 0  # a heading whose words the paragraph takes up
    behind = page[at + 1 + size : at + 2 + size]
    return size if behind and _inside(tail[-1], behind) else 0


def _inside(one: str, two: str) -> bool:
    """Tell whether two neighbouring characters stand inside a sentence: a letter, and what is no end."""
    return RUN.match(one) is not None and not one.isascii() and _ENDS.match(two) is None
