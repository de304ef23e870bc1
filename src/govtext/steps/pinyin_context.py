"""Where a reading is what the text is about, and therefore stays.

Two kinds of sentence keep their brackets:

* one about how a character is read: it says 读作, 读音, 拼音, 注音, 念作, 多音字, or 读 with a toned
  syllable behind it (a bare 音 does not count: 音(yīn)乐 is noise like any other). The option lines A. B. C. D.
  under an examination question about readings belong to it, and to a title that says so (容易读错的地名)
  belongs the whole page.
* one about what is typed: it says 全拼, 用户名, 登录名. Nobody types tone marks, so it keeps
  untoned readings only. 登录 and 输入 alone say nothing.

A sentence that opens with 如, 例如, 比如 goes on with the one before it.

On a page that is annotated through and through (see `overrun`) such a sentence is annotated like
every other one, so there only a bracket that directly follows the word (拼音为(wéi)) is its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from govtext.patterns import lazy

if TYPE_CHECKING:
    import re

__all__ = ["Context", "context", "overrun"]

# A syllable with a tone mark behind a word for reading: 读xuè, 不读 lè.
_TONE_MARKS = (
    "\u00e0\u00e1\u00e8\u00e9\u00ec\u00ed\u00f2\u00f3\u00f9\u00fa\u0101\u0113\u011b\u012b\u014d\u016b"
    "\u01ce\u01d0\u01d2\u01d4\u01d6\u01d8\u01da\u01dc"
)
_SPOKEN = f"[\u201c\u2018 ]{{0,2}}(?=[a-z\u00fc]{{0,4}}[{_TONE_MARKS}])"
_READ = f"[读讀念唸](?:{_SPOKEN}|作|成|为|為|做)|[读讀]音|(?<![数數文])字音|拼音|[注註]音|[加带帶][点點]字|多音字|同音字|[声聲韵韻]母|[阴陰]平"
# Which tone is read, examples of what is misread, and how a character is read in a name or a word: 作姓氏时念任(r\u00e9n).
_READ += (
    "|[读讀念唸]第?[一二三四轻輕][声聲]|[读讀念唸][错錯][,\uff0c:\uff1a](?:[比例]?如|像)"
    "|(?<=[时時应應])[读讀念唸](?=[\u3400-\u9fff][(\uff08])|(?<=(?P<same>[\u3400-\u9fff]))[读讀念唸](?=(?P=same)[(\uff08])"
)
_TYPED = "缩写|縮寫|域名|首字母|[全双雙简簡]拼|用[户戶]名|登[录錄陆陸]名|[账帳账][户戶号號]名"
# Every match of `_CUE` holds one of these. A pattern that opens with one class runs ten times faster
# than one that opens with a choice.
_STEM = lazy(
    "[音拼读讀念唸点點户戶录錄陆陸号號母平域写寫]"
    f"(?:(?<=[音拼])|(?<=[读讀念唸])(?:[作成为為做错錯第一二三四轻輕]|[\u3400-\u9fff][(\uff08]|{_SPOKEN})|(?<=[异異][读讀])|(?<=[声聲韵韻字]母)|(?<=[阴陰]平)|(?<=[点點])字|(?<=[户戶录錄陆陸号號域])名|(?<=[缩縮][写寫]))"
)
# What a title says whose page is about readings.
_TOPIC = lazy(
    "[读讀注註拼审審]音|(?<![数數文汉漢])字音|多音字|同音字|[异異][读讀]|[读讀念唸](?:[错錯]|" + _SPOKEN + ")"
)
# And what says so of a list above or below: 以上均为容易读错的名词.
_MISREAD = lazy("(?:[以如下][上下]|下[列面]|上[述面]|[这這]些)[^\u3002\n(\uff08]{0,16}[读讀念唸][错錯]")
_LONGEST_TITLE = 40
# Blank lines and a breadcrumb. The path is bounded: it is looked for on every page with a cue.
_ABOVE_TITLE = lazy("\\s*(?:[^\n>\uff1e]{0,30}[>\uff1e][^\n]{0,80}\n\\s*)?")
_CUE = lazy(f"(?P<read>{_READ})|(?P<typed>{_TYPED})")
_QUESTION = lazy("[读讀字注註拼]音|[加带帶][点點]|多音字")
_LINE_END = lazy("\n")
_SENTENCE_END = lazy("[\u3002\uff01\uff1f!?\n]+")
_GOES_ON = lazy("[\\s\u3000]*(?:[例比譬]?如|即)")
_OPTION = lazy(
    "[ \t\u3000]*[(\uff08]?(?:[A-Ha-h\uff21-\uff28][.\uff0e\u3001:\uff1a)\uff09 \u3000]|[\u2460-\u2473])"
)
_ITEM = lazy("[ \t\u3000]*[(\uff08]?[0-9\uff10-\uff19]{1,2}[.\uff0e\u3001)\uff09]")
_LABEL_INSIDE = lazy("[\\s\u3000\u3002)\uff09][A-D\uff21-\uff24][.\uff0e\u3001]")
_LONGEST_ITEM = 60  # a numbered line longer than this is a paragraph, no item of an exercise
# What may stand between the word and a bracket that is its own: 读音应为(wéi), 拼音:(wéi).
_OWN = lazy("[为為是作成念读讀应應该該也都:\uff1a\u201c\u2018 ]{0,4}(?=[(\uff08])")


class Context(NamedTuple):
    """The stretches of one page in which readings stay, sorted, and the brackets that follow a word."""

    read: tuple[tuple[int, int], ...] = ()
    typed: tuple[tuple[int, int], ...] = ()
    owned: frozenset[int] = frozenset()

    def keeps(self, at: int, *, toned: bool) -> bool:
        """Whether a bracket that opens at ``at`` stays where annotations are rare."""
        return _inside(self.read, at) or (not toned and _inside(self.typed, at))

    def owns(self, at: int, *, toned: bool) -> bool:
        """Whether a bracket that opens at ``at`` stays on a page that is annotated throughout."""
        return at in self.owned or (not toned and _inside(self.typed, at))


def overrun(verified: int, length: int) -> bool:
    """Whether so many verified annotations stand on a page that even 拼音 is but a word of it.

    Rare glosses in an article about names come nowhere near; machine annotation, even of a small
    set of characters, does.
    """
    return verified >= 15 and verified * 60 >= length


def _inside(spans: tuple[tuple[int, int], ...], at: int) -> bool:
    i = bisect_right(spans, (at, 1 << 62)) - 1
    return i >= 0 and at < spans[i][1]


def context(text: str) -> Context | None:
    """Find the sentences of a page that keep their readings; ``None`` when there are none.

    >>> page = "\u2018\u5769\u2019\u7684\u8bfb\u97f3\u662f\u5769(w\u00e9i)\u3002\u5769(x\u016b)\u65e5\u5230\u4e86\u3002"
    >>> found = context(page)
    >>> found.keeps(page.index("(w"), toned=True), found.keeps(page.index("(x"), toned=True)
    (True, False)
    """
    if not _STEM.search(text):
        return None
    cues = list(_CUE.finditer(text))
    titled = bool(_TOPIC.search(_title(text)) or _MISREAD.search(text))
    if not cues and not titled:
        return None
    line_ends = [*(stop.start() for stop in _LINE_END.finditer(text)), len(text)]
    asked = -1  # the last line that was looked at as a question
    stops = [0, *(stop.end() for stop in _SENTENCE_END.finditer(text)), len(text) + 1]
    read: list[tuple[int, int]] = []
    typed: list[tuple[int, int]] = []
    for cue in cues:
        spans = read if cue.lastgroup == "read" else typed
        i = bisect_right(stops, cue.start()) - 1
        start, end = stops[i], stops[i + 1]
        if spans and start < spans[-1][1]:  # within what an earlier word reaches
            start, end = spans.pop()
        else:
            while i + 2 < len(stops) and _GOES_ON.match(text, end):
                i += 1
                end = stops[i + 1]
        line = bisect_left(line_ends, cue.start())
        if spans is read and line > asked and end <= line_ends[line] + 1 and _QUESTION.match(cue[0]):
            asked = line
            end = max(end, _question_end(text, cue, line_ends, line))
        spans.append((start, end))
    nexts = (_OWN.match(text, cue.end()) for cue in cues if cue.lastgroup == "read")
    owned = frozenset(found.end() for found in nexts if found)
    return Context(((0, len(text)),) if titled else tuple(read), tuple(typed), owned)


def _title(text: str) -> str:
    """Return the first line that holds anything but the path to the page, if it is short."""
    above = _ABOVE_TITLE.match(text)
    start = above.end() if above else 0
    end = text.find("\n", start, start + _LONGEST_TITLE)
    return text[start:end] if end > 0 else ""


def _question_end(text: str, cue: re.Match[str], line_ends: list[int], line: int) -> int:
    """Return where the options end that stand under the examination question of ``cue``, 0 if none do."""
    end = line_ends[line]
    reach = end if _LABEL_INSIDE.search(text, cue.end(), end) else 0
    numbered = cue[0] != "拼音"
    for i in range(line + 1, len(line_ends)):
        start, end = end + 1, line_ends[i]
        if _OPTION.match(text, start) or (
            numbered and end - start <= _LONGEST_ITEM and _ITEM.match(text, start)
        ):
            reach = end
        elif text[start:end].strip():
            break
    return reach
