"""The command line as its user runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import govtext
from govtext.cli import cli

SEEDS = Path(__file__).parent.parent / "seeds"
NOISY = "知識產(chǎn)權(quán)\n蘇ICP備08106468號"


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args])


def report(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "report.jsonl").read_text("utf-8").splitlines()]


def test_clean_seeds(tmp_path: Path) -> None:
    out = tmp_path / "cleaned"
    result = run("clean", SEEDS, "-o", out)
    assert result.exit_code == 0, result.output
    names = sorted(p.name for p in SEEDS.glob("*.txt"))
    assert sorted(p.name for p in out.iterdir()) == sorted([*names, "report.jsonl"])
    for seed in SEEDS.glob("*.txt"):
        assert (out / seed.name).read_bytes().decode("utf-8") == govtext.clean(
            seed.read_bytes().decode("utf-8")
        )
    lines = report(out)
    assert [Path(str(line["source"])).name for line in lines] == names
    last = lines[-1]
    assert last["truncation"]["omitted_chars"] == [888]  # type: ignore[index]
    assert sum(last["edits"].values()) > 0  # type: ignore[attr-defined]
    assert last["chars_in"] > last["chars_out"] > 1000  # type: ignore[operator]
    assert "000_b78cc" in result.output


def test_a_bad_file_is_named_and_all_others_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(NOISY, "utf-8")
    (folder / "b.txt").write_bytes(b"\xff\x00\x80\xfe")
    (folder / "c.txt").write_bytes("知识产权保护".encode("gb18030"))
    result = run("clean", folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "b.txt" in result.output
    assert (tmp_path / "out/a.txt").read_text("utf-8") == "知识产权"
    assert (tmp_path / "out/c.txt").read_text("utf-8") == "知识产权保护"
    assert not (tmp_path / "out/b.txt").exists()
    errors = {Path(str(line["source"])).name: line["error"] for line in report(tmp_path / "out")}
    assert errors["a.txt"] is None
    assert "neither UTF-8 nor GB18030 nor Big5" in str(errors["b.txt"])


def test_jsonl(tmp_path: Path) -> None:
    source = tmp_path / "pages.jsonl"
    rows = [{"id": 1, "text": NOISY}, {"id": 2}, {"id": 3, "text": None}, {"id": 4, "text": "好"}]
    source.write_text("\n".join(json.dumps(r) for r in rows) + "\nnot json\n", "utf-8")
    result = run("clean", source, "-o", tmp_path / "out")
    assert result.exit_code == 1
    lines = (tmp_path / "out/pages.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[0]) == {"id": 1, "text": "知识产权"}
    assert [json.loads(line) for line in lines[1:4]] == rows[1:]
    assert lines[4] == "not json"
    errors = [line["error"] for line in report(tmp_path / "out")]
    assert errors[0] is None
    assert errors[3] is None
    assert errors[1] == "line 2: no column 'text': the columns are id"
    assert errors[2] is None  # null is no text, and no error
    assert str(errors[4]).startswith("line 5: ")


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOISY, "utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.txt").write_text("mine", "utf-8")
    result = run("clean", tmp_path / "a.txt", "-o", out)
    assert result.exit_code == 1
    assert "exists: use --force" in result.output
    assert (out / "a.txt").read_text("utf-8") == "mine"
    assert run("clean", tmp_path / "a.txt", "-o", out, "--force").exit_code == 0
    assert (out / "a.txt").read_text("utf-8") == "知识产权"


def test_an_output_folder_that_is_an_input_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOISY, "utf-8")
    result = run("clean", tmp_path, "-o", tmp_path, "--force")
    assert result.exit_code == 1
    assert "is also an input" in result.output
    assert (tmp_path / "a.txt").read_text("utf-8") == NOISY


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(NOISY, "utf-8")
    result = run("clean", tmp_path / "x", tmp_path / "y", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "would both be written" in result.output


def test_globs_and_folders_keep_names(tmp_path: Path) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/deep/a.txt").write_text(NOISY, "utf-8")
    assert run("clean", tmp_path / "in", "-o", tmp_path / "one", "-q").exit_code == 0
    assert (tmp_path / "one/deep/a.txt").exists()
    assert run("clean", tmp_path / "in/*/*.txt", "-o", tmp_path / "two", "-q").exit_code == 0
    assert (tmp_path / "two/a.txt").exists()
    missing = run("clean", tmp_path / "nothing", "-o", tmp_path / "three")
    assert missing.exit_code == 1
    assert "no .txt or .jsonl file in" in missing.output


def test_steps_and_script(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOISY, "utf-8")
    assert run("clean", tmp_path / "a.txt", "-o", tmp_path / "p", "--steps", "pinyin").exit_code == 0
    assert (tmp_path / "p/a.txt").read_text("utf-8") == "知識產權\n蘇ICP備08106468號"
    assert run("clean", tmp_path / "a.txt", "-o", tmp_path / "k", "--script", "keep").exit_code == 0
    assert (tmp_path / "k/a.txt").read_text("utf-8") == "知識產權"
    wrong = run("clean", tmp_path / "a.txt", "-o", tmp_path / "w", "--steps", "pinjin")
    assert wrong.exit_code == 1
    assert "no step 'pinjin': the steps are whitespace, pinyin, encoding, script, paywall, " in wrong.output


def test_explain_and_rules(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOISY, "utf-8")
    shown = run("explain", tmp_path / "a.txt")
    assert shown.exit_code == 0
    assert "pinyin.toned" in shown.output
    data = json.loads(run("explain", tmp_path / "a.txt", "--json").output)
    assert data["text"] == "知识产权"
    listed = run("rules", "--family", "footer")
    assert listed.exit_code == 0
    assert "footer." in listed.output
    assert run("explain", tmp_path / "none.txt").exit_code == 1


def test_rules_check(tmp_path: Path) -> None:
    from tests.test_rules import MINIMAL

    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(MINIMAL, "utf-8")
    bad.write_text(MINIMAL.replace("anchor", "anker"), "utf-8")
    assert run("rules", "--check", good).exit_code == 0
    wrong = run("rules", "--check", bad)
    assert wrong.exit_code == 1
    assert "anker" in wrong.output
    (tmp_path / "a.txt").write_text("全文完。\n云澜云服务提供支撑", "utf-8")
    result = run("clean", tmp_path / "a.txt", "-o", tmp_path / "out", "--rules", good)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out/a.txt").read_text("utf-8") == "全文完。"


@pytest.mark.parametrize("name", ["a [red]b[/red].txt", "空 格.txt"])
def test_names_are_shown_as_they_are(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    try:
        (tmp_path / "in" / name).write_text(NOISY, "utf-8")
    except OSError:
        name = "a[red]b.txt"
        (tmp_path / "in" / name).write_text(NOISY, "utf-8")
    result = run("clean", tmp_path / "in", "-o", tmp_path / "out")
    assert result.exit_code == 0
    shutil.rmtree(tmp_path / "in")
