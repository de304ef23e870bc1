"""One stretch that may be or hold a notice: does it, and from where to where.

A line may be a notice from end to end, or hold some in text of another kind; either needs a rule's words
and a place that fits them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.rules import Rule
from govtext.steps.paywall_below import ends_in_own_words, is_of_a_shop, is_the_break
from govtext.steps.paywall_catalogue import CUTTING, Catalogue, Entry
from govtext.steps.paywall_extent import quoted
from govtext.steps.paywall_own import TAKES, stands_as_a_wall
from govtext.steps.paywall_page import DOT_CHARS, DOT_RUN, DOTS, Line, Page
from govtext.steps.paywall_place import ADDRESS, FIGURE, MISSING, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ITEM", "LONGEST_CARD", "Candidate", "Part"]

#: An upload card is no longer.
LONGEST_CARD = 300
_SHORT = 200  # a line of this many characters may be a notice as a whole
_AHEAD_OF_A_CARD = 6  # characters of no wall language before its words: more are a sentence cut short
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
ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|[(]?[一二三四五六七八九十\d]{1,3}[)、.](?!\d)"
    r"|第[一二三四五六七八九十\d]{1,3}[,条步、]|(?:问|答|记者|[QA])[:.]"
    "|\u201c[^\u201c\u201d]{1,30}\u201d[:]"  # what a message of a screen means
)
_ENTERS = lazy(
    "登录|登陆|登入|注册|会员|VIP|开通|订阅|付费|支付|购买|解锁|权限|用户组|配额|客户端|APP|扫码"
    "|下载|加载|刷新|密码|阅读|展开|查看更多|更多>|显示全部|显示更多|关注|微信",
    re.IGNORECASE,
    led=True,
)
# What an office says of its own text: 全文见附件, 全文如下, (全文共3页).
_REFERS = re.compile(r"^附|全文(?:见|如下|附|共|约|刊|载|已|\d)|[:]$")
_QUOTED = re.compile('[\u201c\u300c"]([^\u201c\u201d\u300c\u300d"]{1,40})[\u201d\u300d"]')
# The corner quotes in which a web novel sets its notice, and nobody speaks.
_SERIAL_FRAME = re.compile("『(?:本章|本节|内容|正文)[^『』]{4,40}』")

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
        if quoted(body, 1, len(body) - 1) == (1, len(body) - 1) or ITEM.match(text):
            return None
        if _DOTS.search(body):
            return self._dotted(body)
        for entry in self.rules("tail", "notice", "advert", "cut", "mark", "gate"):
            match = self.first(entry, body)
            if match is None or self.is_quoted(body, match, entry):
                continue
            if entry.claims_a_line and not self.is_all_wall(body):
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
        if own is None:
            return None
        above = self.page.before(self.line)
        takes, cut = own.rule.id == TAKES, above is not None and is_the_break(self.page, above)
        return own if stands_as_a_wall(self.page, self.book, self.line, text, takes=takes, cut=cut) else None

    def _dotted(self, body: str) -> Entry | None:
        """Return the rule of a line with dots inside its one sentence: 本章未完....点击下一页继续阅读."""
        if not self.book.speaks(body):
            return None
        cuts = (entry for entry in self.rules("cut") if not entry.claims_a_line)
        return next((entry for entry in cuts if entry.is_all_of(body)), None)

    def is_all_wall(self, body: str) -> bool:
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
                in_prose = ITEM.match(self.text) is not None or self.book.strangeness(rest)[0] > 12
                in_prose = in_prose or self.book.strangeness(self.text[: match.start()])[0] > _AHEAD_OF_A_CARD
                in_prose = in_prose or quoted(self.text, match.start() + 1, match.start() + 1) is not None
                return None if in_prose or self.is_quoted(self.text, match, entry) else entry
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
        if not self.is_all_wall(body):
            cut = above is not None and len(above.text) >= _LONG_CUT
            return door if cut and self.asks_to_read_on(body) else None
        dotted = above is not None and above.ends_in_dots
        enters = len(body) <= 30 and _ENTERS.search(body) is not None
        return door if dotted or enters or self.asks_to_read_on(body) else None

    def asks_to_read_on(self, body: str) -> bool:
        """Whether a text where an article breaks off asks for a log-in or a price, or counts what is missing.

        There it need not be wall language through and through: each site has names of its own for what it sells.
        An article that speaks of log-ins itself may break off too, and one that was wrapped does on every line.
        """
        if self.page.speaks_of_gates or self.page.is_wrapped or ITEM.match(body) or _REFERS.search(body):
            return False
        if _QUOTED.search(body) or self.book.world.search(body):
            return False
        strange, total = self.book.strangeness(body)
        if _MOST_STRANGE * strange > total:
            return False
        asks = _ASKS.search(body) is not None and _READ_ON.search(body) is not None
        counts = _UNFINISHED.search(body) is not None and _COUNTED.search(body) is not None
        return (asks and ADDRESS.search(body) is not None) or counts

    def is_quoted(self, text: str, match: re.Match[str], entry: Entry) -> bool:
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
