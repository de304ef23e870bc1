"""Write the rule files out as modules of literals, which load in a millisecond (see `govtext.rules`).

    python -m govtext.rules.generate        # after a TOML file was edited; a test tells when

Nothing breaks while they are out of date: the rules are then parsed from the TOML files.
"""

from __future__ import annotations

import sys
from pathlib import Path

from govtext.rules import BUILT_IN, FAMILIES, checksum, parse_rules, source_of

__all__ = ["module_of", "path_of"]

_HEAD = '''"""The rules of {family}.toml. Written by `python -m govtext.rules.generate`: do not edit."""

# fmt: off
CHECKSUM = {checksum}
RULES = (
'''


def path_of(family: str) -> Path:
    """Return where the module of a family stands."""
    return Path(__file__).with_name(f"literals_{family}.py")


def module_of(family: str) -> str:
    """Return the module of a family as it should be; ASCII, since tools narrow full-width marks in silence."""
    source = source_of(family)
    rules = parse_rules(source.decode("utf-8"), origin=BUILT_IN)
    lines = [f"    {tuple(rule)[:-1]!a},\n" for rule in rules]  # all but the origin
    return _HEAD.format(family=family, checksum=checksum(source)) + "".join(lines) + ")\n"


def main() -> int:
    """Write the modules that are out of date and name them."""
    for family in FAMILIES:
        path, wanted = path_of(family), module_of(family)
        if not path.exists() or path.read_text("utf-8") != wanted:
            path.write_text(wanted, "utf-8", newline="\n")
            print(path)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
