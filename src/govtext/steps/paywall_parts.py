"""The notices in a line of other text: behind dots, in a bracket, as a run of clauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.paywall_candidate import ITEM, Candidate, Part
from govtext.steps.paywall_extent import (
    Clauses,
    Run,
    clauses,
    dressed,
    enclosing,
    run_around,
    tail_end,
)
from govtext.steps.paywall_own import SPEAKS_OF_THE_TEXT, TAKES
from govtext.steps.paywall_page import DOTS
from govtext.steps.paywall_place import ADDRESS, FIGURE, PAID, READS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govtext.steps.paywall_catalogue import Entry

__all__ = ["parts"]

_DOTS = re.compile(DOTS)
_ENDS_IN_DOTS = re.compile(f"{DOTS}$")
_LONGEST_UNIT = 600  # no sentence is longer; what is, is no notice
_LONGEST_ASKED = 90
_UNIT = re.compile(f"[。!?]|{DOTS}")
_STEP = re.compile(r"第[一二三四五六七八九十\d]{1,3}步|步骤[一二三四五六七八九十\d]")
_OPENS = lazy(
    r"[]\u3011>]$|^全文$|登录|登陆|会员|VIP|订阅|加载|刷新|翻页|下页|下一页|解锁|扫码",
    re.IGNORECASE,
    led=True,
)
_FRAME = "()[]【】<>*=-\u2014"
_RESUMES = re.compile(r"[)\]】>](?=[^)\]】>*=.\u2014-])")  # text behind a bracket
_HIDDEN_HERE = re.compile(
    "(?:[本此该]处?[段节条]?|以下|中间)?(?:内容|部分)?(?:已|已经|已为您)?(?:隐藏|屏蔽|折叠)了?\\d"
)
_NO_ASIDE = "【[〔〖"  # brackets in which no article says anything by the way
_PAIR = re.compile(r"[(\[【<〔〖]([^()\[\]【】<>〔〕〖〗\n]{4,90})[)\]】>〕〗]")


def parts(candidate: Candidate) -> Iterator[Part]:
    """Yield the notices inside the line; they may overlap."""
    for entry in candidate.rules("notice", "mark"):
        for match in entry.matches(candidate.text) if candidate.first(entry, candidate.text) else ():
            if match[0] and not candidate.is_quoted(candidate.text, match, entry):
                yield (*dressed(candidate.text, match.start(), match.end()), entry.rule)
    yield from _behind_dots(candidate)
    clausal = [e for e in candidate.rules("tail", "advert", "cut", "gate") if not e.claims_a_line]
    if clausal:
        yield from _clausal(candidate, clausal)


def _behind_dots(candidate: Candidate) -> Iterator[Part]:
    """Yield a button or a wall that ends the line behind dots (……展开全文), or stands between them."""
    first = max(0, len(candidate.text) - 60)
    for dots in _DOTS.finditer(candidate.text, first if candidate.ends else len(candidate.text)):
        rest = candidate.text[dots.end() :]
        said = candidate.button(rest)
        if said is None and _DOTS.search(rest) is None and _RESUMES.search(rest) is None:
            said = (
                _nothing_else(candidate, rest.strip(_FRAME))
                or _short_door(candidate, rest)
                or _behind_a_cut(candidate, rest)
            )
        if said is not None:
            yield dots.end(), len(candidate.text), said.rule
            return
    for pair in _PAIR.finditer(candidate.text):
        before = candidate.text[max(0, pair.start() - 12) : pair.start()]
        dotted = (_ENDS_IN_DOTS.search(before) or _DOTS.match(candidate.text, pair.end())) is not None
        said = _nothing_else(candidate, pair[1]) if dotted else None
        if said is None and (dotted or pair[0][0] in _NO_ASIDE):
            said = _own_inside(candidate, pair[1], dotted=dotted)
        if said is not None:
            yield *dressed(candidate.text, *pair.span()), said.rule


def _behind_a_cut(candidate: Candidate, rest: str) -> Entry | None:
    """Return the rule of what follows the dots at which an article ends, if it asks to read on."""
    if not 4 <= len(rest) <= _LONGEST_ASKED or not candidate.page.is_tail(candidate.line):
        return None
    if not candidate.asks_to_read_on(rest):
        return None
    return next(
        (entry for entry in candidate.rules("tail", "cut", "gate", "door") if entry.first(rest)), None
    )


def _clausal(candidate: Candidate, entries: list[Entry]) -> Iterator[Part]:
    """Yield the notices that are brackets or runs of clauses, sentence by sentence."""
    entries = [e for e in entries if "$" in e.pattern or candidate.first(e, candidate.text)]
    if not entries:
        return
    cut: Clauses | None = None
    at = 0
    for first, last in _sentences(candidate):
        if last - first > _LONGEST_UNIT or last <= at:
            continue
        for entry in entries:
            for match in entry.matches(candidate.text, max(first, at), last):
                if match.start() < at or candidate.is_quoted(candidate.text, match, entry):
                    continue
                cut = cut or clauses(candidate.copy)
                span = _bracketed(candidate, match, entry) or _as_run(candidate, cut, match, entry)
                if span is not None:
                    yield (*span, entry.rule)
                    at = max(at, span[1])


def _sentences(candidate: Candidate) -> Iterator[tuple[int, int]]:
    at = 0
    for stop in _UNIT.finditer(candidate.text):
        yield at, stop.end()
        at = stop.end()
    yield at, len(candidate.text)


def _bracketed(candidate: Candidate, match: re.Match[str], entry: Entry) -> tuple[int, int] | None:
    """Return the bracket around a match if the bracket is a notice."""
    text, role = candidate.text, entry.rule.role
    pair = enclosing(text, match.start(), match.end())
    if pair is None:
        return None
    start, end, closed = pair
    if not closed:
        ahead = text[start : match.start()]
        if len(ahead) > 60 or not (
            role == "tail" or len(ahead) <= 14 or candidate.book.speaks(ahead, slack=0.5)
        ):
            return None
        return dressed(text, start, tail_end(text, _language_end(candidate, match.end())))
    inner = text[start + 1 : end - 1]
    if role == "advert" and text[start] in "【\u3016" and match.end() - match.start() >= len(inner):
        return dressed(text, start, end)  # the offer fills its bracket: whatever it offers
    strange, total = candidate.book.strangeness(inner)
    if role != "tail" and strange > 0.5 * total:
        return None
    if role != "tail" and candidate.book.world.search(inner) and not _says_what_is_hidden(inner, entry):
        return None
    dotted = _ENDS_IN_DOTS.search(text[max(0, start - 12) : start]) or _DOTS.match(text, end)
    closing = end == len(text) and start > 0 and text[start - 1] not in "。!?"
    pressing = FIGURE.search(inner) or (ADDRESS.search(inner) and PAID.search(inner))
    if role in ("tail", "cut") or text[start] == "【" or dotted or closing or pressing:
        return dressed(text, start, end)
    return None


def _language_end(candidate: Candidate, end: int) -> int:
    """Return how far wall language runs on behind a match, clause by clause."""
    for piece in re.finditer(r"[^。!?,;|)\]】…]{0,60}[。!?,;|)\]】]?", candidate.text[end : end + 200]):
        said = piece[0].rstrip("。!?,;|)]】")
        if not piece[0] or said.startswith("收藏") or (said and not candidate.book.speaks(said)):
            break
        end += len(piece[0])
        if piece[0][-1] in ")]】":
            break
    return end


def _as_run(candidate: Candidate, cut: Clauses, match: re.Match[str], entry: Entry) -> tuple[int, int] | None:
    """Return the run of clauses around a match if it is a notice where it stands."""
    run = run_around(candidate.text, cut, match.start(), match.end(), candidate.book.speaks)
    if entry.rule.role == "tail":
        return dressed(candidate.text, run.start, tail_end(candidate.text, run.end))
    said = candidate.text[run.start : run.end]
    figure = FIGURE.search(match[0]) is not None and READS.search(said) is not None
    if ITEM.match(said) or candidate.book.world.search(_clause_ahead(candidate, run) + said):
        return None
    if not figure and not candidate.book.speaks(said, slack=0.35):
        return None
    if run.right == "link" and run.left != "dots":
        return None  # the sentence goes on, in words that are no wall's
    if entry.rule.role == "cut":
        alone = candidate.whole and (run.left, run.right) == ("start", "end")
        fits = figure or (candidate.place.fits(said, entry) if alone else _cut_run_fits(run, said))
    elif "glued" in (run.left, run.right):
        fits = False
    elif entry.rule.role == "advert":
        fits = run.left in ("stop", "blank", "dots") and run.right == "end" and said[-1] != "。"
    else:
        fits = _gate_run_fits(candidate, run, said)
    return dressed(candidate.text, run.start, run.end) if fits else None


def _clause_ahead(candidate: Candidate, run: Run) -> str:
    """Return the words of its own clause that a run is glued to: (校外读者可)预览前16页."""
    if run.left != "glued":
        return ""
    begun = max(map(candidate.text[: run.start].rfind, ",;\u3002!?:"))
    return candidate.text[begun + 1 : run.start]


def _gate_run_fits(candidate: Candidate, run: Run, said: str) -> bool:
    addressed, paid = ADDRESS.search(said) is not None, PAID.search(said) is not None
    closing = run.right == "end"
    if run.left == "dots":
        return closing or addressed or paid
    if run.left == "start":
        return addressed and paid
    if _STEP.match(candidate.text):
        return False
    open_end = closing and not said.endswith("。")
    return (
        run.left in ("stop", "blank", "close")
        and open_end
        and (addressed or candidate.page.is_tail(candidate.line))
    )


def _own_inside(candidate: Candidate, inner: str, *, dotted: bool) -> Entry | None:
    """Return the rule of a bracket in mid-text that says how much of it is kept back, and for whom.

    Between dots it need not say how much, if it speaks of the text.
    """
    if not dotted and (FIGURE.search(inner) is None or candidate.page.speaks_of_gates):
        return None
    if SPEAKS_OF_THE_TEXT.search(inner) is None:
        return None
    takes = (entry for entry in candidate.rules("own") if entry.rule.id == TAKES)
    return next((entry for entry in takes if entry.first(inner)), None)


def _short_door(candidate: Candidate, rest: str) -> Entry | None:
    """Return the rule of a door that ends a line behind dots: ……[详细], ……更多>>, ……请登录."""
    if len(rest) > 12 or not _OPENS.search(rest) or not candidate.is_all_wall(rest):
        return None
    return next((entry for entry in candidate.rules("door") if entry.first(rest)), None)


def _nothing_else(candidate: Candidate, body: str) -> Entry | None:
    """Return the rule of a text that, as a whole, is a wall in whatever order of its words."""
    if not candidate.is_all_wall(body):
        return None
    fitting = [entry for entry in candidate.rules("cut", "gate") if entry.first(body) is not None]
    return fitting[0] if any(entry.claims_a_line for entry in fitting) else None


def _says_what_is_hidden(inner: str, entry: Entry) -> bool:
    """Whether a bracket opens with the size of what is hidden: then it may name whom it is hidden from."""
    return entry.rule.id == "paywall.omitted" and _HIDDEN_HERE.match(inner) is not None


def _cut_run_fits(run: Run, said: str) -> bool:
    """Whether a cut without a figure is set apart enough from the text around it."""
    if run.left == "dots":
        return run.right != "glued"
    if run.left not in ("start", "stop", "blank", "close"):
        return False
    if said[-1] == "。" and ADDRESS.search(said) is None:
        return False  # a rule of a service
    return run.right in ("end", "dots") or (
        run.right in ("stop", "blank") and ADDRESS.search(said) is not None
    )
