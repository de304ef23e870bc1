"""The gates themselves: what gets worse is refused without a reason, and a baseline changed by hand is found out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks import false_positives, growth
from benchmarks.false_positives import Removal, above, figures_of, removals
from benchmarks.million import BLOCK, Log, page, pieces, report_of, run_block
from benchmarks.pinned import BrokenSealError, pin, read

if TYPE_CHECKING:
    from pathlib import Path


def test_what_gets_worse_is_refused_without_a_reason_and_kept_with_one(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert read(path) == {"figures": {}, "worsened": []}
    assert pin(path, read(path) | {"figures": {"kept": 99.5}}, worse=[], allowed=False, reason="") is None
    lower = read(path) | {"figures": {"kept": 98.0}}
    for allowed, reason in ((False, ""), (True, ""), (True, "  "), (False, "because")):
        refusal = pin(path, dict(lower), worse=["kept fell"], allowed=allowed, reason=reason)
        assert refusal is not None
        assert "kept fell" in refusal
        assert read(path)["figures"] == {"kept": 99.5}
    assert pin(path, lower, worse=["kept fell"], allowed=True, reason="a page was marked wrongly") is None
    assert read(path)["worsened"] == [{"what": ["kept fell"], "why": "a page was marked wrongly"}]


@pytest.mark.parametrize(
    "change", [{"figures": {"kept": 1}}, {"worsened": []}, {"seal": "0"}, {"seal": None}]
)
def test_a_baseline_changed_by_hand_is_found_out(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "floors.json"
    pin(path, {"figures": {"kept": 99}}, worse=["kept"], allowed=True, reason="first")
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    with pytest.raises(BrokenSealError, match=r"floors\.json was changed by hand"):
        read(path)


@pytest.mark.parametrize("name", ["quality.json", "false_positives.json"])
def test_the_baselines_of_this_project_are_sealed(name: str) -> None:
    pinned = read(false_positives.BASELINE.parent / name)
    assert pinned["figures"]
    assert all(entry["what"] and entry["why"].strip() for entry in pinned["worsened"])


def test_what_is_taken_from_clean_text_is_counted() -> None:
    assert removals(("a", "水厂明天停水。\n请做好准备。")) == []
    (found,) = removals(("b", "水厂明天停水。\n\n\n请做好准备。\n苏ICP备08106468号"))
    assert found == Removal("b", "footer.icp", 14, "苏ICP备08106468号")


def test_a_removal_that_is_not_listed_is_above_the_baseline() -> None:
    pages = [("page 1", "甲" * 1000)]
    one = Removal("page 1", "footer.icp", 13, "苏ICP备08106468号")
    for name in false_positives.LISTED:
        allowed = figures_of(name, pages, [one])
        assert above(name, allowed, allowed) == []
        assert above(name, figures_of(name, pages, [one._replace(characters=14)]), allowed)
        assert above(name, figures_of(name, pages, [one._replace(page="page 2")]), allowed)
        assert above(name, figures_of(name, pages, [one._replace(rule="footer.host")]), allowed)
        assert above(name, allowed, {})


def test_a_rate_may_not_rise_and_a_little_with_another_version_of_the_corpus() -> None:
    pages = [("page 1", "甲" * 1000)]
    allowed = figures_of("manpages-zh", pages, [Removal("page 1", "footer.icp", 10, "")])
    assert allowed["rates"] == {"footer": 10_000.0}
    more = figures_of("manpages-zh", pages, [Removal("page 1", "footer.icp", 11, "")])
    assert above("manpages-zh", more, allowed)
    assert above("manpages-zh", more | {"version": "another"}, allowed) == []
    assert above("manpages-zh", more | {"version": "another", "rates": {"paywall": 1.0}}, allowed)


# -- Growth -------------------------------------------------------------------------------------------


def test_a_quadratic_finder_is_caught_and_a_linear_one_is_not() -> None:
    def quadratic(text: str) -> int:
        return sum(text.count("甲", at) for at in range(0, len(text), 4))

    def linear(text: str) -> int:
        return sum(map(ord, text))

    assert growth.growth_of(quadratic, "甲", 4_000, limit=5, floor=0.001).growth > 5
    assert growth.growth_of(linear, "甲", 100_000, limit=5, floor=0.001).growth <= 5


# -- A million pages ----------------------------------------------------------------------------------


def test_a_page_that_breaks_a_law_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.laws.govtext.clean", lambda text: text + "x")
    block = run_block((0, 3))
    assert {number for number, _ in block.broken} == {0, 1, 2}
    assert any("cleaning again" in law or "differ" in law for _, law in block.broken)


def test_a_page_that_raises_or_is_slow_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(text: str) -> object:
        raise RuntimeError("no")

    monkeypatch.setattr("tests.laws.govtext.explain", raises)
    assert run_block((0, 1)).broken == ((0, "raised RuntimeError: no"),)


def test_the_same_number_is_the_same_page() -> None:
    lines, whole = pieces()
    assert page(7, lines, whole) == page(7, lines, whole) != page(8, lines, whole)


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "million.jsonl"
    log = Log(path)
    assert log.missing(3 * BLOCK) == [(0, BLOCK), (BLOCK, 2 * BLOCK), (2 * BLOCK, 3 * BLOCK)]
    log.add(run_block((BLOCK, BLOCK + 2))._replace(end=2 * BLOCK))
    with path.open("a", encoding="utf-8") as out:
        out.write('{"half a li')
    again = Log(path)
    assert again.missing(3 * BLOCK) == [(0, BLOCK), (2 * BLOCK, 3 * BLOCK)]
    assert f"{BLOCK:,}" in report_of(again.blocks)
    path.write_text(path.read_text("utf-8").replace(again.tree, "another tree"), "utf-8")
    with pytest.raises(SystemExit, match="another state"):
        Log(path)
