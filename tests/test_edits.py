"""The laws of edits: apply, compose, invert, restore, validate."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.edits import Edit, Fields, apply, compose, invert, restore, validate


@st.composite
def text_and_edits(draw: st.DrawFn, text: str | None = None) -> tuple[str, list[Edit]]:
    text = draw(st.text("甲乙丙abc()\n", max_size=20)) if text is None else text
    edits, at = [], 0
    while at <= len(text) and draw(st.booleans()):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, len(text)))
        same = draw(st.booleans())
        new = "Z" * (end - start) if same else draw(st.text("XY", max_size=3))
        edits.append(Edit(start, end, new, draw(st.sampled_from(["a.b", "c.d"]))))
        at = end
    return text, edits


@given(text_and_edits(), st.data())
def test_compose_is_apply_after_apply(page: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, first = page
    middle = apply(text, first)
    _, second = data.draw(text_and_edits(middle))
    both = compose(first, second)
    validate(text, both)
    assert apply(text, both) == apply(middle, second)


@given(text_and_edits())
def test_restore_undoes_apply(page: tuple[str, list[Edit]]) -> None:
    text, edits = page
    cleaned = apply(text, edits)
    assert restore(cleaned, invert(text, edits)) == text


@given(text_and_edits(), st.data())
def test_what_left_first_keeps_its_reason(page: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, first = page
    first = [e._replace(new="", rule="first") for e in first]
    middle = apply(text, first)
    _, second = data.draw(text_and_edits(middle))
    second = [e._replace(new="", rule="second") for e in second]
    reasons = {i: e.rule for e in compose(first, second) for i in range(e.start, e.end)}
    for e in first:
        assert all(reasons[i] == "first" for i in range(e.start, e.end))


def test_no_edit_gives_the_same_object() -> None:
    text = "".join(list("没有变化"))  # no constant: those are one object anyway
    assert apply(text, []) is text


def test_a_replacement_of_equal_length_is_split_by_a_later_removal() -> None:
    both = compose([Edit(0, 4, "产业发展", "script.t2s")], [Edit(1, 3, "", "footer.x")])
    assert [(e.start, e.end, e.new, e.rule) for e in both] == [
        (0, 1, "产", "script.t2s"),
        (1, 3, "", "footer.x"),
        (3, 4, "展", "script.t2s"),
    ]


def test_fields_survive_composition() -> None:
    first = [Edit(2, 3, "", "pinyin.toned")]
    second = [Edit(0, 4, "", "furniture.meta", Fields(published="2024-03-15"))]
    fields = [dict(e.fields) for e in compose(first, second)]
    assert fields == [{"published": "2024-03-15"}, {}, {}]


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([Edit(0, 9)], r"edit 0 \(0:9\) is not a span of a text of 3 characters"),
        ([Edit(2, 1)], r"edit 0 \(2:1\) is not a span"),
        ([Edit(1, 2), Edit(0, 1)], r"edit 1 \(0:1\) overlaps or precedes"),
    ],
)
def test_invalid_edits_are_named(edits: list[Edit], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        validate("甲乙丙", edits)


def test_fields_are_frozen_hashable_and_pickle() -> None:
    fields = Fields(source="省局", omitted_chars=888)
    assert pickle.loads(pickle.dumps(fields)) == fields
    assert hash(fields) == hash(Fields({"omitted_chars": 888, "source": "省局"}))
    with pytest.raises(AttributeError, match="immutable"):
        fields.source = "x"
    edit = Edit(0, 1, "", "furniture.meta", fields)
    assert pickle.loads(pickle.dumps(edit)) == edit
    assert {edit: 1}[edit] == 1
