"""The command line: ``govtext clean``, ``govtext explain``, ``govtext rules``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from govtext.audit import Audit
from govtext.batch import BatchError, FileReport, clean_files, plan, safe_run
from govtext.files import DecodeError, read_text, whole_file
from govtext.pipeline import BUILT_IN, Pipeline
from govtext.rules import FAMILIES, Rule, RuleError, load_rules, read_rules
from govtext.version import __version__

__all__ = ["cli"]

_FEW = 20  # below this many files a progress bar is only noise


def _fail(message: str) -> click.ClickException:
    return click.ClickException(message)


def _chosen_rules(path: str | None) -> tuple[Rule, ...]:
    if path is None:
        return ()
    try:
        return read_rules(path)
    except (OSError, RuleError) as error:
        raise _fail(str(error)) from error


def _pipeline(steps: str | None, rules: tuple[Rule, ...], script: str, gap: str | None) -> Pipeline:
    options = {} if gap is None else {"gap": gap}
    chain = Pipeline.default(script=None if script == "keep" else script, rules=rules, **options)
    if steps is None:
        return chain
    short = {step.__name__.split("_", 1)[1]: step.__name__ for step in BUILT_IN}  # type: ignore[attr-defined]
    asked = [name.strip() for name in steps.split(",") if name.strip()]
    for name in asked:
        if name not in short:
            raise _fail(f"no step {name!r}: the steps are {', '.join(short)}")
    return chain.without(*(full for name, full in short.items() if name not in asked and full in _names(chain)))


def _names(chain: Pipeline) -> set[str]:
    return {entry["step"] for entry in chain.to_dict()["steps"]}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="govtext")
def cli() -> None:
    """Clean articles from scraped Chinese pages, every edit explained.

    清洗中文政府与新闻网页，每处删改都有据可查。
    """


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="SRC...")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="Output folder. 输出文件夹")
@click.option("--force", is_flag=True, help="Overwrite what is there. 覆盖已有文件")
@click.option("--rules", "rules_file", metavar="FILE", help="TOML file with rules of your own. 自定义规则文件")
@click.option("--steps", metavar="A,B,C", help="Only these steps, e.g. pinyin,footer. 只运行这些步骤")
@click.option("--script", type=click.Choice(["simplified", "keep"]), default="simplified", show_default=True,
              help="Keep Traditional script or make it Simplified. 繁体是否转简体")
@click.option("--gap", metavar="TEXT", help="What stands where text is missing (default: ……). 缺文处的占位")
@click.option("--text-column", default="text", show_default=True, help="Column of jsonl input. jsonl 的正文字段")
@click.option("--audit", "audit_file", type=click.Path(path_type=Path), metavar="FILE",
              help="Write an HTML page to look at what left. 写出可查看删改的网页")
@click.option("-q", "--quiet", is_flag=True, help="No table, no bar. 不显示表格和进度条")
def clean(
    sources: tuple[str, ...],
    out: Path,
    *,
    force: bool,
    rules_file: str | None,
    steps: str | None,
    script: str,
    gap: str | None,
    text_column: str,
    audit_file: Path | None,
    quiet: bool,
) -> None:
    """Clean files, folders or globs into a folder, with a report.

    SRC is a .txt or .jsonl file, a folder of them, or a glob. The names are kept; report.jsonl in the
    output folder says per document what left, what the page said about itself, and what is missing.
    Exit status 1 when a document could not be cleaned; all others are still written.

    清洗文件、文件夹或通配符；输出文件夹中的 report.jsonl 逐篇说明删了什么、元数据和截断信息。
    """
    own = _chosen_rules(rules_file)
    pipeline = _pipeline(steps, own, script, gap)
    if audit_file is not None and audit_file.exists() and not force:
        raise _fail(f"{audit_file} exists: use --force to overwrite it")
    audit = None if audit_file is None else Audit(rules=own)
    try:
        documents = plan(sources, out, force=force)
    except BatchError as error:
        raise _fail(str(error)) from error
    console = Console(stderr=True)
    reports: list[FileReport] = []
    with whole_file(out / "report.jsonl") as report, _bar(console, len(documents), quiet) as bar:
        task = bar.add_task("govtext", total=len(documents))
        for done in clean_files(pipeline, documents, text_column=text_column, audit=audit):
            lines = done.lines or [{"source": str(done.source), "error": done.error}]
            report.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            reports.append(done)
            bar.advance(task)
    if audit is not None and audit_file is not None:
        audit.write(audit_file)
    if not quiet:
        _show_table(reports, out)
    failed = [r for r in reports if r.failed]
    for bad in failed:
        reason = bad.error or next(line["error"] for line in bad.lines if line["error"])
        console.print(f"[bold red]not cleaned 未清洗[/] {escape(str(bad.source))}: {escape(reason)}")
    if failed:
        sys.exit(1)


def _bar(console: Console, files: int, quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    wanted = not quiet and files >= _FEW and console.is_terminal
    return Progress(*columns, console=console, disable=not wanted, transient=True)


def _show_table(reports: list[FileReport], out: Path) -> None:
    console = Console()
    table = Table(title=f"govtext {__version__} → {escape(str(out))}", title_justify="left")
    table.add_column("file 文件", overflow="fold")
    for name in ("in 原文", "out 结果", "removed 删除", "edits 编辑"):
        table.add_column(name, justify="right")
    table.add_column("notes 说明", overflow="fold")
    for report in reports[:_FEW]:
        if report.error:
            table.add_row(escape(report.source.name), "", "", "", "", "[red]not read 未能读取[/]")
            continue
        before, after = report.total("chars_in"), report.total("chars_out")
        edits = sum(sum(line["edits"].values()) for line in report.lines)
        share = f"{100 * (before - after) / before:.1f} %" if before else ""
        table.add_row(
            escape(report.source.name), f"{before:,}", f"{after:,}", share, f"{edits:,}", _notes(report)
        )
    if len(reports) > _FEW:
        table.caption = f"first {_FEW} of {len(reports):,} files; all of them in report.jsonl"
    console.print(table)


def _notes(report: FileReport) -> str:
    notes = []
    cut = sum(bool(line["truncation"].get("truncated")) for line in report.lines)
    if cut:
        notes.append("truncated 有缺文" if len(report.lines) == 1 else f"{cut} truncated 有缺文")
    notes += sorted({flag for line in report.lines for flag in line["flags"]})
    failed = sum(bool(line["error"]) for line in report.lines)
    if failed:
        notes.append(f"[red]{failed} failed 失败[/]")
    return ", ".join(notes)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--rules", "rules_file", metavar="FILE", help="TOML file with rules of your own. 自定义规则文件")
@click.option("--diff", is_flag=True, help="A unified diff, page to cleaned text. 以 diff 输出")
@click.option("--json", "as_json", is_flag=True, help="The whole account as JSON. 以 JSON 输出")
def explain(file: Path, *, rules_file: str | None, diff: bool, as_json: bool) -> None:
    """Show a page with what left, and why.

    显示一个页面：删了什么，为什么删。
    """
    from govtext.report import print_diff, print_result

    if diff and as_json:
        raise click.UsageError("--diff and --json are two forms of one account: choose one")
    own = _chosen_rules(rules_file)
    try:
        text, _ = read_text(file)
    except (OSError, DecodeError) as error:
        raise _fail(str(error)) from error
    result = safe_run(Pipeline.default(rules=own), text)
    if as_json:
        click.echo(result.to_json())
    elif diff:
        print_diff(result, Console(), name=file.name)
    else:
        print_result(result, Console(), rules=own)


@cli.command()
@click.option("--family", type=click.Choice(FAMILIES), help="Only these. 只列这一类")
@click.option("--check", "check_file", metavar="FILE", help="Run the examples of a rule file. 检验规则文件")
def rules(*, family: str | None, check_file: str | None) -> None:
    """List the rules, or check a rule file of your own.

    列出规则；或用其自带的正反例检验一个规则文件。
    """
    if check_file is not None:
        from govtext.rules.check import check_file as check

        problems = check(check_file)
        for problem in problems:
            click.echo(problem, err=True)
        if problems:
            sys.exit(1)
        click.echo(f"{check_file}: every example passes 全部正反例通过")
        return
    table = Table(show_lines=False)
    for name in ("id", "role 角色", "why 理由"):
        table.add_column(name, overflow="fold")
    for one in FAMILIES if family is None else (family,):
        for rule in load_rules(one):
            table.add_row(escape(rule.id), escape(rule.role), escape(f"{rule.why} {rule.why_zh}".strip()))
    Console().print(table)
