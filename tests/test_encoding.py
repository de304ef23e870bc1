"""Encoding: what is damage and what is shown on purpose."""

from __future__ import annotations

import pytest

from govtext import fix_encoding

BROKEN = "办事大厅".encode().decode("latin-1")
GREETING = "你好".encode().decode("latin-1")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (BROKEN, "办事大厅"),
        (f"通知\n{BROKEN}\n附件", "通知\n办事大厅\n附件"),
        ("甲&nbsp;乙&ldquo;丙&rdquo;", "甲\u00a0乙\u201c丙\u201d"),
        ("UTF-8编码的页面:&lt;正文&gt;", "UTF-8编码的页面:<正文>"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
    ],
)
def test_damage_is_repaired(page: str, text: str) -> None:
    assert fix_encoding(page) == text


@pytest.mark.parametrize(
    "page",
    [
        "HTML 实体符号对照\n< 小于号 &lt;\n© 版权 &copy;",
        "常用字符转义:空格写作&nbsp;,引号写作&quot;",
        f"乱码从何而来:UTF-8的页面被当作另一种编码读出,就会显示成“{GREETING}”。",
    ],
)
def test_what_is_shown_stays(page: str) -> None:
    assert fix_encoding(page) is page
