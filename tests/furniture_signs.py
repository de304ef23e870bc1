"""What the static guard of the furniture step must know of the rules: worked out here, written into the package.

The guard looks at a page before any rule is read (`govtext.steps.furniture_guard`). What it looks for follows from
the rules: the two characters that an item can begin with, the last two of a label. After a rule was changed:
``python -m tests.furniture_signs --write``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from govtext.fold import BLANKS
from govtext.rules import load_rules
from govtext.steps.furniture_compile import Choice, with_role
from govtext.steps.furniture_fold import SEPARATORS

FILE = Path(__file__).parents[1] / "src/govtext/steps/furniture_signs.py"
#: Rules that begin with nearly anything: the guard knows their words (`furniture_guard._HINT`), and those behind 第.
BY_WORD = frozenset(
    f"furniture.{name}"
    for name in ("path", "greeting", "image", "code", "qr", "browser", "size_word", "region")
)
_ROLES = ("label", "card", "widget", "head", "word", "line", "tail", "list")
_WIDTH = 108


def openings() -> dict[str, str]:
    """For each first character those that may follow it; ``*``: it may stand alone."""
    found: dict[str, set[str]] = {}
    rules = [rule for rule in with_role(load_rules("furniture"), *_ROLES) if rule.id not in BY_WORD]
    for rule, pairs in zip(rules, Choice(rules).beginnings, strict=True):
        assert pairs is not None, f"{rule.id} begins with anything: add it to BY_WORD and its words to the guard"
        for first, second in pairs.items():
            if first not in SEPARATORS + "\u7b2c" and not first.isspace() and not first.isdecimal():
                keep = "*" if second is None else "".join(c for c in second if c not in BLANKS and not c.isspace())
                found.setdefault(first, set()).update(keep)
    return {first: "".join(sorted(found[first])) for first in sorted(found)}


def label_ends() -> set[str]:
    """The last two characters of every label that takes a colon."""
    ends: set[str] = set()
    for rule in with_role(load_rules("furniture"), "label", "card"):
        ends |= _ends(_parser.parse(rule.pattern))
    assert all(len(end) == 2 for end in ends), ends
    return ends


def _ends(sequence: Any) -> set[str]:
    """The last two characters of what a parsed sequence matches; blanks are left out."""
    ends = {""}
    for operator, value in reversed(list(sequence)):
        options = _options(str(operator), value)
        ends = {(option + end)[-2:] if len(end) < 2 else end for end in ends for option in options}
    return ends


def _options(operator: str, value: Any) -> set[str]:
    if operator == "LITERAL":
        return {"" if chr(value).isspace() else chr(value)}
    if operator == "IN":
        return {"" if str(kind).startswith("CATEGORY") else chr(code) for kind, code in value}
    if operator == "BRANCH":
        return set().union(*map(_ends, value[1]))
    if operator == "SUBPATTERN":
        return _ends(value[3])
    if operator == "MAX_REPEAT":
        least, _, inner = value
        return _ends(inner) | ({""} if least == 0 else set())
    assert operator in ("ASSERT", "ASSERT_NOT", "AT"), operator
    return {""}


def _table(words: list[str]) -> str:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > _WIDTH // 2:
            lines.append("")
        lines[-1] += word + " "
    return "\n".join(f"    {ascii(line) if _plain(line) else repr(line)}" for line in lines)


def _plain(line: str) -> bool:
    """Whether to write escapes: a full-width mark may be narrowed in silence where it is typed."""
    return re.search("[\u2000-\u206f\u3000-\u303f\uff00-\uffef]", line) is not None


def source() -> str:
    """The text of the module."""
    pairs = [first + second for first, second in openings().items()]
    return f'''"""Signs of furniture, as literals: a plain page is known for one before any rule is read.

Written by ``python -m tests.furniture_signs --write`` from ``rules/furniture.toml``; a test compares.
"""

# ruff: noqa: E501, RUF001
from __future__ import annotations

__all__ = ["LABEL_ENDS", "OPENINGS"]

_PAIRS = (
{_table(pairs)}
)
#: Each character that an item can begin with, and those that can follow it. A star: it may stand alone.
OPENINGS = {{word[0]: word[1:] for word in _PAIRS.split()}}
#: The last two characters of a label.
LABEL_ENDS = frozenset(
    (
{_table(sorted(label_ends()))}
    ).split()
)
'''


if __name__ == "__main__":
    if "--write" not in sys.argv:
        sys.exit(__doc__)
    FILE.write_text(source(), "utf-8")
