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

import re
from dataclasses import dataclass

from govtext.steps.duplicates_extent import ITEM, Header, Ledger, Scene
from govtext.steps.duplicates_key import folded
from govtext.steps.duplicates_lines import Kind, is_frame, is_opening, is_tail, line_kind
from govtext.steps.duplicates_match import SEED, Chain

__all__ = ["SHORT", "Verdict", "judge"]

SHORT = 16  # the least that a copy beside its original has
_LONE = 60  # below this, what begins inside a sentence is a phrase
_CUED = 20  # the least behind a title or a cue
_PROSE = 16  # key characters of a line that is more than a heading or a verse
_BESIDE = 600  # key characters of noise that may stand between a copy and its original
_ORDINALS = 4  # key characters of an ordinal that the copy lacks
_ROW = 4  # key characters of a line in a list
_SEAM = 2500  # page characters between copies that are looked through
_NEAR = 0.03  # changed characters per agreeing one
_LONG_RUN = 150  # from here on figures may differ inside a copied run
_LOOKED = 6000  # page characters of a copy in which lines are counted


_CAPTION = re.compile("图为|图[一二三四五六七八九十0-9]|摄|供图")
_SIGNATURE = re.compile("(?:[局府委办会院所队处厅部站校司社厂]|中心|大学|银行|支队|总队|集团)\\s{0,4}$")


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
    start, end = max(chain.target, ledger.key_end), chain.target_end
    if end - start < SHORT:
        return None
    size = chain.target_end - chain.target
    period = chain.target - chain.source
    if len(chain.parts) == 1 and size >= period and ledger.key_end <= chain.target:
        case = _periods(scene, ledger, chain, period)
    else:
        case = _trimmed(scene, ledger, chain, start, end)
    if case is None or case.end - case.start < SHORT:
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


@dataclass(frozen=True, slots=True)
class _Case:
    start: int
    end: int
    root: int
    root_end: int
    adjacent: bool
    periodic: bool
    overlap: bool = False  # a page cut inside a sentence, whose last words the next one takes up


def _continues(scene: Scene, ledger: Ledger, chain: Chain, case: _Case) -> bool:
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
        return 0 <= ahead <= _BESIDE
    whole = scene.line_ends(case.start) and scene.line_ends(case.end) and scene.line_ends(case.root)
    return whole and between <= _BESIDE and 0 <= ahead <= _ORDINALS


def _periods(scene: Scene, ledger: Ledger, chain: Chain, period: int) -> _Case | None:
    """Cut copies that touch by whole periods; a last one that was cut off goes with them.

    Copies that touch may be cut anywhere: what opens the copy also opens what follows it. They are
    cut where a line, a sentence or an earlier copy ended.
    """
    if period < SHORT:
        return None
    start, end = chain.target, chain.target_end
    slack = min((end - start) % period, period - 1)
    shift = next(
        (
            i
            for at in (_line_both, _line_target, _line_at, _border_at)
            for i in range(min(slack, 60) + 1)
            if at(scene, ledger, start + i, chain.source + i)
        ),
        0,
    )
    start += shift
    whole = start + (end - start) // period * period
    rest = end - whole
    if rest >= SHORT:
        if not scene.rest_is_tail(end):
            end = scene.last_border(end, whole)
        whole = end if end - whole >= SHORT else whole
    root = ledger.root(chain.source + shift)
    overlap = whole - start == period and _overlaps(scene, start, whole, root)
    return _Case(start, whole, root, start, adjacent=True, periodic=True, overlap=overlap)


def _line_both(scene: Scene, _ledger: Ledger, target: int, source: int) -> bool:
    return scene.line_ends(target) and scene.line_ends(source)


def _line_target(scene: Scene, _ledger: Ledger, target: int, _source: int) -> bool:
    return scene.line_ends(target)


def _line_at(scene: Scene, ledger: Ledger, target: int, source: int) -> bool:
    return scene.line_ends(target) or scene.line_ends(source) or ledger.is_edge(source)


def _border_at(scene: Scene, _ledger: Ledger, target: int, source: int) -> bool:
    return scene.border(target) or scene.border(source)


