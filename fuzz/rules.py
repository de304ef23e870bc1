"""The rule loader as a fuzz target: any bytes give rules or a `RuleError`; what it takes can be linted."""

from __future__ import annotations

import contextlib
import sys
import warnings

import atheris

with atheris.instrument_imports(include=["govtext", "tomllib"]):
    from govtext.rules import RuleError, parse_rules
    from govtext.rules.lint import unbounded


def one_input(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for source in (
        text,
        f'[[rule]]\nid = "footer.x"\nrole = "anchor"\nwhy = "w"\nexamples = []\npattern = {text}',
    ):
        with contextlib.suppress(RuleError):
            for rule in parse_rules(source):
                unbounded(rule.pattern)


def main() -> None:
    warnings.simplefilter("ignore", FutureWarning)  # `re` on patterns that may mean something else some day
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
