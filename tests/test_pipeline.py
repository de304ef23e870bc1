"""The pipeline: composition, account, flags, identity. Laws over generated pages are in tests/properties."""

from __future__ import annotations

import pickle
from functools import partial
from typing import Any

import pytest

import govtext
from govtext import (
    Pipeline,
    Result,
    fix_encoding,
    normalize_whitespace,
    strip_footer,
    strip_paywall,
    strip_pinyin,
    to_simplified,
)
from govtext.edits import Edit

PAGE = "知識產(chǎn)權(quán)是國家發(fā)展的戰(zhàn)略性資源。\n蘇ICP備08106468號"


class Shouter:
    """A step of a user's own that states its edits."""

    def find(self, text: str) -> list[Edit]:
        return [Edit(i, i + 1, "\uff01", "mine.shout") for i, c in enumerate(text) if c == "!"]

    def __call__(self, text: str) -> str:
        return text.replace("!", "\uff01")


def test_clean_and_explain_agree() -> None:
    result = govtext.explain(PAGE)
    assert result.text == govtext.clean(PAGE) == "知识产权是国家发展的战略性资源。"
    assert {e.kind for e in result.edits} >= {"pinyin", "script", "footer"}


def test_steps_run_in_order() -> None:
    chain = Pipeline([str.strip, lambda t: t + "x"])
    assert chain(" a ") == "ax"


def test_a_plain_callable_runs_once_and_its_edits_are_derived() -> None:
    chain = Pipeline([strip_pinyin, str.upper])
    result = chain.run("產(chǎn)業abc")
    assert result.text == "產業ABC"
    assert [e.rule for e in result.edits] == ["pinyin.toned", "upper"]
    assert result.restore() == result.original


def test_a_step_with_find_is_explained_exactly() -> None:
    result = Pipeline([Shouter()]).run("好!")
    assert result.edits == (Edit(1, 2, "\uff01", "mine.shout"),)


def given(step: Any, **options: Any) -> Any:
    """The step with options, wrong ones too."""
    return partial(step, **options)


@pytest.mark.parametrize(
    "step",
    [
        given(strip_pinyin, styles=("bogus",)),
        given(to_simplified, target="bogus"),
        given(strip_paywall, gpa=""),
        given(strip_footer, rule=()),
        given(fix_encoding, errors="strict"),
        given(given(strip_pinyin, keep=None), styles=5),
    ],
)
@pytest.mark.parametrize("page", ["秋粮入库过半。", ""])
def test_wrong_options_fail_on_the_first_page_whatever_it_shows(step: Any, page: str) -> None:
    chain = Pipeline([normalize_whitespace, step])
    for clean in (step, chain, chain.run):
        with pytest.raises((TypeError, ValueError)):
            clean(page)


def test_right_options_leave_a_step_its_look() -> None:
    right = [given(strip_pinyin, styles=("toned",)), given(strip_paywall, gap=""), to_simplified]
    assert set(Pipeline(right)._sighted) == {0, 1, 2}


def test_a_page_that_would_be_emptied_comes_back_whole() -> None:
    page = "版权所有:云澜县人民政府办公室 苏ICP备00012345号"
    result = Pipeline([lambda t: ""]).run(page)
    assert (result.text, result.flags, result.edits) == (page, ("all_furniture",), ())