def _trimmed(scene: Scene, ledger: Ledger, chain: Chain, start: int, end: int) -> _Case | None:
    """Cut an agreement back to borders of lines and sentences."""
    root_end = ledger.root(chain.source_end - 1) + 1
    apart = ledger.kept_between(root_end, start)
    if apart > 2 * _BESIDE and end - start < _LONE and not scene.border(start):
        return None  # a phrase inside a sentence, far from the first: no evidence can make it a copy
    adjacent = apart <= _BESIDE and scene.border(chain.source_end) and _beside(scene, ledger, start, root_end)
    if not (scene.border(end) or adjacent or scene.rest_is_tail(end) or scene.line_ends(chain.source_end)):
        reworded = scene.corrected_end(end, chain.source_end) if chain.size >= _LONG_RUN else end
        end = reworded if reworded > end else scene.last_border(end, start)
        if end - start < SHORT:
            return None
    if not adjacent:
        root_end = ledger.root(max(0, chain.source_of(end) - 1)) + 1
        adjacent = _beside(scene, ledger, start, root_end)
    if adjacent and root_end == start:
        turn = _turned(scene, start, end, ledger.key_end)
        if turn:
            return _Case(
                start - turn, end - turn, ledger.root(chain.source), start - turn, adjacent, periodic=False
            )
    prefix = scene.prefix(start, ledger.raw_end)
    if not (
        scene.border(start)
        or ledger.kept_between(root_end, start) == 0
        or (scene.is_run(start) and scene.border(chain.source_of(start)))
        or scene.key.raw(start) == ledger.raw_end
        or (prefix is not None and is_opening(prefix))
        or (
            chain.size >= _LONG_RUN
            and scene.opening(start, ledger.raw_end, source=chain.source_of(start)) < scene.key.raw(start)
        )
    ):
        start = scene.next_border(start, end)
    return _Case(start, end, ledger.root(chain.source_of(start)), root_end, adjacent, periodic=False)


def _turned(scene: Scene, start: int, end: int, floor: int) -> int:
    """Return by how much touching copies are to be cut earlier: A T|B T|B is cut before the title T."""
    text = scene.key.text
    for title in scene.titles:
        if text.endswith(title, floor, start) and text.endswith(title, start, end):
            return len(title) if scene.line_ends(start - len(title)) else 0
    return 0


def _beside(scene: Scene, ledger: Ledger, start: int, root_end: int) -> bool:
    """Tell whether nothing but noise is kept between the original's end and the copy's beginning."""
    apart = ledger.kept_between(root_end, start)
    if apart == 0 or apart > _BESIDE:
        return apart == 0 and root_end <= start
    floor = max(ledger.raw_end, scene.key.raw_end(root_end))
    return _noise_between(scene, ledger, root_end, scene.opening(start, floor))


def _weighed(scene: Scene, ledger: Ledger, chain: Chain, case: _Case, min_chars: int) -> Verdict | None:
    """Weigh the evidence for and against a trimmed agreement."""
    start, end = case.start, case.end
    kept, cost, numerals = scene.gaps(chain, start, end)
    size = end - start - sum(b - a for a, b in kept)
    lines, rows, prose = _lines(scene, case)
    near = _NEAR if size < 2 * _LONG_RUN or lines < 3 else 2 * _NEAR
    new = sum(b - a for a, b in kept)
    if new * 2 > size and size < 2 * _LONG_RUN:
        return None
    if cost and (size < 2 * min_chars or cost > near * size):
        return None
    if numerals and (size < _LONG_RUN or lines < 2) and size < 2 * _LONG_RUN:
        return None
    floor = ledger.raw_end
    if case.adjacent:
        floor = max(floor, scene.key.raw_end(case.root_end))
    begin = scene.opening(start, floor, source=chain.source_of(start) if size >= _LONG_RUN else None)
    header = scene.header(begin, floor, case.root, named=_opens_with_title(scene, case))
    framed = _framed(scene, begin, start, floor, case.root)
    evidence = _evidence(scene, case, header, size, lines, prose, min_chars, framed=framed)
    heading = scene.heading_above(header.start, floor)
    if heading and (
        header.named
        or ITEM.match(heading)
        or ledger.kept_between(case.root_end, start) != len(folded(heading))
        or _SIGNATURE.search(heading)
    ):
        heading = ""
    if heading and evidence is None and not framed and rows >= 4 and size >= min_chars:
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
        tuple(k for k in kept if k[0] < k[1]),
        chain,
        case.root,
        case.periodic,
        case.root_end if case.adjacent else None,
        seam,
    )


def _evidence(
    scene: Scene,
    case: _Case,
    header: Header,
    size: int,
    lines: int,
    prose: bool,
    min_chars: int,
    *,
    framed: bool,
) -> str | None:
    """Return the name of the evidence that suffices, if any does."""
    if framed and not (size >= 2 * _LONG_RUN and lines >= 3):
        return None
    words = scene.key.text[case.start : min(case.end, case.start + _LOOKED)]
    if sum(c >= "\u3400" for c in words) * 4 < len(words):
        return None  # an address, a formula, a row of figures
    if any(words in title for title in scene.titles):
        return None  # a title printed again, wrapped: duplicates_heads knows when it is too many
    share = size / max(1, len(scene.key))
    if case.adjacent and _stands_beside(scene, case, size, share, min_chars, prose=prose):
        return "adjacent"
    titled = header.title or _opens_with_title(scene, case)
    if titled and size >= _CUED and _has_sentence(scene, case):
        return "header"
    if header.cue and size >= _CUED:
        return "cue"
    if not prose and size < 5 * min_chars:
        return None
    if lines >= 3 and size >= 5 * min_chars:
        return "lines"
    if lines >= 2 and (
        (size >= 2.5 * min_chars and share >= 0.05) or (size >= 1.5 * min_chars and share >= 0.1)
    ):
        return "lines"
    if size >= 3 * min_chars and share >= 0.12:
        return "share"
    if size >= 2 * min_chars and share >= 0.15 and scene.is_lead(case.root) and scene.line_ends(case.end):
        return "share"
    return None


