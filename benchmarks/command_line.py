"""``govtext clean`` as it is used: its processor time, its memory, and what `kill -9` does to it."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpora import seed_like_pages
from benchmarks.family import family, measured, resident
from benchmarks.scale_docs import table, with_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.scale_docs import Text

__all__ = ["command_once", "kills", "memory", "write_tables"]


def write_tables(folder: str, counts: Sequence[int]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for n in counts:
        texts = list(seed_like_pages(n, seed=1, size=600))
        pq.write_table(pa.table({"id": range(n), "text": texts}), f"{folder}/{n}.parquet")
        rows = (json.dumps({"id": i, "text": text}, ensure_ascii=False) for i, text in enumerate(texts))
        Path(f"{folder}/{n}.jsonl").write_text("\n".join(rows) + "\n", "utf-8")


def command_once(source: str, steps: str, workers: int) -> tuple[float, float, float]:
    """Seconds of ``govtext clean``, its processor seconds, and those of its workers; starting up included."""
    with tempfile.TemporaryDirectory() as out:
        command = [
            sys.executable,
            "-m",
            "govtext",
            "clean",
            source,
            "-o",
            f"{out}/out",
            "-q",
            "--steps",
            steps,
        ]
        return measured([*command, "--workers", str(workers)])


# -- Memory ---------------------------------------------------------------------------------------------


def memory(megabytes: int, steps: str) -> dict[str, Text]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "pages.jsonl")
        rows = enumerate(seed_like_pages(2000, seed=3, size=600))
        block = "".join(
            json.dumps({"id": i, "text": page}, ensure_ascii=False) + "\n" for i, page in rows
        ).encode()
        with source.open("wb") as out:
            for _ in range(megabytes * 1_000_000 // len(block) + 1):
                out.write(block)
        command = [
            sys.executable,
            "-m",
            "govtext",
            "clean",
            str(source),
            "-o",
            f"{folder}/out",
            "-q",
            "--workers",
            "2",
        ]
        process = subprocess.Popen([*command, "--steps", steps])
        parent = together = 0.0
        peak: Counter[int] = Counter()
        begun = time.perf_counter()
        while process.poll() is None:
            seen = {pid: resident(pid) for pid in family(process.pid)}
            together, parent = max(together, sum(seen.values())), max(parent, seen.pop(process.pid, 0.0))
            peak |= Counter(seen)  # type: ignore[arg-type]
            time.sleep(0.2)
        seconds, size = time.perf_counter() - begun, source.stat().st_size / 1e6
        if process.returncode:
            sys.exit(f"govtext clean ended with status {process.returncode}")
    shown = table(
        [("input", "输入"), ("seconds", "秒"), ("all together", "合计"), ("parent", "父进程"),
         ("two workers and their server", "两个工作进程及其服务进程")],
        [[f"{size:,.0f} MB", f"{seconds:.0f}", *(f"{mb:.0f} MB" for mb in (together, parent, sum(peak.values())))]],
    )  # fmt: skip
    return {"memory": with_source(shown, f"memory --megabytes {megabytes} --steps {steps}")}


# -- Killed ---------------------------------------------------------------------------------------------


def contents(folder: str) -> dict[str, bytes]:
    """Files by name; the folder's own name stands in report and manifest."""
    files = (path for path in sorted(Path(folder).rglob("*")) if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes().replace(folder.encode(), b"OUT") for p in files}


def kills(pages: int, times: int) -> dict[str, Text]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from govtext.files import compressed

    draw = random.Random(9)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in")
        (source / "text").mkdir(parents=True)
        write_tables(folder, [pages])
        lines = Path(folder, f"{pages}.jsonl").read_bytes()
        for suffix in ("", ".gz", ".zst"):
            (source / f"pages.jsonl{suffix}").write_bytes(compressed(lines, suffix))
        rows: pa.Table = pq.read_table(f"{folder}/{pages}.parquet")
        pq.write_table(rows, source / "pages.parquet", row_group_size=1000)
        for i, text in enumerate(rows.column("text").to_pylist()):
            (source / "text" / f"{i:06}.txt").write_text(text, "utf-8")
        command = [sys.executable, "-m", "govtext", "clean", str(source), "-q", "--workers", "2", "--shard-size", "1",
                   "--steps", "pinyin,footer,whitespace", "-o"]  # fmt: skip
        begun = time.perf_counter()
        subprocess.run([*command, f"{folder}/whole"], check=True)
        seconds, expected = time.perf_counter() - begun, contents(f"{folder}/whole")
        done = rounds = 0
        while done < times:
            rounds += 1
            shutil.rmtree(f"{folder}/out", ignore_errors=True)
            while True:
                process = subprocess.Popen([*command, f"{folder}/out", "--resume"])
                try:
                    process.wait(draw.uniform(0.05, 1) * seconds)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    done += 1
                    continue
                break
            if process.returncode or contents(f"{folder}/out") != expected:
                sys.exit(f"not equal after {done} kills")
            print(f"{done} kills, {rounds} batches equal", flush=True)
        size = sum(map(len, expected.values())) / 1e6
    shown = table(
        [("output", "输出"), ("files", "文件"), ("kills", "杀死次数"), ("batches ended", "完成批次"), ("byte for byte equal", "逐字节相同")],
        [[f"{size:,.0f} MB", f"{len(expected):,}", str(done), str(rounds), str(rounds)]],
    )  # fmt: skip
    return {"kills": with_source(shown, f"kills --times {times}")}
