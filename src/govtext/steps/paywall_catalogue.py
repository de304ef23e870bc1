"""The paywall rules, compiled: patterns by role, the trigger, and the language of walls.

A notice is not one sentence but an open family of them; new wordings of 登录后查看全文 appear daily. Two
things are stable: it names a gate or a cut together with its object (the patterns), and it is *made of*
a small vocabulary (the words). A sentence of an article may hold 登录 and 全文, but it also holds readers,
counters, documents and dates; a wall holds nothing else. `Catalogue.speaks` measures just that, and
serves twice: as evidence (is this line nothing but wall?) and for the extent (how far does it run?).
"""

from __future__ import annotations

import functools
import heapq
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govtext.fold import spellings
from govtext.patterns import begins_once, class_of, lazy, led
from govtext.rules import BUILT_IN, Rule, RuleError, load_rules
from govtext.rules.compiled import compile_pattern
from govtext.steps.paywall_guard import COUNTER, places
from govtext.steps.paywall_labels import beginning_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Catalogue", "Entry", "catalogue"]

#: Roles that make a page a page with a notice; the others only go along with one of these.
EVIDENCE = ("notice", "tail", "cut", "gate", "door", "shop", "own", "button", "advert", "mark", "card")
#: Roles whose notices say that text is missing.
CUTTING = frozenset(("notice", "tail", "cut", "gate", "door", "shop", "own"))

_FORGIVEN = 12  # foreign characters of a line in wall language, at most
_IN_A_CLASS = 30  # words that are tried together
_IN_BRACKETS = re.compile(r"(?:\(\?[:>])?\[\\?\[?【")  # how a pattern begins that wants a bracket first
_LONGEST_CLASS = (
    900  # first characters that are worth a look of their own; some 700 are digits of all scripts
)
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
_NOT_LANGUAGE = frozenset(("number", "size", "world"))
# What says nothing about who speaks: titles, short quotations, addresses with the site's name before them,
# the name of an app, what a law database calls a text of its own and its plans.
_QUOTED = '《[^《》]{0,80}》?|“[^“”]{0,24}”|"[^"]{0,24}"|「[^「」]{0,24}」'
_ADDRESS = r"(?>[\u3400-\u9fff]{0,10})(?:https?:|www\.)[!-'*-~]*"
_NAMES = (
    "(?:(?<=打开|前往|下载|使用|安装|进入|登录|登陆|关注)|(?<=[在用去到上]))[\u3400-\u9fff]{2,8}?(?=(?i:APP)|客户端|小程序)"
    "|[本该此](?:法规|公告|法律)(?=[全正余剩完内为仅需])|(?:法律|法规)(?:数据库|库|会员|版)|律师版"
    r"|(?:法规|法律|公告|裁判文书)(?=全文|正文|原文|内容|条文|前\d)|(?<=完整|查看|阅读|部分|浏览)(?:法规|公告)"
    "|(?:招标|采购|中标|业主)(?:单位|人|方)?(?:及|和|、)?(?:其)?(?=联系(?:方式|人|电话))|(?<=成为)[\u3400-\u9fff]{2,8}?(?=会员|成员|读者|用户|订户)|办理(?=会员|VIP|月卡|年卡)|(?<=加入|进入)社区|社区(?=成员|会员)|(?<=搜索微信公众号:)[\u3400-\u9fff]{2,12}"
)
# Without an address all of them begin with, or behind, one of these; the class says no at most places.
_NEUTRAL = lazy(
    f'(?:(?=[《“"「本该此法律公裁招采中业办社])|(?<=[开往载用装入录陆注在去到上为:]))(?:{_QUOTED}|{_NAMES})'
)
_NEUTRAL_OR_ADDRESS = lazy(f"{_QUOTED}|{_ADDRESS}|{_NAMES}")
# Without one of these there is none of them. Each branch begins with a plain letter: `re` skips to the next one.
_NAMED = lazy(
    '《|“|"|「|客户端|小程序|法[规律]|公告|律师|裁判文|办理[会VvVv年月]|入社区|社区[成会]|索微信|联系|成为'
    "|h(?i:ttp)|H(?i:ttp)|w(?i:ww)|W(?i:ww)|a(?i:pp)|A(?i:pp)"
)
_HAN = re.compile("[\u3400-\u9fff]+")
# The characters of official prose by frequency (counted over laws and government reports).
_COMMON = (
    "的人第条和法行定应民十当规政理以有管会业者关国一部用工设务或门二市建机地不保本作生主三事在公员经其制区对产责发合施等为中位"
    "可进全物府上动五单处资四及大实由护出方安照依水要院提权构级家证下内同体时所自通监他并成品委议代任年案按得准查审表报划化改"
    "展件社重职组营开期违利共服款检情分交六标立收加日项防据文企县向计请使取办告程相学性供律督决例运活织明与场城能治境七未予技"
    "个信专教道是于过元农执调量后持批外申正强质度各罚反八常采备费求省车入育环力受列域负高金商新具九确术源限接范之路基况意指诉"
    "现章协书止医面百支义统根需导前结害修造起目村险置记海原电被财名放济科系集解污万格到知令从承将息许式料乡养药预月给次措间除"
    "气益土罪卫复效察平销形价投障特染种符林犯验口核认直"
)


