r"""Rules are data: TOML tables, their loader and their checks.

A rule is a table ``[[rule]]`` in ``footer.toml``, ``furniture.toml`` or ``paywall.toml``:

    [[rule]]
    id = "footer.icp"              # dotted; what stands before the dot is the family
    role = "anchor"                # what the family's finder does with a match, see there
    why = "An ICP filing number: province letter, 'ICP', digits."
    why_zh = "ICP 备案号"
    stems = ["ICP"]                # plain strings, one of which must occur before the pattern is tried
    pattern = '(?:...)'            # matched on the folded copy (govtext.fold); named groups are fields
    examples = ["正文。\n⟦鄂ICP备00029243号-5⟧"]       # ⟦...⟧ marks what must go
    counterexamples = ["没有ICP备案的网站"]              # comes back unchanged

Rules of a user's own have the same form; every finder that works with rules takes ``rules=``, a
sequence of `Rule` that is used beside the built-in ones.

The TOML files are what people edit and the only truth. Parsing them takes longer than most processes
clean, so each has a module of literals beside it (`govtext.rules.generate` writes it), which is used as
long as its checksum is that of the file. After an edit the file is parsed, until the module is written anew.
"""

from __future__ import annotations

import functools
import importlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "BUILT_IN",
    "FAMILIES",
    "Rule",
    "RuleError",
    "load_rules",
    "parse_rules",
    "read_rules",
    "rules_version",
]

FAMILIES = ("paywall", "furniture", "footer")
#: The origin of govtext's own rules; those of any other origin run under a time limit.
BUILT_IN = "govtext"
ROLES = {
    "paywall": (
        *("cut", "gate", "door", "shop", "own", "tail", "notice"),  # text is missing
        *("button", "advert", "mark", "card"),  # noise, but nothing is missing
        *("label", "glue", "list"),  # goes only with one of those above
        "words",  # vocabulary that the patterns use as {name}
    ),
    "furniture": (
        *("label", "card", "widget", "phrase", "word", "row", "size", "part", "joint"),
        *("line", "head", "tail", "list", "credit"),
    ),
    "footer": (
        "anchor",
        "tail",
        "weak",
        "host",
        "contact",
        "companion",
        "debris",
        "notice",
        "fact",
        "imprint",
    ),
}
_REQUIRED = ("id", "role", "why", "pattern", "examples")
_STRINGS = ("id", "role", "why", "why_zh", "pattern")
_LISTS = ("stems", "examples", "counterexamples")


class RuleError(ValueError):
    """A rule that cannot be used; the message names the file, the rule and the key."""


class Rule(NamedTuple):
    """One rule of the data. Hashable and picklable; compiled by the finder that uses it."""

    id: str
    role: str
    pattern: str
    why: str = ""
    why_zh: str = ""
    stems: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    origin: str = "a rule of one's own"

    @property
    def family(self) -> str:
        """The family of the rule: its id up to the first dot."""
        return self.id.partition(".")[0]


def _rule(table: dict[str, Any], place: str, origin: str) -> Rule:
    for key in _REQUIRED:
        if key not in table:
            raise RuleError(f"{place}: the key {key!r} is missing")
    for key, value in table.items():
        if key in _STRINGS and not isinstance(value, str):
            raise RuleError(f"{place}: {key!r} must be a string, not {type(value).__name__}")
        if key in _LISTS and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
            raise RuleError(f"{place}: {key!r} must be a list of strings")
        if key not in _STRINGS and key not in _LISTS:
            raise RuleError(f"{place}: unknown key {key!r}")
    family = table["id"].partition(".")[0]
    if family not in FAMILIES or "." not in table["id"]:
        raise RuleError(f"{place}: the id must begin with one of {', '.join(f + '.' for f in FAMILIES)}")
    if table["role"] not in ROLES[family]:
        raise RuleError(f"{place}: role {table['role']!r} is none of {', '.join(ROLES[family])}")
    if origin != BUILT_IN:  # those of govtext are compiled by its tests, and by `clean` when it needs them
        try:
            re.compile(table["pattern"])
        except (re.error, RecursionError, OverflowError) as error:
            raise RuleError(f"{place}: the pattern does not compile: {error}") from error
    given: dict[str, Any] = {key: table[key] for key in _STRINGS if key in table}
    given |= {key: tuple(table[key]) for key in _LISTS if key in table}
    return Rule(**given, origin=origin)


def parse_rules(text: str, *, origin: str = "<string>") -> tuple[Rule, ...]:
    r"""Return the rules of a TOML text; `RuleError` says what is wrong and in which rule.

    >>> parse_rules('[[rule]]\nid = "footer.x"', origin="my.toml")
    Traceback (most recent call last):
    ...
    govtext.rules.RuleError: my.toml, rule 1 (footer.x): the key 'role' is missing
    """
    import tomllib  # the built-in rules come without it

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RuleError(f"{origin}: not TOML: {error}") from error
    tables = data.get("rule")
    if not isinstance(tables, list) or set(data) != {"rule"} or not all(isinstance(t, dict) for t in tables):
        raise RuleError(f"{origin}: expected [[rule]] tables and nothing else")
    found = []
    for number, table in enumerate(tables, 1):
        name = table.get("id", "no id")
        found.append(_rule(table, f"{origin}, rule {number} ({name})", origin))
    return tuple(found)


def read_rules(path: str | Path) -> tuple[Rule, ...]:
    """Return the rules of a TOML file of one's own; `RuleError` also where it is not UTF-8."""
    from pathlib import Path

    try:
        return parse_rules(Path(path).read_text("utf-8-sig"), origin=str(path))
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8: {error}") from error


def source_of(family: str) -> bytes:
    """Return the TOML file of a family, its line ends as in the repository."""
    import os.path

    name = os.path.join(os.path.dirname(__file__), f"{family}.toml")  # noqa: PTH118, PTH120
    data: bytes = __spec__.loader.get_data(name)  # type: ignore[union-attr]
    return data.replace(b"\r\n", b"\n")


def checksum(source: bytes) -> int:
    """Return what tells one state of a rule file from another."""
    from zlib import crc32

    return crc32(source)


@functools.cache
def load_rules(family: str) -> tuple[Rule, ...]:
    """Return the built-in rules of a family: ``paywall``, ``furniture`` or ``footer``."""
    if family not in FAMILIES:
        raise RuleError(f"no rules for {family!r}; the families are {', '.join(FAMILIES)}")
    source = source_of(family)
    try:
        literals: Any = importlib.import_module(f"govtext.rules.literals_{family}")
    except ModuleNotFoundError:
        literals = None
    if literals is not None and checksum(source) == literals.CHECKSUM:
        return tuple(Rule._make((*fields, BUILT_IN)) for fields in literals.RULES)
    return parse_rules(source.decode("utf-8"), origin=BUILT_IN)


def rules_version(rules: Iterable[Rule] | None = None) -> str:
    """Return a short fingerprint of rules (the built-in ones by default): it changes when they do."""
    import hashlib

    chosen = [r for f in FAMILIES for r in load_rules(f)] if rules is None else list(rules)
    blob = "\0".join(f"{r.id}\1{r.role}\1{r.pattern}\1{','.join(r.stems)}" for r in chosen)
    return hashlib.sha256(blob.encode()).hexdigest()[:12]
