"""Rules of a user's own: each family runs them under a time limit, and a page is never lost to one."""

from __future__ import annotations

import json
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import govtext
from govtext import Pipeline
from govtext.cli import cli
from govtext.rules import Rule, RuleError, load_rules, parse_rules, read_rules
from govtext.rules import compiled as compiled_module
from govtext.rules.check import check_file
from govtext.rules.compiled import PAGE_SECONDS, compile_pattern, page_budget
from govtext.rules.lint import unbounded
from govtext.steps.paywall_catalogue import catalogue

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "(?:甲|甲甲)+乙丙"
LINE = "甲" * 60
PAGE = f"某县召开工作会议\n会议指出,要落实各项任务。\n{LINE}丁\n来源: 某县日报 2024-03-15"
RULES = {
    "footer": Rule("footer.mine", "anchor", EVIL, stems=("甲甲",)),
    "furniture": Rule("furniture.mine", "line", EVIL, stems=("甲甲",)),
    "paywall": Rule("paywall.mine", "cut", EVIL, stems=("甲甲",)),
}


@pytest.mark.parametrize("family", RULES)
def test_a_rule_out_of_time_keeps_the_page(family: str) -> None:
    begin = time.process_time()
    result = Pipeline.default(rules=[RULES[family]]).run(PAGE)
    assert result.flags == ("rule_timeout",)
    assert result.text is PAGE
    assert result.edits == ()
    assert time.process_time() - begin < 2 * PAGE_SECONDS
    assert Pipeline.default(rules=[RULES[family]])(PAGE) is PAGE


@pytest.mark.parametrize("family", RULES)
def test_a_rule_out_of_time_costs_no_other_page(family: str) -> None:
    chain = Pipeline.default(rules=[RULES[family]])
    good = "某县召开工作会议\n会议指出,要落实各项任务。\n蘇ICP備08106468號"
    assert chain.run(PAGE).flags == ("rule_timeout",)
    assert chain(good) == govtext.clean(good) != good


def test_words_of_a_users_own_put_the_patterns_that_use_them_under_the_limit() -> None:
    words = Rule("paywall.words.gate", "words", "(?:甲{1,2}){1,80}乙丙")
    page = PAGE + "\n" + LINE + "登录后查看全文"
    assert Pipeline.default(rules=[words]).run(page).flags == ("rule_timeout",)


def test_every_built_in_rule_is_trusted_and_no_other() -> None:
    assert {rule.origin for family in RULES for rule in load_rules(family)} == {"govtext"}
    assert Rule("footer.x", "anchor", "x").origin != "govtext"
    with pytest.raises(TimeoutError):
        compile_pattern(Rule("footer.x", "anchor", EVIL)).search(LINE)


def test_a_slow_rule_shares_one_budget_per_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_module, "PAGE_SECONDS", 0.2)
    pattern = compile_pattern(Rule("footer.x", "anchor", "(?:甲|甲甲){0,20}乙"))
    searches = 0
    begin = time.process_time()
    with pytest.raises(TimeoutError, match=r"too long on this page|timed out"), page_budget(1000):  # noqa: PT012
        while time.process_time() - begin < 20:
            pattern.search("甲" * 40)
            searches += 1
    assert searches > 1  # each alone is within its limit
    assert time.process_time() - begin < 2


def test_the_budget_is_the_pages_own_and_the_threads_own() -> None:
    pattern = compile_pattern(Rule("footer.x", "anchor", "甲{1,3}乙"))
    seen: list[object] = []
    with page_budget(0):
        compiled_module._BUDGET.get().left = 0  # type: ignore[union-attr]
        with pytest.raises(TimeoutError):
            pattern.search("甲乙")
        thread = threading.Thread(target=lambda: seen.append(pattern.search("甲乙")[0]))  # type: ignore[index]
        thread.start()
        thread.join()
        with page_budget(0):
            assert pattern.search("甲乙")
    assert seen == ["甲乙"]
    assert pattern.search("甲乙")


@pytest.mark.parametrize("source", ["甲{0,3}乙?", "(?<=甲)乙|丙", "^甲|乙$", "甲|(?=乙)", "(?P<x>[甲乙])丙?"])
def test_a_timed_pattern_finds_what_re_finds(source: str) -> None:
    import re

    mine = compile_pattern(Rule("footer.x", "anchor", source))
    for text in ("", "甲", "甲甲乙丙", "丁乙丙甲", "甲乙\n甲乙"):
        for at in range(len(text) + 1):
            found = [m.span() for m in mine.finditer(text, at)]
            assert found == [m.span() for m in re.compile(source).finditer(text, at)]
            one, other = mine.search(text, at), re.compile(source).search(text, at)
            assert (one and (one.span(), one.groupdict())) == (other and (other.span(), other.groupdict()))
            one, other = mine.match(text, at), re.compile(source).match(text, at)
            assert (one and one.span()) == (other and other.span())
        whole, other = mine.fullmatch(text), re.compile(source).fullmatch(text)
        assert (whole and whole.span()) == (other and other.span())


