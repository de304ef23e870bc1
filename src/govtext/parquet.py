"""Parquet files in chunks of rows (see `govtext.corpora`). Needs pyarrow.

A chunk never spans two row groups and its size in rows follows from the file's own figures, so reading
from the middle of a file gives the chunks that reading from its start would have given. Rows travel
between processes as Arrow's IPC stream.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Any

from govtext.corpora import Account, Chunk, Document, FailedChunk, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

__all__ = ["ParquetShard", "RowsChunk", "row_chunks"]

_CHUNK = 4 << 20  # bytes of rows in a chunk, as the file's own figures have it
_ROW_GROUP = 64 << 20  # bytes of rows in a row group of the output


def _need_pyarrow() -> None:
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise ImportError(".parquet files need pyarrow: python -m pip install 'govtext[arrow]'") from error


def _to_bytes(rows: pa.RecordBatch | pa.Table) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write(rows)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _from_bytes(data: bytes) -> pa.Table:
    import pyarrow as pa

    with pa.ipc.open_stream(data) as reader:
        return reader.read_all()


@dataclass(frozen=True, kw_only=True, slots=True)
class RowsChunk(Chunk):
    """Rows of a Parquet file, as an IPC stream."""

    first: int  # number of the first row, from 1
    data: bytes

    def split(self) -> list[Chunk]:
        """One row each."""
        (batch,) = _from_bytes(self.data).combine_chunks().to_batches() or (None,)
        if batch is None:
            return [self]
        return [
            replace(self, first=self.first + i, data=_to_bytes(batch.slice(i, 1))) for i in range(len(batch))
        ]

    def clean(self, account: Account) -> list[bytes]:
        """Return the rows with their text cleaned, as one IPC stream."""
        import pyarrow as pa

        from govtext.arrow import text_array

        table = _from_bytes(self.data)
        column = account.job.text_column
        array = table.column(column).combine_chunks()
        keep: list[bool] = []
        texts: list[str | None] = []
        for number, text in enumerate(array.to_pylist(), self.first):
            where = {"source": self.source, "output": self.output, "row": number}
            if text is None:
                account.kept(None, **where)
                cleaned, dropped = None, False
            else:
                cleaned = account.clean(text, name=f"{self.source}:{number}", **where)
                dropped = cleaned is None
            texts.append(cleaned)
            keep.append(not dropped)
        place = table.schema.get_field_index(column)
        table = table.set_column(place, table.schema.field(place), text_array(texts, array.type))
        if not all(keep):
            table = table.filter(pa.array(keep, pa.bool_()))
        return [_to_bytes(table)]


def row_chunks(
    document: Document, place: Place, shard_of: Callable[[int], str], most: float, column: str
) -> Iterator[Chunk]:
    """Yield the chunks of a Parquet file from ``place`` on, cut into shards of ``most`` input bytes."""
    after_file = Place(place.document + 1)
    shard = place.shard
    try:
        _need_pyarrow()
        for chunk in _rows(document, place, shard_of, most, column):
            shard = chunk.after.shard
            yield chunk
    except Exception as error:  # noqa: BLE001  (one bad file must not cost the batch)
        yield FailedChunk.of(document, error, after=after_file, output=shard_of(shard))


def _rows(
    document: Document, place: Place, shard_of: Callable[[int], str], most: float, column: str
) -> Iterator[Chunk]:
    import pyarrow.parquet as pq

    from govtext.arrow import check_column

    with pq.ParquetFile(document.source, pre_buffer=False, buffer_size=1 << 20) as file:
        schema = file.schema_arrow
        check_column(schema, column)
        batches = _batches(file, place.offset)
        offset, shard, done = place.offset, place.shard, 0
        rows = max(file.metadata.num_rows, 1)
        batch = next(batches, None) or _empty(schema)
        while True:
            following = next(batches, None)
            first, offset = offset + 1, offset + len(batch)
            done += batch.nbytes
            closes = done >= most or following is None
            after = Place(place.document, offset, 0, shard + closes)
            yield RowsChunk(
                after=Place(place.document + 1) if following is None else after,
                size=document.size * len(batch) // rows, output=shard_of(shard), closes=closes,
                source=document.source, first=first, data=_to_bytes(batch),
            )  # fmt: skip
            if following is None:
                return
            batch = following
            if closes:
                shard, done = shard + 1, 0


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.RecordBatch.from_arrays([pa.array([], type=kind) for kind in schema.types], schema=schema)


def _batches(file: Any, offset: int) -> Iterator[pa.RecordBatch]:
    """Yield the batches of a file from row ``offset`` on, which is a border of batches."""
    for number in range(file.metadata.num_row_groups):
        group = file.metadata.row_group(number)
        if offset >= group.num_rows:
            offset -= group.num_rows
            continue
        size = max(1, min(10_000, _CHUNK * group.num_rows // max(group.total_byte_size, 1)))
        for batch in file.iter_batches(batch_size=size, row_groups=[number]):
            if offset > 0:
                offset -= len(batch)
                continue
            yield batch


class ParquetShard:
    """Writes cleaned rows as one Parquet file, compressed as its source was."""

    def __init__(self, out: IO[bytes], source: str) -> None:
        import pyarrow.parquet as pq

        with pq.ParquetFile(source) as file:
            schema, metadata = file.schema_arrow, file.metadata
        column = metadata.row_group(0).column(0) if metadata.num_row_groups and metadata.num_columns else None
        codec = "SNAPPY" if column is None else column.compression
        self._writer = pq.ParquetWriter(out, schema, compression="NONE" if codec == "UNCOMPRESSED" else codec)
        self._waiting: list[pa.Table] = []
        self._size = 0
        self.rows = 0

    def write(self, pieces: list[bytes]) -> None:
        """Add the rows of one chunk."""
        for piece in pieces:
            table = _from_bytes(piece)
            self._waiting.append(table)
            self.rows += len(table)
            self._size += table.nbytes
        if self._size >= _ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._waiting:
            table = pa.concat_tables(self._waiting).combine_chunks()
            self._writer.write_table(table, row_group_size=max(len(table), 1))
        self._waiting, self._size = [], 0
