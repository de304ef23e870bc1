"""The rule loader as a fuzz target: any bytes give rules or a `RuleError`, nothing else."""

from __future__ import annotations

import contextlib
import sys

import atheris

with atheris.instrument_imports(include=["govtext"]):
    from govtext.rules import RuleError, parse_rules


def one_input(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for source in (
        text,
        f'[[rule]]\nid = "footer.x"\nrole = "anchor"\nwhy = "w"\nexamples = []\npattern = {text}',
    ):
        with contextlib.suppress(RuleError):
            parse_rules(source)


def main() -> None:
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
