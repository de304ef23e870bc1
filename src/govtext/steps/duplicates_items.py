"""Items of a list and voices: what stands twice by right, each time below a head of its own.

Two copies are items if the lines above them are made alike and differ, if they are numbered one and
two, or if a label that is no noise ascribes the words behind it.
"""

from __future__ import annotations

from govtext.patterns import lazy
from govtext.steps.duplicates_extent import ITEM, Scene, is_title_like
from govtext.steps.duplicates_key import folded
from govtext.steps.duplicates_lines import Kind, is_dress, is_frame, is_ordinal, is_voice, line_kind
from govtext.steps.duplicates_titles import NUMERAL, names_title

__all__ = ["SIGNATURE", "are_parallel", "is_framed", "is_item", "open_alike"]

SIGNATURE = lazy("(?:[局府委办会院所队处厅站校司社厂]|(?<!全)部|中心|大学|银行|支队|总队|集团)\\s{0,4}$")
_FRAME = 8  # key characters that the heads of two items have in common


def are_parallel(scene: Scene, begin: int, floor: int, root: int) -> bool:
    """Tell whether the lines above the two copies are made alike and differ: two items of a list.

    采购包1的需求是……, 采购包2的需求是……: the terms below are the terms of each.
    """
    above, was = scene.line_above(begin, floor), scene.line_above(scene.key.raw(root), 0)
    one, two = folded(above), folded(was)
    if not one or not two or one == two or two in scene.titles or line_kind(above) is not Kind.TEXT:
        return False
    return _alike(one, two)


def open_alike(scene: Scene, start: int, floor: int, root: int) -> bool:
    """Tell whether two copies stand behind openings, in their lines, that are made alike and differ in their figures.

    公开拍卖12号301室,起拍价86万元。有意者可于……, 公开拍卖12号302室,起拍价79万元。有意者可于……: the terms of each.
    """
    one, two = folded(scene.prefix(start, floor) or ""), folded(scene.prefix(root, 0) or "")
    if len(one) < _FRAME or one == two or NUMERAL.search(one) is None:
        return False
    return NUMERAL.sub("", one) == NUMERAL.sub("", two) or _alike(one, two)


def _alike(one: str, two: str) -> bool:
    """Tell whether the heads of two items begin and end alike, or differ in their figures.

    >>> _alike("关于清溪河施工招标的公告", "关于白水河施工招标的公告"), _alike("河道一标段", "河道二标段"), _alike("春耕正忙", "秋收")
    (True, True, False)
    """
    ahead = _agreeing(one, two)
    behind = _agreeing(one[ahead:][::-1], two[ahead:][::-1])
    return ahead + behind >= _FRAME or NUMERAL.sub("", one) == NUMERAL.sub("", two)


def _agreeing(one: str, two: str) -> int:
    """Return how many characters two strings begin with alike."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )


def is_framed(scene: Scene, begin: int, start: int, floor: int, root: int) -> bool:
    """Tell whether a label that is no noise stands before the copy, in its line or above it.

    Two different short headings above the two copies make them items: 岗位A01, 岗位A02.
    """
    at = scene.key.raw(start)
    line = scene.line_start(at, floor)
    if line is not None and line < begin:
        before = scene.page[line:begin]
        return bool(folded(before)) and is_frame(before)
    if is_voice(scene.line_above(begin, floor)):
        return True
    above, was = scene.heading_above(begin, floor), scene.heading_above(scene.key.raw(root), 0)
    if not above:
        return False
    if names_title(above, scene.titles):
        return False
    if is_frame(above):
        return True
    if not was or folded(was) == folded(above):
        return False
    numbered = ITEM.match(was) is not None
    return folded(was) not in scene.titles and (ITEM.match(above) is not None or not numbered)


def is_item(scene: Scene, begin: int, start: int, floor: int, root: int, *, short: bool) -> bool:
    """Tell whether the two copies are items of a list: numbered one and two, or each below its own heading,
    or, if they are ``short``, each below its own day, hour or group.

    The heading of the page is none of these: a copy of the article may bear another.
    """
    if _other_number(scene.page[begin : scene.key.raw(start)], scene.prefix(root, 0) or ""):
        return True
    now, first = scene.line_at(begin), scene.line_at(scene.key.raw(root))
    if _heads_another(scene, now, first, short=False) and not _are_cells(now, first):
        return True
    above, was = scene.line_above(begin, floor), scene.line_above(scene.key.raw(root), 0)
    return _heads_another(scene, above, was, short=short)


def _are_cells(one: str, two: str) -> bool:
    """Tell whether one line is the first cell of the other: a table or a list again, with other line breaks.

    >>> _are_cells("事项", "事项\\t办理窗口"), _are_cells("1.甲 2.乙", "1.甲"), _are_cells("第二类", "第一类")
    (True, True, False)
    """
    short, long = sorted((one.strip(), two.strip()), key=len)
    return long.startswith(short) and long[len(short) : len(short) + 1].isspace()


def _heads_another(scene: Scene, above: str, was: str, *, short: bool) -> bool:
    """Tell whether a line heads another item than the line above the original does."""
    if not above or not was or folded(above) == folded(was) or names_title(above, scene.titles):
        return False
    if not short and not (is_title_like(above) and is_title_like(was)):
        return False
    kinds = line_kind(above), line_kind(was)
    if kinds == (Kind.WEAK, Kind.WEAK):
        return short
    return (
        kinds == (Kind.TEXT, Kind.TEXT)
        and is_title_like(above)
        and is_title_like(was)
        and not is_dress(above)
        and not SIGNATURE.search(above)
        and (ITEM.match(above) is None) == (ITEM.match(was) is None)
        and (folded(was) not in scene.titles or _alike(folded(above), folded(was)))
    )


def _other_number(now: str, was: str) -> bool:
    """Tell whether two ordinals of one style differ: 第一 and 第二, but not 一、 and 1.

    >>> _other_number("第二", "第一"), _other_number("1. ", "一、"), _other_number("", "一、")
    (True, False, False)
    """
    one, two = folded(now), folded(was)
    return (
        one != two
        and is_ordinal(now)
        and is_ordinal(was)
        and one.isascii() == two.isascii()
        and bool(one and two)
    )
