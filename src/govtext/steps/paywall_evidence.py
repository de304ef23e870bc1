"""Whether there is a notice, and which: the sightings on a page.

A sighting needs a rule's words *and* a place that fits them: a bracket, a line of nothing but wall
language, dots before it, a text that breaks off above. What an article says *about* walls has other
words beside it (readers, counters, documents), stands in quotation marks or is a numbered item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govtext.fold import Shadow
from govtext.rules import Rule
from govtext.steps.paywall_catalogue import CUTTING, Catalogue, Entry
from govtext.steps.paywall_extent import Run, clauses, enclosing, quoted, run_around, tail_end
from govtext.steps.paywall_page import DOTS, Line, Page

__all__ = ["Sighting", "sightings"]

_SHORT = 200  # a line of this many characters may be a notice as a whole
_UNIT = re.compile(f"[。!?]|{DOTS}")
_LONGEST_UNIT = 600
_EDGES = re.compile(f"^(?:{DOTS})+|(?:{DOTS})+$")
# Numbered items and questions or answers are an article's, whatever they say.
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|[(]?[一二三四五六七八九十\d]{1,3}[)、.](?!\d)|第[一二三四五六七八九十\d]{1,3}[,条步、]|(?:问|答|记者|[QA])[:.]"
)
# The notice speaks to its reader, or of its own page.
_ADDRESS = re.compile(
    r"您|你|请|游客|^亲|立即|马上|立刻|点击|点此|>>|!|本文|本章|本篇|本帖|此处|已是|剩余|余下|以下内容|隐藏内容|隐藏的内容|解锁"
)
_DRESS_BEFORE = re.compile(
    r"(?:<[a-z/][^<>]{0,80}>|-{1,3}>{1,3}|\*{2,12}|={2,12}|~{2,12}|>{2,3}|第?[(]\d+/\d+页?[)]页?|第\d+/\d+页)+$", re.IGNORECASE
)
_DRESS_AFTER = re.compile(r"(?:</?[a-z][^<>]{0,50}>|\*{2,12}|={2,12}|~{2,12}|>{1,3})+", re.IGNORECASE)
_PAID = re.compile("会员|VIP|付费|订阅|订户|购买|解锁|金币|积分", re.IGNORECASE)
_ENTERS = re.compile("登录|登陆|登入|注册|会员|VIP|开通|订阅|付费|支付|购买|解锁|权限|配额|客户端|APP|扫码", re.IGNORECASE)
# What an office says of its own text: 全文见附件, 全文如下, (全文共3页).
_REFERS = re.compile("^附|全文(?:见|如下|附|共|约|刊|载|已|\\d)|[:]$")
# What is missing must be named for a text to be cut: 查看更多 under a whole text offers other texts.
_MISSING = re.compile("全文|完整|剩余|余下|隐藏|继续|以下|后续|全部|全章|未读|部分")
_FIGURE = re.compile(r"\d[\d,]*(?:字|页|%)")


Active = dict[str, list[Entry]]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A notice on a page: ``start`` and ``end`` are offsets of the page, dots not yet included."""

    start: int
    end: int
    rule: Rule
    line: Line
    cuts: bool  # whether the notice says that text is missing


def sightings(page: Page, book: Catalogue) -> list[Sighting]:
    """Return the notices of a page in order; they do not overlap."""
    found: list[Sighting] = []
    for line in _candidates(page, book):
        copy = line.fold()
        active = book.active(copy.text)
        if not active:
            continue
        whole = _whole(page, book, active, line, copy)
        if whole is not None:
            found.append(Sighting(line.start, line.end, whole.rule, line, _cuts(page, line, copy.text, whole.rule)))
            continue
        taken = 0
        for start, end, rule in sorted(_parts(page, book, active, line, copy), key=lambda part: (part[0], -part[1])):
            if start >= taken:
                cuts = _cuts(page, line, copy.text[:end], rule, start)
                found.append(Sighting(*copy.span(start, end), rule, line, cuts))
                taken = end
    return found


