"""Every code block of README, docs/ and CONTRIBUTING is run, in both languages, from top to bottom.

Blocks of one page share their names and a folder of their own, which holds the five seeds and what the page wrote.
``python`` blocks are executed; ``toml`` blocks are rule files: they become ``mine.toml`` and are checked; the
commands of ``console`` and ``sh`` blocks are run, except those that install, clone, publish or start a session of
nox, which other sessions cover. The pages of docs/scale are run by test_engines, which has the engines.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sybil import Document, Example
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

import govtext
from govtext.cli import cli
from govtext.rules.check import check_file

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / ".github").rglob("*.md"))
    if "scale" not in path.parts and "build" not in path.parts
)
ELSEWHERE = re.compile(
    r"python -m pip install|nox\b|git |twine |python -m (?:benchmarks|tests)\.|python -m pytest|bash \.ci/run"
)
# README is shown by package indexes too, where only whole addresses lead back to the project.
TREE = "https://github.com/govtext/govtext/blob/main/"
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]{1,200})(?:#[^)\s]{1,200})?\)")


def toml_block(example: Example) -> str | None:
    Path("mine.toml").write_text(str(example.parsed), "utf-8")
    problems = check_file("mine.toml")
    return "\n".join(problems) if problems else None


def shell_block(example: Example) -> str | None:
    lines = str(example.parsed).strip().split("\n")
    prompted = any(line.startswith("$ ") for line in lines)
    for line in lines:
        command = line.removeprefix("$ ").partition("  #")[0]
        if (prompted and not line.startswith("$ ")) or ELSEWHERE.match(command):
            continue
        if (message := failure(command)) is not None:
            return f"{command}\n{message}"
    return None


def failure(command: str) -> str | None:
    """Run a command; what it says if it fails. govtext itself is called in this process, which is faster."""
    words = shlex.split(command)
    if words[0] == "govtext":
        result = CliRunner().invoke(cli, words[1:])
        return f"{result.output}{result.exception}" if result.exit_code else None
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else None


PARSERS = (
    PythonCodeBlockParser(),
    CodeBlockParser(language="toml", evaluator=toml_block),
    CodeBlockParser(language="console", evaluator=shell_block),
    CodeBlockParser(language="sh", evaluator=shell_block),
)


def given() -> dict[str, Any]:
    """What a page may take for granted: pages of its reader's own, and a result."""
    pages = [(path.stem, path.read_text("utf-8")) for path in sorted(Path("seeds").glob("*.txt"))]
    return {"page": pages[4][1], "pages": pages, "result": govtext.explain(pages[4][1]), "govtext": govtext}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_code_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "seeds", tmp_path / "pages")
    shutil.copyfile(sorted((ROOT / "seeds").glob("*.txt"))[4], tmp_path / "page.txt")
    monkeypatch.chdir(tmp_path)
    document = Document.parse(str(page), *PARSERS, encoding="utf-8")
    document.namespace.update(given(), __name__="page")
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    generated = re.compile(
        r"docs/(?:reference/(?:cli|rules/\w+)|tutorial/index|contributing|changelog)(?:\.zh)?\.md$"
    )
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    root = os.path.relpath(ROOT, page.parent)
    for target in LINK.findall(text.replace(f"]({TREE}", f"]({root}/")):
        path = Path(os.path.normpath(page.parent / target))
        assert path.exists() or generated.search(path.as_posix()), target


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.name)
def test_a_page_stands_in_both_languages(page: Path) -> None:
    other = page.with_name(
        page.name.replace(".zh.md", ".md") if ".zh." in page.name else f"{page.stem}.zh.md"
    )
    assert other.exists()
    code = [
        re.findall(r"^```python\n(.*?)^```$", p.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        for p in (page, other)
    ]
    assert len(code[0]) == len(code[1]), "the languages show different code"
