"""One callable over Arrow batches; every engine calls this one.

pyarrow, pandas, Polars, DuckDB, Hugging Face datasets, Ray Data and Spark all pass Arrow data to Python.
`ArrowCleaner` takes a record batch or a table and gives one back, so none of these engines is imported or
known here; docs/scale has a page for each.

>>> import pyarrow as pa
>>> from govtext import Pipeline
>>> pages = pa.table({"id": [1, 2], "text": ["知識產(chǎn)權(quán)", None]})
>>> ArrowCleaner(Pipeline.default())(pages).to_pylist()
[{'id': 1, 'text': '知识产权'}, {'id': 2, 'text': None}]
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from govtext.metadata import NAMES
from govtext.pipeline import Pipeline
from govtext.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa

# Some engines read the annotations of what they are given, so these names exist at run time too.
Data = TypeVar("Data", "pa.RecordBatch", "pa.Table")
AnyArray = TypeVar("AnyArray", "pa.Array", "pa.ChunkedArray")

__all__ = ["ArrowCleaner", "check_column", "edits_type", "metadata_type", "text_array", "truncation_type"]


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise ImportError("govtext.arrow needs pyarrow: python -m pip install 'govtext[arrow]'") from error
    return pa


def edits_type() -> pa.DataType:
    """The type of the column of edits: offsets are code points of the page as it came.

    >>> edits_type()
    ListType(list<item: struct<start: int32, end: int32, rule: string, new: string>>)
    """
    pa = _pyarrow()
    return pa.list_(
        pa.struct([("start", pa.int32()), ("end", pa.int32()), ("rule", pa.string()), ("new", pa.string())])
    )


def metadata_type() -> pa.DataType:
    """The type of the column of metadata: a string for each fact, but ``views`` and ``keywords``."""
    pa = _pyarrow()
    special = {"views": pa.int64(), "keywords": pa.list_(pa.string())}
    return pa.struct([(name, special.get(name, pa.string())) for name in NAMES])


def truncation_type() -> pa.DataType:
    """The type of the column of truncation: the fields of `govtext.truncation.Truncation`."""
    pa = _pyarrow()
    count, counts = pa.int64(), pa.list_(pa.int64())
    return pa.struct(
        [
            ("truncated", pa.bool_()),
            ("omitted_chars", counts),
            ("total_chars", count),
            ("shown_chars", count),
            ("total_pages", count),
            ("shown_pages", count),
            ("unread_pages", count),
            ("unread_percent", pa.float64()),
            ("price", pa.string()),
            ("gaps", counts),
        ]
    )


@dataclass(frozen=True)
class ArrowCleaner:
    """Clean a column of text in Arrow data. Frozen, picklable, equal to another of the same settings.

    * ``pipeline``: what is done to each text
    * ``column``: where the text is; its type (string, large_string, string_view, or a dictionary of one of
      them) stays, nulls stay null, other columns are not touched
    * ``into``: the column for the cleaned text; by default it takes the place of the text
    * ``edits``, ``metadata``, ``truncation``, ``flags``: names of columns to add with what left and why, the
      page's facts, what it says about missing text, and the flags; none of them by default
    * ``on_error``: what to do where a step fails: ``"keep"`` keeps the text as it was, ``"raise"`` raises
      ``ValueError`` with the row
    * ``error``: the name of a column to add with the reason where a text was kept, else null

    New columns stand after the others, in the order above. Raises ``KeyError`` where the column is missing,
    ``TypeError`` where it holds no text, ``ValueError`` where a new column is there already.
    """

    pipeline: Pipeline
    column: str = "text"
    into: str | None = None
    edits: str | None = None
    metadata: str | None = None
    on_error: str = "keep"
    _: KW_ONLY
    truncation: str | None = None
    flags: str | None = None
    error: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.pipeline, Pipeline):
            raise TypeError(f"the first argument is a Pipeline, not {self.pipeline!r:.80}")
        if self.on_error not in ("keep", "raise"):
            raise ValueError(f"on_error is 'keep' or 'raise', not {self.on_error!r}")

    @property
    def __name__(self) -> str:  # some engines show it, and callable objects have none
        return f"govtext_{self.column}"

    def __call__(self, data: Data) -> Data:
        """Return the batch or table with its text cleaned."""
        pa = _pyarrow()
        self.schema(data.schema)  # what is wrong with it is said before any work
        column = data.column(self.column)
        if isinstance(column, pa.ChunkedArray):
            parts = [self._columns(chunk) for chunk in column.chunks]
            made = [
                pa.chunked_array([part[i] for part in parts], type=kind)
                for i, (_, kind) in enumerate(self._made(column.type))
            ]
        else:
            made = self._columns(column)
        place = data.schema.get_field_index(self.column)
        for (name, kind), array in zip(self._made(column.type), made, strict=True):
            if name == self.column:
                data = data.set_column(place, data.schema.field(place), array)
            else:
                data = data.append_column(pa.field(name, kind), array)
        return data

    def array(self, array: AnyArray) -> AnyArray:
        """Return an array, or a chunked array, of texts with each text cleaned: same type, same nulls."""
        pa = _pyarrow()
        _check_type(array.type, "the array")
        only = ArrowCleaner(self.pipeline, on_error=self.on_error)
        if isinstance(array, pa.ChunkedArray):
            return pa.chunked_array([only._columns(chunk)[0] for chunk in array.chunks], type=array.type)
        return only._columns(array)[0]

    def batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield each record batch cleaned: what Spark's ``mapInArrow`` wants."""
        for batch in batches:
            yield self(batch)

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """Return the schema of what comes out for data of this schema."""
        pa = _pyarrow()
        text = check_column(schema, self.column)
        for name, kind in self._made(text.type):
            if name == self.column:
                continue
            if name in schema.names:
                raise ValueError(f"the column {name!r} is there already")
            schema = schema.append(pa.field(name, kind))
        return schema

    def _made(self, text: pa.DataType) -> list[tuple[str, pa.DataType]]:
        """The columns that are made, with their types."""
        pa = _pyarrow()
        kinds = [
            (self.into or self.column, text),
            (self.edits, edits_type()),
            (self.metadata, metadata_type()),
            (self.truncation, truncation_type()),
            (self.flags, pa.list_(pa.string())),
            (self.error, pa.string()),
        ]
        return [(name, kind) for name, kind in kinds if name is not None]

    def _columns(self, array: pa.Array) -> list[pa.Array]:
        """Return the arrays of all columns to make for one array of text."""
        pa = _pyarrow()
        if pa.types.is_dictionary(array.type):  # each distinct text once
            made = self._columns(array.dictionary)
            return [_reencoded(made[0], array), *(column.take(array.indices) for column in made[1:])]
        texts = array.to_pylist()
        results = [None if text is None else self._result(text, row) for row, text in enumerate(texts)]
        cleaned = [None if result is None else result.text for result in results]
        same = all(new is old for new, old in zip(cleaned, texts, strict=True))
        return [array if same else text_array(cleaned, array.type), *self._accounts(results)]

    def _result(self, text: str, row: int) -> Result:
        try:
            if self.edits or self.metadata or self.truncation or self.flags:
                return self.pipeline.run(text)
            return Result(self.pipeline(text), text)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            if self.on_error == "raise":
                raise ValueError(f"row {row} of {self.column!r}: {reason}") from error
            return Result(text, text, error=reason)

    def _accounts(self, results: Sequence[Result | None]) -> Iterator[pa.Array]:
        pa = _pyarrow()

        def column(kind: Any, value: Any) -> Any:
            return pa.array([None if result is None else value(result) for result in results], type=kind)

        if self.edits:
            yield column(edits_type(), lambda r: [_edit(e) for e in r.edits])
        if self.metadata:
            yield column(metadata_type(), lambda r: _facts(r.metadata))
        if self.truncation:
            yield column(truncation_type(), lambda r: r.truncation.to_dict())
        if self.flags:
            yield column(pa.list_(pa.string()), lambda r: list(r.flags))
        if self.error:
            yield column(pa.string(), lambda r: r.error)


