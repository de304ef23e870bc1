"""One caption under many photos: lines that return with nothing but images between, lists of captions, doubled lines.

Told by their place alone, without seeds: a repeated line goes only if it is a caption, or image names
stand between, for a verse is sung twice by right.
"""

from __future__ import annotations

from collections import Counter

from govtext.edits import Edit, Fields
from govtext.patterns import lazy
from govtext.steps.duplicates_key import folded
from govtext.steps.duplicates_lines import Kind, is_image, line_kind, placed

__all__ = ["doubled_lines", "gallery_lists", "repeated_lines"]

_CAPTION = lazy("图为|图[一二三四五六七八九十0-9]{1,2}|[（(]图|摄|供图|制图|资料图|照片|现场|△|▲|◀|▶|▼")
_CREDITED = lazy("[^\\n]{4,120}?(?:摄影报道|摄|供图)[)\uff09]?")
_CREDIT = lazy(
    "(?:(?:摄影|供图)[:\uff1a][ \u3000]?[^。，,]{2,8}|[（(][^（）()]{0,24}(?:摄|供图|资料图|制图|配图|网络图|文/图)[）)]|[ \u3000][^ \u3000。，,]{0,12}(?:[ \u3000][^ \u3000。，,]{1,6})?"
    "(?:摄|供图|摄影报道)|。[^。，,]{2,14}(?:摄|供图))[。.]?$"
)
_SHOWN = ("图为", "▲", "△", "▼", "◀", "▶")
_COUNTED = lazy(
    "[(（\\[【]?[0-9]{1,2}[ \u3000]?[/／][ \u3000]?[0-9]{1,2}[)）\\]】]?[ \u3000]{0,4}(?=[^0-9/])"
)
_COUNTER = lazy("[0-9][ \u3000]?[/\uff0f][ \u3000]?[0-9]")
_LEAST_CAPTION = 4
_LEAST_SAID = 8  # without a photographer: 图为活动现场 says little
_LEAST_FAR = 6  # key characters of a caption that is known again behind other text
_OFTEN = 3
_LONGEST_CAPTION = 120
_LONGEST_LINE = 180


def repeated_lines(page: str, lines: list[str]) -> list[Edit]:
    r"""Return the edits that leave the caption of a photo page standing once.

    >>> page = "图为签约现场。\nIMG_01.jpg\n图为签约现场。\n会议下午结束。"
    >>> [page[e.start : e.end] for e in repeated_lines(page, page.split("\n"))]
    ['图为签约现场。\n']
    """
    filled = list(filter(None, lines))
    if len(set(filled)) == len(filled):
        return []
    count = Counter(lines)
    again = {line.strip() for line, times in count.items() if times > 1 and len(line) >= _LEAST_CAPTION}
    if not again - {""}:
        return []
    edits: list[Edit] = []
    far = {line for line in again if _returns_far(line, count)}
    begun: dict[str, int] = {}
    first, shown, images = -1, "", False
    for start, at, line in placed(lines):
        plain = line.strip()
        if not plain:
            continue
        if plain in far and begun.setdefault(plain, start) != start:
            edits.append(
                Edit(start, min(at, len(page)), "", "duplicates.caption", Fields(copy_of=begun[plain]))
            )
        elif plain == shown:
            if images or _CAPTION.search(plain):
                edits.append(Edit(start, min(at, len(page)), "", "duplicates.caption", Fields(copy_of=first)))
        elif plain in again:
            first, shown, images = start, plain, False
        elif shown:
            images = is_image(line)
            if not images:
                shown = ""
    return _with_label(page, edits)


def _with_label(page: str, edits: list[Edit]) -> list[Edit]:
    """Return the edits with the label above them where several captions leave in a row: 高清图集."""
    for i, edit in enumerate(edits[:-1]):
        if edit.end != edits[i + 1].start or (i and edits[i - 1].end == edit.start):
            continue
        label = page.rfind("\n", max(0, edit.start - _LONGEST_CAPTION), max(0, edit.start - 1)) + 1
        above = page[label : edit.start]
        if label and "图" in above and line_kind(above) is Kind.CUE:
            edits[i] = edit._replace(start=label)
    return edits


