"""Corpora made by rule: pages like the seeds, in any number, the same ones every time.

Nothing is downloaded and nothing is copied: towns, sites, people and figures are invented, sentences
are drawn from parts. A page is a title, a few paragraphs, and noise as the seeds have it: a run of
metadata, pinyin after characters, a notice in mid-text, a copy of the article, a footer.

    from benchmarks.corpora import seed_like_pages
    pages = list(seed_like_pages(20_000, seed=1))
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

__all__ = ["clean_page", "seed_like_page", "seed_like_pages"]

TOWNS = ("云澜县", "岚桥区", "望江市", "青龙镇", "乾安县", "石潭乡", "临湖新区", "北岭街道")
BODIES = ("人民政府办公室", "市场监管局", "农业农村局", "知识产权局", "教育体育局", "大数据中心")
DEEDS = (
    "召开专题会议",
    "开展联合执法检查",
    "启动重点项目建设",
    "组织专家评审",
    "发布年度工作报告",
    "签订合作协议",
)
AIMS = ("进一步优化营商环境", "推动产业转型升级", "提升基层治理水平", "保障群众用水安全", "促进农民持续增收")
FIGURES = ("完成投资{}.{}亿元", "覆盖{}个村(社区)", "惠及群众{}万余人", "同比增长{}.{}%", "新增就业{}人")
QUOTES = ("以前要跑三趟,现在一次就办好了", "心里踏实多了", "路修通了,客人也多了", "我们会一直做下去")
PEOPLE = ("方远亭", "周小禾", "沈岚", "陆知行", "葛青", "欧阳文澜")
# Written as web pages have it where Simplified text was pasted with its Traditional form and readings.
ANNOTATED = (
    "產(chǎn)業(yè)發(fā)展",
    "知識產(chǎn)權(quán)保護",
    "縣(市、區(qū))機關(guān)",
    "改革開(kāi)放與創(chuàng)新",
    "看到成效(xiào)显著",
)
HEADS = (
    "来源: {town}{body} 发布日期: {year}-{month:02}-{day:02} {hour:02}: {minute:02} 字体:[ 大 中 小 ] 浏览次数:{count}",
    "发布时间:{year}年{month}月{day}日 信息来源:{town}{body} 【打印本页】 【关闭窗口】",
    "当前位置:首页 > 政务公开 > 工作动态 > 正文",
)
NOTICES = (
    "……(文秘网http://www.example.cn省略{count}字,正式会员可完整阅读)……",
    "……(未完,全文共{total}字,当前仅显示{count}字,请阅读下面提示信息)",
)
TAILS = (
    "上一篇:{town}{deed}",
    "下一篇:没有了",
    "责任编辑:{person}",
    "版权所有:{town}人民政府 主办:{town}人民政府办公室",
    "鄂ICP备{count:08}号-1 鄂公网安备 42{count:012}号",
    "网站标识码:4209{count:06}",
    "地址:{town}岚桥路{day}号 邮编:43{count:04}",
)


def _sentence(draw: random.Random) -> str:
    return "".join(
        (
            draw.choice(("", f"{draw.randint(1, 12)}月{draw.randint(1, 28)}日,", "近年来,", "据了解,")),
            draw.choice(TOWNS),
            draw.choice(BODIES),
            draw.choice(DEEDS),
            "\uff0c",
            draw.choice(AIMS),
            "\uff0c",
            draw.choice(FIGURES).format(draw.randint(2, 900), draw.randint(1, 9)),
            "。",
        )
    )


def _paragraph(draw: random.Random, size: int) -> str:
    pieces: list[str] = []
    while sum(map(len, pieces)) < size:
        pieces.append(_sentence(draw))
        if draw.random() < 0.1:
            pieces.append(f"“{draw.choice(QUOTES)}。”村民{draw.choice(PEOPLE)}说。")
    return "\u3000\u3000" + "".join(pieces)


def _filled(template: str, draw: random.Random) -> str:
    count = draw.randint(100, 4000)
    return template.format(
        town=draw.choice(TOWNS),
        body=draw.choice(BODIES),
        deed=draw.choice(DEEDS),
        person=draw.choice(PEOPLE),
        year=draw.randint(2015, 2026),
        month=draw.randint(1, 12),
        day=draw.randint(1, 28),
        hour=draw.randint(0, 23),
        minute=draw.randint(0, 59),
        count=count,
        total=count + draw.randint(100, 3000),
    )


def _article(draw: random.Random, size: int) -> list[str]:
    """A title and paragraphs of some ``size`` characters altogether."""
    title = f"{draw.choice(TOWNS)}{draw.choice(DEEDS)}"
    lengths = [draw.randint(60, 260)]
    while sum(lengths) < size:
        lengths.append(draw.randint(60, 260))
    return [title, *(_paragraph(draw, length) for length in lengths)]


def _annotate(lines: list[str], draw: random.Random) -> None:
    for i in range(1, len(lines)):
        lines[i] += (
            "".join(draw.choice(ANNOTATED) + "\uff0c" for _ in range(draw.randint(1, 4))) + "不断深入。"
        )


def _notice(lines: list[str], draw: random.Random) -> None:
    lines.insert(draw.randint(2, len(lines)), _filled(draw.choice(NOTICES), draw))


def _copy(lines: list[str], draw: random.Random) -> None:
    lines.extend(lines[draw.randint(0, 1) :])


def _head(lines: list[str], draw: random.Random) -> None:
    lines[1:1] = [_filled(head, draw) for head in draw.sample(HEADS, draw.randint(1, 2))]


def _tail(lines: list[str], draw: random.Random) -> None:
    lines.extend(_filled(tail, draw) for tail in draw.sample(TAILS, draw.randint(2, 5)))


#: How often each kind of noise occurs. The order is that of a real page: the tail stands last.
NOISES: tuple[tuple[float, Callable[[list[str], random.Random], None]], ...] = (
    (0.35, _annotate),
    (0.25, _notice),
    (0.15, _copy),
    (0.60, _head),
    (0.70, _tail),
)


def clean_page(draw: random.Random, *, size: int = 600) -> str:
    """A page of Simplified text with nothing to clean."""
    return "\n".join(_article(draw, size))


def seed_like_page(draw: random.Random, *, size: int = 600) -> str:
    """A page like the seeds; its article has some ``size`` characters."""
    lines = _article(draw, size)
    for chance, add in NOISES:
        if draw.random() < chance:
            add(lines, draw)
    return "\n".join(lines)


def seed_like_pages(n: int, seed: int = 0, *, size: int = 600) -> Iterator[str]:
    """Yield ``n`` pages like the seeds. Page ``i`` depends on ``seed`` and ``i`` alone.

    >>> one, two = seed_like_pages(2, seed=7)
    >>> one != two and [one, two] == list(seed_like_pages(2, seed=7))
    True
    """
    for i in range(n):
        yield seed_like_page(random.Random(f"{seed}/{i}"), size=size)
