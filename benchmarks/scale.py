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
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.command_line import command_once, kills, memory, write_tables
from benchmarks.corpora import seed_like_pages
from benchmarks.family import resident, spent
from benchmarks.scale_docs import DOCS, renew, table, with_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.scale_docs import Text

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = "govtext clean"
LOOP = "loop"
ENGINES = (LOOP, "pyarrow", "pandas", "polars", "duckdb", "datasets", COMMAND, "spark", "ray")
NAMES: dict[str, str | Text] = {
    LOOP: ("a plain loop", "普通循环"),"polars": "Polars", "duckdb": "DuckDB", "datasets": "Hugging Face datasets", "spark": "Spark, local[2]",
         "ray": "Ray Data, two workers"}  # fmt: skip
START = 100  # pages of a run that is over as soon as it has started
PRICE = 0.04  # USD for an hour of a core: an example

# -- What an engine costs, and a crawl of a billion pages -----------------------------------------------


def own_process(call: str) -> Any:
    """Make a call of this module in a process of its own and return what it prints last, as JSON."""
    command = [sys.executable, "-c", f"from benchmarks.scale import *; {call}"]
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{call}: {done.stderr[-3000:]}")
    return json.loads(done.stdout.rpartition("RESULT")[2])


def plain_loop(source: str, target: str) -> None:
    """What every engine is compared with."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from govtext import Pipeline

    clean = Pipeline([])
    pages = pq.read_table(source)
    texts = [clean(text) for text in pages.column("text").to_pylist()]
    pq.write_table(pages.set_column(1, "text", pa.array(texts, pa.string())), target)


def run_engine(name: str, source: str) -> None:
    """The first block of an engine's page, with no steps, on a copy of a table: some engines have a cache."""
    folder = tempfile.mkdtemp(dir=Path(source).parent)
    shutil.copy(f"{source}.parquet", f"{folder}/pages.parquet")
    if name == LOOP:
        plain_loop(f"{folder}/pages.parquet", f"{folder}/cleaned.parquet")
        return
    code = BLOCK.search((DOCS / f"{name}.md").read_text("utf-8"))
    assert code is not None
    # Whole paths: Spark's and Ray's processes stay in the folder where they were started.
    text = re.sub(r"(?<=['\"])(?=(?:pages|cleaned)\.parquet)", f"{folder}/", code[1])
    exec(compile(text.replace("Pipeline.default()", "Pipeline([])"), name, "exec"), {"__name__": name})


def measure_engine(name: str, folder: str, small: int, large: int) -> None:
    """In a process of its own: print the seconds to start and the processor seconds a page costs."""

    def one(n: int) -> tuple[float, float]:
        if name == COMMAND:
            seconds, own, others = command_once(f"{folder}/{n}.jsonl", "", 2)
            return seconds, own + others
        wall, cpu = time.perf_counter(), sum(spent(os.getpid()).values())
        run_engine(name, f"{folder}/{n}")
        return time.perf_counter() - wall, sum(spent(os.getpid()).values()) - cpu

    first = one(small)[0]
    rest = [one(small) for _ in range(2)]
    few, many = min(cpu for _, cpu in rest), min(one(large)[1] for _ in range(2))
    start = min(wall for wall, _ in rest)
    if name != COMMAND:  # all others start once in a process
        start = max(first - start, 0)
    print("RESULT", json.dumps({"start": start, "page": (many - few) / (large - small)}))


def clean_cost(pages: int) -> None:
    """In a process of its own: print the processor seconds of a page like the seeds, its bytes, and the memory."""
    from govtext import Pipeline

    chain, seconds, size = Pipeline.default(), 0.0, 0
    for text in seed_like_pages(pages, seed=4, size=600):
        begun = time.process_time()
        chain(text)
        seconds += time.process_time() - begun
        size += len(text.encode())
    print("RESULT", json.dumps([seconds / pages, size / pages, resident(os.getpid())]))


