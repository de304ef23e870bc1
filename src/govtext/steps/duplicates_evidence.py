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
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.duplicates_case import BESIDE, LONG_RUN, Case, cut_to_borders
from govtext.steps.duplicates_extent import ITEM, Header, Scene, is_title_like
from govtext.steps.duplicates_gaps import gaps
from govtext.steps.duplicates_key import folded
from govtext.steps.duplicates_lines import (
    Kind,
    is_dress,
    is_frame,
    is_opening,
    is_ordinal,
    is_tail,
    is_voice,
    line_kind,
)
from govtext.steps.duplicates_proof import SEED, SHORT, announced
from govtext.steps.duplicates_titles import NUMERAL, names_title

if TYPE_CHECKING:
    from govtext.steps.duplicates_ledger import Ledger
    from govtext.steps.duplicates_match import Chain

__all__ = ["Verdict", "judge"]

_CUED = 20  # the least behind a title or a cue
_PROSE = 16  # key characters of a line that is more than a heading or a verse
_ORDINALS = 4  # key characters of an ordinal that the copy lacks
_ROW = 4  # key characters of a line in a list
_NEAR = 0.03  # changed characters per agreeing one
_LOOKED = 6000  # page characters of a copy in which lines are counted


_TABLE_ROWS = 3
_WHOLE = 0.3  # part of the page that is an article printed again
_LIST_ROWS = 4  # lines of any kind that are a list
_LOOKED_ROWS = 40
_LABEL_CHARS = 40
_BARS = ("\u2502", "\u2503", "\u2551")
_FRAME = 8  # key characters that the heads of two items have in common
_SENTENCE = lazy("[\u3002\uff01\uff1f\uff1b!?;]")
_CELLS = lazy("[^\\s|][ \\t\u3000]{0,8}[ \\t\u3000|][ \\t\u3000]{0,8}[^\\s|]")
_A_FIELD = lazy(
    "\\s{0,8}([^\\s:\uff1a。，,]{3,12})[:\uff1a]\\s{0,4}\\S"
)  # labels of two letters may be voices
_CAPTION = lazy("图为|图[一二三四五六七八九十0-9]|摄|供图")
_ATTACHED = lazy("\\s{0,8}附(?:件|表|图|录)")
_NAMES = lazy(
    "[\u3400-\u9fff]{2,3}|[\u3400-\u9fff\u00b7]{2,4}(?:[ \u3000\u3001]{1,3}[\u3400-\u9fff\u00b7]{2,4}){1,4}"
)
_CLOSING = lazy("特此|谢谢|此致|敬礼|供稿|执笔|记者|通讯员|作者|整理|干事|书记|主任|主席|代表")
_SIGNATURE = lazy("(?:[局府委办会院所队处厅站校司社厂]|(?<!全)部|中心|大学|银行|支队|总队|集团)\\s{0,4}$")


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
    weight = _weight(scene, case, size)
    near = _NEAR if size < 2 * LONG_RUN or weight.lines < 3 else 2 * _NEAR
    new = sum(b - a for a, b in kept)
    if new * 2 > size and size < 2 * LONG_RUN:
        return None
    if cost and (size < 2 * min_chars or cost > near * size):
        return None
    floor = max(ledger.raw_end, scene.key.raw_end(min(case.root_end, start)))  # the original stays
    begin = scene.opening(start, floor, source=chain.source_of(start) if size >= LONG_RUN else None)
    header = scene.header(begin, floor, case.root, named=_opens_with_title(scene, case))
    long_run = size >= 2 * LONG_RUN or (weight.lines >= 2 and (size >= LONG_RUN or header.named))
    if (numerals and not long_run) or _is_item(scene, begin, start, floor, case.root, short=size < LONG_RUN):
        return None
    whole = cost == 0 and size >= LONG_RUN // 2 and _opens_with_title(scene, case)
    framed = not whole and _framed(scene, begin, start, floor, case.root)
    parallel = _parallel(scene, begin, floor, case.root)
    evidence = _evidence(scene, case, header, weight, min_chars, framed=framed, parallel=parallel)
    heading = _heading(scene, ledger, case, header, long=size >= LONG_RUN or weight.share >= _WHOLE)
    if heading and evidence is None and not framed and weight.rows >= _LIST_ROWS and size >= min_chars:
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


def _heading(scene: Scene, ledger: Ledger, case: Case, header: Header, *, long: bool) -> str:
    """Return the line above a copy that would head nothing without it: all that stands between the two."""
    if header.named:
        return ""
    floor = max(ledger.raw_end, scene.key.raw_end(min(case.root_end, case.start)))
    line, at = scene.heading_above(header.start, floor), header.start
    if long and scene.is_lead(case.root) and (title := scene.title_above(header.top, floor)):
        line, at = title, header.top
    if not line or ITEM.match(line) or _SIGNATURE.search(line) or _may_sign(line):
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


