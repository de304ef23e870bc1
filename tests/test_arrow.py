"""ArrowCleaner: types, nulls, chunks, columns, errors."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import govtext
from govtext import Pipeline, strip_pinyin

pa = pytest.importorskip("pyarrow")

from govtext.arrow import ArrowCleaner  # noqa: E402

PINYIN = Pipeline([strip_pinyin])
TEXTS = ["x", None, "產(chǎn)業", "產業", "產(chǎn)業", ""]
CLEANED = ["x", None, "產業", "產業", "產業", ""]
TYPES = [
    pa.string(),
    pa.large_string(),
    pa.string_view(),
    pa.dictionary(pa.int8(), pa.string()),
    pa.dictionary(pa.int32(), pa.large_string(), ordered=True),
]


def array(kind: Any, texts: list[str | None] = TEXTS) -> Any:
    if not pa.types.is_dictionary(kind):
        return pa.array(texts, kind)
    plain = pa.array(texts, kind.value_type).dictionary_encode()
    return pa.DictionaryArray.from_arrays(
        plain.indices.cast(kind.index_type), plain.dictionary, ordered=kind.ordered
    )


def fail_on_bad(text: str) -> str:
    if "bad" in text:
        raise RuntimeError("no")
    return text.upper()


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_types_nulls_and_chunks_stay(kind: Any) -> None:
    clean = ArrowCleaner(PINYIN)
    whole = array(kind)
    assert clean.array(whole).type == kind
    assert clean.array(whole).to_pylist() == CLEANED
    assert clean.array(whole.slice(2, 3)).to_pylist() == CLEANED[2:5]
    chunked = pa.chunked_array([whole, whole.slice(4), whole.slice(0, 0)])
    table = pa.table({"id": range(8), "text": chunked})
    cleaned = clean(table)
    assert cleaned.schema == table.schema
    assert [len(chunk) for chunk in cleaned.column("text").chunks] == [6, 2, 0]
    assert cleaned.column("text").to_pylist() == [*CLEANED, *CLEANED[4:]]
    assert cleaned.column("id") == table.column("id")
    cleaned.validate(full=True)


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_columns_of_edits_metadata_and_truncation(kind: Any) -> None:
    page = "來源:云澜县人民政府 发布日期: 2024-03-15\n知識產(chǎn)權(quán)。\n……(未完,全文共3962字,当前仅显示2514字,请阅读下面提示信息)"
    names = {name: name for name in ("into", "edits", "metadata", "truncation", "flags", "error")}
    clean = ArrowCleaner(Pipeline.default(), **names)
    batch = pa.RecordBatch.from_arrays([array(kind, [page, None, page])], names=["text"])
    out = clean(batch)
    assert out.schema == clean.schema(batch.schema)
    assert out.schema.names == ["text", *names]
    first, none, again = out.to_pylist()
    result = govtext.explain(page)
    assert first == again
    assert first["text"] == page
    assert first["into"] == result.text
    assert [(e["start"], e["end"], e["rule"], e["new"]) for e in first["edits"]] == [
        (e.start, e.end, e.rule, e.new) for e in result.edits
    ]
    assert first["truncation"] == result.truncation.to_dict()
    assert first["truncation"]["total_chars"] == 3962
    assert set(none.values()) == {None}
    table = pa.Table.from_batches([batch, batch])
    assert clean(table).schema == clean.schema(table.schema)


def test_no_rows_and_no_chunks() -> None:
    clean = ArrowCleaner(PINYIN, edits="edits")
    empty = pa.table({"text": pa.chunked_array([], pa.string())})
    assert clean(empty).schema == clean.schema(empty.schema)
    assert clean.array(pa.array([], pa.string())).to_pylist() == []
    nothing = pa.table({"text": pa.nulls(3)})
    assert ArrowCleaner(PINYIN)(nothing) == nothing


def test_what_did_not_change_is_the_same_array() -> None:
    plain = pa.array(["好", None])
    assert ArrowCleaner(PINYIN).array(plain) is plain


def test_errors_are_kept_and_named_or_raised() -> None:
    table = pa.table({"text": ["a", "bad", None]})
    kept = ArrowCleaner(Pipeline([fail_on_bad]), error="error")(table)
    assert kept.to_pydict() == {"text": ["A", "bad", None], "error": [None, "RuntimeError: no", None]}
    with pytest.raises(ValueError, match="row 1 of 'text': RuntimeError: no"):
        ArrowCleaner(Pipeline([fail_on_bad]), on_error="raise")(table)


def test_what_cannot_be_done_is_said() -> None:
    clean = ArrowCleaner(PINYIN, edits="id")
    with pytest.raises(KeyError, match="no column 'text', or more than one: the columns are a"):
        clean(pa.table({"a": ["x"]}))
    with pytest.raises(TypeError, match="the column 'text' is int64, not text"):
        clean(pa.table({"text": [1]}))
    with pytest.raises(ValueError, match="the column 'id' is there already"):
        clean(pa.table({"id": [1], "text": ["x"]}))
    with pytest.raises(TypeError, match="the array is binary, not text"):
        clean.array(pa.array([b"x"]))
    with pytest.raises(ValueError, match="on_error is 'keep' or 'raise'"):
        ArrowCleaner(PINYIN, on_error="ignore")
    with pytest.raises(TypeError, match="the first argument is a Pipeline"):
        ArrowCleaner("text")  # type: ignore[arg-type]


def test_no_engine_is_imported() -> None:
    code = """
import sys
import govtext.arrow
assert "pyarrow" not in sys.modules
govtext.arrow.edits_type()
loaded = {"pandas", "polars", "duckdb", "datasets", "ray", "pyspark"} & set(sys.modules)
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", code], check=True)
