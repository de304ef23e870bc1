"""Growth: what every finder costs on hostile input, at n and at 4n characters.

A pattern that backtracks turns one odd page into a stopped crawl. Each piece below is repeated to
n and to 4n characters and given to each finder and to the whole pipeline; a cost that is linear grows
about fourfold, a quadratic one sixteenfold. Runs shorter than a few milliseconds are noise and pass.

    python -m benchmarks.growth [--limit 5] [--size 50000] [--only find_footer]

Exit status 1 when a growth is above the limit twice in a row.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

import govtext
from govtext.pipeline import BUILT_IN
from govtext.step import finder_of

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = {
    "half-width bracket": "(",
    "full-width bracket": "\uff08",
    "closing bracket": ")",
    "bracket and letter": "(a",
    "Han and bracket": "产(",
    "unclosed pinyin": "产(chǎn",
    "pinyin": "產(chǎn)",
    "untoned pinyin": "看(kan)",
    "two readings": "行(xíng)(háng)",
    "ellipses": "……",
    "pipes": "|",
    "pipes and cells": "|甲",
    "blanks": " ",
    "ideographic blanks": "\u3000",
    "dots": ".",
    "label of a source": "来源:",
    "label of a date": "发布时间:",
    "index card": "索引号:",
    "copyright": "版权所有",
    "host": "主办:",
    "ICP": "ICP备",
    "filing number": "苏ICP备12345678号",
    "unfinished": "未完",
    "omitted": "省略888字",
    "member": "会员",
    "login": "登录后查看全文",
    "address": "http://",
    "title mark": "《",
    "digits": "1",
    "list number": "一、",
    "lone surrogate": "\ud800",
    "combining mark": "a\u030c",
    "one character": "甲",
    "two characters": "ab",
    "lines": "甲\n",
    "empty lines": "\n",
    "blank lines": " \n",
    "carriage returns": "\r",
    "sentences": "会议强调要抓好落实。",
    "short lines": "上一篇:没有了\n",
    "card lines": "名称:甲\n",
    "card rows": "|名称|甲|\n",
    "card labels": "主题分类\n",
    "card labels and values": "名称\n甲乙\n",
    "metadata lines": "来源:甲报\n",
    "gate lines": "登录后查看全文\n",
    "footer lines": "主办:甲局\n",
    "contact lines": "地址:甲路1号\n",
    "licence lines": "苏ICP备12345678号\n",
    "list headings": "相关阅读\n",
    "titles": "甲乙丙丁戊己庚辛\n",
    "two titles": "甲乙丙丁戊己庚辛\n子丑寅卯辰巳午未\n",
    "pager": "[1] [2] 下一页\n",
    "path": "首页 > 甲 > ",
    "Traditional lines": "發財樹開花結果。\n",
    "bracketed gap": "……(某网http://a.example省略8字)……",
    "entities": "&nbsp;",
    "ampersands": "&",
    "nested entity": "&amp;",
    "mojibake": "å®‰",
    "Traditional": "發",
    "zhe": "著",
    "quotes": "“",
    "lenticular brackets": "【",
    "page marker": "第1页",
    "reading word": "读音",
    "share": "分享到",
    "chain": "责任编辑:",
    "zero width": "\u200b",
    "private use": "\ue000",
    "beyond the BMP": "\U00020000",
    "braces": "{}",
    "separators": "> ",
}


def cost(function: Callable[[str], object], text: str, *, repeats: int = 2) -> float:
    best = float("inf")
    for _ in range(repeats):
        begin = time.process_time()
        function(text)
        best = min(best, time.process_time() - begin)
    return best


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--size", type=int, default=50_000)
    parser.add_argument("--floor", type=float, default=0.02, help="seconds at 4n below which nothing is said")
    parser.add_argument("--only")
    args = parser.parse_args(argv)
    functions: dict[str, Callable[[str], object]] = {}
    for step in BUILT_IN:
        finder = finder_of(step)
        assert finder is not None
        functions[finder.__name__] = finder
    functions["find_punctuation"] = govtext.find_punctuation
    functions["clean"] = govtext.clean
    bad = 0
    for name, function in functions.items():
        if args.only and name != args.only:
            continue
        function("产(chǎn)業")  # load what is loaded lazily
        worst = (0.0, "", 0.0)
        for label, piece in PIECES.items():
            small, large = (piece * (n // len(piece)) for n in (args.size, 4 * args.size))
            for _attempt in range(2):
                at_n, at_4n = cost(function, small), cost(function, large)
                growth = at_4n / max(at_n, 1e-9)
                if at_4n < args.floor or growth <= args.limit:
                    break
            else:
                bad += 1
                print(
                    f"{name}: {label!r}: {at_n:.3f} s at {args.size}, {at_4n:.3f} s at 4n: {growth:.1f} times"
                )
            if at_4n >= args.floor:
                worst = max(worst, (growth, label, at_4n))
        print(
            f"{name:18} worst growth {worst[0]:4.1f} ({worst[1] or 'all below the floor'}, {worst[2]:.2f} s)"
        )
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
