"""What scaling costs: overhead of each engine, gain of a second worker, memory of a long run.

    python -m benchmarks.scale overhead [--pages 20000]     every page of docs/scale, with a pipeline of no steps
    python -m benchmarks.scale workers [--pages 4000]       Pipeline.map with one and with two processes
    python -m benchmarks.scale plan [--pages 4000]          a crawl of a billion pages, from the rate measured now
    python -m benchmarks.scale memory [--megabytes 2000]    peak memory of govtext clean on one jsonl file

The overhead is measured with a pipeline of no steps, so it is the cost of carrying a page there and back; what
an engine needs to start is told apart by running a table of 100 pages first. Figures in docs/scale/index.md.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpora import seed_like_pages

PAGES = Path(__file__).parent.parent / "docs" / "scale"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENGINES = ("pyarrow", "pandas", "polars", "duckdb", "datasets", "ray", "spark")


def run_page(name: str, table: str) -> float:
    """Seconds that the first block of a page takes, with no steps, on a table of its own folder."""
    import pyarrow.parquet as pq

    code = BLOCK.search((PAGES / f"{name}.md").read_text("utf-8"))
    assert code is not None
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        pq.write_table(pq.read_table(table), f"{folder}/pages.parquet")
        os.chdir(folder)
        begun = time.perf_counter()
        # Whole paths: Spark's and Ray's processes stay in the folder where they were started.
        text = code.group(1).replace("Pipeline.default()", "Pipeline([])")
        text = re.sub(r"(['\"])((?:pages|cleaned)\.parquet)\1", rf"\1{folder}/\2\1", text)
        exec(compile(text, name, "exec"), {"__name__": name})
        seconds = time.perf_counter() - begun
        os.chdir(here)
    return seconds


def overhead(pages: int) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryDirectory() as folder:
        for n in (100, pages):
            texts = list(seed_like_pages(n, seed=1, size=600))
            pq.write_table(pa.table({"id": range(n), "text": texts}), f"{folder}/{n}.parquet")
        print(f"{'engine':10} {'start, s':>9} {'us per page':>12}")
        for name in ENGINES:
            first = run_page(name, f"{folder}/100.parquet")
            small = min(run_page(name, f"{folder}/100.parquet") for _ in range(2))
            large = min(run_page(name, f"{folder}/{pages}.parquet") for _ in range(2))
            print(f"{name:10} {first - small:9.2f} {(large - small) / (pages - 100) * 1e6:12.1f}", flush=True)


def workers(pages: int) -> None:
    from govtext import Pipeline

    texts = list(seed_like_pages(pages, seed=2, size=600))
    chain = Pipeline.default()
    chain(texts[0])
    seconds: dict[int, float] = {}
    spent: dict[int, float] = {}  # processor time of this process
    for n in (1, 2, 1, 2):
        out = chain.map(texts, workers=n)
        next(out)  # processes are started once, whatever the size of the corpus
        begun, cpu = time.perf_counter(), time.process_time()
        for _ in out:
            pass
        seconds[n] = min(seconds.get(n, float("inf")), time.perf_counter() - begun)
        spent[n] = min(spent.get(n, float("inf")), time.process_time() - cpu)
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{size:.1f} MB: one worker {size / seconds[1]:.2f} MB/s, two {size / seconds[2]:.2f} MB/s, "
          f"ratio {seconds[1] / seconds[2]:.2f}; load {os.getloadavg()[0]:.1f} on {multiprocessing.cpu_count()} cores")  # fmt: skip
    print(f"processor time: {spent[1]:.2f} s in one process; with two workers {spent[2]:.2f} s in the parent, "
          f"{100 * spent[2] / spent[1]:.1f} % of the work")  # fmt: skip


def plan(pages: int) -> None:
    """A billion pages like the seeds: what one core does in processor time, times that many."""
    import resource

    from govtext import Pipeline

    texts = list(seed_like_pages(pages, seed=4, size=600))
    chain = Pipeline.default()
    chain(texts[0])
    begun = time.process_time()
    for text in texts:
        chain(text)
    seconds = time.process_time() - begun
    size = sum(len(text.encode()) for text in texts)
    hours = seconds / pages * 1e9 / 3600
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(
        f"rate: {size / seconds / 1e6:.2f} MB/s of one core, {pages / seconds:,.0f} pages/s of {size / pages:,.0f} bytes"
    )
    print(f"input: {size / pages * 1e9 / 1e12:.2f} TB; memory of a process {peak:.0f} MB; shuffle: none")
    print("| cores | core-hours | hours |\n|---:|---:|---:|")
    for cores in (32, 256, 2048):
        print(f"| {cores:,} | {hours:,.0f} | {hours / cores:,.1f} |")


def memory(megabytes: int, steps: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "pages.jsonl")
        block = "".join(
            json.dumps({"id": i, "text": page}, ensure_ascii=False) + "\n"
            for i, page in enumerate(seed_like_pages(2000, seed=3, size=600))
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
        peak: dict[str, int] = {}
        begun = time.perf_counter()
        while process.poll() is None:
            for pid in _family(process.pid):
                peak[pid] = max(peak.get(pid, 0), _resident(pid))
            time.sleep(0.2)
        seconds = time.perf_counter() - begun
        size = source.stat().st_size / 1e6
        parent = peak.pop(str(process.pid))
        others = sorted(peak.values(), reverse=True)
        print(f"{size:.0f} MB in {seconds:.0f} s: parent {parent / 1e3:.0f} MB, "
              f"others {', '.join(f'{kb / 1e3:.0f}' for kb in others)} MB, exit {process.returncode}")  # fmt: skip


def _family(root: int) -> set[str]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[stat.parent.name] = stat.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
    family = {str(root)}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _resident(pid: str) -> int:
    """Kilobytes of a process; what it shares with others is divided among them (PSS)."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path("/proc", pid, "smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) if found else 0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["overhead", "workers", "plan", "memory"])
    parser.add_argument("--pages", type=int, default=4000)
    parser.add_argument("--megabytes", type=int, default=2000)
    parser.add_argument(
        "--steps", default="whitespace", help="of the memory run: few, so that it is soon over"
    )
    asked = parser.parse_args()
    if asked.what == "overhead":
        overhead(asked.pages)
    elif asked.what == "workers":
        workers(asked.pages)
    elif asked.what == "plan":
        plan(asked.pages)
    else:
        memory(asked.megabytes, asked.steps)


if __name__ == "__main__":
    main()