@dataclass(frozen=True, slots=True)
class _Weight:
    """How much returns: letters, their part of the page, lines of prose, lines of any kind."""

    size: int
    share: float
    lines: int
    rows: int
    prose: bool  # a line of it is longer than a heading or a verse


def _evidence(
    scene: Scene, case: Case, header: Header, weight: _Weight, min_chars: int, *, framed: bool, parallel: bool
) -> str | None:
    """Return the name of the evidence that suffices, if any does."""
    size, share = weight.size, weight.share
    if framed and not (size >= 2 * LONG_RUN and weight.lines >= 3):
        return None
    words = scene.key.text[case.start : min(case.end, case.start + _LOOKED)]
    if not _is_chinese(words):
        return None  # an address, a formula, a row of figures
    if any(words in title for title in scene.titles):
        return None  # a title printed again, wrapped: duplicates_heads knows when it is too many
    if case.adjacent and (
        _stands_beside(scene, case, weight, min_chars)
        or (
            4 * size >= 3 * min_chars
            and (header.button or _is_list(scene, case))
            and _is_rows(scene, case, weight)
        )
    ):
        return "adjacent"
    titled = header.title or _opens_with_title(scene, case)
    if titled and size >= _CUED and _has_sentence(scene, case):
        return "header"
    if size >= _CUED and (
        (header.cue and not (weight.lines < 2 and _below_label(scene, case))) or _labelled(scene, case)
    ):
        return "cue"
    if (not weight.prose and size < 5 * min_chars) or parallel:
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


