"""Reading one piece of a line: is it footer, from where to where, and on what evidence?

A *piece* is a line, or what stands between two sentence ends within a line (footers are glued to the
last sentence). It is folded (`govtext.fold.shadow`) and cut into *items* by the rules of the footer
family, all of them in one alternation: at each place the first rule of the file that matches wins.

An item in a sentence looks like an item in a footer; what differs is the text between the items, the
*gaps*. After a label stands its value, before ``主办`` or ``版权所有`` a name, after a number nothing
or a name. A gap that reads as prose (``网站底部应当标明``) parts the items before it from those after
it, and only a run of items with sound gaps that starts at a border (start of the piece, a blank, a
closing bracket) counts. That is how a footer without punctuation is told from a sentence about one.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from govtext.fold import BLANKS, Shadow, shadow
from govtext.patterns import lazy
from govtext.rules import BUILT_IN, Rule, load_rules
from govtext.rules.compiled import compile_pattern
from govtext.steps.footer_guard import Gate, built_in_gate, gate_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["Item", "Lexicon", "Reading", "is_name", "is_prose", "is_value", "lexicon"]

#: The strength of roles in one piece. ``notice`` outranks what a notice has in common with a footer.
STRENGTH = ("anchor", "tail", "weak", "companion", "notice", "host", "contact", "debris", "none")

#: The roles that can prove a footer, alone or with another of their kind: the gate looks for these.
PROVING = ("anchor", "tail", "weak")

_RANK = {role: rank for rank, role in enumerate(STRENGTH)}
_MARKS = "|·•●◆■▪★☆*,;、/\\-–—_~:.()[]【】<>«»&+=#\"'〔〕{}「」"
#: What the strongest item of a row of links can be.
_ROW_ROLES = ("weak", "companion", "contact", "debris")
_ROW_NAME = re.compile("[\u4e00-\u9fff·]{2,16}$")
_PROSE = re.compile(
    "[。?“”…《]|;(?!\\d)|(?<![A-Za-z])!|的(?!士)|了(?!解)|[你您她]|(?<!其)他|正在|将(?!军)|已经|必须|可以|可在|通过|进行|开展|举办|召开|要求|根据|按照"
    "|近日|日前|今年|去年|记者|通讯员|表示|介绍|请(?!示)|以及|并且|予以|如下|下列|需要|不得|应当|印有|标有|显示|底部"
    "|[名号码址]为|^[为是]|[,、][^,、]{12,}[,、]"
)
# What a match of _PROSE begins with, or stands at the start: most names hold none of these.
_PROSE_SIGN = re.compile(
    "[。?“”…;《!的了你您她他正将已必可通进开举召要根按近日今去记表介请以并予如下需不应印标显底名号码址为是,、]"
)
#: How names of offices, firms, media and sites end.
_NAME_END = re.compile(
    "[局府网室心司院校会委部社厅台站馆团行所处办署厂店园区县市镇乡村队库科组刊坛庭学家系团港场段线报联协州旗盟省"
    r"a-z0-9)\]》]$|(?:在线|平台|门户|媒体|之窗|街道|政协|人大|支队|大队|集团|公司|科技|网络|软件|信息|传媒|数据|教育)$",
    re.IGNORECASE,
)
_OPEN_LABEL = re.compile("(?:[:]|版权所有|版权|[码号])$")
_ADDRESS_END = re.compile("[号楼室层座路街巷]$")
_LATIN = re.compile("[A-Za-z]{2}")
_PHONE_LINE = re.compile(r"[\u4e00-\u9fff]{2,8}:[\d()-]{7,20}$")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:、|\)|\.(?!\d))"
    r"|第[一二三四五六七八九十百\d]{1,4}[条章节]|[①-⑳]|\[\d{1,2}\]"
)
_BORDER = re.compile(r"[)\]】”」』…|·•—>。!?]|\d日$")
_SENTENCES = frozenset({"footer.rights", "footer.copyright", "footer.pledge", "footer.terms"})
_SEPARATORS = "|·•-/)]】>[【"
_SEPARATOR = re.compile(f"[{re.escape(_SEPARATORS)}]")
_SENTENCE_END = ("。", "!", "?")


class Item(NamedTuple):
    """One match of a rule in the folded piece; ``value`` is what its named groups caught."""

    rule: Rule
    number: int  # the place of the rule in its file: the smaller, the stronger the evidence
    start: int
    end: int
    values: tuple[tuple[str, str], ...] = ()

    @property
    def rank(self) -> int:
        """The place of the rule's role in `STRENGTH`."""
        return _RANK[self.rule.role]

    @property
    def says_a_sentence(self) -> bool:
        """Whether it may end in a full stop: terms and rights do, a number or a host does not."""
        return self.rule.role == "tail" or self.rule.id in _SENTENCES

    @property
    def takes_value(self) -> bool:
        """Whether a value may follow: it does unless the match caught it, or is a mere word."""
        return self.rule.role != "debris" and not any(value for _, value in self.values)


