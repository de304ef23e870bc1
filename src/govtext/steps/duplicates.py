"""Duplicated blocks inside one document (文内重复): the copy goes, what is said twice by right stays.

Extractors print articles twice. A template holds a screen and a print version, an editor stores one
body in five nested containers, a fallback appends its paragraphs to the first result, a page is saved
at each refresh. The copy comes with other line breaks, in one giant line, in Traditional script, with
blanks between the characters, with a header of its own, cut off by 展开全文. Language models memorise
what they read twice, and no library removes near copies *inside* one Chinese document.

Statutes, songs, oaths and tables repeat themselves by right: 43 % of laws hold a verbatim repeat of
forty characters. So length decides nothing here. The step works in five moves, one file each:

1. ``duplicates_proof`` proves most pages free of copies by their clauses alone.
2. ``duplicates_key`` reduces the page to its letters and digits, with a map back; blanks, width,
   script, entities, pinyin and line breaks no longer matter.
3. ``duplicates_seeds`` finds where something returns, by hashes at clause starts, and
   ``duplicates_match`` what: seeds extended in both directions and over small gaps, joined to chains.
4. ``duplicates_case`` cuts each chain to the borders of lines and sentences, and
   ``duplicates_evidence`` judges it by where it stands and how much returns (``adjacent``, ``header``,
   ``cue``, ``lines``, ``share``), against the frames of lists, amendments and verses.
5. ``duplicates_header`` takes the copy's header along, ``duplicates_extent`` its buttons and dots
   (``duplicates_lines`` knows them); ``duplicates_gaps`` keeps new paragraphs inside a copy.

``duplicates_titles`` tells which lines say the title again; ``duplicates_heads``, ``duplicates_captions``
and ``duplicates_teaser`` add what needs no seeds or goes the other way: a title that stands twice at the
head, pages of pairs, one caption under many photos, a cut teaser before the whole text.

*Rules.* The id of an edit names the evidence: ``duplicates.adjacent``, ``.header``, ``.cue``,
``.lines``, ``.share``, ``.title``, ``.caption``, ``.pair``, ``.overlap``, ``.teaser``. The field
``copy_of`` is the page offset at which the copy that stays begins.

*Not removed.* A single line, clause or bracket that returns alone further on, refrains, parallel
items, table rows, before/after pairs of an amendment, a table of contents and its headings. The
first copy stays even where it is the dirtier one: its noise is the business of the other steps.

*Order.* After pinyin, script, paywall, footer and furniture in the default pipeline; alone it works
too. *Cost.* Linear in time and memory. *Errors.* ``TypeError`` if the text is no ``str``, ``ValueError``
if ``min_chars`` is below 16. Figures and the removals in law are in docs/explanation/duplicates.md.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from govtext.edits import Edit, Fields, apply, compose
from govtext.step import ensure_text, explained_by
from govtext.steps.duplicates_captions import doubled_lines, gallery_lists, repeated_lines
from govtext.steps.duplicates_heads import head_titles, overlapping_pages, page_titles, paired_lines
from govtext.steps.duplicates_key import shade
from govtext.steps.duplicates_proof import SHORT, may_return

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_duplicates", "strip_duplicates"]

# A copy that leaves may bring two others side by side; three rounds are the most seen on real pages.
# Where so many are not enough, the page is kept: half of it gone would be a page that changes again when
# it is cleaned again.
_ROUNDS = 16
_PARAGRAPH = 80  # characters of a line that is one


def find_duplicates(text: str, *, min_chars: int = 40) -> list[Edit]:
    r"""Return the edits that remove the second and later copies of blocks from ``text``.

    ``min_chars`` counts letters and digits: so many of them beside their original are a copy. Shorter
    ones are only removed as whole sentences side by side, under a title, or behind a label; longer ones
    need evidence all the same (see the module). Offsets are code points of ``text``.

    >>> page = "会议今天召开,各区负责人参加。\n会议强调,要把农田水利建设放在首位,入冬前全部完成清淤。\n"
    >>> [(e.start, e.end, e.rule, e.fields["copy_of"]) for e in find_duplicates(page * 2)]
    [(45, 90, 'duplicates.adjacent', 0)]
    """
    ensure_text(text)
    if min_chars < SHORT:
        raise ValueError(f"min_chars must be at least {SHORT}, not {min_chars}")
    edits = _find_once(text, min_chars)
    if not edits:
        return edits
    page = apply(text, edits)
    for _ in range(_ROUNDS - 1):
        found = _find_once(page, min_chars)
        if not found:
            return edits
        page = apply(page, found)
        edits = compose(edits, _in_original(edits, found))
    return []  # no page: thousands of equal lines. What cannot be finished is not begun


@explained_by(find_duplicates)
def strip_duplicates(text: str, *, min_chars: int = 40) -> str:
    r"""Return ``text`` without the second and later copies of its blocks.

    Nothing to remove: the very same object. See `find_duplicates` for the options.

    >>> strip_duplicates("停水公告\n来源: 某公司\n停水公告\n今晚停水。")
    '停水公告\n来源: 某公司\n今晚停水。'
    """
    return apply(text, find_duplicates(text, min_chars=min_chars))


def _find_once(page: str, min_chars: int) -> list[Edit]:
    """Return the edits of the first finder that has any; the next round sees the page without them."""
    if "\n" not in page:
        return (len(page) >= 2 * SHORT and _copies(page, min_chars)) or doubled_lines(page, [page])
    lines = page.split("\n")
    equal = len(set(lines)) < len(lines)
    return (
        (paired_lines(page, lines) if equal else [])
        or _copies(page, min_chars, sure=equal and _paragraph_returns(lines))
        or head_titles(page, lines)
        or page_titles(page, lines)
        or (repeated_lines(page, lines) if equal else [])
        or gallery_lists(page, lines)
        or doubled_lines(page, lines)
        or overlapping_pages(page, lines)
    )


def _paragraph_returns(lines: list[str]) -> bool:
    """Tell whether a line that is no heading returns as it is: no proof need be tried."""
    long = [line for line in lines if len(line) > _PARAGRAPH]
    return len(set(long)) < len(long)


def _copies(page: str, min_chars: int, *, sure: bool = False) -> list[Edit]:
    """Return the edits for blocks that stand twice; ``sure`` says that some do."""
    shaded = shade(page)
    if not sure and not may_return(shaded, SHORT):
        return []
    # Most pages end above: they need not load what weighs copies.
    from govtext.steps.duplicates_copies import find_copies

    return find_copies(shaded, min_chars)


def _in_original(before: Sequence[Edit], found: Sequence[Edit]) -> list[Edit]:
    """Return ``found`` with its ``copy_of`` as offsets of the text that ``before`` was found in."""
    removed = [0, *accumulate(e.end - e.start for e in before)]
    places = [e.start - gone for e, gone in zip(before, removed, strict=False)]  # in the later text
    return [
        e._replace(fields=Fields(e.fields, copy_of=at + removed[bisect_right(places, at)]))
        for e in found
        for at in (e.fields["copy_of"],)
    ]
