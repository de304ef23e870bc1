"""The views of one result: pieces, notebook HTML, terminal, diff. In a browser: tests/browser."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

import govtext
from govtext import Edit, Result
from govtext.edits import Fields
from govtext.report import print_diff, print_result, reason_of, to_html, unified_diff
from govtext.report.kinds import KINDS
from govtext.report.pieces import Limits, pieces
from govtext.report.reasons import has_reason
from govtext.report.visible import visible
from tests.marked import case_paths, parse
from tests.test_result import random_result

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
HOSTILE = "</style></div><script>alert(1)</script>\" onmouseover='x' &amp; &lt; \u202eabc\u2066 \x00\x1b[31m \ud800 \u200b"


class Reader(HTMLParser):
    """What a browser would make of a fragment: its tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.titles: list[str] = []
        self.classes: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self._style = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._style = tag == "style"
        for name, value in attrs:
            self.attributes.add(name)
            if name == "title":
                self.titles.append(value or "")
            if name == "class":
                self.classes.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._style else data


def explained(seed: Path) -> Result:
    return govtext.explain(seed.read_bytes().decode("utf-8"))


def test_pieces_join_to_the_original() -> None:
    rng = random.Random(5)
    for limits in (Limits(), Limits(context=1), Limits(context=2, stretch=4, edits=2, chars=8)):
        for _ in range(600):
            result = random_result(rng)
            drawn = list(pieces(result, limits=limits))
            assert sum(len(p.text) + p.skipped for p in drawn) == len(result.original)
            if limits.edits > len(result.edits) and not any(p.skipped for p in drawn):
                assert "".join(p.text for p in drawn) == result.original
                came = "".join(p.edit.new if p.edit else p.text for p in drawn)
                assert came == result.text


def test_long_untouched_stretches_are_folded_and_endless_ones_cut() -> None:
    page = "标题\n" + "正文。\n" * 200 + "(jiǎ)" + "尾。" * 50_000
    start = page.index("(")
    drawn = list(pieces(Result.from_edits(page, [Edit(start, start + 5, "", "pinyin.toned")])))
    folded = [p for p in drawn if p.folded]
    assert len(folded[0].text) > 400
    assert drawn[0].text.startswith("标题\n")
    assert drawn[0].text.endswith("\n")  # a fold does not cut a line
    assert sum(p.skipped for p in drawn) > 70_000
    assert sum(len(p.text) for p in drawn) < 30_000


@pytest.mark.parametrize("size", [200_000])
def test_a_page_of_any_size_has_a_small_view(size: int) -> None:
    page = "甲(jiǎ)" * size
    edits = [Edit(6 * i + 1, 6 * i + 6, "", "pinyin.toned") for i in range(size)]
    html = to_html(Result(page, page, tuple(edits)))
    assert len(html) < 2_000_000
    assert "characters not drawn" in html


def test_html_says_what_left_and_why() -> None:
    page = "國(guó)家\n苏ICP备1号 公网安备2号"
    edits = [
        Edit(0, 1, "国", "script.t2s"),
        Edit(1, 6, "", "pinyin.toned", Fields(note="x")),
        Edit(7, 15, "", "footer.icp"),
        Edit(15, 22, "……", "mine.shout"),
    ]
    html = to_html(Result.from_edits(page, edits))
    read = Reader(html)
    assert {"del", "ins", "ruby", "rt", "details", "summary", "table"} <= set(read.tags)
    assert read.titles[0].splitlines()[:2] == ["script.t2s [0:1]", reason_of("script.t2s").why]
    assert "国" in read.titles[0]
    assert "note: x" in read.titles[1]
    assert "ICP 备案号" in read.titles[2]
    assert "A step or rule of your own." in read.titles[4]
    marks = [c for c in read.classes if c in ("gt-script", "gt-pinyin", "gt-footer", "gt-own")]
    assert marks[-6:] == ["gt-script", "gt-pinyin", "gt-footer", "gt-footer", "gt-own", "gt-own"]
    assert 'data-l="脚">苏ICP' in html  # on the line that left, not at the end of the one before
    assert 'data-l="mine"' in html
    assert "script" not in read.tags
    assert "href" not in read.attributes
    assert "src" not in read.attributes


def test_every_kind_has_a_mark_besides_its_colour() -> None:
    css = to_html(Result("", ""))
    lines = []
    for kind in KINDS.values():
        (line,) = re.findall(rf"\.gt-{kind.css} {{[^}}]*border-bottom: (\w+ \w+)", css)
        lines.append(line)
    assert len(set(lines)) == len(lines)
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)
    assert "url(" not in css
    assert "@import" not in css
    assert "http" not in css