class Reading(NamedTuple):
    """What a piece is. ``start`` and ``end`` are offsets in the piece as it stands on the page."""

    role: str
    start: int
    end: int
    folded: str = ""
    items: tuple[Item, ...] = ()
    open: bool = False  # ends with a label whose value is still to come
    whole: bool = True  # no prose stands beside the items in the piece


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules, compiled: a pattern each, one gate for pages, one pattern per veto."""

    is_built_in: bool
    rules: tuple[Rule, ...]
    patterns: tuple[re.Pattern[str], ...]
    always: frozenset[int]  # the numbers of the rules without stems
    stems: dict[str, tuple[tuple[str, frozenset[int]], ...]]  # by first character, with the rules of each
    gate: Gate
    fact_gate: Gate
    facts: re.Pattern[str]
    imprints: re.Pattern[str]

    def candidates(self, folded: str) -> tuple[int, ...]:
        """Return the numbers of the rules that a folded piece has a stem of (lower case on both sides)."""
        lower = folded.lower()
        numbers = self.always
        for char in self.stems.keys() & set(lower):
            for stem, some in self.stems[char]:
                if stem in lower:
                    numbers |= some
        return tuple(numbers)

    def items(self, copy: Shadow) -> list[Item]:
        """Cut a folded piece into items, from left to right; the earlier rule wins a tie.

        Words of link rows occur in sentences too, so they are looked for at borders only.
        """
        folded = copy.text
        heap: list[tuple[int, int, re.Match[str]]] = []
        borders = _borders(copy)
        cells = [*itertools.pairwise([*borders, len(folded)])]
        for number in self.candidates(folded):
            pattern = self.patterns[number]
            if self.rules[number].role == "debris":
                heap += [(at, number, m) for at, end in cells if (m := _word(pattern, folded, at, end))]
            elif match := pattern.search(folded):
                heap.append((match.start(), number, match))
        heapq.heapify(heap)
        found: list[Item] = []
        at = 0
        while heap:
            start, number, match = heap[0]
            seek = max(at, start + 1)
            if at <= start < match.end():
                values = tuple((key, value) for key, value in match.groupdict().items() if value is not None)
                item = Item(self.rules[number], number, start, match.end(), values)
                if _stands_free(copy, item, borders):
                    found.append(item)
                    at = seek = match.end()
            # Not `match.re`: a rule of one's own is searched under a time limit.
            again = (
                self.patterns[number].search(folded, seek) if self.rules[number].role != "debris" else None
            )
            if again:
                heapq.heapreplace(heap, (again.start(), number, again))
            else:
                heapq.heappop(heap)
        return found

    def recall(self, raw: str) -> Reading:
        """Read one piece, or remember: the pages of a site close with the same lines.

        With rules of one's own nothing is remembered, so that their allowance of time means the same on
        each page.
        """
        return _recall(raw) if self.is_built_in else self.read(raw)

    def read(self, raw: str) -> Reading:
        """Read one piece (no line break but between a label and its value)."""
        copy = shadow(raw.replace("\n", " "))
        nothing = Reading("none", 0, len(raw), copy.text)
        folded = copy.text
        if not folded:
            return nothing
        items = self.items(copy)
        if not items:
            return _bare(raw, folded)
        row = _row(copy, items)
        if row:
            return Reading(row, 0, len(raw), folded, tuple(items))
        run = _best_run(copy, items)
        if run is None:
            return nothing
        first, last, start, end = run
        chosen = tuple(items[first : last + 1])
        role = STRENGTH[min(item.rank for item in chosen)]
        if (
            role != "anchor"
            and (start > 0 or end < len(folded))
            and not _tail_after_border(role, start, end, folded)
        ):
            return nothing
        numbered = role not in ("tail", "companion") and _NUMBERED.match(folded)
        if numbered and (start == 0 or numbered[0][0] == "["):  # a reference is numbered as a whole
            return nothing
        if role == "contact" and folded[0] == "(" and folded[-1] == ")":  # under a signature
            return nothing
        if folded.endswith(_SENTENCE_END) and not any(item.says_a_sentence for item in chosen):
            return nothing
        whole = not start and end == len(folded)
        span = (0, len(raw)) if whole else copy.span(start, end)
        final = chosen[-1]
        opened = end == len(folded) and final.takes_value and not _trim(folded[final.end :])
        opened = opened and not folded[-1].isdecimal()  # 12345 is its own value
        opened = opened and bool(_OPEN_LABEL.search(folded) or final.rule.role in ("host", "contact"))
        return Reading(role, *span, folded, chosen, opened, whole)


@functools.lru_cache(maxsize=512)
def _recall(raw: str) -> Reading:
    return lexicon().read(raw)


def _borders(copy: Shadow) -> list[int]:
    """Return the places where a word can begin: at the start, after a blank or after a separator."""
    marks = {match.end() for match in _SEPARATOR.finditer(copy.text)}
    return sorted({0, *copy.gaps, *marks} - {len(copy.text)})


def _word(pattern: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    """Match a word of a link row: the whole of what stands between two borders, if that can be."""
    while end > start and folded[end - 1] in _SEPARATORS:
        end -= 1
    return pattern.fullmatch(folded, start, end) or pattern.match(folded, start)


def _stands_free(copy: Shadow, item: Item, borders: Sequence[int]) -> bool:
    """Whether a match is an item at all: the word 返回 or 电话 within a sentence is none."""
    role = item.rule.role
    if role not in ("debris", "contact") or item.rule.id == "footer.report":
        return True
    start, end = item.start, item.end
    framed = start in borders and _blank_after(copy, end)
    if role == "debris" or framed:
        return framed
    before, after = copy.text[start - 1 : start], copy.text[end : end + 1]
    return (
        copy.text[end - 1] in ":.0123456789"
        or (after != "" and after in "0123456789(+:")
        or (before != "" and before in "0123456789号")
    )


def _tail_after_border(role: str, start: int, end: int, folded: str) -> bool:
    """A visitor counter or vendor credit may follow prose in its piece; nothing may follow it."""
    return role == "tail" and end == len(folded) and start > 0


def _trim(gap: str) -> str:
    return gap.strip(_MARKS)


def is_value(folded: str) -> bool:
    """Whether a line can be the value of a label on the line above: a name, a number, an address.

    >>> is_value("云汀市财政局"), is_value("0745-9921111"), is_value("渡口修了新栈桥")
    (True, True, False)
    """
    return is_name(folded) or folded[-1:].isdecimal() or folded.isascii() or bool(_ADDRESS_END.search(folded))


def is_prose(gap: str) -> bool:
    """Whether a stretch between items, trimmed of separators, reads as part of a sentence."""
    return (
        len(gap) > 90
        or (len(gap) > 60 and not gap.isascii())
        or (_PROSE_SIGN.search(gap) is not None and _PROSE.search(gap) is not None)
    )


def is_name(gap: str) -> bool:
    """Whether a stretch reads as the name of an office, a firm or a site, or as a bare figure.

    >>> is_name("云汀市人民政府办公室"), is_name("网站底部应当标明"), is_name("2004-2021")
    (True, False, True)
    """
    if len(gap) > 45 and not gap.isascii():
        return False
    return _NAME_END.search(gap, max(0, len(gap) - 4)) is not None and not is_prose(gap)


def _row(copy: Shadow, items: Sequence[Item]) -> str:
    """Return the role of a row of links, of whose cells half or more are known; of anything else "".

    Such a row holds sections that no rule can know: ``关于禾川网 | 禾川网招聘 | 版权声明 | 联系方式``.
    """
    role = STRENGTH[min(item.rank for item in items)]
    if role not in _ROW_ROLES or any(item.rule.role == "notice" for item in items):
        return ""
    folded = copy.text
    borders = [*_borders(copy), len(folded)]
    starts = {item.start for item in items}
    known = unknown = 0
    for begin, end in itertools.pairwise(borders):
        cell = folded[begin:end].strip(_MARKS)
        if begin in starts or _ROW_WORD.match(cell):
            known += 1
        elif _ROW_NAME.match(cell) and not is_prose(cell):
            unknown += 1
        elif cell and not cell.isascii():
            return ""
    many = known + unknown >= 4 or (known + unknown >= 2 and "|" in folded)
    return role if many and known >= unknown else ""


def _best_run(copy: Shadow, items: Sequence[Item]) -> tuple[int, int, int, int] | None:
    """Return first and last item and the folded span of the footer in this piece, or None.

    Of several runs parted by prose the strongest counts, of equals the last.
    """
    folded = copy.text
    best: tuple[int, int, int, int] | None = None
    best_rank = len(STRENGTH)
    first = 0
    for last, item in enumerate(items):
        stop = items[last + 1].start if last + 1 < len(items) else len(folded)
        sound, end = _gap_after(copy, item, stop, final=last + 1 == len(items))
        if sound and last + 1 < len(items):
            continue
        start = _run_start(copy, items, first)
        while (
            start is None and first < last
        ):  # what opens the run may be prose, and an anchor stand behind it
            first += 1
            if items[first].rule.role == "anchor":
                start = _run_start(copy, items, first)
        if start is not None and (sound or not (item.takes_value or _is_labelled(folded, item))):
            rank = min(one.rank for one in items[first : last + 1])
            if rank <= best_rank:
                best, best_rank = (first, last, start, end), rank
        first = last + 1
    return best


def _is_labelled(folded: str, item: Item) -> bool:
    """Whether a colon follows an item that has its value: then it is the label of something else."""
    return folded.startswith(":", item.end)


def _gap_after(copy: Shadow, item: Item, stop: int, *, final: bool) -> tuple[bool, int]:
    """Say whether the text from an item to the next one is sound, and where the footer ends if not."""
    gap = _trim(copy.text[item.end : stop])
    if item.says_a_sentence:
        gap = gap.removesuffix("。")
    if not gap:
        return True, stop
    if item.takes_value:
        return not is_prose(gap), stop
    short = len(gap) <= 14 and not is_prose(gap) and (not final or _blank_before(copy, item.end))
    if short or (is_name(gap) and not (item.rule.role == "debris" and _LATIN.search(gap))):
        return True, stop
    return False, item.end


def _run_start(copy: Shadow, items: Sequence[Item], first: int) -> int | None:
    """Return where a run of items begins: at the piece's start, or at a border within it."""
    item = items[first]
    folded = copy.text
    since = items[first - 1].end if first else 0
    gap = _trim(folded[since : item.start])
    if not first and _heads(gap, item):
        return 0
    begin = item.start
    if not item.rule.id.endswith((".contact", ".hotline")):
        owner = _word_before(copy, item.start, since)
        word = _trim(folded[owner : item.start])
        if word and ":" not in word and is_name(word) and _needs_owner(folded, item):
            begin = owner
    if begin == 0 or _blank_before(copy, begin) or _BORDER.search(folded[max(0, begin - 2) : begin]):
        return begin
    return None