def test_max_removed_gives_the_page_back() -> None:
    half = Pipeline([lambda t: t[: len(t) // 2]], max_removed=0.4)
    result = half.run("十个字的页面十个字的")
    assert (result.text, result.flags) == (result.original, ("max_removed",))
    assert Pipeline([lambda t: t[:-1]], max_removed=0.4).run("十个字的页面").text == "十个字的页"


def test_a_rule_out_of_time_gives_the_page_back() -> None:
    def slow(text: str) -> str:
        raise TimeoutError

    assert Pipeline([strip_pinyin, slow]).run("產(chǎn)").flags == ("rule_timeout",)


@pytest.mark.parametrize(
    "chain",
    [
        Pipeline([]),
        Pipeline.default(),
        Pipeline([strip_pinyin, partial(strip_paywall, gap="")]),
        Pipeline.default(script=None, gap="[...]", max_removed=0.5),
    ],
    ids=lambda chain: chain.__name__[:30],
)
def test_identity(chain: Pipeline) -> None:
    names = {name: getattr(govtext, name) for name in govtext.__all__} | {"partial": partial}
    assert eval(repr(chain), names) == chain
    assert pickle.loads(pickle.dumps(chain)) == chain
    assert Pipeline.from_dict(chain.to_dict()) == chain
    assert hash(Pipeline.from_dict(chain.to_dict())) == hash(chain)
    assert Pipeline.from_dict(chain.to_dict()).fingerprint == chain.fingerprint
    assert chain.__name__.isidentifier()


def test_chains_differ_by_options() -> None:
    one, two = (Pipeline([partial(strip_paywall, gap=g)]) for g in ("", "x"))
    assert one != two
    assert one.fingerprint != two.fingerprint
    assert Pipeline([strip_footer]) != Pipeline([fix_encoding])
    assert Pipeline([strip_footer]) != Pipeline([strip_footer], max_removed=0.5)
    assert Pipeline([]) != "x"


def test_a_pipeline_is_immutable() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        Pipeline([]).steps = ()


def test_from_dict_refuses_other_rules_and_unknown_steps() -> None:
    data = Pipeline([normalize_whitespace]).to_dict()
    with pytest.raises(ValueError, match="the run used rules 000"):
        Pipeline.from_dict(data | {"rules": "000"})
    assert Pipeline.from_dict(data | {"rules": "000"}, any_version=True)([""][0]) == ""
    mine = Pipeline([Shouter()]).to_dict()
    with pytest.raises(ValueError, match="unknown step"):
        Pipeline.from_dict(mine)
    name = mine["steps"][0]["step"]
    assert Pipeline.from_dict(mine, steps={name: Shouter()})("!") == "\uff01"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (b"page", r'govtext cleans str, not bytes: decode first, e\.g\. data\.decode\("utf-8"\)'),
        (None, "govtext cleans str, not NoneType: None"),
        (3.5, "govtext cleans str, not float"),
        (["x"], "govtext cleans str, not list"),
    ],
)
def test_what_is_no_text_is_named(value: object, message: str) -> None:
    for function in (govtext.clean, govtext.explain, strip_pinyin, strip_footer, normalize_whitespace):
        with pytest.raises(TypeError, match=message):
            function(value)  # type: ignore[arg-type]


def test_empty_text() -> None:
    assert govtext.explain("") == Result("", "")


def test_nothing_to_clean_gives_the_same_object() -> None:
    page = "".join(list("会议强调，要坚持人民至上。"))  # no constant: those are one object anyway
    assert govtext.clean(page) is page
    assert govtext.explain(page).text is page


def test_bad_steps_are_named() -> None:
    with pytest.raises(TypeError, match="a step is a callable"):
        Pipeline(["strip_pinyin"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="gave NoneType, not str"):
        Pipeline([lambda t: None])("x")  # type: ignore[list-item, return-value]
    with pytest.raises(ValueError, match="max_removed is a share"):
        Pipeline([], max_removed=60)
    with pytest.raises(ValueError, match="no step 'strip_x'"):
        Pipeline.default().without("strip_x")


def test_map_is_ordered_and_lazy() -> None:
    def endless() -> object:
        while True:
            yield PAGE

    chain = Pipeline.default()
    first = chain.map(endless())  # type: ignore[arg-type]
    assert next(iter(first)) == chain(PAGE)
    pages = [f"{PAGE}{i}" for i in range(200)]
    assert list(chain.map(pages, workers=2)) == [chain(p) for p in pages]
    with pytest.raises(ValueError, match="workers is a number from 1 up"):
        chain.map(pages, workers=0)


def test_result_offsets() -> None:
    result = Pipeline([strip_pinyin]).run("知識產(chǎn)權(quán)局")
    assert result.text == "知識產權局"
    assert [result.original[result.map_offset(i)] for i in range(5)] == list(result.text)
    assert result.map_span(2, 4) == (2, 10)
    with pytest.raises(IndexError, match="offset 9 is outside"):
        result.map_offset(9)


def test_result_as_data() -> None:
    result = govtext.explain(PAGE)
    assert Result.from_dict(result.to_dict()) == result
    assert Result.from_json(result.to_json()) == result
    assert "\n" not in result.to_json()
    with pytest.raises(ValueError, match="do not lead"):
        Result.from_dict(result.to_dict() | {"text": "x"})


def test_result_offsets_in_other_units() -> None:
    result = Pipeline([strip_pinyin]).run("\U00020000產(chǎn)")
    (edit,) = result.edits
    assert (edit.start, edit.end) == (2, 8)
    (in_bytes,) = result.utf8_edits()
    assert "\U00020000產(chǎn)".encode()[in_bytes.start : in_bytes.end].decode() == "(chǎn)"
    (in_units,) = result.utf16_edits()
    assert (in_units.start, in_units.end) == (3, 9)