class Entry:
    """A rule with its pattern, which is compiled when it is first asked for."""

    __slots__ = ("_firsts", "_once", "_regex", "bit", "claims_a_line", "pattern", "rule")

    def __init__(self, rule: Rule, pattern: str, regex: re.Pattern[str] | None, bit: int) -> None:
        self.rule, self.pattern, self._regex = rule, pattern, regex
        self.bit = bit  # stands for the rule among others of its catalogue
        self._firsts: frozenset[str] | None = (
            None  # what a match begins with, once it is compiled and if that is known
        )
        self._once = False  # whether a match can stand at the start of a text only
        #: Whether the pattern holds for a whole line only, by its words in any order.
        self.claims_a_line = rule.pattern.startswith("^(?")

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern, led by the class of its first characters: one look says no at most places."""
        return self._regex or self._compiled()

    @property
    def firsts(self) -> frozenset[str] | None:
        """What a match begins with; ``None``: who knows."""
        if self._regex is None:
            self._compiled()
        return self._firsts

    def _compiled(self) -> re.Pattern[str]:
        self._regex, self._firsts = led(self.pattern, re.IGNORECASE, most=_LONGEST_CLASS)
        self._once = begins_once(self.pattern)
        return self._regex

    def first(self, text: str) -> re.Match[str] | None:
        """Return the first match in a folded text."""
        regex = self._regex or self._compiled()
        if not self._once:
            return regex.search(text)
        return regex.match(text) if self._firsts is None or text[:1] in self._firsts else None

    def is_all_of(self, text: str) -> bool:
        """Tell whether the pattern matches a folded text from end to end."""
        regex = self._regex or self._compiled()
        return (self._firsts is None or text[:1] in self._firsts) and regex.fullmatch(text) is not None

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Return the matches in a stretch of folded text."""
        return self.regex.finditer(text, start, len(text) if end is None else end)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All rules of one call, ready for use. Built once per set of rules, never changed."""

    trigger: re.Pattern[str] | None  # finds the stems that `govtext.steps.paywall_guard` does not know
    roles: dict[str, tuple[Entry, ...]]
    language: re.Pattern[str]
    chatter: re.Pattern[str]  # the language, and what only the surroundings of a notice speak of
    world: re.Pattern[str]
    foreign: (
        re.Pattern[str] | None
    )  # matches a text with more characters that no word holds than are forgiven
    tags: tuple[Entry, ...]  # labels in brackets, which may be glued to a line: 【VIP专享】, [下载该文章]
    begins_label: re.Pattern[str] | None  # matches a line as it stands on its page that can be a label
    stems: dict[
        str, tuple[tuple[str, int], ...]
    ]  # by their rarest character; the rules each speaks for, as bits
    stem_chars: re.Pattern[str]  # the class of those characters
    order: tuple[Entry, ...]  # the rules as they stand in their files

    def places(self, text: str, at: int) -> Iterable[int]:
        """Return, in order, the offsets from ``at`` on at which a rule of evidence may find its words."""
        if self.trigger is None:
            return places(text, at)
        return heapq.merge(places(text, at), (found.start() for found in self.trigger.finditer(text, at)))

    def strangeness(self, text: str, language: re.Pattern[str] | None = None) -> tuple[int, int]:
        """Return how many Han characters are no wall language, and how many there are."""
        return self._strangeness(_without_names(text), language or self.language)

    def _strangeness(self, plain: str, language: re.Pattern[str]) -> tuple[int, int]:
        total = _count_han(plain)
        return total - _count_han("".join(language.findall(plain))), total

    def speaks(self, text: str, *, slack: float = 0.2) -> bool:
        """Tell whether a folded text is nothing but wall language: a foreign word or two are forgiven."""
        plain = _without_names(text)
        if self._is_foreign(plain):
            return False
        strange, total = self._strangeness(plain, self.language)
        return strange <= min(_FORGIVEN, max(2 if total > 6 else 1, slack * total)) and strange < max(
            total, 1
        )

    def says_nothing_else(self, text: str) -> bool:
        """Tell whether a folded text is wall language through and through: one character in eight is forgiven."""
        plain = _without_names(text)
        if self.world.search(plain):
            return False
        strange, total = self._strangeness(plain, self.language)
        return strange <= total // 8

    def chats(self, text: str, *, slack: float = 0.15) -> bool:
        """Tell whether a line beside a notice belongs to it: log-in forms, plans, hotlines, buttons."""
        plain = _without_names(text)
        if self._is_foreign(plain):
            return False
        strange, total = self._strangeness(plain, self.chatter)
        return strange <= min(8, max(1, slack * total)) and strange < max(total, 1)

    def _is_foreign(self, plain: str) -> bool:
        """Tell cheaply that a text is no wall language: by a word of an article, or too many foreign characters."""
        if self.foreign is not None and self.foreign.match(plain):
            return True
        return self.world.search(plain) is not None

    def active(self, text: str) -> int:
        """Return, as bits, the rules of evidence that have a stem in a folded text, in any case."""
        # As the guard does: a counter of visits is no stem. A user's rule may ask for it.
        if self.trigger is None and "浏览" in text:
            text = COUNTER.sub(" ", text)
        text = text.upper()
        active = 0
        for char in {*self.stem_chars.findall(text)}:
            for stem, speakers in self.stems[char]:
                if stem in text:
                    active |= speakers
        return active

    def entries(self, role: str) -> tuple[Entry, ...]:
        """Return the rules of a role, in the order of the file."""
        return self.roles.get(role, ())

    def full(self, text: str, *roles: str) -> Entry | None:
        """Return the first rule of some roles that matches a whole line."""
        for role in roles:
            for entry in self.roles.get(role, ()):
                if entry.is_all_of(text):
                    return entry
        return None


def _without_names(text: str) -> str:
    if _NAMED.search(text) is None:
        return text
    return (_NEUTRAL_OR_ADDRESS if "http" in text or "www" in text else _NEUTRAL).sub(" ", text)


def _count_han(text: str) -> int:
    return sum(map(len, _HAN.findall(text)))


def _vocabulary(rules: Sequence[Rule]) -> dict[str, str]:
    words: dict[str, str] = {}
    for rule in rules:
        if rule.role == "words":
            name = rule.id.rpartition(".")[2]
            words[name] = f"{words[name]}|{rule.pattern}" if name in words else rule.pattern
    return words


def _alternation(words: Iterable[str]) -> str:
    """Return a pattern of words, the longest first. A user's may be patterns themselves."""
    ordered = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    if any(re.escape(word) != word for word in ordered):
        return "|".join(ordered)
    # Hundreds of branches are tried one by one at each place: with thirty to a class, twenty are.
    by_first: dict[str, list[str]] = {}
    for word in ordered:
        by_first.setdefault(word[0], []).append(word[1:])
    branches = [f"{first}(?:{'|'.join(rests)})" for first, rests in by_first.items()]
    firsts = list(by_first)
    classes = "|".join(
        f"(?=[{''.join(firsts[i : i + _IN_A_CLASS])}])(?:{'|'.join(branches[i : i + _IN_A_CLASS])})"
        for i in range(0, len(branches), _IN_A_CLASS)
    )
    return f"(?=[{''.join(firsts)}])(?:{classes})"


