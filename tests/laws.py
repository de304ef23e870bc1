"""The laws of the design, written once: what a step and a pipeline owe any page at all.

`of_step` and `of_pipeline` yield the laws that a page breaks, in words; nothing at all is good news. The
properties, the hostile texts, the regressions, the fuzzer and benchmarks.million all ask here, so that a law is
tested everywhere or nowhere. That each law can fail is tested as well (tests/properties/test_laws_can_fail.py).
"""

from __future__ import annotations

import itertools
import pickle
from typing import TYPE_CHECKING

import govtext
from govtext import Pipeline, Result
from govtext.edits import Edit, apply, invert, restore, validate
from govtext.files import DecodeError, decode
from govtext.step import finder_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from govtext.step import Step

_UNKNOWN = "\ufffd"
_ENCODED = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
#: Steps that put other characters in: these repair or convert, all others only take out.
CONVERTING = ("fix_encoding", "to_simplified", "normalize_punctuation")
#: What a removing step may leave in place of what goes: nothing, a gap, a parting blank.
LEFT_BEHIND = ("", "\u2026\u2026", "\n", "\t")


def of_step(step: Step, page: str) -> Iterator[str]:
    """Yield the laws of a step that it breaks on a page."""
    name = getattr(step, "__name__", repr(step))
    find = finder_of(step)
    assert find is not None
    edits = list(
        find(page)
    )  # as told: a conversion knows its outcome without them (`govtext.edits.Rewriting`)
    yield from (f"{name}: {broken}" for broken in _of_edits(page, edits))
    if list(find(page)) != edits:
        yield f"{name}: asked again, it finds something else"
    out = step(page)
    if out != apply(page, edits):
        yield f"{name}: its text is not what its edits give"
    if not edits and out is not page:
        yield f"{name}: nothing to do, yet another object"
    if step(out) is not out:
        yield f"{name}: finds more in its own output"
    if restore(out, invert(page, edits)) != page:
        yield f"{name}: the page cannot be restored"
    if name not in CONVERTING and any(edit.new not in LEFT_BEHIND for edit in edits):
        yield f"{name}: puts text in: {[edit.new for edit in edits if edit.new not in LEFT_BEHIND]}"
    if any(
        page[edit.start : edit.end] == edit.new for edit in edits
    ):  # of a whole chain they may: put in, taken out
        yield f"{name}: an edit that changes nothing"
    if pickle.loads(pickle.dumps(edits)) != edits:
        yield f"{name}: its edits do not pickle"


def of_pipeline(page: str, pipeline: Pipeline | None = None, *, thorough: bool = True) -> Iterator[str]:
    """Yield the laws of a pipeline that it breaks on a page; ``thorough=False`` leaves out the slow ones."""
    clean, explain = (govtext.clean, govtext.explain) if pipeline is None else (pipeline, pipeline.run)
    result = explain(page)
    yield from _of_edits(page, result.edits)
    if apply(page, result.edits) != result.text:
        yield "the edits do not give the text"
    if result.restore() != page:
        yield "restore() is not the page"
    if "unsettled" in result.flags:
        yield "not settled after all passes"
    if result.text is not page and clean(result.text) is not result.text:
        yield "cleaning again changes the text"
    if page.strip() and not result.text.strip():
        yield "the page was emptied"
    if not result.edits and result.text is not page:
        yield "nothing to do, yet another object"
    _ = result.metadata, result.truncation
    if thorough:
        yield from _of_result(result)
        if clean(page) != result.text:
            yield "clean and explain differ"
        if explain(page) != result:
            yield "asked again, it explains otherwise"


def _of_edits(page: str, edits: Sequence[Edit]) -> Iterator[str]:
    try:
        validate(page, edits)
    except ValueError as error:
        yield str(error)
    if not all("." in edit.rule for edit in edits):
        yield "an edit without a rule"


def _of_result(result: Result) -> Iterator[str]:
    """Yield what is wrong with a result's offsets and its round trips."""
    places = [result.map_offset(i) for i in range(len(result.text) + 1)]
    if places != sorted(places):
        yield "the offsets are not monotone"
    changed = [edit.start for edit in result.edits]
    untouched = changed[0] if changed else len(result.text)
    if places[:untouched] != list(range(untouched)):
        yield "characters before the first edit have moved"
    if pickle.loads(pickle.dumps(result)) != result:
        yield "the result does not pickle"
    if not _has_split_pair(result.original) and Result.from_json(result.to_json()) != result:
        yield "the result does not survive JSON"


def _has_split_pair(page: str) -> bool:
    """Whether two surrogates of a page make a pair: JSON has no way to tell it from the character."""
    pairs = itertools.pairwise(page)
    return any("\ud800" <= one <= "\udbff" and "\udc00" <= two <= "\udfff" for one, two in pairs)


def of_bytes(data: bytes) -> Iterator[str]:
    """Yield what is wrong with how bytes are decoded: a character lost, or one put in for what was not known."""
    try:
        text, codec = decode(data, name="page.txt")
    except DecodeError as error:
        if "page.txt" not in str(error):
            yield f"the error does not name the file: {error}"
        return
    if text.encode(codec).decode(codec) != text:
        yield f"read as {codec} with a loss"
    if _UNKNOWN in text and not any(_UNKNOWN.encode(each) in data for each in _ENCODED):
        yield f"read as {codec} with a replacement character that the bytes do not hold"
