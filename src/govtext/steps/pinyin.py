"""Inline pinyin: 知識產(chǎn)權(quán) becomes 知識產權.

**What it is.** Mirror sites convert mainland pages to Traditional script byte by byte and leave a
reading after every converted character; other pages gloss rare characters, words or everything.
A bracket goes when it holds *nothing but a reading* of the Han characters right before it, in
whatever way that reading is written (`pinyin_annotation`) and whether or not it is the right one in
its context (`pinyin_readings`). Blanks before and inside the bracket go with it.

**Three degrees of proof.** A reading that carries tones, as marks or numbers, and matches its
character is noise on any page, if it is the only one. An untoned one (看完(wan)后(hou)) might be
a unit, a note of the scale or half of a joke, so untoned brackets go only where nearly all untoned
lower-case brackets of the page match, and stay in a sentence where several do not and on a page where
they follow the items of lists (里(li)、丈(zhang)). A toned syllable
that matches nothing (A(yù)pp, 乐(lào)) goes only from a page that has proved itself: five or more
matches elsewhere.

**What stays.** Capitalised untoned romanisation (李明(Li Ming), 的(DE)), acronyms, labels such as
(a), units, English; anything after a quotation mark or a digit; brackets that hold more than
readings; sentences and pages about reading or typing (`pinyin_context`); pages that tell the readings of
one character apart (长(cháng)短 生长(zhǎng)); square brackets.

**When not to use it.** On dictionaries, textbooks and pages of pronunciation the readings are the
content: leave the step out, or pass ``keep``.

Offsets are code points of the text that is passed. The steps after this one match labels and words,
and annotated labels hide from them, so this step comes first. Cost: one scan for brackets; the table
of readings is loaded with the first bracket that could be one.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Any, cast

from govtext.edits import NO_FIELDS, Edit, Rewriting, apply, make_edit
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.step import Sight, ensure_text, explained_by
from govtext.steps.pinyin_annotation import BRACKET, LONGEST_WORD, LOOK, Annotation, Style, match, parse
from govtext.steps.pinyin_context import Context, context, overrun
from govtext.steps.pinyin_marks import MISS, STRAY, SURE, UNTONED, Mark, convicted
from govtext.steps.pinyin_readings import SYLLABLES, is_han, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

__all__ = ["find_pinyin", "strip_pinyin"]

STYLES: tuple[Style, ...] = ("toned", "numbered", "untoned")

_BRACKET = lazy(f"({BRACKET})")
_BLANKS = frozenset(BLANKS)
_TONED = "pinyin.toned"
_SEVERAL = 3  # readings of characters that have more than one on the page
_VOWELS = frozenset("aeiouv")
_LONGEST_CHAIN = 8  # brackets in a row after one word: 测试(ce4)(shi4)
# A word that is spelt out after one of these is an account or an address.
_ACCOUNT = lazy(
    "公[众眾][号號]|微信[号號]|抖音[号號]?|[视視][频頻][号號]|微博|[账帳賬][号號户戶]|域名|[网網]址|[邮郵]箱"
)
# Names of notes are readings by chance (发 fa, 拉 la, 米 mi), which words about singing give away.
_NOTES = frozenset({"do", "re", "mi", "fa", "so", "sol", "la", "si", "ti"})
_SCALE = lazy("唱名|音[阶階符高]|[简簡][谱譜]|[视視]唱|[识識][谱譜]|五[线線][谱譜]|音程")
_LATIN = lazy("[@-~\uff21-\uff3a\uff41-\uff5a]+")  # 0x40-0x7E: second bytes of GBK codes

# A bracket that needs a second look: start, end and what it spells.
_Doubtful = tuple[int, int, Annotation]


def find_pinyin(
    text: str,
    *,
    styles: Collection[Style] = STYLES,
    keep: Callable[[str, str], bool] | None = None,
) -> list[Edit]:
    """Return the edits that remove inline pinyin from ``text``, in order; ``[]`` if there is none.

    ``styles`` limits the removal to some of ``"toned"``, ``"numbered"`` and ``"untoned"``.
    ``keep(word, bracket)`` is asked about each removal with the characters that are annotated and the
    bracket as it stands; where it returns true, the bracket stays.

    Rules: ``pinyin.toned``, ``pinyin.numbered``, ``pinyin.untoned`` (one syllable, one character),
    ``pinyin.word`` (several characters), ``pinyin.unlisted`` (a syllable that no table lists for the
    character) and ``pinyin.straddled`` (after a Latin letter), the last two only on noisy pages.

    Raises ``TypeError`` if ``text`` is no string and ``ValueError`` for an unknown style.

    >>> [(edit.start, edit.end, edit.rule) for edit in find_pinyin("知識產(chǎn)權(quán)")]
    [(3, 9, 'pinyin.toned'), (10, 16, 'pinyin.toned')]
    >>> find_pinyin("李明(Li Ming)的GDP(现价)")
    []
    """
    return list(_finding(text, styles=styles, keep=keep))


def _finding(
    text: str,
    *,
    styles: Collection[Style] = STYLES,
    keep: Callable[[str, str], bool] | None = None,
) -> Sequence[Edit]:
    """Return the edits of `find_pinyin`. Where every bracket goes, the rest is the outcome already."""
    ensure_text(text)
    return _beyond(text, LOOK.at(text), styles=styles, keep=keep)


def _beyond(
    text: str,
    place: int,
    *,
    styles: Collection[Style] = STYLES,
    keep: Callable[[str, str], bool] | None = None,
) -> Sequence[Edit]:
    """Return the edits, given where the first bracket stands that may hold a reading."""
    if styles is not STYLES and (unknown := set(styles) - set(STYLES)):
        raise ValueError(f"unknown style {min(unknown)!r}: choose from {', '.join(STYLES)}")
    if place < 0:
        return []
    parts = _BRACKET.split(text)  # text, bracket, text, ..., text
    pieces = [
        (before[-1:] or ")") + bracket for before, bracket in zip(parts[::2], parts[1::2], strict=False)
    ]
    if _tell_readings_apart(pieces):
        return []
    verdicts = list(map(_glance, pieces))
    where = context(text)
    chosen = keep is not None or (styles is not STYLES and len(set(styles)) < len(STYLES))
    if where is None and not chosen and set(map(type, verdicts)) == {str}:
        return Rewriting(text, "".join(parts[::2]), lambda: _all_go(parts, verdicts))
    plain, doubtful = _sorted_out(parts, verdicts)
    marks = _resolve(text, plain, doubtful) if doubtful else []
    if where:
        plain, marks = _unprotected(text, plain, marks, where)
    marks = convicted(text, len(plain), marks)
    if chosen:
        plain = [
            one
            for one in plain
            if one.rule.removeprefix("pinyin.") in styles
            and not (keep and keep(text[one.start - 1], text[one.start : one.end]))
        ]
        marks = [
            one
            for one in marks
            if one.style in styles and not (keep and keep(one.word, text[one.bracket : one.end]))
        ]
    if not marks:
        return plain
    return sorted([*plain, *(Edit(one.start, one.end, "", one.rule) for one in marks)])


@explained_by(_finding, seeing=Sight(lambda: LOOK, _beyond))
def strip_pinyin(
    text: str,
    *,
    styles: Collection[Style] = STYLES,
    keep: Callable[[str, str], bool] | None = None,
) -> str:
    """Return ``text`` without inline pinyin (see `find_pinyin`); the same object if there is none.

    >>> strip_pinyin("用手機(jī)打開A(yù)PP")
    '用手機打開A(yù)PP'
    >>> strip_pinyin("涪陵(fúlíng)至忠县")
    '涪陵至忠县'
    """
    return apply(text, _finding(text, styles=styles, keep=keep))


def _tell_readings_apart(pieces: list[str]) -> bool:
    """Whether most annotated characters of a page bear several readings, and so are what it is about.

    Machines give a character one reading. A list of words, a dictionary, an essay on one character do not:
    长(cháng)短 生长(zhǎng) 乐(lè)意 音乐(yuè).
    """
    distinct = set(pieces)
    if len(distinct) == len({piece[0] for piece in distinct}):
        return False
    spelt: dict[str, set[str]] = {}
    read: list[str] = []  # for each reading what it is one of: the character, or the letters of a word
    for piece in pieces:
        verdict = _glance(piece)
        if verdict is None or (isinstance(verdict, Annotation) and not verdict.toned):
            continue
        read.append(piece[0] if isinstance(verdict, str) else piece[0] + verdict.letters)
        spelt.setdefault(read[-1], set()).add(piece[2:-1].strip().lower())
    several = sum(len(spelt[one]) > 1 for one in read)
    return several >= _SEVERAL and 2 * several >= len(read)


def _all_go(parts: list[str], verdicts: Sequence[object]) -> list[Edit]:
    """Return the edits that take every bracket, each by its verdict."""
    offsets = list(accumulate(map(len, parts)))
    spelt = zip(offsets[::2], offsets[1::2], repeat(""), verdicts, repeat(NO_FIELDS), strict=False)
    return list(map(make_edit, cast("Iterator[tuple[int, int, str, str, Mapping[str, Any]]]", spelt)))


def _sorted_out(
    parts: list[str], verdicts: Sequence[str | Annotation | None]
) -> tuple[list[Edit], list[_Doubtful]]:
    """Part the brackets of a page into those that one look settles, as edits, and those that need another."""
    offsets = list(accumulate(map(len, parts)))
    brackets = list(zip(offsets[::2], offsets[1::2], verdicts, strict=False))
    plain = [
        make_edit((start, end, "", verdict, NO_FIELDS))
        for start, end, verdict in brackets
        if isinstance(verdict, str)
    ]
    return plain, [(start, end, one) for start, end, one in brackets if isinstance(one, Annotation)]


@lru_cache(maxsize=1 << 15)
def _glance(piece: str) -> str | Annotation | None:
    """Judge a bracket with the one character before it, and remember: a corpus holds few different ones.

    A rule id: a toned or numbered reading of that character. ``None``: no reading of anything, or
    one that always stays. An annotation: the rest of the page has to be asked.
    """
    annotation = parse(piece[2:-1])
    if annotation is None:
        return None
    if annotation.style == "untoned" and (annotation.capital or len(annotation.letters) < 2):
        return None
    if annotation.style == "numbered" and annotation.capital and len(annotation.letters) < 2:
        return None  # a label: (A1), (E2)
    if annotation.style != "untoned" and annotation.single and match(annotation, piece[0]) == 1:
        return f"pinyin.{annotation.style}"
    return annotation


def _resolve(text: str, plain: list[Edit], doubtful: list[_Doubtful]) -> list[Mark]:
    """Ask the characters before each doubtful bracket."""
    marks: list[Mark] = []
    skips = {edit.end: edit.start for edit in plain}  # brackets that go: what is before them counts
    chain: list[_Doubtful] = []  # unmatched brackets in a row
    for start, end, annotation in doubtful:
        begin = _before_blanks(text, start)
        if marks and marks[-1].end == begin and marks[-1].proof == STRAY:
            marks[-1].proof = ""  # brackets in a row, and the first matches nothing: no gloss
        if chain and chain[-1][1] == begin and len(chain) < _LONGEST_CHAIN:
            chain.append((start, end, annotation))
        else:
            chain = [(start, end, annotation)]
        if len(chain) > 1 and (linked := _chain_marks(text, chain, skips)):
            marks[len(marks) - len(chain) + 1 :] = linked
        else:
            linked = [_judge(text, begin, (start, end, annotation), skips)]
            marks += linked
        for mark in linked:
            if mark.proof in {SURE, UNTONED}:
                skips[mark.end] = mark.start
                chain = []
    return marks


def _before_blanks(text: str, at: int) -> int:
    """Return where the blanks end at ``at`` begin."""
    while at and text[at - 1] in _BLANKS:
        at -= 1
    return at


def _han_before(text: str, at: int, skips: dict[int, int], most: int) -> str:
    """Return the Han characters right before ``at``, at most ``most`` and no more than a gloss may cover.

    Brackets that go are stepped over, so that what is found does not depend on what has gone:
    测(ce4)试(ce4 shi4), and a second reading after the first.
    """
    found: list[str] = []
    most = min(most, LONGEST_WORD)
    while at and len(found) < most:
        if at in skips:
            at = skips[at]
        elif is_han(text[at - 1]):
            at -= 1
            found.append(text[at])
        else:
            break
    return "".join(reversed(found))


def _judge(text: str, begin: int, bracket: _Doubtful, skips: dict[int, int]) -> Mark:
    """Compare one bracket, which has blanks before it from ``begin`` on, with what it stands after."""
    start, end, annotation = bracket
    mark = Mark(begin, start, end, annotation.style)
    before = _han_before(text, begin, skips, len(annotation.letters))
    count = match(annotation, before)
    if not count and annotation.toned and not annotation.single:
        joined = Annotation(annotation.letters, toned=True)  # a blank inside a syllable: ( ch ǎn )
        count = int(match(joined, before) == 1)
    if mark.style == "untoned" and count > 1 and _ACCOUNT.search(text, max(0, begin - 20), begin):
        return mark
    if (
        mark.style == "untoned"
        and annotation.letters in _NOTES
        and _SCALE.search(text, max(0, begin - 60), end + 60)
    ):
        count = 0
    if count:
        mark.word = before[-count:]
        mark.rule = _rule(mark.style, count)
        mark.proof = UNTONED if mark.style == "untoned" else SURE
    elif mark.style == "untoned":
        if before and not _VOWELS.isdisjoint(annotation.letters):
            mark.proof = MISS  # a unit has no vowel: km, kg
    elif annotation.toned and _could_be_noise(annotation):
        if before:
            mark.word, mark.rule = before[-1], "pinyin.unlisted"
            mark.proof = STRAY if readings(before[-1]) else SURE
        elif _after_latin(text, start):
            mark.start, mark.rule, mark.proof = start, "pinyin.straddled", STRAY
    return mark


def _could_be_noise(annotation: Annotation) -> bool:
    """Whether it is one lower-case syllable of Mandarin, whatever it stands after."""
    return annotation.single and not annotation.capital and annotation.letters in SYLLABLES


def _rule(style: Style, count: int) -> str:
    return "pinyin.word" if count > 1 else f"pinyin.{style}"


def _after_latin(text: str, start: int) -> bool:
    """Whether a Latin letter (or a byte of one, `^`) stands before the bracket, outside another one.

    The byte-wise replacement that leaves A(yù)pp never hits a letter right after a bracket, but a
    bracket nested in another one, (chǎn(yù)), would be taken for it; capitals are no syllable: (M(jìn)gO).
    """
    begin = start
    while begin and start - begin < 40 and _LATIN.match(text[begin - 1]):
        begin -= 1
    nested = text[begin - 1 : begin] in ("(", "\uff08")
    return begin < start and (not nested or text[begin:start].isupper())


def _chain_marks(text: str, chain: list[_Doubtful], skips: dict[int, int]) -> list[Mark]:
    """Match brackets in a row, one for each character of the word before the first of them."""
    before = _han_before(text, _before_blanks(text, chain[0][0]), skips, len(chain))
    if len(before) < len(chain):
        return []
    if any(not one.single or match(one, char) != 1 for (_, _, one), char in zip(chain, before, strict=True)):
        return []
    marks = []
    for (start, end, one), char in zip(chain, before, strict=True):
        mark = Mark(_before_blanks(text, start), start, end, one.style)
        mark.proof = UNTONED if one.style == "untoned" else SURE
        mark.rule, mark.word = _rule(one.style, len(chain)), char
        marks.append(mark)
    return marks


def _unprotected(
    text: str, plain: list[Edit], marks: list[Mark], where: Context
) -> tuple[list[Edit], list[Mark]]:
    """Return the brackets of either kind that stand in no sentence about reading or typing."""
    stays = where.keeps
    verified = sum(not stays(one.start, toned=one.rule == _TONED) for one in plain)
    if overrun(verified, len(text)):
        stays = where.owns
    return (
        [one for one in plain if not stays(one.start, toned=one.rule == _TONED)],
        [one for one in marks if not stays(one.bracket, toned=one.style == "toned")],
    )
