"""Whether text that stands twice is a copy: evidence, not length.

Clean text repeats itself. Of 3,474 laws 43 % hold a verbatim repeat of forty characters, and a song
its refrain; what betrays a *copy* is where it stands and how much returns. `judge` looks for, in
this order:

``adjacent``  nothing but noise stands between the copy and its original (1 law of 3,474 has that)
``header``    the page's title stands above it again, or opens it
``cue``       a label announces it: 打印版, 相关阅读, 引用 … 发表于 …, 第2页
``lines``     two or more lines of prose return in their order
``share``     what returns is a large part of the page

and against it:

* what differs in figures, ordinals or names is an item of a list, unless it lies in a long copied run;
* a label that is no noise (【修改后】, 岗位A02:, 领唱:) ascribes the words behind it: they stay;
* lines as short as verses return as refrains.

`duplicates_weight` says how much returns, `duplicates_beside` what makes a copy of what stands beside its
original, `duplicates_items` what are items and voices.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.duplicates_beside import is_list, is_rows, stands_beside
from govtext.steps.duplicates_case import BESIDE, LONG_RUN, Case, cut_to_borders
from govtext.steps.duplicates_extent import ITEM, Scene
from govtext.steps.duplicates_gaps import gaps
from govtext.steps.duplicates_header import Header, header_above
from govtext.steps.duplicates_items import SIGNATURE, are_parallel, is_framed, is_item, open_alike
from govtext.steps.duplicates_key import folded
from govtext.steps.duplicates_lines import Kind, is_dress, is_tail, line_kind
from govtext.steps.duplicates_proof import SEED, announced
from govtext.steps.duplicates_titles import CORRECTED
from govtext.steps.duplicates_weight import CUED, LIST_ROWS, LOOKED, Weight, has_sentence, is_chinese, weigh

if TYPE_CHECKING:
    from govtext.steps.duplicates_ledger import Ledger
    from govtext.steps.duplicates_match import Chain

__all__ = ["Verdict", "judge"]

_ORDINALS = 4  # key characters of an ordinal that the copy lacks
_NEAR = 0.03  # changed characters per agreeing one
_WHOLE = 0.3  # part of the page that is an article printed again
_LABEL_CHARS = 40
_REACH = 1000  # characters kept between a copy and its original, for each of its own: farther off it is none
_LINES_REACH = 100  # where nothing but the order of its lines betrays it
_FIRST_WORDS = 14  # key characters in which a bulletin says of when it is
_NUMBERED = lazy(
    "[^0-9一二三四五六七八九十]{0,3}[0-9一二三四五六七八九十]{1,4}(?:[时日月年期号次季周点]|分时)"
)
_FIGURES = 2  # so many may be corrected in an article that is printed again, and one more for each
_PER_FIGURE = 300  # key characters
_BY_WEIGHT = ("lines", "share")  # the evidence that parallel items have by right
_NAMES = lazy(
    "[\u3400-\u9fff]{2,3}|[\u3400-\u9fff\u00b7]{2,4}(?:[ \u3000\u3001]{1,3}[\u3400-\u9fff\u00b7]{2,4}){1,4}"
)
_CLOSING = lazy("特此|谢谢|此致|敬礼|供稿|执笔|记者|通讯员|作者|整理|干事|书记|主任|主席|代表")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A copy: its key span, what inside it is new and stays, its header, and the evidence."""

    start: int
    end: int
    evidence: str
    header: Header
    kept: tuple[tuple[int, int], ...]
    chain: Chain
    root: int
    periodic: bool
    beside: int | None  # the end of the original in the key, if nothing but noise stands between
    seam: int | None  # page offset from which the seam leaves too: dots and button of a cut original


def judge(scene: Scene, ledger: Ledger, chain: Chain, min_chars: int) -> Verdict | None:
    """Return the verdict on a chain, or ``None`` if what returns is no copy."""
    if chain.size < 1.5 * min_chars and _is_phrase(scene, ledger, chain):
        return None
    if _is_elsewhere(ledger, chain, _REACH):
        return None
    case = cut_to_borders(scene, ledger, chain)
    if case is None:
        return None
    if _continues(scene, ledger, chain, case):
        return Verdict(
            case.start,
            case.end,
            "adjacent",
            Header(scene.opening(case.start, ledger.raw_end)),
            (),
            chain,
            case.root,
            False,
            None,
            None,
        )
    return _weighed(scene, ledger, chain, case, min_chars)


def _is_phrase(scene: Scene, ledger: Ledger, chain: Chain) -> bool:
    """Tell whether a short agreement far from its original has nothing that might announce it.

    Most of what returns in a long text is that, and is not worth a closer look.
    """
    target, key = chain.target, scene.key
    if ledger.kept_between(max(ledger.key_end, chain.source_end), target) <= 2 * BESIDE:
        return False
    return not announced(scene.page, key.raw_end(chain.source_end), key.raw(target))


