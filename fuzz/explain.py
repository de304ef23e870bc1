"""The laws of the design as a fuzz target: no input makes `explain` raise, and the account adds up."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["govtext"]):
    import govtext
    from govtext.edits import apply, validate
    from govtext.pipeline import BUILT_IN
    from govtext.step import finder_of

FINDERS = [finder_of(step) for step in BUILT_IN]


def check(page: str) -> None:
    result = govtext.explain(page)
    validate(page, result.edits)
    if apply(page, result.edits) != result.text:
        raise AssertionError("the edits do not give the text")
    if result.restore() != page:
        raise AssertionError("restore() is not the original")
    if "unsettled" in result.flags:
        raise AssertionError("not settled")
    if govtext.clean(result.text) != result.text:
        raise AssertionError("not idempotent")
    if page.strip() and not result.text.strip():
        raise AssertionError("the page was emptied")
    for find in FINDERS:
        assert find is not None
        validate(page, find(page))
    _ = result.metadata, result.truncation, result.to_json()


def one_input(data: bytes) -> None:
    check(data.decode("utf-8", "surrogateescape"))


def main() -> None:
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
