"""Importing this module loads every table that the default pipeline uses.

`import govtext` loads none, on purpose. Worker processes are the exception: the server that they are
forked from imports this module once, so that each of them starts, and restarts, with its tables loaded
and shares their memory with the others.
"""

from __future__ import annotations

from govtext.pipeline import clean

__all__: list[str] = []

# One page that gives every step something to look up.
clean(
    "隨著知識產(chǎn)權(quán)的發(fā)展,看(kan)完。\n来源: 县政府 发布日期: 2024-03-15 字体:[ ]\n"
    "……(文秘网http://www.example.cn省略314字,正式会员可完整阅读)……\n正文。\n正文。\n苏ICP备00012345号-1"
)
