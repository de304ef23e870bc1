"""One stretch that may be or hold a notice: does it, and from where to where.

A line may be a notice from end to end, or hold some in text of another kind; either needs a rule's words
and a place that fits them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.rules import Rule
from govtext.steps.paywall_below import ends_in_own_words, is_of_a_shop
from govtext.steps.paywall_catalogue import CUTTING, Catalogue, Entry
from govtext.steps.paywall_extent import (
    Clauses,
    Run,
    clauses,
    dressed,
    enclosing,
    quoted,
    run_around,
    tail_end,
)
from govtext.steps.paywall_own import stands_as_a_wall
from govtext.steps.paywall_page import DOT_CHARS, DOT_RUN, DOTS, Line, Page
from govtext.steps.paywall_place import ADDRESS, FIGURE, MISSING, PAID, READS, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST_CARD", "Candidate", "Part"]

#: An upload card is no longer.
LONGEST_CARD = 300
_SHORT = 200  # a line of this many characters may be a notice as a whole
_AHEAD_OF_A_CARD = 6  # characters of no wall language before its words: more are a sentence cut short
_LONGEST_UNIT = 600  # no sentence is longer; what is, is no notice
_UNIT = re.compile(f"[。!?]|{DOTS}")
_DOTS = re.compile(DOTS)
_CLAUSE_ENDS = re.compile("[,;。!?|]")
_ENDS_IN_DOTS = re.compile(f"{DOTS}$")
# A run is taken whole or not at all (atomic): to part it in every way would take for ever.
_DOT_RUNS = re.compile(f"(?>(?:{DOT_RUN})+)")
_DOT_RUNS_AT_END = re.compile(f"(?>(?:{DOT_RUN})+)$")
_DOTTED = (
    "\u2026",
    "\u22ef",
    "..",
    "\u3002\u3002",
    "\u00b7\u00b7",
    "\uff0e\uff0e",
)  # how one begins and ends
# Numbered items and questions or answers are an article's, whatever they say.
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|[(]?[一二三四五六七八九十\d]{1,3}[)、.](?!\d)"
    r"|第[一二三四五六七八九十\d]{1,3}[,条步、]|(?:问|答|记者|[QA])[:.]"
    "|\u201c[^\u201c\u201d]{1,30}\u201d[:]"  # what a message of a screen means
)
_STEP = re.compile(r"第[一二三四五六七八九十\d]{1,3}步|步骤[一二三四五六七八九十\d]")
_ENTERS = lazy(
    "登录|登陆|登入|注册|会员|VIP|开通|订阅|付费|支付|购买|解锁|权限|用户组|配额|客户端|APP|扫码"
    "|下载|加载|刷新|密码|阅读|展开|查看更多|更多>|显示全部|显示更多|关注|微信",
    re.IGNORECASE,
    led=True,
)
# What an office says of its own text: 全文见附件, 全文如下, (全文共3页).
_REFERS = re.compile(r"^附|全文(?:见|如下|附|共|约|刊|载|已|\d)|[:]$")
_OPENS = lazy(
    r"[]\u3011>]$|^全文$|登录|登陆|会员|VIP|订阅|加载|刷新|翻页|下页|下一页|解锁|扫码",
    re.IGNORECASE,
    led=True,
)
_QUOTED = re.compile('[\u201c\u300c"]([^\u201c\u201d\u300c\u300d"]{1,40})[\u201d\u300d"]')
# The corner quotes in which a web novel sets its notice, and nobody speaks.
_SERIAL_FRAME = re.compile("『(?:本章|本节|内容|正文)[^『』]{4,40}』")
_FRAME = "()[]【】<>*=-\u2014"
_RESUMES = re.compile(r"[)\]】>](?=[^)\]】>*=.\u2014-])")  # text behind a bracket
_HIDDEN_HERE = re.compile(
    "(?:[本此该]处?[段节条]?|以下|中间)?(?:内容|部分)?(?:已|已经|已为您)?(?:隐藏|屏蔽|折叠)了?\\d"
)
_TAKES = "paywall.own"  # says what it takes
_NO_ASIDE = "【[〔〖"  # brackets in which no article says anything by the way
_PAIR = re.compile(r"[(\[【<〔〖]([^()\[\]【】<>〔〕〖〗\n]{4,90})[)\]】>〕〗]")

# Where an article breaks off: what it takes to read on, and that it is about reading on.
_ASKS = lazy(
    "登录|登陆|登入|注册|会员|VIP|订阅|订户|付费|支付|购买|解锁|充值|试读|试看|验证码|公众号|APP|客户端|扫码|下一?页|收费|包库|正式用户|权限",
    re.IGNORECASE,
    led=True,
)
_READ_ON = re.compile(
    "全文|全刊|整篇|阅读|查看|浏览|看|显示|展开|完整|剩余|余下|内容|正文|继续|条款|章节|[本此该]章|未完"
)
_UNFINISHED = re.compile(
    "未完|没有?(?:显示|读)?完|[未没]有?显示完|尚未读完|试读 ?完|只?显示了?(?:前|一部分)|隐去|略去"
)
_COUNTED = re.compile(r"\d个?(?:字|页|%)|\d期|\d/\d|全文|[本此]章|下一?页|试读")
_LONG_CUT = 30  # characters of a paragraph that stops in mid-sentence; a step of a guide is shorter
_LONGEST_ASKED = 90
_MOST_STRANGE = 4  # of so many characters one may be of another language than a wall's

Part = tuple[int, int, Rule]


class Candidate:
    """A stretch that may be or hold a notice. ``text`` is its folded copy; offsets are of that copy."""

    __slots__ = (
        "active",
        "book",
        "copy",
        "ends",
        "firsts",
        "line",
        "page",
        "place",
        "text",
        "walls",
        "whole",
    )

    def __init__(self, page: Page, book: Catalogue, line: Line, stretch: Line) -> None:
        self.page, self.book, self.line = page, book, line
        self.copy = stretch.fold()
        self.text = self.copy.text
        self.whole, self.ends = stretch is line, stretch.end == line.end
        self.place = Place(page, book, line, self.text)
        self.active = book.active(self.text)
        self.walls: dict[str, bool] = {}  # texts that were asked about
        self.firsts: dict[Entry, re.Match[str] | None] = {}

    def rules(self, *roles: str) -> Iterator[Entry]:
        """Yield the rules of some roles that have a stem in the line."""
        for role in roles:
            for entry in self.book.roles.get(role, ()):
                if entry.bit & self.active:
                    yield entry

    def first(self, entry: Entry, text: str) -> re.Match[str] | None:
        """Return the first match of a rule; in the whole stretch it is sought once."""
        if text != self.text:
            return entry.first(text)
        if entry not in self.firsts:
            self.firsts[entry] = entry.first(text)
        return self.firsts[entry]

    def button(self, text: str) -> Entry | None:
        """Return the rule of a button that a text is, from end to end."""
        return next((entry for entry in self.rules("button") if entry.is_all_of(text)), None)

    def cuts(self, rule: Rule, start: int = 0, end: int | None = None) -> bool:
        """Whether a notice in the line says that text is missing where it stands."""
        if rule.role == "button":  # with dots before it and nothing behind, the rest was not scraped
            near = self.text[max(0, start - 16) : start]
            dotted = _ENDS_IN_DOTS.search(near) is not None if start else self.place.is_cut_above
            return dotted and self.page.is_tail(self.line)
        if rule.role not in CUTTING:
            return False
        if rule.role not in ("gate", "door") or start:
            return True
        return MISSING.search(self.text[:end]) is not None or self.place.is_cut_above

    # -------------------------------------------------------------- a line that is a notice as a whole

    def as_a_whole(self) -> Entry | None:
        """Return the rule of a line that is a notice from end to end."""
        text = self.text
        if not self.whole or len(text) > LONGEST_CARD:
            return None
        card = self._card()
        if card is not None or len(text) > _SHORT:
            return card
        dotted = text.startswith(_DOTTED) or text.endswith(_DOTTED)
        body = _without_dots(text) if dotted else text
        if _SERIAL_FRAME.fullmatch(body) is not None:
            body = body[1:-1]
        button = self.button(body)
        if button is not None:
            return button if self.place.button_fits(body) else None
        if quoted(body, 1, len(body) - 1) == (1, len(body) - 1) or _ITEM.match(text):
            return None
        if _DOTS.search(body):
            return self._dotted(body)
        for entry in self.rules("tail", "notice", "advert", "cut", "mark", "gate"):
            match = self.first(entry, body)
            if match is None or self._is_quoted(body, match, entry):
                continue
            if entry.claims_a_line and not self._is_all_wall(body):
                continue
            if entry.rule.role in ("notice", "mark"):
                if len(match[0]) >= len(body.strip("()[]【】*=-。!,")):
                    return entry
            elif self._is_said(body, match, entry) and self.place.fits(body, entry):
                return entry
        return self._door(body) or self._own(text)

    def _own(self, text: str) -> Entry | None:
        """Return the rule of a wall in words of the site's own, if the line stands as one."""
        own = next((entry for entry in self.rules("own") if entry.first(text)), None)
        if own is None or not stands_as_a_wall(self.page, self.book, self.line, text):
            return None
        return own

    def _own_inside(self, inner: str) -> Entry | None:
        """Return the rule of a bracket in mid-text that says how much of it is kept back, and for whom."""
        if FIGURE.search(inner) is None or self.page.speaks_of_gates:
            return None
        return next(
            (entry for entry in self.rules("own") if entry.rule.id == _TAKES and entry.first(inner)), None
        )

    def _dotted(self, body: str) -> Entry | None:
        """Return the rule of a line with dots inside its one sentence: 本章未完....点击下一页继续阅读."""
        if not self.book.speaks(body):
            return None
        cuts = (entry for entry in self.rules("cut") if not entry.claims_a_line)
        return next((entry for entry in cuts if entry.is_all_of(body)), None)

    def _nothing_else(self, body: str) -> Entry | None:
        """Return the rule of a text that, as a whole, is a wall in whatever order of its words."""
        if not self._is_all_wall(body):
            return None
        fitting = [entry for entry in self.rules("cut", "gate") if entry.first(body) is not None]
        return fitting[0] if any(entry.claims_a_line for entry in fitting) else None

    def _is_all_wall(self, body: str) -> bool:
        """Whether a text is wall language through and through, and not about a wall that it quotes."""
        if body not in self.walls:
            self.walls[body] = self._finds_nothing_else(body)
        return self.walls[body]

    def _finds_nothing_else(self, body: str) -> bool:
        quotes = any(len(piece) >= 6 and self.book.speaks(piece) for piece in _QUOTED.findall(body))
        return not quotes and self.book.says_nothing_else(body)

    def _card(self) -> Entry | None:
        """Return the rule of a line of an upload card, if its words do not stand in an article's sentence."""
        for entry in self.rules("card"):
            match = entry.first(self.text)
            if match is not None:
                rest = f"{self.text[: match.start()]} {self.text[match.end() :]}"
                in_prose = _ITEM.match(self.text) is not None or self.book.strangeness(rest)[0] > 12
                in_prose = in_prose or self.book.strangeness(self.text[: match.start()])[0] > _AHEAD_OF_A_CARD
                in_prose = in_prose or quoted(self.text, match.start() + 1, match.start() + 1) is not None
                return None if in_prose or self._is_quoted(self.text, match, entry) else entry
        return None

    def _is_said(self, body: str, match: re.Match[str], entry: Entry) -> bool:
        """Whether a line is wall language; a figure or a tail's frame makes up for a foreign name."""
        if entry.rule.role == "tail" and self.book.strangeness(body)[0] <= 8:
            return True
        if entry.claims_a_line:
            return True
        if not self.book.speaks(body, slack=0.3 if FIGURE.search(match[0]) else 0.2):
            return False
        parts = (self.book.strangeness(part) for part in _CLAUSE_ENDS.split(body))
        return all(strange <= max(2, total // 2) for strange, total in parts)

    def _door(self, body: str) -> Entry | None:
        """Return the rule of a bare invitation in wall language under a text that breaks off."""
        if len(body) > 80 or _REFERS.search(self.text):
            return None
        shop = next((entry for entry in self.rules("shop") if entry.first(body)), None)
        if shop is not None and (
            is_of_a_shop(self.page, self.book, self.line)
            or ends_in_own_words(self.page, self.book, self.line)
        ):
            return shop
        door = next((entry for entry in self.rules("door") if entry.first(body)), None)
        if door is None or not self.page.is_tail(self.line):
            return None
        if not self.place.is_cut_above:
            return None
        above = self.page.before(self.line)
        if not self._is_all_wall(body):
            cut = above is not None and len(above.text) >= _LONG_CUT
            return door if cut and self._asks_to_read_on(body) else None
        dotted = above is not None and above.ends_in_dots
        enters = len(body) <= 30 and _ENTERS.search(body) is not None
        return door if dotted or enters or self._asks_to_read_on(body) else None

    def _asks_to_read_on(self, body: str) -> bool:
        """Whether a text where an article breaks off asks for a log-in or a price, or counts what is missing.

        There it need not be wall language through and through: each site has names of its own for what it sells.
        An article that speaks of log-ins itself may break off too, and one that was wrapped does on every line.
        """
        if self.page.speaks_of_gates or self.page.is_wrapped or _ITEM.match(body) or _REFERS.search(body):
            return False
        if _QUOTED.search(body) or self.book.world.search(body):
            return False
        strange, total = self.book.strangeness(body)
        if _MOST_STRANGE * strange > total:
            return False
        asks = _ASKS.search(body) is not None and _READ_ON.search(body) is not None
        counts = _UNFINISHED.search(body) is not None and _COUNTED.search(body) is not None
        return (asks and ADDRESS.search(body) is not None) or counts

    def _short_door(self, rest: str) -> Entry | None:
        """Return the rule of a door that ends a line behind dots: ……[详细], ……更多>>, ……请登录."""
        if len(rest) > 12 or not _OPENS.search(rest) or not self._is_all_wall(rest):
            return None
        return next((entry for entry in self.rules("door") if entry.first(rest)), None)

    # -------------------------------------------------------------- a notice in a line of other text

    def parts(self) -> Iterator[Part]:
        """Yield the notices inside the line; they may overlap."""
        for entry in self.rules("notice", "mark"):
            for match in entry.matches(self.text) if self.first(entry, self.text) else ():
                if match[0] and not self._is_quoted(self.text, match, entry):
                    yield (*dressed(self.text, match.start(), match.end()), entry.rule)
        yield from self._behind_dots()
        clausal = [e for e in self.rules("tail", "advert", "cut", "gate") if not e.claims_a_line]
        if clausal:
            yield from self._clausal(clausal)

    def _behind_dots(self) -> Iterator[Part]:
        """Yield a button or a wall that ends the line behind dots (……展开全文), or stands between them."""
        first = max(0, len(self.text) - 60)
        for dots in _DOTS.finditer(self.text, first if self.ends else len(self.text)):
            rest = self.text[dots.end() :]
            said = self.button(rest)
            if said is None and _DOTS.search(rest) is None and _RESUMES.search(rest) is None:
                said = (
                    self._nothing_else(rest.strip(_FRAME))
                    or self._short_door(rest)
                    or self._behind_a_cut(rest)
                )
            if said is not None:
                yield dots.end(), len(self.text), said.rule
                return
        for pair in _PAIR.finditer(self.text):
            dotted = _ENDS_IN_DOTS.search(self.text[max(0, pair.start() - 12) : pair.start()])
            dotted = dotted or _DOTS.match(self.text, pair.end())
            said = self._nothing_else(pair[1]) if dotted else None
            if said is None and (dotted or pair[0][0] in _NO_ASIDE):
                said = self._own_inside(pair[1])
            if said is not None:
                yield *dressed(self.text, *pair.span()), said.rule

    def _behind_a_cut(self, rest: str) -> Entry | None:
        """Return the rule of what follows the dots at which an article ends, if it asks to read on."""
        if not 4 <= len(rest) <= _LONGEST_ASKED or not self.page.is_tail(self.line):
            return None
        if not self._asks_to_read_on(rest):
            return None
        return next((entry for entry in self.rules("tail", "cut", "gate", "door") if entry.first(rest)), None)

    def _clausal(self, entries: list[Entry]) -> Iterator[Part]:
        """Yield the notices that are brackets or runs of clauses, sentence by sentence."""
        entries = [e for e in entries if "$" in e.pattern or self.first(e, self.text)]
        if not entries:
            return
        cut: Clauses | None = None
        at = 0
        for first, last in self._sentences():
            if last - first > _LONGEST_UNIT or last <= at:
                continue
            for entry in entries:
                for match in entry.matches(self.text, max(first, at), last):
                    if match.start() < at or self._is_quoted(self.text, match, entry):
                        continue
                    cut = cut or clauses(self.copy)
                    span = self._bracketed(match, entry) or self._as_run(cut, match, entry)
                    if span is not None:
                        yield (*span, entry.rule)
                        at = max(at, span[1])

    def _sentences(self) -> Iterator[tuple[int, int]]:
        at = 0
        for stop in _UNIT.finditer(self.text):
            yield at, stop.end()
            at = stop.end()
        yield at, len(self.text)

    def _bracketed(self, match: re.Match[str], entry: Entry) -> tuple[int, int] | None:
        """Return the bracket around a match if the bracket is a notice."""
        text, role = self.text, entry.rule.role
        pair = enclosing(text, match.start(), match.end())
        if pair is None:
            return None
        start, end, closed = pair
        if not closed:
            ahead = text[start : match.start()]
            if len(ahead) > 60 or not (
                role == "tail" or len(ahead) <= 14 or self.book.speaks(ahead, slack=0.5)
            ):
                return None
            return dressed(text, start, tail_end(text, self._language_end(match.end())))
        inner = text[start + 1 : end - 1]
        if role == "advert" and text[start] in "【\u3016" and match.end() - match.start() >= len(inner):
            return dressed(text, start, end)  # the offer fills its bracket: whatever it offers
        strange, total = self.book.strangeness(inner)
        if role != "tail" and strange > 0.5 * total:
            return None
        if role != "tail" and self.book.world.search(inner) and not _says_what_is_hidden(inner, entry):
            return None
        dotted = _ENDS_IN_DOTS.search(text[max(0, start - 12) : start]) or _DOTS.match(text, end)
        closing = end == len(text) and start > 0 and text[start - 1] not in "。!?"
        pressing = FIGURE.search(inner) or (ADDRESS.search(inner) and PAID.search(inner))
        if role in ("tail", "cut") or text[start] == "【" or dotted or closing or pressing:
            return dressed(text, start, end)
        return None

    def _language_end(self, end: int) -> int:
        """Return how far wall language runs on behind a match, clause by clause."""
        for piece in re.finditer(r"[^。!?,;|)\]】…]{0,60}[。!?,;|)\]】]?", self.text[end : end + 200]):
            said = piece[0].rstrip("。!?,;|)]】")
            if not piece[0] or said.startswith("收藏") or (said and not self.book.speaks(said)):
                break
            end += len(piece[0])
            if piece[0][-1] in ")]】":
                break
        return end

    def _as_run(self, cut: Clauses, match: re.Match[str], entry: Entry) -> tuple[int, int] | None:
        """Return the run of clauses around a match if it is a notice where it stands."""
        run = run_around(self.text, cut, match.start(), match.end(), self.book.speaks)
        if entry.rule.role == "tail":
            return dressed(self.text, run.start, tail_end(self.text, run.end))
        said = self.text[run.start : run.end]
        figure = FIGURE.search(match[0]) is not None and READS.search(said) is not None
        if _ITEM.match(said) or self.book.world.search(self._clause_ahead(run) + said):
            return None
        if not figure and not self.book.speaks(said, slack=0.35):
            return None
        if run.right == "link" and run.left != "dots":
            return None  # the sentence goes on, in words that are no wall's
        if entry.rule.role == "cut":
            alone = self.whole and (run.left, run.right) == ("start", "end")
            fits = figure or (self.place.fits(said, entry) if alone else _cut_run_fits(run, said))
        elif "glued" in (run.left, run.right):
            fits = False
        elif entry.rule.role == "advert":
            fits = run.left in ("stop", "blank", "dots") and run.right == "end" and said[-1] != "。"
        else:
            fits = self._gate_run_fits(run, said)
        return dressed(self.text, run.start, run.end) if fits else None

    def _clause_ahead(self, run: Run) -> str:
        """Return the words of its own clause that a run is glued to: (校外读者可)预览前16页."""
        if run.left != "glued":
            return ""
        begun = max(map(self.text[: run.start].rfind, ",;\u3002!?:"))
        return self.text[begun + 1 : run.start]

    def _gate_run_fits(self, run: Run, said: str) -> bool:
        addressed, paid = ADDRESS.search(said) is not None, PAID.search(said) is not None
        closing = run.right == "end"
        if run.left == "dots":
            return closing or addressed or paid
        if run.left == "start":
            return addressed and paid
        if _STEP.match(self.text):
            return False
        open_end = closing and not said.endswith("。")
        return (
            run.left in ("stop", "blank", "close")
            and open_end
            and (addressed or self.page.is_tail(self.line))
        )

    def _is_quoted(self, text: str, match: re.Match[str], entry: Entry) -> bool:
        """Whether a match is quoted; a gap that gives its size may stand in a speech quoted at length."""
        start, end = match.span()
        inside = quoted(text, start, end)
        if inside is None:
            return entry.rule.role in ("gate", "cut", "advert") and quoted(text, end, end) is not None
        if entry.rule.role != "tail" and FIGURE.search(match[0]) is None:
            return True
        before, after = text[inside[0] : start], text[end : inside[1]]
        return all(len(piece) <= 12 or self.book.speaks(piece) for piece in (before, after))


def _without_dots(text: str) -> str:
    """Return a text without the dots at its ends."""
    ahead = _DOT_RUNS.match(text)
    first = ahead.end() if ahead else 0
    behind = _DOT_RUNS_AT_END.search(text, max(first, len(text.rstrip(DOT_CHARS))))
    return text[first : behind.start() if behind else len(text)]


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
