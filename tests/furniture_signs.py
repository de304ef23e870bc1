"""What the static guard of the furniture step must know of the rules: worked out here, written into the package.

The guard looks at a page before any rule is read (`govtext.steps.furniture_guard`). What it looks for follows from
the rules: the first three characters of an item, the last three of a label. After a rule was changed:
``python -m tests.furniture_signs --write``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from govtext.rules import Rule, load_rules
from govtext.steps.furniture_fold import SEPARATORS

FILE = Path(__file__).parents[1] / "src/govtext/steps/furniture_signs.py"
#: Rules that begin with nearly anything: the guard knows their words (`furniture_guard._WORD`).
BY_WORD = frozenset(
    f"furniture.{name}"
    for name in (
        "path",
        "greeting",
        "image",
        "code",
        "qr",
        "browser",
        "size_word",
        "region",
        "pager",
        "posted",
        "pages",
        "form_row",
    )
)
_ROLES = ("label", "card", "widget", "phrase", "head", "word", "row", "part", "line", "tail", "list")
_ANY = "?"  # a class of too many characters
_MOST = 60
_WIDTH = 100


def _rules(*roles: str) -> list[Rule]:
    return [rule for rule in load_rules("furniture") if rule.role in roles]


def openings() -> dict[str, str]:
    """For each two characters that an item can begin with those that may follow; ``*``: the item may end there.

    A digit stands for all. One character alone is an item of its own.
    """
    found: dict[str, set[str]] = {}
    joints = {joint[0] for rule in _rules("joint") for joint in rule.pattern.split("|")}
    for rule in _rules(*_ROLES):
        if rule.id in BY_WORD:
            continue
        for head in _heads(_parser.parse(rule.pattern)):
            first = head[:1]
            if first in SEPARATORS + "第" or first.isdecimal():  # the guard knows 第2版
                continue
            assert first != _ANY, (
                f"{rule.id} begins with anything: add it to BY_WORD and its words to the guard"
            )
            assert _ANY not in head[:2], (rule.id, head)
            found.setdefault(head[:2], set()).add(head[2:] or "*")
            if rule.role == "part":
                found[head[:2]] |= {"*", *joints}
    return {two: "*" if "?" in found[two] else "".join(sorted(found[two])) for two in sorted(found)}


def beginnings() -> dict[str, str]:
    """For each rule the characters that it can begin with, each with those that may follow; ``?``: any may."""
    table = {}
    for rule in _rules(*_ROLES, "size", "credit"):
        found: dict[str, set[str]] = {}
        for head in _heads(_parser.parse(rule.pattern)):
            found.setdefault(head[:1] or _ANY, set()).add(head[1:2] or _ANY)
        if _ANY not in found and "(?i" not in rule.pattern:
            firsts = sorted(found)
            table[rule.id] = " ".join(
                c + ("?" if _ANY in found[c] else "".join(sorted(found[c]))) for c in firsts
            )
    return table


def needs() -> dict[str, str]:
    """For each rule that may begin with anything characters of which every match holds one."""
    known = beginnings()
    table = {}
    for rule in _rules(*_ROLES):
        if rule.id not in known:
            found = _needed(_parser.parse(rule.pattern))
            assert found, rule.id
            assert "(?i" not in rule.pattern, rule.id
            table[rule.id] = "".join(sorted(found))
    return table


def label_ends() -> set[str]:
    """The last three characters of every label that takes a colon, or all of a shorter one."""
    ends: set[str] = set()
    for rule in _rules("label", "card"):
        ends |= _ends(_parser.parse(rule.pattern))
    assert all(len(end) > 1 for end in ends), ends
    return ends


def _needed(sequence: Any) -> set[str] | None:
    """The fewest characters that are known of which every match of a parsed sequence holds one."""
    found = [_needed_of(str(operator), value) for operator, value in sequence]
    return min((chars for chars in found if chars), key=_frequency, default=None)


def _frequency(chars: set[str]) -> tuple[int, int]:
    """How often a line has one of these characters: marks that labels and dates have count for more."""
    return len(chars & set(":,.-/()[] 0123456789")), len(chars)


def _needed_of(operator: str, value: Any) -> set[str] | None:
    if operator == "LITERAL":
        return None if chr(value).isspace() else {chr(value)}
    if operator == "IN":
        chars: set[str] = set()
        for kind, item in value:
            if str(kind) == "LITERAL":
                chars.add(chr(item))
            elif str(kind) == "RANGE" and item[1] - item[0] < _MOST:
                chars.update(map(chr, range(item[0], item[1] + 1)))
            else:
                return None
        return None if any(char.isspace() for char in chars) else chars
    if operator == "BRANCH":
        branches = [_needed(branch) for branch in value[1]]
        return None if None in branches else set().union(*branches)  # type: ignore[arg-type]
    if operator == "SUBPATTERN":
        return _needed(value[3])
    if operator == "ATOMIC_GROUP":
        return _needed(value)
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _needed(value[2]) if value[0] else None
    return None


def _heads(sequence: Any) -> set[str]:
    """The first three characters of what a parsed sequence matches; blanks are left out."""
    heads = {""}
    for operator, value in sequence:
        if all(len(head) > 2 for head in heads):
            break
        options = _options(str(operator), value, _heads)
        heads = {(head + option)[:3] if len(head) < 3 else head for head in heads for option in options}
    return heads


def _ends(sequence: Any) -> set[str]:
    """The last three characters, likewise."""
    ends = {""}
    for operator, value in reversed(list(sequence)):
        options = _options(str(operator), value, _ends)
        ends = {(option + end)[-3:] if len(end) < 3 else end for end in ends for option in options}
    return ends


def _options(operator: str, value: Any, of: Any) -> set[str]:
    if operator == "LITERAL":
        return {_shown(value)}
    if operator == "IN":
        return _members(value)
    if operator in ("NOT_LITERAL", "ANY"):
        return {_ANY}
    if operator == "BRANCH":
        return set().union(*map(of, value[1]))
    if operator == "SUBPATTERN":
        return of(value[3])  # type: ignore[no-any-return]
    if operator == "ATOMIC_GROUP":
        return of(value)  # type: ignore[no-any-return]
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        repeats = [of(list(inner) * n) for n in range(min(least, 3), min(most, 3) + 1)]
        return set().union(*repeats)
    assert operator in ("ASSERT", "ASSERT_NOT", "AT"), operator
    return {""}


def _members(items: Any) -> set[str]:
    chars: set[str] = set()
    for operator, value in items:
        kind = str(operator)
        if kind == "LITERAL":
            chars.add(_shown(value))
        elif kind == "RANGE" and value[1] - value[0] < _MOST:
            chars.update(map(_shown, range(value[0], value[1] + 1)))
        elif (kind, str(value)) == ("CATEGORY", "CATEGORY_SPACE"):
            chars.add("")
        else:
            return {_ANY}
    return chars


def _shown(code: int) -> str:
    char = chr(code)
    return "" if char.isspace() else "0" if char.isdecimal() else char


def _table(words: list[str]) -> str:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > _WIDTH // 2:
            lines.append("")
        lines[-1] += word + " "
    return "\n".join(f"    {_quoted(line)}" for line in lines)


def _quoted(line: str) -> str:
    """A literal as the formatter leaves it; full-width marks as escapes, for tools narrow them in silence."""
    line = line.replace("\\", "\\\\")
    text = re.sub("[\uff00-\uffef]", lambda found: f"\\u{ord(found[0]):04x}", line)
    if '"' in text and "'" in text:
        return '"' + text.replace('"', '\\"') + '"'
    return f"'{text}'" if '"' in text else f'"{text}"'


def source() -> str:
    """The text of the module."""
    rules = "\n".join(
        f'    "{name}": (\n{_table(chars.split(" ")).replace("    ", "        ")}\n    ),'
        for name, chars in beginnings().items()
    )
    needed = "\n".join(f"    {_quoted(name)}: {_quoted(chars)}," for name, chars in needs().items())
    heads = [two + thirds if len(two) > 1 else two for two, thirds in openings().items()]
    return f'''"""Signs of furniture, as literals: a plain page is known for one before any rule is read.

Written by ``python -m tests.furniture_signs --write`` from ``rules/furniture.toml``; a test compares.
"""

# fmt: off
from __future__ import annotations

__all__ = ["BEGINNINGS", "LABEL_ENDS", "NEEDS", "OPENINGS"]

_HEADS = (
{_table(heads)}
)
#: For each two characters that an item can begin with those that may follow; a star: the item may end there.
#: A digit stands for any. One character alone is an item of its own.
OPENINGS = {{word[:2]: word[2:] for word in _HEADS.split()}}
_ENDS = (
{_table(sorted(label_ends()))}
)
#: For each rule the characters that it can begin with, each with those that may follow; a question mark: any may.
#: A rule that is not here may begin with anything.
BEGINNINGS = {{
{rules}
}}
#: For each rule that is not there characters of which every match holds one.
NEEDS = {{
{needed}
}}
#: The last three characters of a label, or all of a shorter one.
LABEL_ENDS = frozenset(_ENDS.split())
'''


if __name__ == "__main__":
    if "--write" not in sys.argv:
        sys.exit(__doc__)
    FILE.write_text(source(), "utf-8")