def _foreign(words: Sequence[str]) -> re.Pattern[str] | None:
    """Return what matches a text with too many characters that are in none of the words; patterns may hold any."""
    if any(re.escape(word) != word for word in words):
        return None
    known = sorted(char for char in set("".join(words)) if "\u3400" <= char <= "\u9fff")
    between = itertools.pairwise(["\u33ff", *known, "\ua000"])
    foreign = "".join(
        f"{chr(ord(one) + 1)}-{chr(ord(two) - 1)}" for one, two in between if ord(two) - ord(one) > 1
    )
    return re.compile(f"(?:[^{foreign}]*[{foreign}]){{{_FORGIVEN + 1}}}")


def _begins_label(labels: Sequence[Entry]) -> re.Pattern[str] | None:
    """Return how a line begins that may be a label; ``None``: who knows."""
    firsts: set[str] = set()
    stems: list[str] = []
    for label in labels:
        if label.firsts is not None:
            firsts |= label.firsts
        elif label.rule.stems:
            stems += label.rule.stems
        else:
            return None
    if not all(len(stem) == 1 and stem.isalnum() for stem in stems):
        return None  # raw lines have blanks within longer ones, and punctuation of both widths
    return beginning_of(firsts, stems)


def _compile(rule: Rule, words: dict[str, str], bit: int, *, trusted: bool) -> Entry:
    def spell_out(found: re.Match[str]) -> str:
        if found[1] not in words:
            raise RuleError(f"{rule.id}: {{{found[1]}}} is none of {', '.join(sorted(words))}")
        return f"(?:{words[found[1]]})"

    pattern = _PLACEHOLDER.sub(spell_out, rule.pattern)
    own = rule.origin != BUILT_IN or not trusted
    timed = compile_pattern(rule, pattern, flags=re.IGNORECASE, trusted=trusted) if own else None
    return Entry(rule, pattern, timed, bit)


