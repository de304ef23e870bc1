"""The laws (tests/laws.py) as a fuzz target: bytes as a file, and as a page for each step and the pipeline."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from collections.abc import Iterator

with atheris.instrument_imports(include=["govtext"]):
    from govtext.pipeline import BUILT_IN
    from tests import laws


def broken(data: bytes) -> Iterator[str]:
    """Yield the laws that bytes break: as a file, and, whatever they are, as a page.

    Of the steps one is asked about each input, by the input's length: an eighth of the time, and no less
    found, since every finding is tried at other lengths as well.
    """
    page = data.decode("utf-8", "surrogateescape")
    yield from laws.of_bytes(data)
    yield from laws.of_pipeline(page, thorough=False)
    yield from laws.of_step(BUILT_IN[len(data) % len(BUILT_IN)], page)


def one_input(data: bytes) -> None:
    for law in broken(data):
        raise AssertionError(law)


def main() -> None:
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
