"""The footers of a page: blocks around an anchor that nothing speaks against.

Here the evidence is weighed: what a block holds, what stands beside it, and whether it is one row of
a list of sites. How a piece of a line is read is told in `govtext.steps.footer_items`, how far a block
reaches in `govtext.steps.footer_extent`.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from govtext.edits import Edit, Fields, compose
from govtext.fold import plain
from govtext.patterns import lazy
from govtext.steps.footer_extent import grow, seed_of
from govtext.steps.footer_matter import title_of
from govtext.steps.footer_page import BLANK, SENTENCE_END, Page, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govtext.steps.footer_block import Block
    from govtext.steps.footer_items import Lexicon

__all__ = ["edits_of"]

_FIELD = re.compile("[\u4e00-\u9fff]{2,8}:")
_INTRO = re.compile(
    "(?:如下|以下|下列|包括|名单|示例|例如|格式|样式|字样|公布|通告|公告|分别|信息|标明|标注|显示|内容|认准)[^:]{0,14}:$"
)
_RIGHTS_TITLE = re.compile(
    "版权|著作权|转载|免责|声明|侵权|征稿|征文|约稿|投稿|稿约|许可|协议|条款|隐私|授权"
)
_RIGHTS_TEXT = re.compile("版权|著作权|转载|来稿|投稿|征稿|赐稿|本刊|本网站|本站")
_EQUIPMENT = re.compile("浏览器|分辨率|操作系统|内存|显示器|插件")
#: What stands in software licences and source files, where a copyright line is part of the text.
_CODE = lazy(
    r"licen[cs]e:|\bGPL|public domain|permission is|#!/|files: ?\*|自由软件基金会", re.IGNORECASE, led=True
)
_RUNNING = re.compile(r"-\d{1,3}号?$|号$")
#: What a site's foot says about the site, in no sentence: two of them prove a footer anywhere.
_TRAITS = frozenset(
    f"footer.{name}" for name in ("vendor", "screen", "visitor", "upkeep", "sitemap", "privacy", "ipv6")
)
_SOFT = frozenset({"footer.rights", "footer.licence", "footer.telecom"})

_STRENGTH = attrgetter("rank", "number")
_NUMBERS = frozenset({"icp", "number", "site_code", "police_number", "licence", "telecom"})

#: How often a page is read: a footer that left can uncover what was its neighbour. Two mostly.
_PASSES = 5

#: How far around a block its surroundings reach.
_NEAR = 160

#: How many companions a weak rule needs to prove a footer.
_COMPANIONS = 2


def edits_of(text: str, words: Lexicon, opens: list[int] | None = None) -> list[Edit]:
    """Return the edits that take the footers out of a text, those too that only others uncover.

    ``opens`` are the places at which the gate of ``words`` opens, if they are known.
    """
    edits: list[Edit] = []
    page = Page(text, words, shut=opens[0] if opens else 0, hits=opens)
    for _ in range(_PASSES):
        found = [_edit(page.text, block) for block in _without_lists(list(_blocks(page)))]
        if not found:
            break
        edits = compose(edits, found)
        page = page.without(found)
    return edits if page.text.strip(BLANK + "\n") else []


def _blocks(page: Page) -> Iterator[Block]:
    """Yield the blocks from the top of the page to its end."""
    done = 0  # where the last block ends
    settled = page.shut  # hits before this offset lie in pieces that have had their turn
    while (place := page.opens(settled)) >= 0:
        piece = page.at(place)
        settled = max(piece.end, place + 1)
        seed = seed_of(page, piece)
        if seed is None or seed.start < done:
            continue
        block = grow(page, seed, floor=done)
        settled = max(settled, block.end)  # another seed of the same run would give the same block
        if _proven(page, block) and not _vetoed(page, block):
            yield block
            done = block.end


def _proven(page: Page, block: Block) -> bool:
    """Whether the evidence in a block makes it a footer."""
    if block.ids("anchor"):
        return True
    if len(block.ids("weak", "tail") & _TRAITS) > 1:
        return True
    if block.below is not None:
        return False
    if tail := block.ids("tail"):
        return not (_is_about_rights(page) or _continues(page, block, tail))
    return bool(block.ids("weak")) and len(block.items) > _COMPANIONS


def _is_about_rights(page: Page) -> bool:
    """Whether the title speaks of rights or reprints: then sentences about them are the text."""
    first = title_of(page)
    if first is None:
        return False
    title = page.read(first)
    return (
        title.role not in ("anchor", "tail")
        and len(title.folded) < 60
        and bool(_RIGHTS_TITLE.search(title.folded))
    )


def _continues(page: Page, block: Block, tail: set[str]) -> bool:
    """Whether the line above a block speaks of the same already: of rights or the site, of equipment."""
    if block.above is None:
        return False
    subject = _EQUIPMENT if tail == {"footer.screen"} else _RIGHTS_TEXT
    return subject.search(plain(page.text[block.above.start : block.above.end])) is not None


def _vetoed(page: Page, block: Block) -> bool:
    """Whether the surroundings of a block, or its own make, show that it is text."""
    if _is_introduced(page, block) and not block.ids("weak", "debris"):
        return True
    if block.below and _is_bare(block) and _runs_on(page, block, block.below):
        return True
    start, end = max(0, block.start - _NEAR), block.end + _NEAR
    proof = block.ids("anchor", "tail")
    if proof <= {"footer.copyright", "footer.rights"} and _CODE.search(page.text, start, end):
        return True
    soft = proof <= _SOFT
    factual = page.lexicon.fact_gate.place(page.text, start, end) >= 0
    if not factual and not soft:
        return False
    near = plain(page.text[start:end].replace("\n", "|"))
    return bool(
        (factual and page.lexicon.facts.search(near)) or (soft and page.lexicon.imprints.search(near))
    )


def _is_bare(block: Block) -> bool:
    """Whether a block is a single item, or holds nothing but what a text on rights or licences says too."""
    return len(block.items) == 1 or {item.rule.id for item in block.items} <= _SOFT


def _is_introduced(page: Page, block: Block) -> bool:
    """Whether what stands above a block announces it: 如下, 示例."""
    if block.above is None or page.text[block.above.end - 1] not in ":\uff1a":
        return False
    return bool(_INTRO.search(plain(page.text[block.above.start : block.above.end][-60:])))


def _runs_on(page: Page, block: Block, below: Piece) -> bool:
    """Whether the line below a single item is a sentence or a field, with no empty line between."""
    folded = page.read(below).folded
    gap = page.text[block.end : below.start]
    return gap.count("\n") == 1 and bool(SENTENCE_END.search(folded) or _FIELD.match(folded))


def _numbers(block: Block) -> dict[str, set[str]]:
    """Return the numbers of a block by rule and label, without the running number of a site."""
    found: dict[str, set[str]] = {}
    for member in block.members:
        for item in member.reading.items:
            label = item.rule.id
            for key, value in item.values:
                if key == "licence":
                    label += member.reading.folded[item.start : item.start + 6]
                if key in _NUMBERS and value:
                    found.setdefault(label, set()).add(_RUNNING.sub("", value))
    return found


def _without_lists(blocks: list[Block]) -> list[Block]:
    """Leave out the rows of a list of sites: names with numbers of one kind, several of them."""
    rows: dict[str, list[Block]] = {}
    listed: dict[str, set[str]] = {}
    for block in blocks:
        if len({item.rule.id for item in block.items} - {"footer.filing"}) != 1:
            continue
        numbers = _numbers(block)
        if len(numbers) == 1:
            ((label, values),) = numbers.items()
            rows.setdefault(label, []).append(block)
            listed.setdefault(label, set()).update(values)
    facts = [block for label, found in rows.items() if len(listed[label]) > 1 for block in found]
    return [block for block in blocks if not any(block is fact for fact in facts)]


def _edit(text: str, block: Block) -> Edit:
    """Make the edit of a block; it takes the line break that its lines no longer need."""
    strongest = min(block.items, key=_STRENGTH)
    fields: dict[str, str] = {}
    for item in block.items:
        for key, value in item.values:
            if value:
                fields.setdefault("icp" if key == "number" else key, value)
    start, end = _whole_lines(text, block.start, block.end)
    return Edit(start, end, "", strongest.rule.id, Fields(fields))


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span over its blanks, and over the break before it if it fills its lines to the end."""
    while end < len(text) and text[end] in BLANK:
        end += 1
    if end < len(text) and text[end] != "\n":
        return start, end
    while start > 0 and text[start - 1] in BLANK:
        start -= 1
    if end == len(text):
        while start > 0 and text[start - 1] in BLANK + "\n":
            start -= 1
    elif start == 0:
        end += 1
    elif text[start - 1] == "\n":
        start -= 1
    return start, end