def _is_elsewhere(ledger: Ledger, chain: Chain, reach: int) -> bool:
    """Tell whether an agreement stands too far from its original for its size: the chapters of a book agree."""
    far = reach * chain.size
    begin, end = chain.source_end, chain.target
    return end - begin > far and ledger.kept_between(begin, end) > far


def _continues(scene: Scene, ledger: Ledger, chain: Chain, case: Case) -> bool:
    """Tell whether a copy that left just before goes on here: behind a gap of its own, or behind a new
    paragraph where the original goes on without one.
    """
    if (
        not ledger.spans
        or case.start < ledger.key_end
        or len(chain.parts) > 1
        or not scene.border(case.start)
    ):
        return False
    between = ledger.kept_between(ledger.key_end, case.start)
    ahead = case.root - ledger.root(ledger.key_end - 1) - 1
    if between == 0:
        return 0 <= ahead <= BESIDE
    whole = scene.line_ends(case.start) and scene.line_ends(case.end) and scene.line_ends(case.root)
    return whole and between <= BESIDE and 0 <= ahead <= _ORDINALS


def _weighed(scene: Scene, ledger: Ledger, chain: Chain, case: Case, min_chars: int) -> Verdict | None:
    """Weigh the evidence for and against a trimmed agreement."""
    start, end = case.start, case.end
    kept, cost, numerals = gaps(scene, chain, start, end)
    size = end - start - sum(b - a for a, b in kept)
    weight = weigh(scene, case, size)
    near = _NEAR if size < 2 * LONG_RUN or weight.lines < 3 else 2 * _NEAR
    new = sum(b - a for a, b in kept)
    if new * 2 > size and size < 2 * LONG_RUN:
        return None
    if cost and (size < 2 * min_chars or cost > near * size):
        return None
    floor = max(ledger.raw_end, scene.key.raw_end(min(case.root_end, start)))  # the original stays
    begin = scene.opening(start, floor, source=chain.source_of(start) if size >= LONG_RUN else None)
    opens_with_title = _opens_with_title(scene, case)
    header = header_above(scene, begin, floor, case.root, named=opens_with_title)
    long_run = size >= 2 * LONG_RUN or (weight.lines >= 2 and (size >= LONG_RUN or header.named))
    corrected = size >= LONG_RUN and _is_corrected(scene, header.start, start)
    if (
        numerals
        and not corrected
        and (
            not long_run
            or numerals > max(_FIGURES, size // _PER_FIGURE)
            or _is_dated_anew(scene, chain, start)
        )
    ):
        return None  # a bulletin of another hour, with the words of the first one
    evidence = _evidence(scene, case, header, weight, min_chars)
    if evidence == "lines" and _is_elsewhere(ledger, chain, _LINES_REACH):
        evidence = None
    is_heap = weight.rows >= LIST_ROWS and size >= min_chars  # with a heading above it
    if evidence is None and not is_heap:
        return None
    if is_item(scene, begin, start, floor, case.root, short=size < LONG_RUN):
        return None
    whole = cost == 0 and size >= LONG_RUN // 2 and opens_with_title
    framed = not whole and is_framed(scene, begin, start, floor, case.root)
    if framed and not (size >= 2 * LONG_RUN and weight.lines >= 3):
        return None
    if (evidence in _BY_WEIGHT and are_parallel(scene, begin, floor, case.root)) or (
        evidence in (*_BY_WEIGHT, "header") and open_alike(scene, start, ledger.raw_end, case.root)
    ):
        evidence = None
    heading = _heading(scene, ledger, case, header, long=size >= LONG_RUN or weight.share >= _WHOLE)
    if heading and evidence is None and is_heap and not framed:
        evidence = "lines"
    if evidence is None:
        return None
    if heading:
        header.start = scene.page.rfind(heading, 0, header.start)  # it would head nothing
    seam = _seam(scene, ledger, case) if case.adjacent else None
    return Verdict(
        start,
        end,
        evidence,
        header,
        kept,
        chain,
        case.root,
        case.periodic,
        case.root_end if case.adjacent else None,
        seam,
    )


def _is_corrected(scene: Scene, begin: int, start: int) -> bool:
    """Tell whether the head of a copy says that it is the article corrected: (更正版)."""
    at = scene.key.raw(start)
    stop = scene.page.find("\n", at, at + _LABEL_CHARS * 3)
    return CORRECTED.search(scene.page, begin, max(stop, at)) is not None


def _is_dated_anew(scene: Scene, chain: Chain, start: int) -> bool:
    """Tell whether a copy gives another hour, day or number in its first words: 截至今日11时, 第3号."""
    text = scene.key.text
    for one, two in pairwise(chain.parts):
        low, high = one.target_end, two.target
        if start <= low <= start + _FIRST_WORDS and _NUMBERED.match(text, max(start, low - 3), high + 4):
            return True
    return False


def _heading(scene: Scene, ledger: Ledger, case: Case, header: Header, *, long: bool) -> str:
    """Return the line above a copy that would head nothing without it: all that stands between the two."""
    if header.named:
        return ""
    floor = max(ledger.raw_end, scene.key.raw_end(min(case.root_end, case.start)))
    line, at = scene.heading_above(header.start, floor), header.start
    if long and scene.is_lead(case.root) and (title := scene.title_above(header.top, floor)):
        line, at = title, header.top
    if not line or ITEM.match(line) or SIGNATURE.search(line) or _may_sign(line):
        return ""
    if header.cue and line.endswith((":", "\uff1a")):
        return ""  # who answers the quotation: the answer stands behind it
    if is_dress(line) and scene.is_lead(case.root):
        return line
    between = ledger.kept_between(case.root_end, scene.key.position(at))
    return line if between == len(folded(line)) else ""


def _may_sign(line: str) -> bool:
    """Tell whether a line may be who wrote the text above it: a name or two, or a closing word.

    >>> [_may_sign(x) for x in ("何大江", "何大江 卢小满", "特此公告", "全文显示")]
    [True, True, True, False]
    """
    if _CLOSING.search(line):
        return True
    return not is_dress(line) and _NAMES.fullmatch(line.strip()) is not None


def _evidence(scene: Scene, case: Case, header: Header, weight: Weight, min_chars: int) -> str | None:
    """Return the name of the evidence that suffices, if any does."""
    size, share = weight.size, weight.share
    words = scene.key.text[case.start : min(case.end, case.start + LOOKED)]
    if not is_chinese(words):
        return None  # an address, a formula, a row of figures
    if any(words in title for title in scene.titles):
        return None  # a title printed again, wrapped: duplicates_heads knows when it is too many
    if case.adjacent and (
        stands_beside(scene, case, weight, min_chars)
        or (
            4 * size >= 3 * min_chars
            and (header.button or is_list(scene, case))
            and is_rows(scene, case, weight)
        )
    ):
        return "adjacent"
    titled = header.title or _opens_with_title(scene, case)
    if titled and size >= CUED and has_sentence(scene, case):
        return "header"
    if size >= CUED and (
        (header.cue and not (weight.lines < 2 and _below_label(scene, case))) or _labelled(scene, case)
    ):
        return "cue"
    if not weight.prose and size < 5 * min_chars:
        return None
    if weight.lines >= 3 and size >= 5 * min_chars:
        return "lines"
    if weight.lines >= 2 and (
        (size >= 2.5 * min_chars and share >= 0.05) or (size >= 1.5 * min_chars and share >= 0.1)
    ):
        return "lines"
    if size >= 3 * min_chars and share >= 0.12:
        return "share"
    if size >= 2 * min_chars and share >= 0.15 and scene.is_lead(case.root) and scene.line_ends(case.end):
        return "share"
    return None


def _labelled(scene: Scene, case: Case) -> bool:
    """Tell whether a label in the copy's own line announces it (摘要:), where the original has none."""
    prefix, was = scene.prefix(case.start, 0), scene.prefix(case.root, 0)
    return (
        prefix is not None
        and bool(folded(prefix))
        and line_kind(prefix) is Kind.CUE
        and was is not None
        and not (folded(was) and line_kind(was) is not Kind.TEXT)
    )


def _below_label(scene: Scene, case: Case) -> bool:
    """Tell whether the original stands below a label of its own: 手机版, 电脑版 head two items of a list."""
    start = scene.line_start(scene.key.raw(case.root), 0)
    if not start:
        return False
    above = scene.page[max(0, start - _LABEL_CHARS) : start].rstrip().rpartition("\n")[2]
    return line_kind(above) is Kind.CUE


def _seam(scene: Scene, ledger: Ledger, case: Case) -> int | None:
    """Return from where the rest of the original's last line leaves: dots and button of a cut lead."""
    if case.periodic and not scene.line_ends(case.start):
        return None
    end = scene.key.raw_end(case.root_end)
    if end < ledger.raw_end:
        return None
    stop = scene.line_end(end)
    if stop is None or stop > scene.key.raw(case.start):
        return None
    rest = scene.page[end:stop]
    cut = not scene.border(case.end)  # the copy goes on where the original stops
    if folded(rest) and is_tail(rest):
        return end
    return end if cut and ("…" in rest or "..." in rest or not rest.strip()) else None


def _opens_with_title(scene: Scene, case: Case) -> bool:
    """Tell whether a copy opens with the page's title and goes on behind it."""
    return scene.opens_with_title(case.start, case.end - case.start - SEED)