def _is_chinese(words: str) -> bool:
    """Tell whether a quarter of some words are Chinese characters; mostly a part of them is enough to see it."""
    half = sum(map("\u3400".__le__, words[: len(words) // 2]))
    return 4 * half >= len(words) or 4 * (half + sum(map("\u3400".__le__, words[len(words) // 2 :]))) >= len(
        words
    )


def _weight(scene: Scene, case: Case, size: int) -> _Weight:
    """Return how much returns; lines of prose are counted in the copy that has more of them."""
    key = scene.key
    begin, root = key.raw(case.start), key.raw(case.root)
    piece = scene.page[begin : min(key.raw(case.end), begin + _LOOKED)]
    was = scene.page[root : min(key.raw(case.root + case.end - case.start), root + _LOOKED)]
    lines = piece.split("\n")
    letters = [*map(_letters, lines)]
    prose = sum(most >= _PROSE and _is_prose(line) for most, line in zip(letters, lines, strict=True))
    if was != piece:
        prose = max(prose, sum(_letters(line) >= _PROSE and _is_prose(line) for line in was.split("\n")))
    rows = sum(most >= _ROW for most in letters)
    return _Weight(size, size / max(1, len(key)), prose, rows, max(letters) >= _PROSE)


def _letters(line: str) -> int:
    """Return how many letters a line holds; of a long one its length, which is as good."""
    return len(line) if len(line) > 4 * _PROSE else len(folded(line))


def _is_prose(line: str) -> bool:
    """Tell whether a line holds a sentence and is no numbered item: verses have commas at most."""
    return _SENTENCE.search(line) is not None and not ITEM.match(line)


def _parallel(scene: Scene, begin: int, floor: int, root: int) -> bool:
    """Tell whether the lines above the two copies are made alike and differ: two items of a list.

    采购包1的需求是……, 采购包2的需求是……: the terms below are the terms of each.
    """
    above, was = scene.line_above(begin, floor), scene.line_above(scene.key.raw(root), 0)
    one, two = folded(above), folded(was)
    if not one or not two or one == two or two in scene.titles or line_kind(above) is not Kind.TEXT:
        return False
    return _alike(one, two)


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


def _framed(scene: Scene, begin: int, start: int, floor: int, root: int) -> bool:
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


def _is_item(scene: Scene, begin: int, start: int, floor: int, root: int, *, short: bool) -> bool:
    """Tell whether the two copies are items of a list: numbered one and two, or each below its own heading,
    or, if they are ``short``, each below its own day, hour or group.

    The heading of the page is none of these: a copy of the article may bear another.
    """
    if _other_number(scene.page[begin : scene.key.raw(start)], scene.prefix(root, 0) or ""):
        return True
    now, first = scene.line_at(begin), scene.line_at(scene.key.raw(root))
    if _heads_another(scene, now, first, short=False) and not _is_cell(now, first):
        return True
    above, was = scene.line_above(begin, floor), scene.line_above(scene.key.raw(root), 0)
    return _heads_another(scene, above, was, short=short)


def _is_cell(line: str, row: str) -> bool:
    """Tell whether a line is the first cell of a row: a table printed again, a cell to a line.

    >>> _is_cell("事项", "事项\\t办理窗口"), _is_cell("第二类", "第一类")
    (True, False)
    """
    return "\t" in row and row.split("\t", 1)[0].strip() == line.strip()


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
        and not _SIGNATURE.search(above)
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


def _stands_beside(scene: Scene, case: Case, weight: _Weight, min_chars: int) -> bool:
    """Tell whether a copy beside its original is one: long enough, or a whole sentence said twice."""
    size, prose = weight.size, weight.prose
    if _tears_row(scene, case):
        return False
    if not _has_sentence(scene, case) and prose and not case.overlap and weight.rows < _TABLE_ROWS:
        return False
    if size >= (min_chars if prose else min_chars * 3 // 2):
        return True
    if size >= 1.5 * SHORT and weight.share >= 0.4:
        return True
    if size >= _CUED and (_is_cut_lead(scene, case) or _is_table(scene, case)):
        return True
    if size < SHORT or not (prose or case.overlap):
        return False
    if case.overlap or (
        case.periodic and _CAPTION.search(scene.page, scene.key.raw(case.start), scene.key.raw_end(case.end))
    ):
        return True
    if scene.sung(case.start, case.end):
        return False
    ends = scene.border(case.end) and scene.border(case.root_end)
    return ends and _begins(scene, case.start) and _begins(scene, case.root)


def _tears_row(scene: Scene, case: Case) -> bool:
    """Tell whether a copy begins or ends within a row of a drawn table: two rows that begin alike."""
    key = scene.key
    if scene.line_ends(case.end) and scene.line_ends(case.start):
        return False
    return any(bar in scene.page[key.raw(case.start) : key.raw_end(case.end)] for bar in _BARS)


def _is_table(scene: Scene, case: Case) -> bool:
    """Tell whether a copy is rows of cells, with pipes or blanks between them, or a card of fields."""
    key = scene.key
    rows = scene.page[key.raw(case.start) : key.raw_end(case.end)].split("\n")
    rows = [row for row in rows[:_LOOKED_ROWS] if row.strip()]
    if len(rows) < _TABLE_ROWS:
        return False
    fields = [_A_FIELD.match(row) for row in rows]
    labels = {found[1] for found in fields if found}
    return len(labels) == len(rows) or all(_CELLS.search(row) for row in rows)


def _is_rows(scene: Scene, case: Case, weight: _Weight) -> bool:
    """Tell whether a copy is several whole lines."""
    return weight.rows >= _LIST_ROWS and scene.line_ends(case.end) and scene.line_ends(case.start)


def _is_list(scene: Scene, case: Case) -> bool:
    """Tell whether most rows of a copy are numbered, an attachment, a signature or a date: no verses."""
    key = scene.key
    rows = scene.page[key.raw(case.start) : key.raw_end(case.end)].split("\n")
    rows = [row for row in rows[:_LOOKED_ROWS] if row.strip()]
    formal = sum(
        bool(ITEM.match(row) or _ATTACHED.match(row) or _SIGNATURE.search(row) or line_kind(row) is Kind.WEAK)
        for row in rows
    )
    return 2 * formal > len(rows)


def _is_cut_lead(scene: Scene, case: Case) -> bool:
    """Tell whether the original is a line that stops inside a sentence, and the next line says it whole."""
    key = scene.key
    if not (scene.line_ends(case.root) and scene.line_ends(case.start) and scene.line_ends(case.root_end)):
        return False
    if scene.border(case.end):
        return False
    lead = scene.page[key.raw(case.root) : key.raw_end(case.root_end)]
    stop = scene.line_end(key.raw_end(case.root_end))
    rest = scene.page[key.raw_end(case.root_end) : stop] if stop is not None else "\u3002"
    return any(mark in lead for mark in "\uff0c,;\uff1b") and not rest.strip(" \u3000\uff0c,\u3001\u2026.")


def _begins(scene: Scene, at: int) -> bool:
    """Tell whether a sentence or line begins at a key character, but for an ordinal or a label."""
    if scene.border(at):
        return True
    prefix = scene.prefix(at, 0)
    return prefix is not None and is_opening(prefix)


def _has_sentence(scene: Scene, case: Case) -> bool:
    """Tell whether a copy holds a sentence or a caption, or several lines; a wrapped title does not."""
    key = scene.key
    piece = scene.page[key.raw(case.start) : min(key.raw_end(case.end) + 1, key.raw(case.start) + _LOOKED)]
    if any(mark in piece for mark in "，。,；;！!？?摄图：:"):
        return True
    return piece.count("\n") >= 3


def _opens_with_title(scene: Scene, case: Case) -> bool:
    """Tell whether a copy opens with the page's title and goes on behind it."""
    return scene.opens_with_title(case.start, case.end - case.start - SEED)