def _cuts(page: Page, line: Line, text: str, rule: Rule, start: int = 0) -> bool:
    """Whether a notice says that text is missing where it stands."""
    if rule.role == "button":  # with dots before it and nothing behind, the rest was not scraped
        return page.is_tail(line) and (
            _is_cut_above(page, line, text) if not start else bool(re.search(f"{DOTS}$", text[:start]))
        )
    if rule.role not in CUTTING:
        return False
    return rule.role not in ("gate", "door") or bool(start) or bool(_MISSING.search(text)) or _is_cut_above(page, line, text)


def _candidates(page: Page, book: Catalogue) -> Iterator[Line]:
    """Yield the lines that hold a trigger, each once."""
    at = 0
    while (hit := book.trigger.search(page.text, at)) is not None:
        line = page.line_at(hit.start())
        if line.text:
            yield line
        at = max(line.end, hit.end())


# ------------------------------------------------------------------ a line that is a notice as a whole


def _whole(page: Page, book: Catalogue, active: Active, line: Line, copy: Shadow) -> Entry | None:
    """Return the rule of a line that is a notice from end to end."""
    text = copy.text
    if len(text) > 300:
        return None
    card = next((e for e in active.get("card", ()) if e.first(text)), None)
    if card is not None and not _in_prose(book, card, text):
        return card
    if len(text) > _SHORT:
        return None
    body = _EDGES.sub("", text)
    button = _full(active, body)
    if button is not None:
        return button
    if quoted(text, 1, len(text) - 1) == (1, len(text) - 1) or _ITEM.match(text):
        return None
    if re.search(DOTS, body):  # text, dots, notice: not a notice as a whole
        return None
    for entry in _of(active, "tail", "notice", "advert", "cut", "mark", "gate"):
        match = entry.first(body)
        if match is None or _is_quoted(book, body, match.start(), match.end(), entry):
            continue
        if entry.rule.role in ("notice", "mark"):
            if len(match[0]) >= len(body.strip("()[]【】*=-。!,")):
                return entry
        elif (book.speaks(body, slack=0.3 if _FIGURE.search(match[0]) else 0.2) or (entry.rule.role == "tail" and book.strangeness(body)[0] <= 8)) and _fits(page, line, text, body, entry):
            return entry
    return _door(page, book, active, line, text, body)


def _door(
    page: Page, book: Catalogue, active: Active, line: Line, text: str, body: str
) -> Entry | None:
    """Return the rule of a bare invitation in wall language under a text that breaks off."""
    if len(body) > 80 or not page.is_tail(line) or _REFERS.search(text) or not book.speaks(body):
        return None
    door = next((e for e in active.get("door", ()) if e.first(body)), None)
    if door is None or not _is_cut_above(page, line, text):
        return None
    above = page.before(line)
    dotted = above is not None and above.ends_in_dots
    return door if dotted or (len(body) <= 30 and _ENTERS.search(body)) else None


def _in_prose(book: Catalogue, entry: Entry, text: str) -> bool:
    """Whether a card's words stand in a sentence of an article instead of a card."""
    match = entry.first(text)
    assert match is not None
    rest = text[: match.start()] + " " + text[match.end() :]
    return bool(_ITEM.match(text)) or book.strangeness(rest)[0] > 12 or _is_quoted(book, text, match.start(), match.end(), entry)


def _fits(page: Page, line: Line, text: str, body: str, entry: Entry) -> bool:
    """Whether a line in wall language stands where such a notice stands."""
    if entry.rule.role == "gate":
        return _gate_fits(page, line, text, body)
    if entry.rule.role == "advert":
        asks = _ADDRESS.search(body) is not None and _PAID.search(body) is not None
        return text[0] in "【[|" or (text[-1] != "。" and (asks or page.is_tail(line) or page.is_head(line)))
    return True