def _heads(gap: str, item: Item) -> bool:
    """Whether a gap may open a piece before its first item."""
    role = item.rule.role
    if role == "contact" and _PHONE_LINE.match(gap):
        return True
    if ":" in gap:  # a label that no rule knows, and its value
        return False
    if not gap or is_name(gap):
        return len(gap) <= 10 or role not in ("contact", "debris", "notice")
    if role != "contact" or is_prose(gap):
        return False
    return len(gap) <= 12 or (len(gap) <= 40 and bool(_ADDRESS_END.search(gap)))


def _needs_owner(folded: str, item: Item) -> bool:
    """``X 主办``, ``X 版权所有``: a label without a value of its own belongs to the name before it."""
    return not folded[item.start : item.end].endswith(":") or item.end == len(folded)


def _blank_before(copy: Shadow, at: int) -> bool:
    return at <= 0 or at >= len(copy.text) or at in copy.gaps or copy.text[at - 1] in _SEPARATORS


def _blank_after(copy: Shadow, at: int) -> bool:
    return at >= len(copy.text) or copy.text[at] in "|·•-/([]】【<,;:、" or _blank_before(copy, at)


def _word_before(copy: Shadow, at: int, since: int) -> int:
    """Return the start of the blank-delimited word that ends at ``at`` (at most 40 characters)."""
    start = at
    while start > since and at - start < 40:
        start -= 1
        if _blank_before(copy, start) or start == 0:
            return start
    return at


