"""What scaling costs, and whether it holds: the figures of docs/scale/index.md.

    python -m benchmarks.scale --docs           measure everything and renew the tables of docs/scale/index*.md
    python -m benchmarks.scale engines --docs   only what an engine costs, and the plan of a billion pages
    python -m benchmarks.scale workers          Pipeline.map and govtext clean with one and with two processes
    python -m benchmarks.scale memory           peak memory of govtext clean over 2 GB of JSON lines
    python -m benchmarks.scale kills            kill -9 at random moments, --resume, compare

`engines` needs the group of that name (pip install --group engines) and Java; the others need govtext[cli,arrow].
Cost is processor time of all processes that an engine starts, so that other work on the machine matters little.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpora import seed_like_pages
from benchmarks.family import family, resident, spent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DOCS = Path(__file__).parent.parent / "docs" / "scale"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = "govtext clean"
ENGINES = ("pyarrow", "pandas", "polars", "duckdb", "datasets", COMMAND, "spark", "ray")
NAMES = {"polars": "Polars", "duckdb": "DuckDB", "datasets": "Hugging Face datasets", "spark": "Spark, local[2]",
         "ray": "Ray Data, two workers"}  # fmt: skip
PRICE = 0.04  # USD for an hour of a core: an example

Text = tuple[str, str]  # English, Chinese


def table(head: Sequence[Text], rows: Sequence[Sequence[str | Text]]) -> Text:
    def one(i: int) -> str:
        lines = [[cell if isinstance(cell, str) else cell[i] for cell in row] for row in (head, *rows)]
        lines.insert(1, ["---", *["---:"] * (len(head) - 1)])
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    return one(0), one(1)


def with_source(shown: Text, what: str) -> Text:
    """A table and how to make it again."""
    load, cores, day = os.getloadavg()[0], os.cpu_count(), dt.datetime.now(tz=dt.UTC).date()
    command = f"`python -m benchmarks.scale {what}`"
    return (
        f"{shown[0]}\n\n{command}, {day}, {cores} cores, load {load:.1f}.",
        f"{shown[1]}\n\n{command}，{day}，{cores} 核，负载 {load:.1f}。",
    )


# -- What an engine costs, and a crawl of a billion pages -----------------------------------------------


def write_tables(folder: str, counts: Sequence[int]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for n in counts:
        texts = list(seed_like_pages(n, seed=1, size=600))
        pq.write_table(pa.table({"id": range(n), "text": texts}), f"{folder}/{n}.parquet")
        rows = (json.dumps({"id": i, "text": text}, ensure_ascii=False) for i, text in enumerate(texts))
        Path(f"{folder}/{n}.jsonl").write_text("\n".join(rows) + "\n", "utf-8")


def run_engine(name: str, source: str) -> None:
    """The first block of an engine's page, with no steps, on a table."""
    folder = tempfile.mkdtemp(dir=Path(source).parent)
    if name == COMMAND:
        command = [
            sys.executable,
            "-m",
            "govtext",
            "clean",
            f"{source}.jsonl",
            "-o",
            folder,
            "--workers",
            "2",
            "-q",
        ]
        subprocess.run([*command, "--steps", ""], check=True)
        return
    code = BLOCK.search((DOCS / f"{name}.md").read_text("utf-8"))
    assert code is not None
    # Whole paths: Spark's and Ray's processes stay in the folder where they were started.
    text = (
        code[1]
        .replace("Pipeline.default()", "Pipeline([])")
        .replace('"pages.parquet"', f'"{source}.parquet"')
    )
    text = text.replace("'pages.parquet'", f"'{source}.parquet'").replace(
        "cleaned.parquet", f"{folder}/cleaned.parquet"
    )
    exec(compile(text, name, "exec"), {"__name__": name})


def measure_engine(name: str, folder: str, small: int, large: int) -> None:
    """In a process of its own: print the seconds to start and the processor seconds a page costs."""

    def one(n: int) -> tuple[float, float]:
        wall, cpu = time.perf_counter(), sum(spent(os.getpid()).values())
        run_engine(name, f"{folder}/{n}")
        return time.perf_counter() - wall, sum(spent(os.getpid()).values()) - cpu

    first = one(small)[0]
    rest = [one(small) for _ in range(2)]
    few, many = min(cpu for _, cpu in rest), min(one(large)[1] for _ in range(2))
    start = first - min(wall for wall, _ in rest)
    print("RESULT", json.dumps({"start": start, "page": (many - few) / (large - small)}))


def clean_seconds(pages: int) -> tuple[float, float]:
    """Processor seconds that the default pipeline takes for a page like the seeds, and the bytes of one."""
    from govtext import Pipeline

    texts, chain = list(seed_like_pages(pages, seed=4, size=600)), Pipeline.default()
    chain(texts[0])
    begun = time.process_time()
    for text in texts:
        chain(text)
    return (time.process_time() - begun) / pages, sum(len(text.encode()) for text in texts) / pages