def _gate_fits(page: Page, line: Line, text: str, body: str) -> bool:
    """Whether a line of wall language with a gate stands where walls stand, or speaks to its reader.

    A rule of a service ends in a full stop, a heading in a question mark, and neither says 您 or 本文.
    """
    addressed, paid = _ADDRESS.search(body) is not None, _PAID.search(body) is not None
    closed = text[-1] in "。?"
    if page.is_tail(line):
        return _is_cut_above(page, line, text) or not closed or (addressed and paid)
    if _is_cut_above(page, line, text):
        return addressed or not closed
    if page.is_head(line):
        return addressed and (paid or not closed) and page.before(line) is not None
    return addressed and (paid or not closed)


def _is_cut_above(page: Page, line: Line, text: str) -> bool:
    """Whether the text breaks off before the line: with dots, or in mid-sentence."""
    if re.match(DOTS, text):
        return True
    above = page.before(line)
    return above is not None and (above.ends_in_dots or page.breaks_off(above))


# ------------------------------------------------------------------ a notice in a line of other text


def _parts(
    page: Page, book: Catalogue, active: Active, line: Line, copy: Shadow
) -> Iterator[tuple[int, int, Rule]]:
    """Yield the notices inside a line: offsets of the folded copy, which may overlap."""
    text = copy.text
    for entry in _of(active, "notice", "mark"):
        for match in entry.matches(text):
            if match.end() > match.start() and not _is_quoted(book, text, match.start(), match.end(), entry):
                yield (*_dressed(text, match.start(), match.end()), entry.rule)
    yield from _behind_dots(active, text)
    clausal = _of(active, "tail", "advert", "cut", "gate")
    if not clausal:
        return
    cut = None
    at = 0
    for unit_start, unit_end in _units(text):
        if unit_end - unit_start > _LONGEST_UNIT or unit_end <= at:
            continue
        for entry in clausal:
            for match in entry.matches(text, max(unit_start, at), unit_end):
                if match.start() < at or _is_quoted(book, text, match.start(), match.end(), entry):
                    continue
                cut = cut or clauses(copy)
                span = _bracketed(book, line, text, match, entry)
                if span is None:
                    run = run_around(text, cut, match.start(), match.end(), book.speaks)
                    span = _as_run(page, book, line, text, run, match, entry)
                if span is not None:
                    yield (*span, entry.rule)
                    at = max(at, span[1])


def _of(active: Active, *roles: str) -> list[Entry]:
    return [entry for role in roles for entry in active.get(role, ())]


def _full(active: Active, text: str) -> Entry | None:
    return next((entry for entry in active.get("button", ()) if entry.regex.fullmatch(text)), None)


