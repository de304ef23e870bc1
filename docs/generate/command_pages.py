"""The reference of the command line, made from the commands themselves."""

from __future__ import annotations

import inspect
import re

import click

from govtext.cli import cli

_HAN = re.compile("[\u3400-\u9fff]")


def pages() -> dict[str, str]:
    """Return the page in both languages."""
    return {"reference/cli.md": _page(0), "reference/cli.zh.md": _page(1)}


def _page(lang: int) -> str:
    intro = (
        "# Command line\n\nInstall with `python -m pip install 'govtext[cli]'`. `govtext --version` says which one runs. "
        "Without click the commands say how to get it.",
        "# 命令行\n\n用 `python -m pip install 'govtext[cli]'` 安装。`govtext --version` 显示版本。",
    )[lang]
    return (
        "\n\n".join([intro, *(_command(name, command, lang) for name, command in cli.commands.items())])
        + "\n"
    )


def _command(name: str, command: click.Command, lang: int) -> str:
    context = click.Context(command, info_name=f"govtext {name}")
    usage = command.get_usage(context).removeprefix("Usage: ")
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    told = [p for p in paragraphs if bool(_HAN.search(p)) == bool(lang)]
    rows = [("| option | meaning | default |", "| 选项 | 含义 | 默认 |")[lang], "|---|---|---|"]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            names = ", ".join(f"`{o}`" for o in parameter.opts) + (
                f" `{_kind(parameter)}`" if _kind(parameter) else ""
            )
            english, _, chinese = (parameter.help or "").rpartition(". ")
            shown = f"`{parameter.default}`" if parameter.show_default else ""
            rows.append(f"| {names} | {chinese if lang else english} | {shown} |")
    return "\n\n".join([f"## govtext {name}", f"```text\n{usage}\n```", *told, "\n".join(rows)])


def _kind(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return "\\|".join(map(str, option.type.choices))
    return option.metavar or str(option.type.name).upper()
