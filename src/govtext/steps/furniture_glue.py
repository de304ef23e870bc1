"""Chrome that shares its line with the article.

At the head a run of labels may stand between the title and the first sentence, without a break on either
side: it ends where its last counter, date or name ends. At the tail an editing chain, a source or a row of
controls may follow the last full stop.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.dates import match_date
from govtext.edits import Edit
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_guard import ITEM, NONE
from govtext.steps.furniture_path import path_ahead
from govtext.steps.furniture_reader import Reader

if TYPE_CHECKING:
    from govtext.steps.furniture_grammar import Item
    from govtext.steps.furniture_page import Line, Page

__all__ = ["take_glued"]

_HAN = "\u3400-\u9fff"
_HEAD_REACH = 260
_TAIL_REACH = 360
_CANDIDATE = lazy("[:\u3011\\]\u4e28\u2502|]")
_SALUTATIONS = "同志们|各位|女士们|先生们|尊敬|亲爱|同学们|老师们|朋友们|乡亲们|代表们"
_OTHER_LABEL = lazy(f"[{BLANKS}]*(?!{_SALUTATIONS})[{_HAN}]{{2,5}}:")
_CLOSES = "。!?\u201d\"'\u2019)\u3011]\u2026"
_META = frozenset(("source", "published", "updated", "views", "author", "issuer"))


def take_glued(page: Page) -> list[Edit]:
    """Return the edits for runs of chrome at the head and at the tail of lines that stay."""
    heads, tails = _heads(page), _tails(page)
    if not heads or not tails:
        return heads or tails
    done = {edit.start for edit in heads}
    return [*heads, *(edit for edit in tails if edit.start not in done)]


# ------------------------------------------------------------------ head


def _heads(page: Page) -> list[Edit]:
    edits: list[Edit] = []
    for line in page.lines[: page.head + 1]:
        if not line.taken and not line.whole and line.sign == ITEM:
            edits.extend(_head_run(page, line))
            edits.extend(_path(page, line))
    return sorted(edits)


def _path(page: Page, line: Line) -> list[Edit]:
    end = path_ahead(Reader(page.grammar, line.text))
    return [Edit(line.start, line.start + end, "", "furniture.breadcrumb")] if end else []


def _head_run(page: Page, line: Line) -> list[Edit]:
    text, end = line.text, len(line.text)
    reader = Reader(page.grammar, text, glued=True)
    for at in _label_starts(reader, 0, min(end, _HEAD_REACH)):
        before = text[:at].strip(BLANKS + "|[\u3010(")
        if "。" in before or len(before) > _LONGEST_BEFORE:
            return []
        items, stop = reader.parse(at)
        while items and items[-1].role == "word" and items[-1].end < end:
            stop = items.pop().start
        if not items or (stop >= end and not before):
            continue
        stop = items[-1].end
        if not _proves(text, items, stop) or _is_row(page, line, items[0]):
            continue
        start = _with_date(text, at)
        while start > 0 and text[start - 1] in "[\u3010(" + BLANKS:
            start -= 1
        while (
            stop < end
            and text[stop] in "]\u3011)"
            and text.count(text[stop], start, stop) < text.count(_OPENER[text[stop]], start, stop)
        ):
            stop += 1
        return _inner_edits(page, line, items, start, stop)
    return []


_LONGEST_BEFORE = 100


def _is_row(page: Page, line: Line, item: Item) -> bool:
    """Whether a line above or below, no chrome, has the same label behind a name of its own: a table."""
    label = line.text[item.start : item.end].partition(":")[0] + ":"
    return any(not other.whole and other.text.find(label) > 0 for other in page.near(line))


def _with_date(text: str, at: int) -> int:
    """Where a run begins whose first item is a date without a label: 2024-03-15 09:58 来源:..."""
    found = _DATE_BEFORE.search(text, max(0, at - _LONGEST_DATE), at)
    if found is None or text[: found.start()].rstrip(BLANKS)[-1:] == ":":
        return at  # none, or one that has its own label
    moment = match_date(text, found.start(), at)
    return found.start() if moment is not None and not text[moment.end : at].strip(BLANKS) else at


_LONGEST_DATE = 30
_DATE_BEFORE = lazy("(?<![0-9])[12][0-9]{3}[-/.年][^a-zA-Z\u3007]{4,24}$")


_OPENER = {"]": "[", "\u3011": "\u3010", ")": "("}


def _label_starts(reader: Reader, start: int, end: int) -> list[int]:
    """Where a label with its colon, or a font widget, begins: the earliest places first."""
    text = reader.text
    starts: list[int] = []
    last = start
    for colon in _CANDIDATE.finditer(text, start, end):
        if not reader.grammar.may_end_label(text, start, colon.start()):
            continue
        found = reader.label_before(colon.start(), last, end)
        if found is not None:
            at, stop = found
            if not _is_field(text, start, at, stop):
                starts.append(last + len(text[last:at].rstrip(BLANKS)))
            last = colon.end()
        if len(starts) >= _MOST_LABELS:
            break
    return starts


_MOST_LABELS = 5


def _is_field(text: str, start: int, at: int, end: int) -> bool:
    """Whether a general label is the second half of a field's name: 来信时间, 活动日期. Its field is text.

    A title that a label is glued to is longer than the first half of a name.
    """
    if _GENERAL.match(text, at, end) is None:
        return False
    word = at
    while word > start and "\u3400" <= text[word - 1] <= "\u9fff" and at - word <= _LONGEST_HALF:
        word -= 1
    return 0 < at - word <= _LONGEST_HALF


_GENERAL = lazy(
    "(?:时间|日期|来源|发布|更新|次数|(?:点击|浏览|阅读|访问|播放|观看)(?:量|数|率|人次|次数))[^\u3400-\u9fff]"
)
_LONGEST_HALF = 4


def _proves(text: str, items: list[Item], stop: int) -> bool:
    """Whether a run in a head line is the page's: two labels, or a date with its label, or a counter."""
    labels = [i for i in items if i.role == "label"]
    fields = {i.field for i in labels}
    meta = fields & _META
    if _OTHER_LABEL.match(text, stop):
        return False
    if text[stop : stop + 1] in ("至", "起", "前", "、", "止"):
        return False
    if meta and any(i.field == "views" and i.value is not None for i in labels):
        return True
    if len(meta) >= 2 and meta & {"published", "updated", "views", "source"}:
        return True
    if "sizes" in fields and (meta or len(items) == 1):
        return True
    if len(labels) == 1 and labels[0].field in ("published", "updated") and labels[0].value:
        label = text[labels[0].start : labels[0].end]
        return len(re.sub(f"[{BLANKS}]", "", label.partition(":")[0])) >= 4
    return False