def gallery_lists(page: str, lines: list[str]) -> list[Edit]:
    r"""Return the edits for a list of captions that stand above, each behind its counter: 1/2, 2/2.

    >>> page = "合龙现场。(郎峻摄)\n大桥通车。\n焊缝检查。(郎峻摄)\n1/2 合龙现场。(郎峻摄)\n2/2 焊缝检查。(郎峻摄)"
    >>> [page[e.start : e.end] for e in gallery_lists(page, page.split("\n"))]
    ['1/2 合龙现场。(郎峻摄)\n', '2/2 焊缝检查。(郎峻摄)']
    """
    if ("/" not in page and "\uff0f" not in page) or not _COUNTER.search(page):
        return []
    if sum(_COUNTED.match(line.strip()) is not None for line in lines if "/" in line or "\uff0f" in line) < 2:
        return []
    edits: list[Edit] = []
    run: list[Edit] = []
    said: dict[str, int] = {}
    for start, at, line in placed(lines):
        plain = line.strip()
        counter = _COUNTED.match(plain)
        first = said.get(plain[counter.end() :]) if counter else None
        if first is not None:
            run.append(Edit(start, min(at, len(page)), "", "duplicates.caption", Fields(copy_of=first)))
        elif plain:
            edits.extend(run if len(run) > 1 else ())
            run = []
            said.setdefault(plain, start)
    edits.extend(run if len(run) > 1 else ())
    return edits


def _returns_far(line: str, count: Counter[str]) -> bool:
    """Tell whether a line is a caption that says one thing under several photos, with text between them.

    Its photographer alone is none; a caption in general words (图为现场) is one from its third time on.
    """
    if len(line) > _LONGEST_CAPTION or not (_CREDIT.search(line) or line.startswith(_SHOWN)):
        return False
    size = len(folded(_CREDIT.sub("", line)))
    if count[line] >= _OFTEN:
        return size >= _LEAST_CAPTION
    return size >= (_LEAST_FAR if _CREDIT.search(line) else _LEAST_SAID)


def doubled_lines(page: str, lines: list[str]) -> list[Edit]:
    """Return the edits that halve a line which says one caption or title twice.

    >>> page = "图为签约现场。图为签约现场。"
    >>> [page[e.start : e.end] for e in doubled_lines(page, [page])]
    ['图为签约现场。']
    """
    edits: list[Edit] = []
    suspects = {line for line in lines if len(line) <= _LONGEST_LINE and _may_be_twice(line)}
    if "摄" in page or "供图" in page:
        suspects.update(line for line in lines if "摄" in line or "供图" in line)
    suspects.discard("")
    if suspects:
        for start, _, line in placed(lines):
            if line in suspects:
                edits.extend(_doubled(line, start))
    return edits


def _may_be_twice(line: str) -> bool:
    """Tell whether the second half of a line, with a blank or two between or none, begins as the line does.

    >>> _may_be_twice("停水公告停水公告"), _may_be_twice("停水公告 停水公告"), _may_be_twice("停水公告停电公告")
    (True, True, False)
    """
    opening, half = line[:3], (len(line) + 1) // 2
    return line.startswith(opening, half) or line.startswith(opening, half + 1)


def _is_credited_twice(line: str) -> bool:
    return line.count("摄") > 1 or line.count("供图") > 1


def _doubled(line: str, start: int) -> list[Edit]:
    """Return the edits for one line at ``start`` that says a caption twice, or the title if it is the first."""
    if _is_credited_twice(line) and (glued := _glued_captions(line, start)):
        return glued
    if 2 * _LEAST_CAPTION <= len(line) <= _LONGEST_LINE:
        half = _half(line)
        if half and (_CAPTION.search(line) or (start == 0 and half >= 2 * _LEAST_CAPTION)):
            end = start + len(line)
            return [Edit(end - half, end, "", "duplicates.caption", Fields(copy_of=start))]
    return []


def _half(line: str) -> int:
    """Return the length of what a line says twice, a blank between or none; 0 if it does not.

    >>> _half("停水公告停水公告"), _half("停水公告 停水公告"), _half("停水公告停电公告")
    (4, 4, 0)
    """
    half = len(line) // 2
    if line[:half] == line[-half:]:
        return half
    half -= 1
    return half if line[:half] == line[-half:] and not line[half : len(line) - half].strip() else 0


def _glued_captions(line: str, start: int) -> list[Edit]:
    """Return the edits for captions of one line that follow themselves, each up to its photographer."""
    edits: list[Edit] = []
    before, shown = "", start
    for caption in _CREDITED.finditer(line):
        plain = caption.group().strip()
        if plain == before:
            edits.append(
                Edit(
                    start + caption.start(),
                    start + caption.end(),
                    "",
                    "duplicates.caption",
                    Fields(copy_of=shown),
                )
            )
        else:
            shown = start + caption.start()
        before = plain
    return edits