def engines(pages: int) -> dict[str, Text]:
    import govtext

    small = 100
    costs: dict[str, dict[str, float]] = {}
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable, "RAY_DEDUP_LOGS": "0"}
    with tempfile.TemporaryDirectory() as folder:
        write_tables(folder, (small, pages))
        for name in ENGINES:
            code = f"from benchmarks.scale import *; measure_engine({name!r}, {folder!r}, {small}, {pages})"
            done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)  # fmt: skip
            if done.returncode:
                sys.exit(f"{name}: {done.stderr[-2000:]}")
            costs[name] = json.loads(done.stdout.rpartition("RESULT")[2])
            print(
                f"{name:14} start {costs[name]['start']:5.1f} s, {1e6 * costs[name]['page']:6.0f} us a page",
                flush=True,
            )
    clean, size = clean_seconds(min(pages, 2000))
    shown = [
        (NAMES.get(name, name), f"{max(cost['start'], 0):.0f}", f"{1e6 * cost['page']:,.0f}",
         f"{100 * cost['page'] / clean:.0f} %")
        for name, cost in costs.items()
    ]  # fmt: skip
    overhead = table(
        [
            ("engine", "引擎"),
            ("to start, s", "启动，秒"),
            ("µs a page", "每页微秒"),
            ("of cleaning it", "占清洗时间"),
        ],
        shown,
    )
    rows: list[Sequence[str | Text]] = []
    for name, carry in [
        (("a loop in memory", "内存中的循环"), 0.0),
        *((NAMES.get(n, n), c["page"]) for n, c in costs.items()),
    ]:
        hours = (clean + carry) * 1e9 / 3600
        rows.append(
            (
                name,
                f"{1e6 * (clean + carry):,.0f}",
                f"{hours:,.0f}",
                *(f"{hours / n:,.1f}" for n in (32, 256)),
                f"{hours * PRICE:,.0f}",
            )
        )
    planned = table(
        [("", ""), ("µs a page", "每页微秒"), ("core-hours", "核时"), ("hours on 32 cores", "32 核小时"),
         ("on 256", "256 核小时"), ("USD", "美元")], rows,
    )  # fmt: skip
    facts = (
        f"{size / 1e3:.1f} TB",
        f"{size / clean / 1e6:.1f} MB/s",
        f"{1 / clean:,.0f}",
        govtext.__version__,
        PRICE,
    )
    english = (
        "Input: {0}; one core cleans {1}, {2} pages a second (govtext {3}). Shuffle: none. "
        "The price is an example: {4} USD for an hour of a core."
    )
    chinese = "输入：{0}；单核 {1}，每秒 {2} 页（govtext {3}）。没有混洗。单价只是举例：每核时 {4} 美元。"
    plan = f"{english.format(*facts)}\n\n{planned[0]}", f"{chinese.format(*facts)}\n\n{planned[1]}"
    return {
        "overhead": with_source(overhead, f"engines --pages {pages}"),
        "plan": with_source(plan, f"engines --pages {pages}"),
    }


# -- A second worker ------------------------------------------------------------------------------------


def map_once(steps: str, count: int, workers: int) -> None:
    """In a process of its own: print wall-clock seconds, the parent's processor seconds and those of workers."""
    from govtext.cli import _pipeline

    texts, chain = list(seed_like_pages(count, seed=2, size=600)), _pipeline(steps, (), "simplified", None)
    chain(texts[0])
    out = chain.map(texts, workers=workers)
    next(out)  # processes are started once, whatever the size of the corpus
    me = os.getpid()
    wall, before = time.perf_counter(), spent(me)
    for _ in out:
        pass
    wall, after = time.perf_counter() - wall, spent(me)
    parent = after.pop(me) - before.pop(me)
    print("RESULT", json.dumps([wall, parent, sum(after.values()) - sum(before.values())]))


def command_once(source: str, steps: str, workers: int) -> list[float]:
    """The same three figures of ``govtext clean``, starting up included."""
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
        wall = time.perf_counter()
        process = subprocess.Popen([*command, "--workers", str(workers)])
        parent = total = 0.0
        while process.poll() is None:
            seconds = spent(process.pid)
            parent, total = max(parent, seconds.get(process.pid, 0.0)), max(total, sum(seconds.values()))
            time.sleep(0.05)
        return [time.perf_counter() - wall, parent, total - parent]