def _inner_edits(page: Page, line: Line, items: list[Item], start: int, stop: int) -> list[Edit]:
    """Edits for a run amid a line; one of its blanks stays where two words would meet."""
    text, end = line.text, len(line.text)
    after = stop
    while after < end and text[after] in BLANKS:
        after += 1
    meets = start > 0 and after < end
    if after > stop and meets:
        after -= 1  # one blank stays before the article
        meets = False
    elif meets and text[start] in BLANKS:
        start += 1
    after = min(end, after)
    if start == 0 and after < end and text[after] in BLANKS:
        after += 1
    edits = []
    begin = start
    for item, finish in zip(items, [*(item.start for item in items[1:]), after], strict=True):
        edits.append(Edit(line.start + begin, line.start + finish, "", item.rule, page.fields(line, item)))
        begin = finish
    return edits


# ------------------------------------------------------------------ tail


def _tails(page: Page) -> list[Edit]:
    """The last line that stays, and every line right above chrome that leaves."""
    candidates = [
        line
        for line in page.noted
        if not (line.taken or line.whole or line.shown == NONE or line.raw[-1] == "。")
    ]
    if not candidates:
        return []
    edits: list[Edit] = []
    last = next((line for line in reversed(page.lines[: page.tail]) if not line.taken), None)
    for line in candidates:
        below = page.below(line)
        if line is last or (line.at > page.head and below is not None and below.taken):
            edits.extend(_tail_run(page, line))
    return edits


def _tail_run(page: Page, line: Line) -> list[Edit]:
    text, size = line.text, len(line.text)
    reader = Reader(page.grammar, text)
    for at in _tail_starts(reader, max(0, size - _TAIL_REACH)):
        if at <= 0:
            continue
        items, stop = reader.parse(at)
        if stop < size or not items or not any(i.role in ("label", "widget", "word") for i in items):
            continue
        if not _is_trusted(text, items, at):
            continue
        start = at
        while start > 0 and text[start - 1] in "[\u3010(" + BLANKS:
            start -= 1
        end = size
        while text[end - 1] in ")]\u3011" and text.count(_OPENER[text[end - 1]], start, end) < text.count(
            text[end - 1], start, end
        ):
            end -= 1
        return _outer_edits(page, line, items, start, end)
    return []


def _outer_edits(page: Page, line: Line, items: list[Item], start: int, end: int) -> list[Edit]:
    """Edits for a run at the end of a line; by-lines stay."""
    edits = []
    begin = start
    for item, finish in zip(items, [*(item.start for item in items[1:]), end], strict=True):
        if item.role != "credit":
            edits.append(
                Edit(
                    *(line.start + begin, line.start + max(begin, finish), "", item.rule),
                    page.fields(line, item),
                )
            )
            begin = finish
            continue
        begin = item.end
        while begin < end and line.text[begin] in ")]\u3011":
            begin += 1
    return edits


def _tail_starts(reader: Reader, start: int) -> list[int]:
    """Places in the last stretch of a line where chrome may begin: behind a close, at a label."""
    text, end = reader.text, reader.size
    found = {i + 1 for i in range(start, end - 1) if text[i] in _CLOSES}
    found |= {i for i in range(start + 1, end) if text[i] in "[\u3010("}
    found.update(_label_starts(reader, start, end))
    return sorted(found)[-_MOST_STARTS:]


_MOST_STARTS = 40


def _is_trusted(text: str, items: list[Item], at: int) -> bool:
    before = at - 1
    while before > 0 and text[before] in BLANKS + "[\u3010(":
        before -= 1
    closed = text[before] in _CLOSES or text[at - 1] in BLANKS + "[\u3010("
    fields = {i.field for i in items}
    roles = {i.role for i in items}
    if fields & {"neighbour", "sizes"} or "widget" in roles:
        return text[before] in _CLOSES or text[before] in BLANKS or "neighbour" in fields
    if "editor" in fields:
        return closed or _strong_editor(text[at : at + 12])
    if fields & {"source", "views", "published", "updated", "url", "keywords", "issuer", "author"}:
        if fields <= {"author"} or (fields <= {"published"} and roles == {"bare"}):
            return False
        return text[before] in _CLOSES
    if roles == {"word"}:
        return len(items) >= 2 and text[before] in "。!?\u201d)"
    return False


def _strong_editor(text: str) -> bool:
    return bool(re.match(r"(?:责\s*任\s*编\s*辑|责\s*编|值班编辑|本期编辑|责任校对|编辑)\s*[:\u4e28|]", text))
