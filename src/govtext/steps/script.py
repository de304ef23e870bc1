"""Traditional to Simplified, block by block: a Simplified block is never touched.

**What it is.** News from Hong Kong, Macao and Taiwan offices and the mirror sites that convert mainland pages
are Traditional; labels, footers and duplicates are matched on Simplified text. OpenCC's ``t2s``
converts characters and their words (乾坤 but 干燥), without any change of vocabulary.

**Why not all of the text.** On Simplified text ``t2s`` corrupts: 乾县 becomes 干县, 毕昇 毕升. So each line is
looked at alone: the characters that only one of the two scripts uses are counted (`script_tables`), and
what both use (后 里 于 干 乾) counts for neither, which is why a half-converted page, 于 and 后 beside 關
and 發, is still Traditional. Words in 《》, “” and 「」 are left out of the count when something else
on the line speaks, so that the Traditional title of a book does not convert the line that cites it. A
line that holds much of both is settled clause by clause, a clause that does by single characters
that only Traditional writing has. A line with kana is Japanese and stays, a row of a table of forms (发 發、髮) too.

**After t2s** three things are settled: 著 becomes 着 except in its words (`script_zhe`); variants that
OpenCC leaves (衞 敍 衹) are converted; 坏 stays 坏, for in a half-converted text it is 壞 and not 坯.

Every replacement keeps the length, so offsets of the text are offsets of the result, and each edit
covers one run of changed characters. OpenCC is loaded with the first Traditional line, one object per
process. A text without Traditional characters costs one scan. Offsets are code points.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from govtext.edits import NO_FIELDS, Edit, Rewriting, apply, make_edit
from govtext.look import Look
from govtext.patterns import lazy
from govtext.step import Sight, ensure_text, explained_by
from govtext.steps.opencc_t2s import t2s
from govtext.steps.script_tables import SHARED, SIMPLIFIED, SIMPLIFIED_ONLY, TRADITIONAL
from govtext.steps.script_zhe import keeps_zhu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["Script", "ScriptName", "detect_script", "find_script", "to_simplified"]

ScriptName = Literal["simplified", "traditional", "mixed", "unknown"]

# Variants that t2s leaves as they are, and what they become. Sources: OpenCC HKVariantsRev and
# TWVariantsRev (衞 敍 衹 粧 糭 簷); the rest from the 第一批异体字整理表 of 1955.
_VARIANTS = str.maketrans(
    "衞敍衹粧糭簷吿槪戯隷緖郞濶姪搾畧惪尅嶴皁", "卫叙只妆粽檐告概戏隶绪郎阔侄榨略德克岙皂"
)
_PECULIAR = "".join(sorted((set(TRADITIONAL) - set(SHARED)) | set(map(chr, _VARIANTS))))
_TRADITIONAL = lazy(f"[{_PECULIAR}]")
_SIMPLIFIED = lazy(f"[{SIMPLIFIED_ONLY}]")
_KANA = lazy("[\u3041-\u3096\u30a1-\u30fa]")
_CITED = lazy(
    "\u300a[^\u300a\u300b\n]{1,80}\u300b|\u201c[^\u201c\u201d\n]{1,80}\u201d|\u300c[^\u300c\u300d\n]{1,80}\u300d"
)
_STOPS = lazy("([\uff0c\u3002\uff1b\uff1a\uff01\uff1f\u3001,;:!?()\uff08\uff09\\s]+)")
_CLEAR = 3  # one script outweighs the other by so much, or the text is mixed
_TELLING = 12  # so many characters of a Simplified text hold _CLEAR of its own, mostly
_LONGEST_ROW = 40  # characters of a row of a table of forms
_LONG = 1_000  # characters of a line that is not worth remembering
_JAPANESE = 8  # one kana in so many ideographs

# Words that t2s changes although each of their characters is used in both scripts. They are converted
# in a block that says nothing else about its script. Source: OpenCC 1.4.2, TSPhrases.
_WORD = lazy(
    "不?瞭[解如若]|明瞭|一目瞭然|藉[口此由助以故機着]|[反回答批重函申]覆|[深浮昏]沈|沈[默思痛浸睡重迷溺降陷]|甦醒"
)
# One look proves that there is nothing to convert: it stops at what is peculiar, and at the characters that
# stand in every one of those words if a word is there.
_IN_WORDS = "瞭藉覆沈甦"
_TELLS = (
    f"(?<![{_IN_WORDS}著])|(?<=瞭)(?=[解如若])|(?<=明瞭)|(?<=一目瞭)(?=然)|(?<=藉)(?=[口此由助以故機着])"
    "|(?<=[反回答批重函申]覆)|(?<=[深浮昏]沈)|(?<=沈)(?=[默思痛浸睡重迷溺降陷])|(?<=甦)(?=醒)"
)
LOOK = Look(_PECULIAR + _IN_WORDS, _TELLS)
# It stops at the lines that are worth weighing: 著 alone says nothing, but changes on a Traditional page.
_WEIGHTY = lazy(f"[{_PECULIAR}{_IN_WORDS}著](?:{_TELLS}|(?<=著))")

# In a row of bytes: 1 for a character that changed, 2 for such a 著. It opens with a class, since `re` skips to
# the next member of that, and tries a choice at each place.
_RUN = re.compile(b"[\x01\x02](?:(?<=\x01)\x01+)?")
_RULES = ("", "script.t2s", "script.zhe")
_AT_MOST_ONE = bytes([0] + [1] * 255)


class Script(NamedTuple):
    """The script of a text and the counts that it rests on: characters that only one script uses."""

    script: ScriptName
    traditional: int
    simplified: int


def _name(traditional: int, simplified: int) -> ScriptName:
    if not traditional and not simplified:
        return "unknown"
    if traditional >= _CLEAR * simplified:
        return "traditional"
    if simplified >= _CLEAR * traditional:
        return "simplified"
    return "mixed"


def detect_script(text: str) -> Script:
    """Return which script ``text`` is written in, with the counts.

    ``mixed`` means that neither script outweighs the other three times; ``unknown`` that no character
    of the text is peculiar to one script (乾坤, an English text). Inline pinyin does not matter.

    >>> detect_script("關于發展")
    Script(script='traditional', traditional=2, simplified=0)
    >>> detect_script("乾县的毕昇").script, detect_script("中文").script
    ('simplified', 'unknown')
    """
    ensure_text(text)
    traditional, simplified = len(_TRADITIONAL.findall(text)), len(_SIMPLIFIED.findall(text))
    return Script(_name(traditional, simplified), traditional, simplified)


def find_script(text: str, *, target: Literal["simplified"] | None = "simplified") -> list[Edit]:
    """Return the edits that turn the Traditional blocks of ``text`` into Simplified script.

    Rules: ``script.t2s`` and, for 著 that becomes 着, ``script.zhe``; every edit keeps the length.
    ``target=None`` switches the step off.

    Raises ``TypeError`` if ``text`` is no string and ``ValueError`` for another target.

    >>> find_script("通過瞭解")
    [Edit(start=1, end=3, new='过了', rule='script.t2s', fields=Fields({}))]
    >>> find_script("乾县")
    []
    """
    return list(_conversion(text, target=target))


def _conversion(text: str, *, target: Literal["simplified"] | None = "simplified") -> Sequence[Edit]:
    """Return the edits of `find_script`, not told apart yet."""
    ensure_text(text)
    return _beyond(text, LOOK.at(text), target=target)


def _beyond(text: str, place: int, *, target: Literal["simplified"] | None = "simplified") -> Sequence[Edit]:
    """Return the edits of `find_script`, given where the first character of interest stands."""
    if target not in ("simplified", None):
        raise ValueError(f"the target script is 'simplified' or None, not {target!r}")
    if target is None or place < 0:
        return []
    pieces: list[str] = []
    changed: list[tuple[int, str]] = []  # offset and new text of each block
    at = 0
    for start, end, convert in _blocks(text):
        new = convert(text[start:end])
        pieces += text[at:start], new
        changed.append((start, new))
        at = end
    if not changed:
        return []
    pieces.append(text[at:])
    converted = "".join(pieces)
    if converted == text:  # what is shown about characters stays, clause by clause
        return []
    return Rewriting(
        text, converted, lambda: [e for start, new in changed for e in _differences(text, start, new)]
    )


@explained_by(_conversion, seeing=Sight(lambda: LOOK, _beyond))
def to_simplified(text: str, *, target: Literal["simplified"] | None = "simplified") -> str:
    """Return ``text`` with its Traditional blocks in Simplified script (see `find_script`).

    >>> to_simplified("沿著乾坤灣步行,感受顯著變化")
    '沿着乾坤湾步行,感受显著变化'
    >>> to_simplified("乾安县志")
    '乾安县志'
    """
    return apply(text, _conversion(text, target=target))


def _blocks(text: str) -> Iterator[tuple[int, int, Callable[[str], str]]]:
    """Yield the stretches that are to be converted, and how; neighbouring Traditional lines as one."""
    if not _TRADITIONAL.search(text):
        if not _SIMPLIFIED.search(text) and _WORD.search(text):
            yield 0, len(text), _by_word
        return
    # Mostly a page that is Traditional holds nothing else, and no line needs weighing.
    pure = not _SIMPLIFIED.search(text) and not _KANA.search(text)
    begin, end = -1, 0  # of a run of Traditional lines
    at, page = 0, None
    while at < len(text) and (found := _WEIGHTY.search(text, at)):
        start = text.rfind("\n", at, found.start()) + 1 or at
        at = text.find("\n", found.start()) + 1 or len(text)
        line = text[start:at]
        script = _pure_script(line) if pure else _line_script(line)
        if script == "unknown":
            page = page or detect_script(text)
            script = page.script if page.script == "traditional" else script
        if begin >= 0 and (script != "traditional" or text[end:start].strip()):
            yield begin, end, _convert
            begin = -1
        if script == "traditional":
            begin, end = (start if begin < 0 else begin), at
        elif script == "mixed":
            yield start, at, _by_clause
    if begin >= 0:
        yield begin, end, _convert


def _pure_script(line: str) -> ScriptName:
    return "traditional" if _TRADITIONAL.search(line) else "unknown"


def _line_script(line: str) -> ScriptName:
    """Return the script of one line; a Japanese line is ``simplified``: not to be touched."""
    if not _TRADITIONAL.search(line):
        return "simplified" if _SIMPLIFIED.search(line) else "unknown"
    return _remembered(line) if len(line) < _LONG else _peculiar(line)


def _peculiar(line: str) -> ScriptName:
    """Return the script of a line that holds something Traditional."""
    script = _outweighing(line)
    if script != "simplified" and (_is_japanese(line) or (len(line) <= _LONGEST_ROW and _shows_twins(line))):
        return "simplified"
    return script


def _outweighing(line: str) -> ScriptName:
    """Return the script of what a line says itself, or if that tells nothing, with what it cites."""
    if not _SIMPLIFIED.search(line):
        return "traditional"
    if "\u300a" in line or "\u201c" in line or "\u300c" in line:
        outside = _weighed(_CITED.sub("", line))
        if outside != "unknown":
            return outside
    return _weighed(line)


# A page that was changed is looked at twice.
_remembered = lru_cache(maxsize=256)(_peculiar)


def _weighed(text: str) -> ScriptName:
    """Name the script of a text. Mostly a stretch of it is enough to see that it is Simplified."""
    traditional = len(_TRADITIONAL.findall(text))
    enough = _TELLING * traditional
    simplified = len(_SIMPLIFIED.findall(text, 0, enough))
    if simplified < _CLEAR * traditional or not traditional:
        simplified += len(_SIMPLIFIED.findall(text, enough))
    return _name(traditional, simplified)


def _shows_twins(line: str) -> bool:
    """Whether each Traditional character stands beside its own twin: a row of a table of forms, 发 發、髮."""
    twins = _single()
    return all(str(twins[ord(char)]) in line for char in _TRADITIONAL.findall(line))


def _is_japanese(text: str) -> bool:
    return bool(_KANA.search(text)) and len(_KANA.findall(text)) * _JAPANESE > len(text)


@cache
def _single() -> Mapping[int, str | int]:
    """Return what each character becomes that only Traditional writing uses."""
    pairs = zip(TRADITIONAL, SIMPLIFIED, strict=True)
    return {ord(old): new for old, new in pairs if old not in SHARED} | _VARIANTS


def _convert(block: str) -> str:
    """Convert a Traditional block and settle what OpenCC leaves."""
    new = t2s(block)
    if _TRADITIONAL.search(new):  # a variant, or a word that t2s converts by half
        new = new.translate(_single())
    if "坏" in block:
        new = _at_each("坏", block, new, lambda _: "坏")
    if "著" in new:
        new = _at_each("著", new, new, lambda at: "著" if keeps_zhu(new, at) else "着")
    return new


def _at_each(char: str, old: str, new: str, chosen: Callable[[int], str]) -> str:
    """Return ``new`` with what ``chosen`` says at each offset where ``old`` has ``char``."""
    pieces: list[str] = []
    at = 0
    while (found := old.find(char, at)) >= 0:
        pieces += new[at:found], chosen(found)
        at = found + 1
    return "".join(pieces) + new[at:]


def _by_clause(line: str) -> str:
    """Convert the Traditional clauses of a mixed line, and single characters of mixed clauses."""
    return "".join(_clause(part) if _TRADITIONAL.search(part) else part for part in _STOPS.split(line))


def _clause(clause: str) -> str:
    script = _weighed(clause)
    if script == "traditional":
        return _convert(clause)
    return clause.translate(_single()) if script == "mixed" else clause


def _by_word(block: str) -> str:
    return _WORD.sub(lambda found: _convert(found[0]), block)


def _changed(old: str, new: str) -> bytearray:
    """Return a byte for each character: 1 where two texts of one length differ. Whole texts are compared at once."""
    one, two = (int.from_bytes(text.encode("utf-32-le", "surrogatepass"), "little") for text in (old, new))
    differing = (one ^ two).to_bytes(4 * len(old), "little")
    low, middle, high = (int.from_bytes(differing[i::4], "little") for i in range(3))
    return bytearray((low | middle | high).to_bytes(len(old), "little").translate(_AT_MOST_ONE))


def _differences(text: str, start: int, new: str) -> list[Edit]:
    """Return one edit for each run of changed characters; each 著 that became 着 is a run of its own."""
    old = text[start : start + len(new)]
    changed = _changed(old, new)
    at = old.find("著")
    while at >= 0:
        changed[at] *= 2
        at = old.find("著", at + 1)
    return [
        make_edit((start + begin, start + end, new[begin:end], _RULES[changed[begin]], NO_FIELDS))
        for begin, end in map(re.Match.span, _RUN.finditer(changed))
    ]