def workers(pages: int) -> dict[str, Text]:
    every = "pinyin,encoding,script,paywall,furniture,footer,duplicates,whitespace"
    kinds = (
        (("all steps", "全部步骤"), every, pages),
        (("pinyin, whitespace", "pinyin, whitespace"), "pinyin,whitespace", 8 * pages),
    )
    rows: list[Sequence[str | Text]] = []
    with tempfile.TemporaryDirectory() as folder:
        write_tables(folder, [pages, 8 * pages])
        for label, steps, count in kinds:
            for way in ("Pipeline.map", COMMAND):
                best: dict[int, list[float]] = {}
                for n in (1, 2, 1, 2):
                    if way == COMMAND:
                        taken = command_once(f"{folder}/{count}.jsonl", steps, n)
                    else:
                        code = f"from benchmarks.scale import *; map_once({steps!r}, {count}, {n})\n"
                        script = Path(folder, "run.py")
                        script.write_text(f"if __name__ == '__main__':\n    {code}")
                        done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True,
                                              env=os.environ | {"PYTHONPATH": os.pathsep.join(["", *sys.path])})  # fmt: skip
                        taken = json.loads(done.stdout.rpartition("RESULT")[2])
                    best[n] = min(best.get(n, taken), taken)
                (one, one_cpu, _), (two, parent, others) = best[1], best[2]
                rows.append((f"`{way}`", label, f"{1e6 * one_cpu / count:,.0f}", f"{1e6 * parent / count:,.0f}",
                             f"{1e6 * others / count:,.0f}", f"{one / two:.2f}", f"{one_cpu / max(parent, (parent + others) / 2):.2f}"))  # fmt: skip
                print(way, label[0], rows[-1][2:], flush=True)
    shown = table(
        [("", ""), ("steps", "步骤"), ("one process, µs a page", "单进程，每页微秒"), ("parent of two workers, µs", "父进程，微秒"),
         ("two workers, µs", "两个工作进程，微秒"), ("gain, by the clock", "加速（时钟）"),
         ("gain, two free cores", "加速（两个空闲核）")], rows,
    )  # fmt: skip
    return {"workers": with_source(shown, f"workers --pages {pages}")}


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
    two = sum(sorted(peak.values())[-2:])
    rest = sum(peak.values()) - two
    shown = table(
        [("input", "输入"), ("seconds", "秒"), ("all together", "合计"), ("parent", "父进程"), ("two workers", "两个工作进程"),
         ("their server", "其服务进程")],
        [[f"{size:,.0f} MB", f"{seconds:.0f}", *(f"{mb:.0f} MB" for mb in (together, parent, two, rest))]],
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
                sys.exit(f"not equal after {done} kills: {folder}")
        size = sum(map(len, expected.values())) / 1e6
    shown = table(
        [("output", "输出"), ("files", "文件"), ("kills", "杀死次数"), ("batches ended", "完成批次"), ("byte for byte equal", "逐字节相同")],
        [[f"{size:,.0f} MB", f"{len(expected):,}", str(done), str(rounds), str(rounds)]],
    )  # fmt: skip
    return {"kills": with_source(shown, f"kills --times {times}")}


# -- All of it ------------------------------------------------------------------------------------------


def renew(shown: dict[str, Text]) -> None:
    """Put tables between their marks in both languages."""
    for i, name in enumerate(("index.md", "index.zh.md")):
        page = (DOCS / name).read_text("utf-8")
        for mark, text in shown.items():
            page, n = re.subn(f"(<!-- {mark} -->\n).*?(<!-- end -->)", lambda m, t=text[i]: f"{m[1]}\n{t}\n\n{m[2]}", page, flags=re.DOTALL)  # type: ignore[misc]  # fmt: skip
            assert n == 1, (name, mark)
        (DOCS / name).write_text(page, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="*", help="engines, workers, memory, kills; all of them by default")
    parser.add_argument("--docs", action="store_true", help="renew the tables of docs/scale/index*.md")
    parser.add_argument("--pages", type=int, default=5000, help="rows of the tables")
    parser.add_argument("--megabytes", type=int, default=2000, help="input of the memory run")
    parser.add_argument(
        "--steps", default="whitespace", help="of the memory run: few, so that it is soon over"
    )
    parser.add_argument("--times", type=int, default=100, help="kills")
    asked = parser.parse_args()
    measures: dict[str, Callable[[], dict[str, Text]]] = {
        "engines": lambda: engines(asked.pages),
        "workers": lambda: workers(asked.pages),
        "memory": lambda: memory(asked.megabytes, asked.steps),
        "kills": lambda: kills(min(asked.pages, 3000), asked.times),
    }
    for name in asked.what or measures:
        shown = measures[name]()
        print(*(english for english, _ in shown.values()), sep="\n\n", flush=True)
        if asked.docs:
            renew(shown)


if __name__ == "__main__":
    main()