FILE = """
[[rule]]
id = "footer.slow"
role = "anchor"
why = "A pattern that backtracks."
stems = ["甲甲"]
pattern = '(?:甲|甲甲)+乙丙'
examples = ["全文完。\\n⟦甲甲乙丙⟧"]
"""


def test_the_command_line_keeps_the_page_and_says_so(tmp_path: Path) -> None:
    rules, pages = tmp_path / "mine.toml", tmp_path / "pages"
    rules.write_text(FILE, "utf-8")
    pages.mkdir()
    (pages / "a.txt").write_text(PAGE, "utf-8")
    (pages / "b.txt").write_text("知識產(chǎn)權(quán)", "utf-8")
    out = tmp_path / "out"
    result = CliRunner().invoke(cli, ["clean", str(pages), "-o", str(out), "--rules", str(rules), "-q"])
    assert result.exit_code == 0, result.output
    assert (out / "a.txt").read_text("utf-8") == PAGE
    assert (out / "b.txt").read_text("utf-8") == "知识产权"
    lines = [json.loads(line) for line in (out / "report.jsonl").read_text("utf-8").splitlines()]
    assert [line["flags"] for line in lines] == [["rule_timeout"], []]


def test_the_lint_names_unbounded_repeats_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(FILE, "utf-8")
    (problem,) = [p for p in check_file(path) if "unbounded" in p]
    assert problem.startswith(f"{path}:3: footer.slow: ")
    assert "{0,20}" in problem


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FILE.replace("甲甲)+乙丙", "甲甲"), "does not compile"),
        ("rule = [1, 2]", r"expected \[\[rule\]\] tables"),
        ("rule = " + "[" * 3000 + "]" * 3000, "not TOML|expected"),
        (
            FILE.replace("'(?:甲|甲甲)+乙丙'", '"' + "(" * 2000 + ")" * 2000 + '"'),
            "does not compile|not TOML",
        ),
    ],
)
def test_a_broken_rule_file_is_a_rule_error(text: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        parse_rules(text, origin="mine.toml")


def test_a_rule_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(FILE.encode("gb18030"))
    with pytest.raises(RuleError, match=r"mine\.toml: not UTF-8"):
        read_rules(path)
    path.write_text(FILE, "utf-8-sig")
    assert read_rules(path)[0].id == "footer.slow"
    (tmp_path / "a.txt").write_text("x", "utf-8")
    path.write_bytes(FILE.encode("gb18030"))
    out = ["clean", str(tmp_path / "a.txt"), "-o", str(tmp_path / "o"), "--rules", str(path)]
    result = CliRunner().invoke(cli, out)
    assert result.exit_code == 1
    assert "not UTF-8" in result.output


def test_a_step_alone_raises_the_timeout() -> None:
    for step in (govtext.strip_footer, govtext.strip_furniture, govtext.strip_paywall):
        family = step.__name__.removeprefix("strip_")
        with pytest.raises(TimeoutError):
            partial(step, rules=[RULES[family]])(PAGE)


@pytest.mark.parametrize("family", RULES)
def test_every_built_in_pattern_is_bounded(family: str) -> None:
    assert {rule.id: found for rule in load_rules(family) if (found := unbounded(rule.pattern))} == {}


def test_the_paywall_patterns_are_bounded_with_their_words_written_out() -> None:
    entries = catalogue().order
    assert {entry.rule.id: found for entry in entries if (found := unbounded(entry.pattern))} == {}
    assert len(entries) > 40


@pytest.mark.parametrize(
    ("pattern", "wrong"),
    [
        ("甲*乙", 1),
        ("甲+?乙", 1),
        ("甲{3,}乙", 1),
        ("(?:甲{0,60}乙?){0,80}丙", 1),
        ("(?=.*甲)乙", 1),
        ("(?:甲+|乙)丙", 1),
        ("甲{0,20}乙", 0),
        ("甲*+乙", 0),
        ("(?>甲+乙)", 1),
    ],
)
def test_the_lint(pattern: str, wrong: int) -> None:
    assert bool(unbounded(pattern)) == bool(wrong)
