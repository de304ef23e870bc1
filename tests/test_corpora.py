"""Corpora on the command line: formats, shards, manifest, workers, and being stopped at any moment."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import govtext
from benchmarks.corpora import seed_like_pages
from govtext import Edit, Pipeline
from govtext.cli import cli
from govtext.corpora import CleanJob, Place
from govtext.files import compressed, decompressed
from govtext.jsonlines import LinesChunk, _line_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

NOISY = "知識產(chǎn)權(quán)\n蘇ICP備08106468號"
CLEAN = "知识产权"
CUT = "正文第一段在这里。\n……(未完,全文共3962字,当前仅显示2514字,请阅读下面提示信息)"


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def report(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "report.jsonl").read_text("utf-8").splitlines()]


def jsonl(pages: list[str], **more: str) -> bytes:
    return "".join(
        json.dumps({"id": i, "text": p, **more}, ensure_ascii=False) + "\n" for i, p in enumerate(pages)
    ).encode()


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return list(seed_like_pages(300, seed=5, size=80))


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_json_lines(tmp_path: Path, pages: list[str], suffix: str) -> None:
    if suffix == ".zst":
        pytest.importorskip("zstandard")
    source = tmp_path / f"pages.jsonl{suffix}"
    source.write_bytes(compressed(jsonl(pages[:150]), suffix) + compressed(jsonl(pages[150:]), suffix))
    result = run("clean", source, "-o", tmp_path / "out", "--workers", 2)
    assert result.exit_code == 0, result.output
    with (tmp_path / "out" / source.name).open("rb") as raw:
        rows = [json.loads(line) for line in decompressed(raw, suffix).read().decode().splitlines()]
    assert [row["text"] for row in rows] == [govtext.clean(p) for p in pages]
    assert [line["line"] for line in report(tmp_path / "out")] == list(range(1, 301))
    assert run("clean", source, "-o", tmp_path / "one", "--workers", 1).exit_code == 0
    ours, theirs = contents(tmp_path / "out"), contents(tmp_path / "one")
    assert ours[source.name] == theirs[source.name]


def test_parquet(tmp_path: Path, pages: list[str]) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    rows = [*pages[:150], None, *pages[150:]]
    table = pa.table({"id": range(301), "text": pa.array(rows, pa.large_string())})
    pq.write_table(table, tmp_path / "pages.parquet", row_group_size=100, compression="zstd")
    result = run("clean", tmp_path / "pages.parquet", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    cleaned = pq.read_table(tmp_path / "out/pages.parquet")
    assert cleaned.schema == table.schema
    expected = [None if p is None else govtext.clean(p) for p in rows]
    assert cleaned.to_pydict() == {"id": list(range(301)), "text": expected}
    assert [line["row"] for line in report(tmp_path / "out")] == list(range(1, 302))
    wrong = run("clean", tmp_path / "pages.parquet", "-o", tmp_path / "wrong", "--text-column", "body")
    assert wrong.exit_code == 1
    assert "no column 'body'" in wrong.output.replace("\n", "")
    assert not (tmp_path / "wrong/pages.parquet").exists()


def test_a_parquet_file_without_rows(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "none.parquet")
    (tmp_path / "none.jsonl").touch()
    assert run("clean", tmp_path / "*.*", "-o", tmp_path / "out").exit_code == 0
    assert pq.read_table(tmp_path / "out/none.parquet").num_rows == 0
    assert (tmp_path / "out/none.jsonl").read_bytes() == b""


def test_large_files_are_written_in_shards_with_a_manifest(tmp_path: Path, pages: list[str]) -> None:
    many = pages * 14  # about 4 MB
    (tmp_path / "pages.jsonl").write_bytes(jsonl(many))
    out = tmp_path / "out"
    assert (
        run("clean", tmp_path / "pages.jsonl", "-o", out, "--shard-size", 2, "--steps", "pinyin").exit_code
        == 0
    )
    shards = sorted(out.glob("pages-*.jsonl"))
    assert [shard.name for shard in shards] == [f"pages-{i:05}.jsonl" for i in range(len(shards))]
    assert len(shards) >= 2
    rows = [json.loads(line) for shard in shards for line in shard.read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows] == [govtext.strip_pinyin(p) for p in many]
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    pipeline = Pipeline.from_dict(manifest["pipeline"])
    assert pipeline == Pipeline([govtext.strip_pinyin])
    assert manifest["fingerprint"] == pipeline.fingerprint
    assert [made["output"] for made in manifest["outputs"]] == [str(shard) for shard in shards]
    assert (
        sum(made["documents"] for made in manifest["outputs"]) == len(many) == manifest["totals"]["documents"]
    )
    assert {line["output"] for line in report(out)} == {str(shard) for shard in shards}
    again = run("clean", tmp_path / "pages.jsonl", "-o", out, "--resume", "--shard-size", 2)
    assert again.exit_code == 1
    assert "steps, rules or options are no longer those" in again.output


@pytest.mark.parametrize("codec", ["gb18030", "utf-8-sig", "utf-16"])
def test_json_lines_in_other_codecs(tmp_path: Path, codec: str) -> None:
    lines = jsonl([NOISY, "乡村振兴的产业发展", "各地要认真贯彻"]).decode()
    (tmp_path / "pages.jsonl").write_bytes(lines.encode(codec))
    result = run("clean", tmp_path / "pages.jsonl", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in (tmp_path / "out/pages.jsonl").read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows] == [CLEAN, "乡村振兴的产业发展", "各地要认真贯彻"]


BAD = b'{"text": "\xff\xe4\xb8 \x80"}'  # text in no codec


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_line_that_cannot_be_decoded_costs_no_other(
    tmp_path: Path, codec: str, suffix: str, place: str
) -> None:
    if suffix == ".zst":
        pytest.importorskip("zstandard")
    text = "知識產(chan3)權的保護和運用" if codec == "big5" else NOISY
    lines = [json.dumps({"text": f"{text} {i}"}, ensure_ascii=False).encode(codec) for i in range(20)]
    at = {"first": 0, "middle": 10, "last": 20}[place]
    lines.insert(at, BAD)
    source = tmp_path / f"a.jsonl{suffix}"
    source.write_bytes(compressed(b"\n".join(lines), suffix))
    result = run("clean", source, "-o", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 1
    with (tmp_path / "out" / source.name).open("rb") as raw:
        written = decompressed(raw, suffix).read().splitlines()
    assert written.pop(at) == BAD
    assert [json.loads(line)["text"] for line in written] == [govtext.clean(f"{text} {i}") for i in range(20)]
    (error,) = [line for line in report(tmp_path / "out") if line["error"]]
    assert error["line"] == at + 1
    assert f"line {at + 1}: " in str(error["error"])


def test_lines_in_no_one_codec_cost_only_themselves(tmp_path: Path) -> None:
    """As many lines in GB18030 as in Big5 and none in UTF-8: what is ASCII is cleaned all the same."""
    strange = ["知识产权".encode("gb18030"), "智慧財產權的保護".encode("big5"), b"\xff\xfe\xfd"]
    plain = [json.dumps({"text": NOISY}).encode()] * 2
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([*strange, *plain]))
    assert run("clean", tmp_path / "a.jsonl", "-o", tmp_path / "out").exit_code == 1
    written = (tmp_path / "out/a.jsonl").read_bytes().splitlines()
    assert written[:3] == strange
    assert [json.loads(line)["text"] for line in written[3:]] == [CLEAN] * 2
    assert [bool(line["error"]) for line in report(tmp_path / "out")] == [True] * 3 + [False] * 2


def test_a_lone_surrogate_in_utf_16_costs_one_line(tmp_path: Path) -> None:
    broken = '{"text": "\ud800"}\n'.encode("utf-16-le", "surrogatepass")
    line = json.dumps({"text": NOISY}, ensure_ascii=False) + "\n"
    (tmp_path / "a.jsonl").write_bytes(line.encode("utf-16") + broken + line.encode("utf-16-le"))
    assert run("clean", tmp_path / "a.jsonl", "-o", tmp_path / "out").exit_code == 1
    written = (tmp_path / "out/a.jsonl").read_bytes().splitlines()
    assert [json.loads(written[i])["text"] for i in (0, 2)] == [CLEAN] * 2
    assert [bool(line["error"]) for line in report(tmp_path / "out")] == [False, True, False]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_an_archive_that_is_cut_off_keeps_what_came_before(
    tmp_path: Path, pages: list[str], suffix: str
) -> None:
    if suffix == ".zst":
        pytest.importorskip("zstandard")
    whole = compressed(jsonl(pages * 10), suffix) + compressed(jsonl(pages * 10), suffix)
    source = tmp_path / f"a.jsonl{suffix}"
    source.write_bytes(whole[:-100])
    (tmp_path / "b.txt").write_text(NOISY, "utf-8")
    result = run("clean", source, tmp_path / "b.txt", "-o", tmp_path / "out", "--steps", "pinyin")
    assert result.exit_code == 1
    assert (tmp_path / "out/b.txt").exists()
    lines = report(tmp_path / "out")
    half, error = (line for line in lines if line["error"])
    assert int(str(half["line"])) > 3000
    assert source.name in str(error["error"])
    with (tmp_path / "out" / source.name).open("rb") as raw:
        assert decompressed(raw, suffix).read().count(b"\n") == len(lines) - 2 > 3000


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize("shard", [64, 0.01])
def test_an_archive_that_is_cut_off_early_loses_no_line_that_can_be_read(
    tmp_path: Path, suffix: str, shard: float
) -> None:
    """Cut off inside the first piece that is read: the lines before are cleaned, half a line stays."""
    if suffix == ".zst":
        pytest.importorskip("zstandard")
    rows = [json.dumps({"text": f"{NOISY} {i}"}, ensure_ascii=False).encode() for i in range(300)]
    whole = b"\n".join(rows)
    cut = b"".join(compressed(whole[i : i + 487], suffix) for i in range(0, len(whole), 487))
    source = tmp_path / f"a.jsonl{suffix}"
    source.write_bytes(cut[:-30])
    assert run("clean", source, "-o", tmp_path / "out", "--workers", 1, "--shard-size", shard).exit_code == 1
    written = b""
    for path in sorted((tmp_path / "out").glob("a*.jsonl*")):
        with path.open("rb") as raw:
            written += decompressed(raw, suffix).read()
    *lines, half = written.splitlines()
    assert len(lines) > 290
    assert [json.loads(line)["text"] for line in lines] == [
        govtext.clean(f"{NOISY} {i}") for i in range(len(lines))
    ]
    assert rows[len(lines)].startswith(half)
    errors = [str(line["error"]) for line in report(tmp_path / "out") if line["error"]]
    assert len(errors) == 2
    assert f"line {len(lines) + 1}: " in errors[0]
    assert source.name in errors[1]


def test_an_archive_that_ends_before_a_batch_goes_on_is_an_error(tmp_path: Path) -> None:
    """Damaged since the batch began: to skip what is not there would never end."""
    source = tmp_path / "a.jsonl.gz"
    source.write_bytes(compressed(b'{"text": "x"}\n' * 100, ".gz")[:-20])
    with source.open("rb") as raw, pytest.raises(EOFError):
        _line_reader(raw, source, 10_000)


@pytest.mark.parametrize("name", ["x.jsonl.gz", "x.jsonl.zst", "x.parquet", "x.txt"])
def test_what_is_no_such_file_is_named(tmp_path: Path, name: str) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("zstandard")
    (tmp_path / name).write_bytes(b"\xff\x00garbage")
    (tmp_path / "b.txt").write_text(NOISY, "utf-8")
    result = run("clean", tmp_path / name, tmp_path / "b.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{name}: " in "".join(result.output.split("\n"))
    assert sorted(contents(tmp_path / "out")) == (
        ["b.txt", "report.jsonl"] if name == "x.txt" else ["b.txt", "manifest.json", "report.jsonl"]
    )


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOISY, "utf-8")
    (tmp_path / "file").touch()
    result = run("clean", tmp_path / "a.txt", "-o", tmp_path / "file/out")
    assert result.exit_code == 1
    assert "cannot write: " in result.output


def test_a_line_with_nothing_to_clean_stays_as_it_came(tmp_path: Path) -> None:
    lines = [
        b'{"text":"\\u77e5\\u8bc6" , "n":1.10, "n":2}',
        b'{"text": null}',
        "不是一行 JSON".encode(),
        b'{"text":"\\ud800\\u4ea7(ch\\u01cen)"}',
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\r\n".join(lines))
    assert run("clean", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--steps", "pinyin").exit_code == 1
    written = (tmp_path / "out/a.jsonl").read_bytes().split(b"\n")
    assert written == [*lines[:3], b'{"text": "\\ud800\\u4ea7"}', b""]
    (tmp_path / "b.jsonl").write_bytes('{"text":"知識產權保護"}\n不是一行知識產權\n'.encode("gb18030"))
    assert run("clean", tmp_path / "b.jsonl", "-o", tmp_path / "b").exit_code == 1
    written = (tmp_path / "b/b.jsonl").read_bytes().split(b"\n")
    assert written == ['{"text": "知识产权保护"}'.encode(), "不是一行知識產權".encode(), b""]


def test_an_output_folder_inside_of_the_source_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([NOISY]))
    out = tmp_path / "out"
    assert run("clean", tmp_path, "-o", out).exit_code == 0
    before = contents(out)
    assert run("clean", tmp_path, "-o", out, "--resume").exit_code == 0
    assert contents(out) == before
    other = tmp_path / "other.jsonl"
    other.write_bytes(jsonl([CUT]))
    for source in (other, tmp_path):
        again = run("clean", source, "-o", out, "--resume")
        assert again.exit_code == 1
        assert "the input files are not those" in " ".join(again.output.split())
    assert contents(out) == before


def test_drop_truncated(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([NOISY, CUT, NOISY]))
    (tmp_path / "b.txt").write_text(CUT, "utf-8")
    out = tmp_path / "out"
    result = run("clean", tmp_path / "a.jsonl", tmp_path / "b.txt", "-o", out, "--drop-truncated")
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["id"] for line in (out / "a.jsonl").read_text("utf-8").splitlines()] == [0, 2]
    assert not (out / "b.txt").exists()
    assert [line.get("dropped") for line in report(out)] == [None, "truncated", None, "truncated"]


def test_many_text_files_by_workers(tmp_path: Path, pages: list[str]) -> None:
    for i, page in enumerate(pages):
        (tmp_path / "in" / f"{i % 7}").mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / f"{i % 7}" / f"{i:03}.txt").write_text(page, "utf-8")
    assert run("clean", tmp_path / "in", "-o", tmp_path / "two", "--workers", 2).exit_code == 0
    for i, page in enumerate(pages):
        assert (tmp_path / "two" / f"{i % 7}" / f"{i:03}.txt").read_text("utf-8") == govtext.clean(page)
    assert json.loads((tmp_path / "two/manifest.json").read_text("utf-8"))["text_files"] == 300


def test_resume_where_nothing_was_begun_and_where_all_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOISY, "utf-8")
    out = tmp_path / "out"
    assert run("clean", tmp_path / "a.txt", "-o", out, "--resume").exit_code == 0
    before = contents(out)
    assert sorted(before) == ["a.txt", "report.jsonl"]
    assert run("clean", tmp_path / "a.txt", "-o", out, "--resume").exit_code == 0
    assert contents(out) == before
    assert run("clean", tmp_path / "a.txt", "-o", out, "--resume", "--force").exit_code == 1
    assert run("clean", tmp_path / "a.txt", "-o", out, "--force").exit_code == 0
    assert contents(out) == before


# -- Stopped ------------------------------------------------------------------------------------------


def command(source: Path, out: Path, *more: str) -> list[str]:
    steps = ["--steps", "pinyin,whitespace", "--shard-size", "0.2", "-q", "--workers", "2"]
    return [sys.executable, "-m", "govtext", "clean", str(source), "-o", str(out), *steps, *more]


@pytest.fixture(scope="module")
def corpus(
    tmp_path_factory: pytest.TempPathFactory, pages: list[str]
) -> tuple[Path, float, dict[str, bytes]]:
    """A folder of every format, how long it takes, and what comes out when nothing stops it.

    A column that nobody cleans makes several chunks and shards of few pages.
    """
    folder = tmp_path_factory.mktemp("corpus") / "in"
    folder.mkdir()
    draw = random.Random(1)
    many = [draw.choice(pages) for _ in range(1300)]
    (folder / "a.jsonl").write_bytes(jsonl(many[:500], html="." * 6000))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(jsonl(many[500:900], html="." * 6000), mtime=0))
    (folder / "c").mkdir()
    for i, page in enumerate(many[900:1200]):
        (folder / "c" / f"{i:04}.txt").write_text(page, "utf-8")
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        pass
    else:
        pq.write_table(pa.table({"text": many[900:]}), folder / "d.parquet", row_group_size=100)
    out = folder.parent / "out"
    begun = time.monotonic()
    subprocess.run(command(folder, out), check=True)
    return folder, time.monotonic() - begun, contents(out)


def resumed(source: Path, out: Path) -> dict[str, bytes]:
    subprocess.run(command(source, out, "--resume"), check=True)
    return contents(out)


def renamed(files: dict[str, bytes], old: Path, new: Path) -> dict[str, bytes]:
    """What one output folder would hold had it been another: its name stands in report and manifest."""
    return {name: data.replace(str(old).encode(), str(new).encode()) for name, data in files.items()}


def is_killed(process: subprocess.Popen[bytes], out: Path, *, writes: bool, after: float) -> bool:
    """Kill a batch some seconds after it began, or after it wrote; return whether it was still at work."""
    done = out / ".govtext" / "done.jsonl"

    def length() -> int:
        with contextlib.suppress(OSError):
            return done.stat().st_size
        return 0

    before = length()
    while writes and process.poll() is None and length() <= before:
        time.sleep(0.002)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
    return process.wait() == -signal.SIGKILL


def test_kill_9_at_ten_random_moments_then_resume(
    tmp_path: Path, corpus: tuple[Path, float, dict[str, bytes]]
) -> None:
    """Most of a short batch is the start of its processes: seven of the kills come when it has begun to write."""
    source, seconds, expected = corpus
    out = tmp_path / "out"
    draw = random.Random(int(os.environ.get("PYTEST_SEED", "10")))
    whole = renamed(expected, source.parent / "out", out)
    kills = 0
    for _ in range(100):
        writes = kills < 7
        process = subprocess.Popen(command(source, out, "--resume", "--workers", draw.choice("112")))
        if is_killed(process, out, writes=writes, after=draw.uniform(0, 0.15 if writes else 0.6) * seconds):
            kills += 1
            if kills == 10:
                break
        else:  # it came to its end between two kills: begin another
            assert process.returncode == 0
            assert contents(out) == whole
            shutil.rmtree(out)
    assert kills == 10
    assert resumed(source, out) == whole


@pytest.fixture
def heeded() -> Iterator[None]:
    """Ctrl-C, which the background jobs of a script ignore, and all that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signals_leave_whole_files_only(
    tmp_path: Path, corpus: tuple[Path, float, dict[str, bytes]], number: signal.Signals, status: int
) -> None:
    source, seconds, files = corpus
    out = tmp_path / "out"
    expected = renamed(files, source.parent / "out", out)
    for share in (0.6, 0.4, 0.25, 0.15):  # a machine that has become free ends the run before the signal
        process = subprocess.Popen(command(source, out))
        time.sleep(share * seconds)
        if process.poll() is None:
            process.send_signal(number)
            if process.wait(60) == status:
                break
        assert process.returncode == 0
        shutil.rmtree(out)
    assert process.returncode == status
    left = {name: data for name, data in contents(out).items() if not name.startswith(".govtext")}
    assert left.items() < expected.items()
    assert not list(out.rglob("*.part"))
    stopped = subprocess.run(command(source, out), capture_output=True, text=True, check=False)
    assert stopped.returncode == 1
    assert "--resume goes on" in " ".join(stopped.stderr.split())
    assert resumed(source, out) == expected


