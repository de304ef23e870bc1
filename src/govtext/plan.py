"""What a batch is to do: the files to clean and where each goes, settled before anything is written."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from govtext.corpora import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["FINISHED", "STATE", "Batch", "BatchError", "parted", "plan"]

SUFFIXES = (".txt", ".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
SHARD_SIZE = 256 << 20  # bytes of input in a shard of the output
_PACKED = 4  # text packs to a quarter or less: how much larger a compressed file is than it looks
_CORPUS = 256  # text files that make a corpus: from here on a batch has a manifest
STATE, FINISHED = ".govtext", ".govtext-finished"


class BatchError(ValueError):
    """A batch that cannot be run as asked; nothing was written."""


@dataclass(frozen=True)
class Batch:
    """The files to clean, where each goes, and how large a shard is."""

    out: Path
    documents: tuple[Document, ...]
    shard_size: int = SHARD_SIZE

    @property
    def size(self) -> int:
        """Bytes of input."""
        return sum(document.size for document in self.documents)

    @property
    def is_corpus(self) -> bool:
        """Whether the batch is one that needs a manifest: JSON lines, Parquet, or many text files."""
        return len(self.documents) > _CORPUS or any(d.kind != "text" for d in self.documents)

    def shards(self, document: Document) -> tuple[Callable[[int], str], float]:
        """Return the name of shard ``i`` of a file and its size; a small file is one shard of its own name."""
        packed = 1 if document.source.endswith(".jsonl") else _PACKED
        if document.size * packed <= self.shard_size:
            return lambda _: document.target, float("inf")
        before, after = parted(document.target)
        return lambda number: f"{before}-{number:05}{after}", self.shard_size


def parted(target: str) -> tuple[str, str]:
    """Part ``out/pages.jsonl.gz`` before its suffixes."""
    suffix = next(s for s in sorted(SUFFIXES, key=len, reverse=True) if target.endswith(s))
    return target.removesuffix(suffix), suffix


# -- What to do ---------------------------------------------------------------------------------------


def plan(
    sources: Iterable[str],
    out: Path,
    *,
    force: bool = False,
    resume: bool = False,
    shard_size: int = SHARD_SIZE,
) -> Batch:
    """Return the files to clean and where each goes; raise `BatchError` before anything is written.

    A source is a file, a folder (its .txt, .jsonl, .jsonl.gz, .jsonl.zst and .parquet files, at any depth) or
    a glob. Nothing that exists is overwritten unless ``force`` is set; ``resume`` goes on with a batch that
    was stopped.
    """
    documents: dict[str, Document] = {}
    root = out.resolve()
    for source in sources:
        found = False
        for base, path in _expand(source, root):
            found = True
            if path.resolve().is_relative_to(root):
                raise BatchError(f"the output folder {out} is also an input: {path}")
            stat = path.stat()
            target = str(out / path.relative_to(base))
            document = Document(str(path), target, stat.st_size, stat.st_mtime_ns)
            if documents.setdefault(target, document) != document:
                raise BatchError(f"{documents[target].source} and {path} would both be written to {target}")
        if not found:
            raise BatchError(f"no .txt or .jsonl file in {source!r}, nor any of {', '.join(SUFFIXES[2:])}")
    batch = Batch(out, tuple(documents.values()), shard_size)
    _refuse_reserved(batch)
    goes_on = resume and any((out / name).exists() for name in (STATE, "report.jsonl"))
    if not goes_on and not force:
        _refuse_existing(batch)
    return batch


def _expand(source: str, out: Path) -> Iterator[tuple[Path, Path]]:
    """Yield (the folder that names are kept relative to, the file) for a file, folder or glob.

    An output folder inside of a source folder, as in ``govtext clean . -o cleaned``, is no source.
    """
    path = Path(source)
    if path.is_dir():
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if Path(folder, name).resolve() != out)
            for name in sorted(names):
                if name.endswith(SUFFIXES) and (file := Path(folder, name)).is_file():
                    yield path, file
    elif path.is_file():
        yield path.parent, path
    else:
        for name in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207  (may begin at the root)
            file = Path(name)
            if file.is_file() and file.name.endswith(SUFFIXES):
                yield file.parent, file


def _refuse_reserved(batch: Batch) -> None:
    reserved = {str(batch.out / name) for name in ("report.jsonl", "manifest.json")}
    for document in batch.documents:
        name = document.target if document.kind == "text" else batch.shards(document)[0](0)
        if name in reserved:
            raise BatchError(f"{document.source} would be overwritten by the report: rename it")


def _refuse_existing(batch: Batch) -> None:
    if (batch.out / STATE).exists():
        raise BatchError(
            f"{batch.out} holds a batch that was stopped: --resume goes on, --force begins again"
        )
    places = [batch.out / "report.jsonl", batch.out / "manifest.json"]
    places += [Path(batch.shards(d)[0](0) if d.kind != "text" else d.target) for d in batch.documents]
    for place in places:
        if place.exists():
            raise BatchError(f"{place} exists: use --force to overwrite it")