def _units(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for stop in _UNIT.finditer(text):
        yield at, stop.end()
        at = stop.end()
    yield at, len(text)


def _with_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in a bracket that holds nothing but the match."""
    while 0 < start and end < len(text) and text[start - 1] + text[end] in ("()", "[]", "【】", "<>", "**"):
        start, end = start - 1, end + 1
    return start, end


def _behind_dots(active: Active, text: str) -> Iterator[tuple[int, int, Rule]]:
    """Yield the buttons that end a line behind dots: ……展开全文."""
    for dots in re.finditer(DOTS, text[-60:]):
        at = max(0, len(text) - 60) + dots.end()
        button = _full(active, text[at:]) if at < len(text) else None
        if button is not None:
            yield at, len(text), button.rule


def _bracketed(
    book: Catalogue, line: Line, text: str, match: re.Match[str], entry: Entry
) -> tuple[int, int] | None:
    """Return the bracket around a match if the bracket is a notice."""
    pair = enclosing(text, match.start(), match.end())
    if pair is None:
        return None
    start, end, closed = pair
    role = entry.rule.role
    if not closed:
        ahead = text[start : match.start()]
        if len(ahead) > 60 or not (role == "tail" or len(ahead) <= 14 or book.speaks(ahead, slack=0.5)):
            return None
        return _dressed(text, start, tail_end(text, _language_end(book, text, match.end())))
    inner = text[start + 1 : end - 1]
    strange, total = book.strangeness(inner)
    if role == "tail":
        return _dressed(text, start, end)
    if strange > 0.5 * total or book.world.search(inner):
        return None
    dotted = re.search(f"{DOTS}$", text[max(0, start - 12) : start]) or re.match(DOTS, text[end : end + 12])
    if role == "cut" or text[start] == "【" or dotted:
        return _dressed(text, start, end)
    closing = end == len(text) and start and text[start - 1] not in "。!?"
    if _FIGURE.search(inner) or closing or (_ADDRESS.search(inner) and _PAID.search(inner)):
        return _dressed(text, start, end)
    return None


def _dressed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in what a notice is dressed in: a second bracket, an arrow, a row of stars, a raw tag."""
    start, end = _with_bracket(text, start, end)
    before = _DRESS_BEFORE.search(text[max(0, start - 90) : start])
    after = _DRESS_AFTER.match(text[end : end + 60])
    return start - (len(before[0]) if before else 0), end + (after.end() if after else 0)


def _language_end(book: Catalogue, text: str, end: int) -> int:
    """Return how far wall language runs on behind a match, clause by clause."""
    for piece in re.finditer(r"[^。!?,;|)\]】…]{0,60}[。!?,;|)\]】]?", text[end : end + 200]):
        body = piece[0].rstrip("。!?,;|)]】")
        if not piece[0] or body.startswith("收藏") or (body and not book.speaks(body)):
            break
        end += len(piece[0])
        if piece[0][-1] in ")]】":
            break
    return end


def _as_run(
    page: Page, book: Catalogue, line: Line, text: str, run: Run, match: re.Match[str], entry: Entry
) -> tuple[int, int] | None:
    """Return the run of clauses around a match if it is a notice where it stands."""
    role = entry.rule.role
    said = text[run.start : run.end]
    if role == "tail":
        return _dressed(text, run.start, tail_end(text, run.end))
    if _ITEM.match(said) or book.world.search(said):
        return None
    closing = run.right == "end"
    figure = _FIGURE.search(match[0]) is not None
    if not figure and not book.speaks(said, slack=0.35):
        return None
    if role == "cut":
        bounded = run.left in ("start", "dots", "stop", "blank", "close")
        fits = (
            figure
            or (bounded and run.right in ("end", "dots"))
            or (run.left == "dots" and run.right != "glued")
            or (bounded and run.right in ("stop", "blank") and _ADDRESS.search(said) is not None)
        )
        return _dressed(text, run.start, run.end) if fits else None
    if run.right == "glued" or run.left == "glued":
        return None
    if role == "advert":
        return (run.start, run.end) if run.left in ("stop", "blank", "dots") and closing else None
    address = _ADDRESS.search(said) is not None
    fits = (
        (run.left == "dots" and (closing or address or _PAID.search(said) is not None))
        or (run.left in ("stop", "blank", "close") and closing and (address or page.is_tail(line)) and not said.endswith("。"))
        or (run.left == "start" and address and _PAID.search(said) is not None)
    )
    return _dressed(text, run.start, run.end) if fits else None


def _is_quoted(book: Catalogue, text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether a match is quoted: the quotation holds the notice and hardly anything besides.

    A gap may well stand inside the speech of somebody who is quoted at length.
    """
    inside = quoted(text, start, end)
    if inside is None:
        return entry.rule.role in ("gate", "cut", "advert") and quoted(text, end, end) is not None
    before, after = text[inside[0] : start], text[end : inside[1]]
    if entry.rule.role in ("gate", "advert", "card", "mark"):
        return True
    return all(len(piece) <= 12 or book.speaks(piece) for piece in (before, after))