def _rarest(stem: str) -> int:
    """Return the place of the rarest character of a stem."""

    def rarity(i: int) -> tuple[int, int]:
        place = _COMMON.find(stem[i])
        return (place if place >= 0 else len(_COMMON), -i)

    return max(range(len(stem)), key=rarity)


def catalogue(rules: tuple[Rule, ...] = ()) -> Catalogue:
    """Return the built-in rules and ``rules`` compiled; `RuleError` for a pattern that is none."""
    return _extended(rules) if rules else _built_in()


@functools.cache
def _built_in() -> Catalogue:
    return _compiled(load_rules("paywall"), None)


@functools.lru_cache(maxsize=32)
def _extended(rules: tuple[Rule, ...]) -> Catalogue:
    own = tuple(rule for rule in rules if rule.family == "paywall")
    known = load_rules("paywall")
    # New words change what the built-in patterns find, and the guard was proved for the words of govtext only.
    asking = own if all(rule.role != "words" for rule in own) else known + own
    stems = sorted({stem for rule in asking if rule.role in EVIDENCE for stem in rule.stems})
    return _compiled(known + own, re.compile("|".join(map(spellings, stems))) if stems else None)


def _compiled(chosen: tuple[Rule, ...], trigger: re.Pattern[str] | None) -> Catalogue:
    words = _vocabulary(chosen)
    # Words of a user's own are spliced into patterns of govtext's, which then need the time limit too.
    foreign = [rule for rule in chosen if rule.role == "words" and rule.origin != BUILT_IN]
    trusted = not foreign
    speaker = (foreign or [rule for rule in chosen if rule.role == "words"])[0]
    compiled = functools.partial(compile_pattern, speaker, trusted=trusted)
    roles: dict[str, list[Entry]] = {}
    stems: dict[str, int] = {}
    order: list[Entry] = []
    for rule in chosen:
        if rule.role == "words":
            continue
        entry = _compile(rule, words, 1 << len(order), trusted=trusted)
        order.append(entry)
        roles.setdefault(rule.role, []).append(entry)
        if rule.role in EVIDENCE:
            if not rule.stems:
                raise RuleError(f"{rule.id}: a rule of the role {rule.role!r} needs stems")
            for stem in map(str.upper, rule.stems):
                stems[stem] = stems.get(stem, 0) | entry.bit
    by_char: dict[str, list[tuple[str, int]]] = {}
    for stem, speakers in stems.items():
        by_char.setdefault(stem[_rarest(stem)], []).append((stem, speakers))
    spoken = [
        word
        for name, words_ in words.items()
        if name not in _NOT_LANGUAGE and name != "aside"
        for word in words_.split("|")
    ]
    chattered = [*spoken, *words["aside"].split("|")]
    labels = roles.get("label", [])
    return Catalogue(
        trigger=trigger,
        roles={role: tuple(entries) for role, entries in roles.items()},
        language=compiled(_alternation(spoken), flags=re.IGNORECASE),
        chatter=compiled(_alternation(chattered), flags=re.IGNORECASE),
        foreign=_foreign(chattered),
        tags=tuple(label for label in labels if _IN_BRACKETS.match(label.rule.pattern)),
        begins_label=_begins_label(labels),
        world=compiled(_alternation(words["world"].split("|"))),
        stems={char: tuple(some) for char, some in by_char.items()},
        stem_chars=re.compile(class_of(frozenset(by_char))),
        order=tuple(order),
    )