def _lines(scene: Scene, case: _Case) -> tuple[int, int, bool]:
    """Return how many lines of prose return, in the copy that has more, how many of any kind in the
    later one, and whether that holds prose.
    """
    key = scene.key
    best = 0
    longest = rows = 0
    for low, high in ((case.start, case.end), (case.root, case.root + case.end - case.start)):
        piece = scene.page[key.raw(low) : min(key.raw_end(min(high, len(key))), key.raw(low) + _LOOKED)]
        lines = [(len(folded(line)), line) for line in piece.split("\n")]
        best = max(best, sum(size >= _PROSE and not ITEM.match(line) for size, line in lines))
        if low == case.start:
            longest = max(size for size, _ in lines)
            rows = sum(size >= _ROW for size, _ in lines)
    return best, rows, longest >= _PROSE


def _noise_between(scene: Scene, ledger: Ledger, root_end: int, begin: int) -> bool:
    """Tell whether nothing but noise is kept between two places: the end of text and a page offset."""
    end = scene.key.raw_end(root_end)
    if begin <= end:
        return True
    if begin - end > 4 * _SEAM + sum(s.end - s.start for s in ledger.spans[-8:]):
        return False
    between = ledger.kept_text(scene.page, end, begin)
    if len(between) > _SEAM:
        return False
    first, *rest = between.split("\n")
    if folded(first) and not is_tail(first) and line_kind(first) is Kind.TEXT:
        return False
    return all(line_kind(line) is not Kind.TEXT or folded(line) in scene.titles for line in rest)


def _seam(scene: Scene, ledger: Ledger, case: _Case) -> int | None:
    """Return from where the rest of the original's last line leaves: dots and button of a cut lead."""
    if case.periodic:
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
    above, was = scene.heading_above(begin, floor), scene.heading_above(scene.key.raw(root), 0)
    if not above:
        return False
    if is_frame(above):
        return True
    return bool(was) and folded(was) not in scene.titles and folded(was) != folded(above)


def _stands_beside(
    scene: Scene, case: _Case, size: int, share: float, min_chars: int, *, prose: bool
) -> bool:
    """Tell whether a copy beside its original is one: long enough, or a whole sentence said twice."""
    if not _has_sentence(scene, case) and prose and not case.overlap:
        return False
    if size >= (min_chars if prose else min_chars * 3 // 2):
        return True
    if size >= 1.5 * SHORT and share >= 0.4:
        return True
    if size >= _CUED and _is_cut_lead(scene, case):
        return True
    if size < SHORT or not (prose or case.overlap):
        return False
    if case.overlap or (
        case.periodic and _CAPTION.search(scene.page, scene.key.raw(case.start), scene.key.raw_end(case.end))
    ):
        return True
    ends = scene.border(case.end) and scene.border(case.root_end)
    return ends and _begins(scene, case.start) and _begins(scene, case.root)


def _is_cut_lead(scene: Scene, case: _Case) -> bool:
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


def _overlaps(scene: Scene, start: int, end: int, root: int) -> bool:
    """Tell whether a page was cut inside a sentence and the next one takes up its last words again."""
    key = scene.key
    if not scene.line_ends(start) or scene.border(end) or scene.border(root):
        return False
    between = scene.page[key.raw_end(start) : key.raw(start)]
    return not between.strip(" \t\u3000\n\u2026.")


def _has_sentence(scene: Scene, case: _Case) -> bool:
    """Tell whether a copy holds a sentence or a caption, or several lines; a wrapped title does not."""
    key = scene.key
    piece = scene.page[key.raw(case.start) : min(key.raw_end(case.end), key.raw(case.start) + _LOOKED)]
    if any(mark in piece for mark in "，。,；;！!？?摄图：:"):
        return True
    return piece.count("\n") >= 3


def _opens_with_title(scene: Scene, case: _Case) -> bool:
    """Tell whether a copy opens with the page's title and goes on behind it."""
    head = scene.key.text[case.start : case.start + 80]
    return any(
        len(t) >= 5 and head.startswith(t) and case.end - case.start >= len(t) + SEED for t in scene.titles
    )