def _edit(edit: Any) -> dict[str, Any]:
    return {"start": edit.start, "end": edit.end, "rule": edit.rule, "new": edit.new}


def _facts(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata as the type has it; a step of a user's own may state facts of any type."""
    facts = {k: v if k in ("views", "keywords") else str(v) for k, v in metadata.items()}
    if "views" in facts and not isinstance(facts["views"], int):
        del facts["views"]
    if "keywords" in facts:
        words = facts["keywords"]
        facts["keywords"] = [words] if isinstance(words, str) else [str(word) for word in words]
    return facts


def _is_text(kind: pa.DataType) -> bool:
    types = _pyarrow().types
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def check_column(schema: pa.Schema, column: str) -> pa.Field:
    """Return the field of a column of text; ``KeyError`` or ``TypeError`` where there is none."""
    if len(schema.get_all_field_indices(column)) != 1:
        raise KeyError(f"no column {column!r}, or more than one: the columns are {', '.join(schema.names)}")
    _check_type(schema.field(column).type, f"the column {column!r}")
    return schema.field(column)


def _check_type(kind: pa.DataType, what: str) -> None:
    types = _pyarrow().types
    inner = kind.value_type if types.is_dictionary(kind) else kind
    if not _is_text(inner) and not types.is_null(inner):
        raise TypeError(f"{what} is {kind}, not text: cast it to string first")


def text_array(cleaned: list[str | None], kind: pa.DataType) -> pa.Array:
    """Return texts as an array of a type of text, dictionaries included."""
    pa = _pyarrow()
    if not pa.types.is_dictionary(kind):
        return pa.array(cleaned, type=kind)
    values = pa.array(cleaned, type=kind.value_type).dictionary_encode()
    return pa.DictionaryArray.from_arrays(
        values.indices.cast(kind.index_type), values.dictionary, ordered=kind.ordered
    )


def _reencoded(cleaned: pa.Array, array: pa.DictionaryArray) -> pa.DictionaryArray:
    """Return the dictionary array with its values cleaned; values that became equal share an index."""
    if cleaned is array.dictionary:
        return array
    values = text_array(cleaned.to_pylist(), array.type)
    return _pyarrow().DictionaryArray.from_arrays(
        values.indices.take(array.indices), values.dictionary, ordered=array.type.ordered
    )
