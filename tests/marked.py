"""Marked pages: the format of tests/cases (and of shared/cases).

A case is a text file: header lines (``family:``, ``shape:``, ``note:``, stated figures such as
``omitted:``, and ``xfail: reason`` where the page is known to fail), a line ``---``, then the raw
page in which every stretch that an ideal cleaner removes stands between U+27E6 and U+27E7.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import opencc

OPEN, CLOSE = "\u27e6", "\u27e7"
MARKED = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
CASES = Path(__file__).parent / "cases"
#: The figures that a head may state, and where `govtext.truncation` reports them.
FIGURES = {
    "omitted": "omitted_chars",
    "total": "total_chars",
    "shown": "shown_chars",
    "pages-total": "total_pages",
    "pages-shown": "shown_pages",
    "pages-left": "unread_pages",
    "percent-left": "unread_percent",
    "price": "price",
}
_T2S = opencc.OpenCC("t2s")
_WIDE = str.maketrans("\uff0c\uff1a\uff1b\uff08\uff09\uff01\uff1f\uff0e\uff05\uff0f\uff5e", ",:;()!?.%/~")


@dataclass(frozen=True)
class Case:
    """One marked page: its raw text and the gold text that an ideal cleaner gives."""

    name: str
    head: dict[str, str]
    raw: str
    gold: str

    @property
    def figures(self) -> dict[str, str]:
        """What the head states, by the name under which it is reported."""
        stated = {FIGURES[key]: value for key, value in self.head.items() if key in FIGURES}
        if "percent-shown" in self.head:
            stated["unread_percent"] = str(100 - int(self.head["percent-shown"]))
        return stated


def parse(path: Path, *, wide: bool = False) -> Case:
    """Read a marked page; ``wide`` puts the punctuation that touches Chinese at full width."""
    head, mark, body = path.read_text("utf-8").partition("\n---\n")
    if not mark:
        raise ValueError(f"{path}: no line '---' between header and page")
    if wide:
        body = widen(body)
    raw, gold = raw_and_gold(body)
    fields = dict(line.split(":", 1) for line in head.splitlines() if ":" in line)
    return Case(
        name=f"{path.parent.name}/{path.stem}",
        head={k.strip(): v.strip() for k, v in fields.items()},
        raw=raw,
        gold=gold,
    )


def raw_and_gold(marked: str) -> tuple[str, str]:
    """Return a marked text without its marks, and without what they hold."""
    return marked.replace(OPEN, "").replace(CLOSE, ""), MARKED.sub("", marked)


def _is_wide(char: str) -> bool:
    return char >= "\u2e80" or char in "\u201c\u201d\u2018\u2019\u2026\u2014"


def widen(body: str) -> str:
    """Return the same page with the punctuation that touches Chinese text at full width."""
    plain = [(i, c) for i, c in enumerate(body) if c not in OPEN + CLOSE]
    out, stack = list(body), []
    for k, (i, c) in enumerate(plain):
        before = plain[k - 1][1] if k else "\n"
        after = plain[k + 1][1] if k + 1 < len(plain) else "\n"
        if c in ",:;?!" and (_is_wide(before) or _is_wide(after)):
            out[i] = chr(ord(c) + 0xFEE0)
        elif c == "(":
            stack.append((i, _is_wide(before)))
        elif c == ")" and stack:
            start, wide = stack.pop()
            if wide or _is_wide(after) or _is_wide(before):
                out[start], out[i] = "\uff08", "\uff09"
    return "".join(out)


def norm(text: str) -> str:
    """Fold what the scorer is blind to: script, width of punctuation, white space, ellipses."""
    text = _T2S.convert(text).replace("\u8457", "\u7740").translate(_WIDE)
    return re.sub(r"[\s\u200b\ufeff\u2026]+|\.{3,}", "", text)


def case_paths(*families: str) -> list[Path]:
    """Return the marked pages of the named families (all of them by default), sorted."""
    return sorted(p for p in CASES.rglob("*.txt") if not families or p.parent.name in families)
