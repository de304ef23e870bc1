"""The public API as a user writes it, for mypy and pyright: never run, only read by the type checkers.

`assert_type` pins what a call gives. A line with ``type: ignore`` must be an error: both checkers report an
ignore that is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, assert_type

import govtext
from govtext import Edit, Pipeline, Result, Rule, strip_paywall, strip_pinyin
from govtext.metadata import Metadata
from govtext.result import Removed, RuleCount
from govtext.truncation import Truncation


def the_two_functions(page: str) -> None:
    assert_type(govtext.clean(page), str)
    assert_type(govtext.explain(page), Result)
    govtext.clean(page.encode())  # type: ignore[arg-type]
    govtext.clean(None)  # type: ignore[arg-type]
    assert_type(govtext.__version__, str)


def a_result(result: Result) -> None:
    assert_type(result.text, str)
    assert_type(result.original, str)
    assert_type(result.edits, tuple[Edit, ...])
    assert_type(result.flags, tuple[str, ...])
    assert_type(result.error, str | None)
    assert_type(result.metadata, Metadata)
    assert_type(result.truncation, Truncation)
    assert_type(result.truncated, bool)
    assert_type(result.removed(rule="footer"), list[Removed])
    assert_type(result.summary(), dict[str, RuleCount])
    assert_type(result.restore(), str)
    assert_type(result.map_offset(3), int)
    assert_type(result.map_span(0, 3), tuple[int, int])
    assert_type(result.to_json(), str)
    assert_type(Result.from_json(result.to_json()), Result)
    assert_type(result.truncation.omitted_chars, tuple[int, ...])
    result.text = ""  # type: ignore[misc]


def an_edit(edit: Edit) -> None:
    assert_type(edit.start, int)
    assert_type(edit.kind, str)
    assert_type(Edit(0, 3), Edit)
    Edit("0", 3)  # type: ignore[arg-type]


def steps(page: str, rules: Sequence[Rule]) -> None:
    for strip in (
        govtext.strip_pinyin, govtext.fix_encoding, govtext.to_simplified, govtext.strip_paywall,
        govtext.strip_furniture, govtext.strip_footer, govtext.strip_duplicates, govtext.normalize_whitespace,
        govtext.normalize_punctuation,
    ):  # fmt: skip
        assert_type(strip(page), str)
    for find in (
        govtext.find_pinyin, govtext.find_encoding, govtext.find_script, govtext.find_paywall,
        govtext.find_furniture, govtext.find_footer, govtext.find_duplicates, govtext.find_whitespace,
        govtext.find_punctuation,
    ):  # fmt: skip
        assert_type(find(page), list[Edit])
    assert_type(govtext.strip_footer(page, rules=rules), str)
    assert_type(govtext.strip_paywall(page, gap="", rules=rules), str)
    govtext.strip_footer(page, rules)  # type: ignore[call-arg]
    govtext.strip_paywall(page, gap=3)  # type: ignore[arg-type]


def a_pipeline(pages: list[str], rules: Sequence[Rule]) -> None:
    chain = Pipeline([strip_pinyin, partial(strip_paywall, gap=""), str.strip])
    assert_type(chain, Pipeline)
    assert_type(chain(pages[0]), str)
    assert_type(chain.run(pages[0]), Result)
    assert_type(chain.map(pages, workers=2), Iterator[str])
    assert_type(chain.without("strip_pinyin"), Pipeline)
    assert_type(chain.fingerprint, str)
    assert_type(chain.to_dict(), dict[str, Any])
    assert_type(Pipeline.from_dict(chain.to_dict()), Pipeline)
    assert_type(Pipeline.default(script=None, gap="", rules=rules, max_removed=0.6), Pipeline)
    assert_type(list(map(govtext.clean, pages)), list[str])
    Pipeline([len])  # type: ignore[list-item]


def rules_of_ones_own() -> None:
    assert_type(govtext.read_rules("mine.toml"), tuple[Rule, ...])
    raise govtext.RuleError("an error of its own")