@pytest.mark.parametrize("place", ["kept", "removed", "inserted", "rule", "fields", "error", "flag"])
def test_hostile_text_is_inert(place: str) -> None:
    page = f"甲{HOSTILE}乙"
    end = len(page) - 1
    edit = {
        "removed": Edit(1, end, "", "footer.icp"),
        "inserted": Edit(0, 1, HOSTILE, "encoding.entity"),
        "rule": Edit(0, 1, "", HOSTILE + ".x"),
        "fields": Edit(0, 1, "", "furniture.source", Fields({HOSTILE: HOSTILE, "source": HOSTILE})),
    }.get(place, Edit(0, 1, "", "footer.icp"))
    result = Result.from_edits(
        page, [edit], error=HOSTILE if place == "error" else None, flags=(HOSTILE,) if place == "flag" else ()
    )
    html = result._repr_html_()
    html.encode("utf-8")
    read = Reader(html)
    assert "script" not in read.tags
    assert read.tags.count("style") == 1
    assert not any(name.startswith("on") for name in read.attributes)
    assert "<script>alert(1)</script>" in read.text  # legible, and only text
    assert "[U+202E]abc[U+2066]" in read.text
    assert "[U+D800]" in read.text
    assert not set(html) & set("\u202e\u2066\x00\x1b\ud800\u200b")


def test_visible_leaves_ordinary_text_alone() -> None:
    text = "乾(qián)坤\t\u3000“引号”……《书名》 emoji \U0001f600 e\u0301 \U00020000\n"
    assert visible(text) == text
    assert visible("".join(chr(i) for i in range(0x110000))).encode("utf-8")


def test_blanks_that_left_can_be_seen() -> None:
    html = to_html(Result.from_edits("甲 \u3000\n\n乙", [Edit(1, 5, "\n", "whitespace.lines")]))
    assert "\u00b7\u25a1\u21b5\n\u21b5" in html


def test_every_rule_that_fires_has_a_reason_in_both_languages() -> None:
    fired = {e.rule for path in case_paths() for e in govtext.explain(parse(path).raw).edits}
    assert len(fired) > 30
    assert [rule for rule in sorted(fired) if not has_reason(rule)] == []
    assert [rule for rule in sorted(fired) if not (reason_of(rule).why and reason_of(rule).why_zh)] == []


def test_a_rule_of_a_users_own_gives_its_own_reason() -> None:
    from govtext.rules import parse_rules
    from tests.test_rules import MINIMAL

    (rule,) = parse_rules(MINIMAL)
    assert reason_of(rule.id, rules=[rule]).why == rule.why
    result = Result.from_edits("甲乙", [Edit(1, 2, "", rule.id)])
    assert rule.why in Reader(to_html(result, rules=[rule])).titles[0]


def console(*, terminal: bool, width: int = 100) -> Console:
    return Console(
        file=io.StringIO(),
        force_terminal=terminal,
        width=width,
        color_system="truecolor" if terminal else None,
    )


def printed(one: Console) -> str:
    assert isinstance(one.file, io.StringIO)
    return one.file.getvalue()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.name[:3])
def test_terminal(seed: Path) -> None:
    result = explained(seed)
    for terminal in (True, False):
        screen = console(terminal=terminal)
        print_result(result, screen)
        out = printed(screen)
        for rule, count in result.summary().items():
            assert rule in out
            assert f"{count.removed:,} out" in out
        assert ("\x1b[" in out) == terminal
        assert ("\u27e6" in out) != terminal
    if result.truncated:
        assert "truncated 有缺文" in out


def test_terminal_shows_hostile_text_as_text() -> None:
    result = Result.from_edits(
        "甲[red]乙[/red]\x1b]0;x\x07\u202e", [Edit(1, 6, "", "footer.icp")], error="[b]\x1b"
    )
    screen = console(terminal=False)
    print_result(result, screen)
    out = printed(screen)
    assert "\u27e6[red]\u27e7" in out
    assert "[/red][U+001B]]0;x[U+0007][U+202E]" in out
    assert "\x1b" not in out


def test_diff_of_the_seeds_is_accepted_by_git(tmp_path: Path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    rng = random.Random(2)
    results = [explained(seed) for seed in SEEDS] + [random_result(rng) for _ in range(60)]
    for result in results:
        (tmp_path / "page").write_bytes(result.original.encode("utf-8"))
        (tmp_path / "diff").write_bytes(unified_diff(result, name="page").encode("utf-8"))
        if result.text == result.original:
            assert unified_diff(result) == ""
            continue
        command = [git, "apply", "--unidiff-zero", "--whitespace=nowarn", "-p0", "diff"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        page = tmp_path / "page"
        assert (page.read_bytes().decode("utf-8") if page.exists() else "") == result.text


def test_diff_is_linear() -> None:
    page = "甲(jiǎ)\n" * 100_000
    edits = tuple(Edit(7 * i + 1, 7 * i + 6, "", "pinyin.toned") for i in range(100_000))
    assert unified_diff(Result("甲\n" * 100_000, page, edits)).count("\n+甲") == 100_000


def test_diff_in_the_terminal() -> None:
    result = Result.from_edits("甲(jiǎ)\x1b[2J\n", [Edit(1, 6)])
    plain, screen = console(terminal=False), console(terminal=True)
    print_diff(result, plain, name="a.txt")
    assert printed(plain) == unified_diff(result, name="a.txt")
    print_diff(result, screen, name="a.txt")
    assert "[U+001B][2J" in printed(screen)
