"""Where on a page a footer can be at all: one scan that a plain page pays, and nothing else.

A footer is proven by an anchor, a tail or a weak rule, and each of those names its *stems*, one of
which must occur. The stems of the built-in rules stand here as well, so that a page without any of
them needs neither the rule file nor a compiled rule (a test holds the two lists together).

Stems are letter-spaced, widened and written in Traditional on pages, so they cannot be searched for as
they are. Of each stem two neighbouring characters are taken that are rare in prose; all these pairs
make one pattern that begins with a class, which `re` runs through a page as fast as through any
class. It lets crosswise pairs and blanks pass; where it hits, the surroundings are folded and asked for
the stem itself.
"""

from __future__ import annotations

import functools
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from govtext.fold import BLANKS, members, plain
from govtext.look import Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["REACH", "STEMS", "Gate", "built_in_gate", "gate_of"]

#: The stems of the built-in rules that can prove a footer.
STEMS = (
    *("ICP", "B1", "B2", "网安", "安备", "网备", "备案号", "备案编", "识码", "示码", "志码"),
    *(
        "闻信息",
        "听节目",
        "听许可",
        "听服务",
        "听备案",
        "播电视节目",
        "网出版",
        "络出版",
        "网络文化",
        "值电信",
    ),
    *("药品信息", "营许可", "宗教信息", "网文", "网证", "网出证", "网许可", "演出许可", "网教育信", "网医疗"),
    *("网卫生信", "Copyright", "©", "ⓒ", "C)", "Rights", "Reserved", "&copy", "版权", "著作权", "侵权"),
    *("转载", "镜像", "摘编", "转贴", "授权", "盗用", "抄袭", "观点", "稿件", "by", "ssed", "queries"),
    *(
        "辨率",
        "析度",
        "览器",
        "览本站",
        "览本网",
        "览效果",
        "本浏览",
        "上浏览",
        "您是",
        "你是",
        "站建设",
        "站维护",
        "站运",
    ),
    *("站管理", "站制作", "站设计", "站由", "站监督", "站总监", "站技术", "站编辑", "站负责", "站承建"),
    *("站开发", "IPv", "站地图", "站导览", "站导航", "站声明", "站点地图", "隐私", "私隐", "站资料"),
    *(
        "站数据",
        "讯安全",
        "站安全",
        "国新网",
        "播出机构",
        "视频道",
        "视播放",
        "站电话",
        "站联系",
        "问本站",
        "问本网",
        "站所载",
        "站信息",
        "站内容",
    ),
    *("信备", "宣备", "媒备", "力驱动"),
)
# Of a stem the first of these is searched for: they are rare in prose, and a few of them serve many stems.
_RARE = "©ⓒ&版站隐侵码载摘贴授盗抄镜观稿辨析览您你讯听播络宗药演闻著值许案备号编网营驱Pvpsb"
#: How far around a hit its stem is looked for: the longest stem with three blanks after each letter.
REACH = 40


class Clue(NamedTuple):
    """What a hit of a rare character has to have beside it, and which stems it can belong to."""

    before: frozenset[str]
    after: frozenset[str]
    stems: tuple[str, ...]


class Gate(NamedTuple):
    """The places of a text where one of some stems stands."""

    scan: re.Pattern[str]
    clues: dict[str, Clue]  # by rare character
    look: Look | None = None

    def place(self, text: str, start: int = 0, end: int = sys.maxsize) -> int:
        """Return the first offset from ``start`` on that lies in a stem, or -1."""
        while hit := self.scan.search(text, start, end):
            start = hit.start()
            if self._holds(text, start):
                return start
            start += 1
        return -1

    def places(self, text: str, start: int = 0) -> list[int]:
        """Return all offsets from ``start`` on that lie in a stem."""
        hits = [found.start() for found in self.scan.finditer(text, start)]
        return [hit for hit in hits if self._holds(text, hit)]

    def _holds(self, text: str, at: int) -> bool:
        clue = self.clues.get(text[at])
        if clue is None:  # a rule without stems: any line may hold it
            return True
        before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
        if before not in clue.before and after not in clue.after:
            return len(clue.stems[0]) == 1
        near = text[max(0, at - REACH) : at + REACH]
        return _has_one(near, clue.stems) or _has_one(plain(near), clue.stems)


def _has_one(text: str, stems: Iterable[str]) -> bool:
    lower = text.lower()
    for stem in stems:  # noqa: SIM110  (a generator costs more than most of these look-ups)
        if stem in lower:
            return True
    return False


@functools.cache
def built_in_gate() -> Gate:
    """Return the gate of the built-in rules."""
    return gate_of(STEMS)


def built_in_look() -> Look:
    """Return what has to stand on a page before that gate can open."""
    look = built_in_gate().look
    assert look is not None
    return look


def gate_of(stems: Iterable[str]) -> Gate:
    """Return the gate that opens where one of the stems stands, however it is spaced and written.

    >>> gate = gate_of(["ICP", "版权"])
    >>> gate.place("苏I C P备"), gate.place("版 權"), gate.place("出版的权威")
    (5, 0, -1)
    """
    clues: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for stem in stems:
        rare, step = _rare_pair(stem)
        for char in members(stem[rare]):
            clue = clues.setdefault(char, (set(), set(), set()))
            clue[2].add(stem.lower())
            if step:
                clue[step > 0].update(members(stem[rare + step]))
    alone = {char for char, (_, _, found) in clues.items() if any(len(stem) == 1 for stem in found)}
    led = {char for char, (_, after, _) in clues.items() if after}
    ended = {char for char, (before, _, _) in clues.items() if before}
    look = Look(
        _class(clues)[1:-1],
        f"(?<={_class(alone)})"
        f"|(?<={_class(led)})(?={_class(_all(clues, 1), blanks=True)})"
        f"|(?<={_class(_all(clues, 0), blanks=True)}{_class(ended)})",
    )
    return Gate(
        look.scan,
        {
            char: Clue(
                frozenset({*before, *BLANKS}), frozenset({*after, *BLANKS}), tuple(sorted(found, key=len))
            )
            for char, (before, after, found) in clues.items()
        },
        look,
    )


def _all(clues: Mapping[str, tuple[set[str], ...]], side: int) -> set[str]:
    return set().union(*(clue[side] for clue in clues.values()))


def _rare_pair(stem: str) -> tuple[int, int]:
    """Return the place of the rarest character of a stem, and on which side its rarer neighbour stands."""
    rare = min(range(len(stem)), key=lambda i: _rank(stem[i]))
    sides = [step for step in (1, -1) if 0 <= rare + step < len(stem)]
    return rare, min(sides, key=lambda step: _rank(stem[rare + step]), default=0)


def _rank(char: str) -> int:
    return _RARE.find(char) % (len(_RARE) + 1)


def _class(chars: Iterable[str], *, blanks: bool = False) -> str:
    inner = "".join(map(re.escape, sorted(chars))) + (BLANKS if blanks else "")
    return f"[{inner}]" if inner else "(?!)."
