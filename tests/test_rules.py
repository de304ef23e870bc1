"""Every rule on its own examples and counter-examples.

They are run through the finder of the family with all of its rules, so each counter-example is one for
every rule of the family.
"""

from __future__ import annotations

import re

import pytest

from govtext import rules
from govtext.rules import (
    BUILT_IN,
    FAMILIES,
    Rule,
    RuleError,
    load_rules,
    parse_rules,
    rules_version,
    source_of,
)
from govtext.rules.check import check_file, problems
from govtext.rules.generate import module_of, path_of

RULES = [rule for family in FAMILIES for rule in load_rules(family)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_on_its_examples(rule: Rule) -> None:
    assert problems(rule) == []


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(set(ids)) == sorted(ids)


def test_every_rule_has_its_reason_in_both_languages() -> None:
    assert [rule.id for rule in RULES if not (rule.why and rule.why_zh)] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_the_literals_are_those_of_the_rule_file(family: str) -> None:
    assert path_of(family).read_text("utf-8") == module_of(family), "run: python -m govtext.rules.generate"
    assert load_rules(family) == parse_rules(source_of(family).decode(), origin=BUILT_IN)


def test_a_rule_file_newer_than_its_literals_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "source_of", lambda _: MINIMAL.encode())
    (rule,) = load_rules.__wrapped__("footer")
    assert (rule.id, rule.origin) == ("footer.my_county", BUILT_IN)


def test_patterns_compile() -> None:
    for rule in RULES:
        re.compile(rule.pattern)


MINIMAL = """
[[rule]]
id = "footer.my_county"
role = "anchor"
why = "The county's slogan line."
stems = ["云澜云服务"]
pattern = '云澜云服务(?:提供)?支撑'
examples = ["全文完。\\n⟦云澜云服务提供支撑⟧"]
counterexamples = ["县里说,云澜云服务提供支撑之后,办事更快了。"]
"""


def test_a_rule_of_ones_own_is_parsed_and_checked(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "my.toml"
    path.write_text(MINIMAL, "utf-8")
    assert check_file(path) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("role = ", "rule = "), "unknown key 'rule'|the key 'role' is missing"),
        (('"anchor"', '"anker"'), "role 'anker' is none of"),
        (('"footer.my_county"', '"county"'), "the id must begin with"),
        (("[[rule]]", "[rule]"), "expected \\[\\[rule\\]\\] tables"),
        (("[[rule]]", "[[rule]"), "not TOML"),
        (('stems = ["云澜云服务"]', "stems = 3"), "'stems' must be a list of strings"),
    ],
)
def test_a_bad_file_is_named(change: tuple[str, str], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        parse_rules(MINIMAL.replace(*change), origin="my.toml")


def test_a_failing_example_is_named_with_its_line(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "my.toml"
    path.write_text(MINIMAL.replace("⟦云澜云服务提供支撑⟧", "⟦全然不同⟧"), "utf-8")
    (problem,) = [p for p in check_file(path) if "wanted" in p]
    assert problem.startswith(f"{path}:3: footer.my_county: example 1")


def test_the_version_changes_with_the_rules() -> None:
    footer = load_rules("footer")
    assert rules_version(footer) != rules_version(footer[1:])
    assert rules_version(footer) == rules_version(tuple(footer))
