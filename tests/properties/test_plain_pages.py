"""What is done cheaply is what would be done at length: guards of encoding and script, outcomes before edits."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings

from govtext import find_encoding, find_script
from govtext.edits import apply
from govtext.look import Look
from govtext.pipeline import BUILT_IN
from govtext.step import finder_of
from govtext.steps import encoding, script
from tests.marked import CASES, case_paths, parse
from tests.properties.pages import pages

ALWAYS = Look("\\x00-\U0010ffff")
FAMILIES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def same_without_guard(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = find_encoding(page), find_script(page)
    with monkeypatch.context() as patch:
        patch.setattr(encoding, "LOOK", ALWAYS)
        patch.setattr(script, "LOOK", ALWAYS)
        assert (find_encoding(page), find_script(page)) == guarded


def outcome_is_that_of_the_edits(page: str) -> None:
    for step in BUILT_IN:
        find = finder_of(step)
        assert find is not None
        assert apply(page, list(find(page))) == step(page)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pages())
def test_generated_pages(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    same_without_guard(page, monkeypatch)
    outcome_is_that_of_the_edits(page)


@pytest.mark.parametrize("family", FAMILIES)
def test_marked_pages(monkeypatch: pytest.MonkeyPatch, family: str) -> None:
    for path in case_paths(family)[::3]:
        page = parse(path).raw
        same_without_guard(page, monkeypatch)
        outcome_is_that_of_the_edits(page)


@pytest.mark.parametrize("word", ["不瞭解", "明瞭", "憑藉着", "反覆", "深沈", "沈默", "甦醒", "衞", "萬"])
def test_the_guard_of_script_sees_what_is_converted(word: str) -> None:
    assert find_script(word)


PLAIN = "全县粮食生产工作会议召开\\n会议强调,要坚持问题导向,抓好春耕备耕(含晚稻),完成播种面积3.2万亩。"


def test_a_plain_page_loads_no_dictionary_and_no_rule() -> None:
    heavy = "'opencc', 'ftfy', 'pypinyin', 'regex', 'tomllib', 'json', 'hashlib', 'difflib', 'importlib.resources'"
    code = (
        f"import sys, govtext; assert govtext.clean('{PLAIN}') == '{PLAIN}'; "
        f"loaded = {{{heavy}}} & set(sys.modules); assert not loaded, loaded; "
        "rules = [m for m in sys.modules if m.startswith('govtext.rules.literals')]; assert not rules, rules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
