"""The command line: ``govtext clean``, ``govtext explain``, ``govtext rules``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from govtext.audit import Audit
from govtext.batch import run
from govtext.corpora import CleanJob
from govtext.crew import WorkersFailed
from govtext.files import DecodeError, read_text
from govtext.pipeline import BUILT_IN, Pipeline
from govtext.plan import BatchError, plan
from govtext.progress import Advance, interruptible
from govtext.rules import FAMILIES, Rule, RuleError, load_rules, read_rules
from govtext.summary import Summary, Tally, safe_run
from govtext.version import __version__

__all__ = ["cli"]

_LARGE = 8 << 20  # bytes of input from which on starting workers pays


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
    options: dict[str, Any] = {} if gap is None else {"gap": gap}
    chain = Pipeline.default(script=None if script == "keep" else script, rules=rules, **options)
    if steps is None:
        return chain
    # The name of a step's module is also the first part of the ids of its edits: script.t2s.
    short = {step.__module__.rpartition(".")[2]: step.__name__ for step in BUILT_IN}
    asked = [name.strip() for name in steps.split(",") if name.strip()]
    for name in asked:
        if name not in short:
            raise _fail(f"no step {name!r}: the steps are {', '.join(short)}")
    return chain.without(
        *(full for name, full in short.items() if name not in asked and full in _names(chain))
    )


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
@click.option("--resume", is_flag=True, help="Go on with a batch that was stopped. 继续被中断的任务")
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Processes that clean (default: one; one per core for 8 MB and more). 进程数",
)
@click.option(
    "--rules", "rules_file", metavar="FILE", help="TOML file with rules of your own. 自定义规则文件"
)
@click.option("--steps", metavar="A,B,C", help="Only these steps, e.g. pinyin,footer. 只运行这些步骤")
@click.option(
    "--script",
    type=click.Choice(["simplified", "keep"]),
    default="simplified",
    show_default=True,
    help="Keep Traditional script or make it Simplified. 繁体是否转简体",
)
@click.option("--gap", metavar="TEXT", help="What stands where text is missing (default: ……). 缺文处的占位")
@click.option(
    "--text-column",
    default="text",
    show_default=True,
    help="Column of jsonl and Parquet input. jsonl 与 Parquet 的正文字段",
)
@click.option(
    "--drop-truncated",
    is_flag=True,
    help="Leave out pages that say that text is missing; the report names them. 略去有缺文的页面",
)
@click.option(
    "--shard-size",
    type=click.FloatRange(0.001),
    default=256.0,
    show_default=True,
    metavar="MB",
    help="Input per output shard of larger jsonl and Parquet files. 大文件的分片大小",
)
@click.option(
    "--audit",
    "audit_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write an HTML page to look at what left. 写出可查看删改的网页",
)
@click.option("-q", "--quiet", is_flag=True, help="No table, no progress. 不显示表格和进度")
def clean(
    sources: tuple[str, ...],
    out: Path,
    *,
    force: bool,
    resume: bool,
    workers: int | None,
    rules_file: str | None,
    steps: str | None,
    script: str,
    gap: str | None,
    text_column: str,
    drop_truncated: bool,
    shard_size: float,
    audit_file: Path | None,
    quiet: bool,
) -> None:
    """Clean files, folders or globs into a folder, with a report.

    SRC is a file (.txt, .jsonl, .jsonl.gz, .jsonl.zst, .parquet), a folder of them, or a glob. The names are
    kept; report.jsonl in the output folder says per document what left, what the page said about itself,
    and what is missing. Corpora get a manifest.json too, and large files are written in shards.
    Exit status 1 when a document could not be cleaned; all others are still written.

    清洗文件、文件夹或通配符；输出文件夹中的 report.jsonl 逐篇说明删了什么、元数据和截断信息；
    语料另有 manifest.json，大文件分片写出。中断后可用 --resume 继续。
    """
    own = _chosen_rules(rules_file)
    pipeline = _pipeline(steps, own, script, gap)
    if audit_file is not None and audit_file.exists() and not force:
        raise _fail(f"{audit_file} exists: use --force to overwrite it")
    if audit_file is not None and resume:
        raise _fail("--audit cannot go with --resume: it would miss what was cleaned before")
    if force and resume:
        raise _fail("--force begins again and --resume goes on: choose one")
    audit = None if audit_file is None else Audit(rules=own)
    job = CleanJob(pipeline, text_column, drop_truncated, None if audit is None else own)
    console = Console(stderr=True)
    try:
        batch = plan(sources, out, force=force, resume=resume, shard_size=int(shard_size * 2**20))
        with interruptible(), Advance(batch.size, console, quiet=quiet) as advance:
            summary = run(
                batch, job, workers=workers or _default_workers(batch.size), resume=resume, audit=audit,
                advance=advance,
            )  # fmt: skip
    except (BatchError, WorkersFailed) as error:
        raise _fail(str(error)) from error
    except OSError as error:  # of the output: what cannot be read is in the report
        raise _fail(f"cannot write: {error}; --resume goes on where it is possible again") from error
    except (KeyboardInterrupt, SystemExit) as stop:  # Ctrl-C, SIGTERM
        console.print(f"stopped; --resume goes on. 已停止，可用 --resume 继续: {escape(str(out))}")
        sys.exit(stop.code if isinstance(stop, SystemExit) else 130)
    if audit is not None and audit_file is not None:
        audit.write(audit_file)
    if not quiet:
        _show_table(summary, out)
    for source, reason in summary.bad.items():
        why = escape(reason.removeprefix(f"{source}: "))
        console.print(f"[bold red]not cleaned 未清洗[/] {escape(source)}: {why}", soft_wrap=True)
    if summary.bad_files > len(summary.bad):
        console.print(f"... and {summary.bad_files - len(summary.bad):,} more files, see report.jsonl")
    if summary.bad_files:
        sys.exit(1)


def _default_workers(size: int) -> int:
    if size < _LARGE:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _show_table(summary: Summary, out: Path) -> None:
    console = Console()
    table = Table(title=f"govtext {__version__} → {escape(str(out))}", title_justify="left")
    names = [Path(source).name for source in summary.files]
    # Where the console is narrow the notes give way: names are cut only where they are long.
    widest = max(map(cell_len, names), default=0)
    table.add_column("file\n文件", overflow="fold", no_wrap=widest <= 32, min_width=min(32, widest))
    for name in ("in\n原文", "out\n结果", "removed\n删除", "edits\n编辑"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("notes\n说明", overflow="fold")
    for name, tally in zip(names, summary.files.values(), strict=True):
        table.add_row(escape(name), *_cells(tally))
    total = summary.total
    if len(summary.files) > 1 or total.documents > 1:
        table.add_section()
        table.add_row(f"{total.documents:,} pages 页", *_cells(total))
    if total.documents > sum(tally.documents for tally in summary.files.values()):
        table.caption = f"the first {len(summary.files)} files; all of them in report.jsonl"
    console.print(table)


def _cells(tally: Tally) -> tuple[str, ...]:
    if tally.unread and not tally.documents:
        return "", "", "", "", "[red]not read 未能读取[/]"
    before, after = tally.chars_in, tally.chars_out
    share = f"{100 * (before - after) / before:.1f} %" if before else ""
    return f"{before:,}", f"{after:,}", share, f"{tally.edits:,}", _notes(tally)


def _notes(tally: Tally) -> str:
    notes = []
    if tally.truncated:
        notes.append("truncated 有缺文" if tally.documents == 1 else f"{tally.truncated:,} truncated 有缺文")
    if tally.dropped:
        notes.append(f"{tally.dropped:,} dropped 略去")
    notes += sorted(tally.flags)
    if tally.failed:
        notes.append(f"[red]{tally.failed:,} failed 失败[/]")
    return ", ".join(notes)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--rules", "rules_file", metavar="FILE", help="TOML file with rules of your own. 自定义规则文件"
)
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
