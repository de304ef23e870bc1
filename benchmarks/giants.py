"""Giants: what no page should be, run once by hand, each in a process of its own.

    python -m benchmarks.giants [--only NAME]

Prints seconds and the highest memory of `explain`, and checks that `restore` gives the text back. The
process is held to 12 GB, so that a machine does not suffer from an explosion.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time

import govtext

_SENTENCE = "会议强调\uff0c要坚持问题导向\uff0c把各项任务落到实处。"
GIANTS = {
    "100 MB of one line": (_SENTENCE, 100_000_000 // len(_SENTENCE.encode())),
    "100 MB of one line of ASCII": ("lorem ipsum ", 100_000_000 // 12),
    "ten million empty lines": ("\n", 10_000_000),
    "five million lines of a blank": (" \n", 5_000_000),
    "a million brackets": ("(\uff08", 500_000),
    "a million pinyin brackets": ("產(chǎn)", 1_000_000 // 6),
    "a million characters of footers": ("苏ICP备12345678号\n", 1_000_000 // 14),
    "a million characters of pages": (
        "某县召开会议\n来源: 某县日报\n会议强调要落实。\n登录后查看全文\n版权所有: 某县\n",
        1_000_000 // 48,
    ),
}


def one(name: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (12 << 30, 12 << 30))
    piece, times = GIANTS[name]
    text = piece * times
    govtext.explain("产(chǎn)業")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    result = govtext.explain(text)
    spent = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if result.restore() != text:
        raise AssertionError(f"{name}: restore() is not the text")
    print(f"{name:34} {len(text) / 1e6:6.1f} M characters, {len(result.edits):9,} edits, {spent:7.1f} s, "
          f"{(peak - before) / 1024:6.0f} MB more {' '.join(result.flags)}", flush=True)  # fmt: skip


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=GIANTS)
    args = parser.parse_args(argv)
    failed = 0
    for name in [args.only] if args.only else GIANTS:
        process = multiprocessing.get_context("spawn").Process(target=one, args=(name,))
        process.start()
        process.join()
        failed += process.exitcode != 0
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
