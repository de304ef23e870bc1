"""Encoding: mojibake, HTML entities, control characters, zero-width characters, line breaks.

The repair of mojibake is ftfy's, under a configuration that is safe for Chinese: its defaults narrow
``\\uff0c \\uff1a \\uff08 \\uff09``, straighten quotes, and compose compatibility ideographs away. What ftfy does
not report exactly (it rewrites whole texts) is done here with exact edits: entities and invisible
characters are found one by one, each with its own rule id.

What is shown stays: the entities of a page about HTML entities, mojibake in a line that explains it.

Never done: Unicode normalisation (NFC turns U+F92C into another character), width, quotes, ligatures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.edits import Edit, apply, compose
from govtext.look import Look
from govtext.patterns import lazy
from govtext.step import Sight, ensure_text, explained_by

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_encoding", "fix_encoding"]

# A line can hold mojibake that ftfy repairs only if it holds a C1 control or a character that stands
# for a UTF-8 lead byte in one of ftfy's single-byte charmaps (ftfy.chardata.CHARMAP_ENCODINGS, bytes
# C2-F4). The quotes, dots and dashes among them (MacRoman) are left out: Chinese pages are full of
# them, and in MacRoman they lead only to Cyrillic and IPA.
_MOJIBAKE = lazy(
    "[\u0080-\u009f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017e\u0192\u0392-\u03c6\u0412-\u0444"
    "\u2206\u221e\u2248\u2320\u250c-\u25ca\uf8ff\ufb01\ufb02]"
)
_SURROGATES = lazy("[\ud800-\udfff]")
_ENTITY = lazy(
    r"&(?:amp;){0,4}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&nbsp(?![A-Za-z0-9=])"
)
_RETURN = lazy("\r\n?")
_SEPARATOR = lazy("[\u0085\u2028\u2029]")
# C0 controls except tab and line breaks, DEL, soft hyphen, zero-width and bidirectional controls,
# deprecated format characters, BOM, interlinear annotation marks.
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
# U+200C and U+200D join letters in other scripts and in emoji: they go only beside Chinese, ASCII or a line end.
_INVISIBLE = lazy(f"[{_CONTROLS}]+|[\u200c\u200d]+")
_PLAIN = lazy("[\n -~\u2e80-\u9fff\uff00-\uffef]")
# One look proves that no part has anything to do.
LOOK = Look(
    f"&\r\u2028\u2029\u200c\u200d\ud800-\udfff{_CONTROLS}"
    "\u0080-\u009f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017e\u0192\u0392-\u03c6\u0412-\u0444"
    "\u2206\u221e\u2248\u2320\u250c-\u25ca\uf8ff\ufb01\ufb02"
)
# What no repair of a Chinese page should bring: phonetic letters and modifiers, Armenian to Mongolian.
_STRANGE = lazy("[\u0250-\u02ff\u0530-\u1cff]")
_HAN = lazy("[\u3400-\u9fff]")
# Pages about entities, and names of what mojibake comes from.
_ABOUT_ENTITIES = lazy("(?i:html|xml|字符|符[号號])\\s?(?:[实實][体體]|[转轉][义義])")
_ENCODINGS = lazy("[乱亂][码碼]|(?i:utf-?8|latin-?1|iso-?8859|windows-?125|gbk|gb2312)")
_EXPLAINED = 8  # Han characters that such a line has beside its example
_ROUNDS = 8


def _returns(text: str) -> Iterator[Edit]:
    if "\r" in text:
        for match in _RETURN.finditer(text):
            start, end = match.span()
            pair = end - start == 2
            yield Edit(start, start + 1, "" if pair else "\n", "encoding.newline")


def _separators(text: str) -> Iterator[Edit]:
    """U+0085, U+2028, U+2029; after `_mojibake`, since U+0085 can be a byte of a broken character."""
    for match in _SEPARATOR.finditer(text):
        yield Edit(match.start(), match.end(), "\n", "encoding.newline")


def _unescape(entity: str) -> str:
    """Return what an entity stands for, or itself where that is nothing that may stand in a text."""
    import html  # 2,000 names, for pages that hold an ampersand

    plain = entity
    for _ in range(_ROUNDS):
        if (decoded := html.unescape(plain)) == plain:
            break
        plain = decoded
    if plain == "\u00a0" or (plain.isprintable() and "\ufffd" not in plain) or plain in "\n\t\u00ad":
        return plain
    if _INVISIBLE.fullmatch(plain) and not plain.isascii():
        return ""
    return entity


def _entities(text: str) -> Iterator[Edit]:
    if "&" in text and not _ABOUT_ENTITIES.search(text):
        for match in _ENTITY.finditer(text):
            if (plain := _unescape(match[0])) != match[0]:
                yield Edit(match.start(), match.end(), plain, "encoding.entity")


def _invisibles(text: str) -> Iterator[Edit]:
    for match in _INVISIBLE.finditer(text):
        start, end = match.span()
        if match[0][0] in "\u200c\u200d" and not (
            (start and _PLAIN.match(text, start - 1)) or _PLAIN.match(text, end)
        ):
            continue
        yield Edit(start, end, "", "encoding.invisible")


def _surrogates(text: str) -> Iterator[Edit]:
    """Join surrogate pairs; a lone one cannot be written to any file, so it becomes U+FFFD."""
    found = list(_SURROGATES.finditer(text)) if _SURROGATES.search(text) else []
    skip = -1
    for match in found:
        at = match.start()
        if at == skip:
            continue
        pair = text[at : at + 2]
        if len(pair) == 2 and "\ud800" <= pair[0] <= "\udbff" and "\udc00" <= pair[1] <= "\udfff":
            joined = pair.encode("utf-16", "surrogatepass").decode("utf-16")
            yield Edit(at, at + 2, joined, "encoding.surrogate")
            skip = at + 1
        else:
            yield Edit(at, at + 1, "\ufffd", "encoding.surrogate")


def _mojibake(text: str) -> Iterator[Edit]:
    match = _MOJIBAKE.search(text)
    while match:
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.start())
        end = len(text) if end < 0 else end
        line = text[start:end]
        fixed = _repair(line)
        if fixed != line and _is_plausible(line, fixed) and not _is_about_encodings(line):
            yield _smallest(line, fixed, start)
        match = _MOJIBAKE.search(text, end)


def _is_about_encodings(line: str) -> bool:
    """Whether a line of sound Chinese explains what mojibake is: its example is what it is about."""
    return bool(_ENCODINGS.search(line)) and len(_HAN.findall(line)) >= _EXPLAINED


def _is_plausible(line: str, fixed: str) -> bool:
    """Whether a repair gives what a Chinese page holds.

    GB18030 read as Latin-1 (``\u00d6\u00aa\u00ca\u00b6``) looks to ftfy like UTF-8 that spells Hebrew and
    phonetic letters. That repair would make it harder to read, not easier.
    """
    strange = len(_STRANGE.findall(fixed)) - len(_STRANGE.findall(line))
    return strange <= 0 or len(_HAN.findall(fixed)) - len(_HAN.findall(line)) > strange


def _repair(line: str) -> str:
    import ftfy  # 50 ms and only needed where a line may hold mojibake

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        remove_terminal_escapes=False,
        normalization=None,
        explain=False,
    )
    return ftfy.fix_text(line, config)


def _smallest(old: str, new: str, offset: int) -> Edit:
    """Return the edit from ``old`` to ``new`` without what they have in common at both ends."""
    low, high = 0, min(len(old), len(new))
    while low < high and old[low] == new[low]:
        low += 1
    tail = 0
    while tail < high - low and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(offset + low, offset + len(old) - tail, new[low : len(new) - tail], "encoding.mojibake")


def find_encoding(text: str) -> list[Edit]:
    """Return the edits that `fix_encoding` makes (offsets in code points).

    One repair can uncover the next (an entity that spells a control character), so the parts are run
    over their own output until nothing is found.

    >>> [(e.start, e.end, e.new, e.rule) for e in find_encoding("甲&nbsp;乙\\u200b")]
    [(1, 7, '\\xa0', 'encoding.entity'), (8, 9, '', 'encoding.invisible')]
    """
    ensure_text(text)
    return _beyond(text, LOOK.at(text))


def _beyond(text: str, place: int) -> list[Edit]:
    """Return the edits of `find_encoding`, given where the first suspicious character stands."""
    if place < 0:
        return []
    edits: list[Edit] = []
    page = text
    for _ in range(_ROUNDS):
        before = text
        for part in (_surrogates, _returns, _mojibake, _separators, _entities, _invisibles):
            found = list(part(text))
            if found:
                edits = compose(edits, found)
                text = apply(text, found)
        if text is before:
            break
    return [edit for edit in edits if page[edit.start : edit.end] != edit.new]  # one part may undo another


@explained_by(find_encoding, seeing=Sight(lambda: LOOK, _beyond))
def fix_encoding(text: str) -> str:
    """Repair mojibake, decode HTML entities, drop invisible characters, make every line break ``\\n``.

    When not: on text that *is about* HTML entities, which it would decode. Text read from a file with
    the wrong codec is repaired only where ftfy can prove it; `govtext.files.decode` avoids the damage.

    >>> fix_encoding("å\\x8a\\x9eäº\\x8bå¤§å\\x8e\\x85\\r\\n\\u200b&ldquo;一网通办&rdquo;")
    '办事大厅\\n“一网通办”'
    >>> page = "\\u672c\\u62a5\\u8baf\\uff08\\u8bb0\\u8005\\uff09\\uff0c"  # full-width marks stay as they are
    >>> fix_encoding(page) is page
    True
    """
    return apply(text, find_encoding(text))