def engines(pages: int) -> dict[str, Text]:
    import govtext

    costs: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        write_tables(folder, (START, pages))
        for name in ENGINES:
            costs[name] = own_process(f"measure_engine({name!r}, {folder!r}, {START}, {pages})")
            print(
                f"{name:14} start {costs[name]['start']:5.1f} s, {1e6 * costs[name]['page']:6.0f} us a page",
                flush=True,
            )
    clean, size, megabytes = own_process(f"clean_cost({min(pages, 2000)})")
    overhead = table(
        [("engine", "引擎"), ("to start, s", "启动，秒"), ("µs a page", "每页微秒"), ("of cleaning it", "占清洗时间")],
        [
            (NAMES.get(name, name), f"{cost['start']:.0f}", f"{1e6 * cost['page']:,.0f}",
             f"{100 * cost['page'] / clean:.0f} %")
            for name, cost in costs.items()
        ],
    )  # fmt: skip
    what = f"engines --pages {pages}"
    planned = plan({name: clean + cost["page"] for name, cost in costs.items()})
    facts = (
        f"{size / 1e3:.1f} TB",
        f"{size / clean / 1e6:.1f} MB/s",
        f"{1 / clean:,.0f}",
        f"{megabytes:.0f} MB",
    )
    english = (
        "Input: {}; one core cleans {}, {} pages a second, in {} of memory (govtext {}). Shuffle: none. "
        "The price is an example: {} USD for an hour of a core.\n\n"
    )
    chinese = (
        "输入：{}；单核 {}，每秒 {} 页，内存 {}（govtext {}）。没有混洗。单价只是举例：每核时 {} 美元。\n\n"
    )
    said = (text.format(*facts, govtext.__version__, PRICE) for text in (english, chinese))
    first, second = (text + rows for text, rows in zip(said, planned, strict=True))
    return {"overhead": with_source(overhead, what), "plan": with_source((first, second), what)}


def plan(seconds: dict[str, float]) -> Text:
    """A billion pages, from the processor seconds of one."""
    rows: list[Sequence[str | Text]] = []
    for name, each in seconds.items():
        hours = each * 1e9 / 3600
        spread = (f"{hours / cores:,.1f}" for cores in (32, 256))
        rows.append(
            (NAMES.get(name, name), f"{1e6 * each:,.0f}", f"{hours:,.0f}", *spread, f"{hours * PRICE:,.0f}")
        )
    return table(
        [("", ""), ("µs a page", "每页微秒"), ("core-hours", "核时"), ("hours on 32 cores", "32 核小时"),
         ("on 256", "256 核小时"), ("USD", "美元")], rows,
    )  # fmt: skip


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


def workers(pages: int) -> dict[str, Text]:
    every = "pinyin,encoding,script,paywall,furniture,footer,duplicates,whitespace"
    kinds = (
        (("all steps", "全部步骤"), every, pages),
        (("pinyin, whitespace", "pinyin, whitespace"), "pinyin,whitespace", 8 * pages),
    )
    rows: list[Sequence[str | Text]] = []
    with tempfile.TemporaryDirectory() as folder:
        write_tables(folder, [START, pages, 8 * pages])
        for label, steps, count in kinds:
            for way in ("Pipeline.map", COMMAND):
                best: dict[int, tuple[float, ...]] = {}
                for n in (1, 2, 1, 2):
                    if way == COMMAND:
                        few, many = (
                            command_once(f"{folder}/{size}.jsonl", steps, n) for size in (START, count)
                        )
                        taken = tuple(b - a for a, b in zip(few, many, strict=True))
                    else:
                        taken = tuple(own_process(f"map_once({steps!r}, {count}, {n})"))
                    best[n] = min(best.get(n, taken), taken)
                (one, alone, _), (two, parent, others) = best[1], best[2]
                each = (f"{1e6 * cpu / count:,.0f}" for cpu in (alone, parent, others))
                gain = alone / max(parent, (parent + others) / 2)
                rows.append((f"`{way}`", label, *each, f"{one / two:.2f}", f"{gain:.2f}"))
                print(way, label[0], rows[-1][2:], flush=True)
    shown = table(
        [("", ""), ("steps", "步骤"), ("one process, µs a page", "单进程，每页微秒"), ("parent of two workers, µs", "父进程，微秒"),
         ("two workers, µs", "两个工作进程，微秒"), ("gain, by the clock", "加速（时钟）"),
         ("gain, two free cores", "加速（两个空闲核）")], rows,
    )  # fmt: skip
    return {"workers": with_source(shown, f"workers --pages {pages}")}


# -- All of it ------------------------------------------------------------------------------------------


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
