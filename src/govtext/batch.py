"""A batch: many files in, one cleaned file for each out, and a report line per document.

One bad document never costs another: a file that cannot be read, or a page that a step fails on, is
named in the report; a page that fails is written as it was. Every output is written beside its place
and renamed, so a stopped run leaves whole files only.
"""

from __future__ import annotations

import glob
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govtext.files import DecodeError, decode, whole_file
from govtext.pipeline import Pipeline
from govtext.result import Result

if TYPE_CHECKING:
    from govtext.audit import Audit

__all__ = ["BatchError", "Document", "FileReport", "clean_files", "plan", "safe_run"]

SUFFIXES = (".txt", ".jsonl")


class BatchError(ValueError):
    """A batch that cannot be run as asked; nothing was written."""


@dataclass(frozen=True, slots=True)
class Document:
    """One input file and the place of its output."""

    source: Path
    target: Path


@dataclass(slots=True)
class FileReport:
    """What became of one file: its report lines (one per document), or why it could not be read."""

    source: Path
    lines: list[dict[str, Any]] = field(default_factory=list)
    error: str | None = None

    @property
    def failed(self) -> bool:
        """Whether the file or any document in it could not be cleaned."""
        return self.error is not None or any(line["error"] for line in self.lines)

    def total(self, key: str) -> int:
        """Return the sum of a count over the documents of the file."""
        return sum(line[key] for line in self.lines)


def plan(sources: Iterable[str], out: Path, *, force: bool = False) -> list[Document]:
    """Return the files to clean and where each goes; raise `BatchError` before anything is written.

    A source is a file, a folder (its .txt and .jsonl files, at any depth) or a glob.
    """
    documents: list[Document] = []
    target_root = out.resolve()
    for source in sources:
        found = list(_expand(source))
        if not found:
            raise BatchError(f"no .txt or .jsonl file in {source!r}")
        for base, path in found:
            if path.resolve().is_relative_to(target_root):
                raise BatchError(f"the output folder {out} is also an input: {path}")
            documents.append(Document(path, out / path.relative_to(base)))
    taken: dict[Path, Path] = {}
    for doc in documents:
        if doc.target in taken and taken[doc.target] != doc.source:
            raise BatchError(f"{taken[doc.target]} and {doc.source} would both be written to {doc.target}")
        taken[doc.target] = doc.source
        if doc.target.exists() and not force:
            raise BatchError(f"{doc.target} exists: use --force to overwrite it")
    report = out / "report.jsonl"
    if report in taken:
        raise BatchError(f"{taken[report]} would be overwritten by the report: rename it")
    if report.exists() and not force:
        raise BatchError(f"{report} exists: use --force to overwrite it")
    return list(dict.fromkeys(documents))


def _expand(source: str) -> Iterator[tuple[Path, Path]]:
    """Yield (the folder that names are kept relative to, the file) for a file, folder or glob."""
    path = Path(source)
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix in SUFFIXES and file.is_file():
                yield path, file
    elif path.is_file():
        yield path.parent, path
    else:
        for name in sorted(glob.glob(source, recursive=True)):
            file = Path(name)
            if file.is_file() and file.suffix in SUFFIXES:
                yield file.parent, file


def safe_run(pipeline: Pipeline, text: str) -> Result:
    """Return the result; where a step raises, the page as it was, with the error named in it."""
    try:
        return pipeline.run(text)
    except Exception as error:  # noqa: BLE001  (whatever a step raises must not cost the batch)
        return Result(text, text, error=f"{type(error).__name__}: {error}")


def report_line(result: Result, **where: Any) -> dict[str, Any]:
    """Return what report.jsonl says of one document."""
    return {
        **where,
        "chars_in": len(result.original),
        "chars_out": len(result.text),
        "edits": {rule: count.edits for rule, count in result.summary().items()},
        "removed": {rule: count.removed for rule, count in result.summary().items()},
        "metadata": dict(result.metadata),
        "truncation": result.truncation.to_dict(),
        "flags": list(result.flags),
        "error": result.error,
    }


def clean_file(
    pipeline: Pipeline, doc: Document, *, text_column: str = "text", audit: Audit | None = None
) -> FileReport:
    """Clean one file; what goes wrong is in the report, never raised. Every result goes to ``audit``."""
    report = FileReport(doc.source)
    try:
        text, codec = decode(doc.source.read_bytes(), name=str(doc.source))
    except (OSError, DecodeError) as error:
        report.error = str(error)
        return report
    where = {"source": str(doc.source), "output": str(doc.target), "encoding": codec}
    if doc.source.suffix == ".jsonl":
        _clean_jsonl(pipeline, doc, text, text_column, report, where, audit)
        return report
    result = safe_run(pipeline, text)
    if audit is not None:
        audit.add(str(doc.source), result)
    with whole_file(doc.target) as out:
        out.write(result.text)
    report.lines.append(report_line(result, **where))
    return report


def _clean_jsonl(
    pipeline: Pipeline, doc: Document, text: str, column: str, report: FileReport, where: dict[str, Any],
    audit: Audit | None,
) -> None:
    with whole_file(doc.target) as out:
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                page = record[column]
                if not isinstance(page, str):
                    raise TypeError(f"{column!r} is {type(page).__name__}, not a string")
            except (ValueError, KeyError, TypeError) as error:
                reason = f"no column {column!r}" if isinstance(error, KeyError) else str(error)
                out.write(line.rstrip("\r") + "\n")  # kept as it was
                empty = Result("", "", error=f"line {number}: {reason}")
                report.lines.append(report_line(empty, **where, line=number))
                continue
            result = safe_run(pipeline, page)
            if audit is not None:
                audit.add(f"{doc.source}:{number}", result)
            record[column] = result.text
            out.write(_json_line(record))
            report.lines.append(report_line(result, **where, line=number))


def _json_line(record: dict[str, Any]) -> str:
    line = json.dumps(record, ensure_ascii=False)
    if not line.isascii() and any("\ud800" <= char <= "\udfff" for char in line):
        line = json.dumps(record)  # a lone surrogate in another column: only as an escape can it be written
    return line + "\n"


def clean_files(
    pipeline: Pipeline, documents: Iterable[Document], *, text_column: str = "text", audit: Audit | None = None
) -> Iterator[FileReport]:
    """Clean the files one after the other, yielding what became of each."""
    for doc in documents:
        yield clean_file(pipeline, doc, text_column=text_column, audit=audit)