def workers_of(pid: int) -> list[int]:
    """The workers of a running batch: children of the server that they are forked from."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    return [child for child, parent in parents.items() if parents.get(parent) == pid]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the workers in /proc")
def test_a_worker_that_is_killed_is_replaced_and_named(
    tmp_path: Path, corpus: tuple[Path, float, dict[str, bytes]]
) -> None:
    source, _, files = corpus
    out = tmp_path / "out"
    process = subprocess.Popen(command(source, out), stderr=subprocess.PIPE, text=True)
    done = out / ".govtext" / "done.jsonl"
    while process.poll() is None and not (done.exists() and done.stat().st_size):
        time.sleep(0.01)
    killed = workers_of(process.pid)[:1]
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0
    assert contents(out) == renamed(files, source.parent / "out", out)
    if killed and said:  # else the batch was over before
        assert f"worker {killed[0]} died (SIGKILL): replaced" in said


def test_a_report_line_that_cannot_be_written_costs_one_page() -> None:
    def marks(text: str) -> str:
        return text.replace("甲", "")

    def find(text: str) -> list[Edit]:
        return [Edit(0, 1, "", "own.mark", {"source": {1}})] if text.startswith("甲") else []

    marks.find = find  # type: ignore[attr-defined]
    chunk = LinesChunk(
        after=Place(1), output="a.jsonl", codec="utf-8", first=1, data=jsonl(["甲乙", "丙"])[:-1]
    )
    cleaned = CleanJob(Pipeline([marks]))(chunk)
    assert [json.loads(line)["text"] for line in cleaned.written[0].splitlines()] == ["甲乙", "丙"]
    errors = [json.loads(line)["error"] for line in cleaned.report.splitlines()]
    assert errors == ["TypeError: Object of type set is not JSON serializable", None]
    (tally,) = cleaned.tallies.values()
    assert (tally.documents, tally.failed) == (2, 1)


def test_an_input_that_changed_is_not_resumed(tmp_path: Path, pages: list[str]) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(pages * 40))
    process = subprocess.Popen(command(tmp_path / "a.jsonl", tmp_path / "out"))
    while process.poll() is None and not list(tmp_path.glob("out/.govtext/run.json")):
        time.sleep(0.01)
    process.kill()
    process.wait()
    with (tmp_path / "a.jsonl").open("ab") as more:
        more.write(jsonl(pages[:1]))
    again = subprocess.run(
        command(tmp_path / "a.jsonl", tmp_path / "out", "--resume"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 1
    assert "the input files" in " ".join(again.stderr.split())