_ROW_PARTS = re.compile(f"[{BLANKS}|\uff5c·•/>\uff1e\\-—_]+")
_ROW_WORD = re.compile(
    r"[\w·]{0,14}(?:网站?|门户|之窗|政府|部门|媒体|人大|政协|平台|网站群|微博|微信|频道|版|信箱|发布|融媒体?|视界|视听|[日晚]报|都市报|新闻|在线|广播|电视|客户端|传媒|头条)$"
)
_LOOSE = re.compile(r"[|·•●◆■▪★☆*\-–—_=~/\\<>\[\]()×✕:.]{1,60}$")


def _bare(raw: str, folded: str) -> Reading:
    """Read a piece without items: marks alone, or a row of sister sites, are debris."""
    whole = Reading("debris", 0, len(raw), folded)
    if _LOOSE.match(folded):
        return whole
    words = [word for word in _ROW_PARTS.split(raw.strip(BLANKS)) if word]
    if 2 <= len(words) <= 40 and all(_ROW_NAME.match(word) for word in words):
        known = sum(1 for word in words if _ROW_WORD.match(word))
        if 2 * known > len(words):
            return whole
    return Reading("none", 0, len(raw), folded)


@functools.lru_cache(maxsize=8)
def lexicon(own: tuple[Rule, ...] = ()) -> Lexicon:
    """Compile the built-in rules and rules of one's own (a `RuleError` names one that cannot be used)."""
    rules = (*load_rules("footer"), *own)
    patterns = [
        lazy(rule.pattern, re.IGNORECASE, led=True)
        if rule.origin == BUILT_IN
        else compile_pattern(rule, flags=re.IGNORECASE)
        for rule in rules
    ]
    tried = [(number, rule) for number, rule in enumerate(rules) if rule.role not in ("fact", "imprint")]
    stems: dict[str, dict[str, frozenset[int]]] = {}
    for number, rule in tried:
        for stem in map(str.lower, rule.stems):
            some = stems.setdefault(stem[0], {})
            some[stem] = some.get(stem, frozenset()) | {number}
    return Lexicon(
        not own,
        rules,
        tuple(patterns),
        frozenset(number for number, rule in tried if not rule.stems),
        {char: tuple(some.items()) for char, some in stems.items()},
        _gate(rules, PROVING) if own else built_in_gate(),
        _gate(rules, ("fact",)),
        _either(rules, "fact"),
        _either(rules, "imprint"),
    )


def _either(rules: Sequence[Rule], role: str) -> re.Pattern[str]:
    chosen = [rule for rule in rules if rule.role == role]
    source = "|".join(f"(?:{rule.pattern})" for rule in chosen)
    trusted = all(rule.origin == BUILT_IN for rule in chosen)
    return compile_pattern(chosen[0], source, flags=re.IGNORECASE, trusted=trusted)


def _gate(rules: Sequence[Rule], roles: Collection[str]) -> Gate:
    """Return what opens where a rule of these roles can match.

    A rule without stems opens it at every line; a weak one leaves that to its partner.
    """
    chosen = [rule for rule in rules if rule.role in roles]
    if any(not rule.stems and rule.role != "weak" for rule in chosen):
        return Gate(re.compile(r"\S[^\n]*"), {})
    return gate_of({stem for rule in chosen for stem in rule.stems})
