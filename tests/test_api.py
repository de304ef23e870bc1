"""The public API changes only on purpose: names, signatures and options are pinned in tests/api.json.

After a change that is meant: ``python -m tests.test_api --write``, and a fragment in changelog.d.
"""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

import govtext
from govtext.cli import cli

PINNED = Path(__file__).with_name("api.json")
HEAVY = ("opencc", "pypinyin", "ftfy", "regex", "click", "rich", "pyarrow", "numpy", "zstandard")


def listing() -> dict[str, Any]:
    """What a user can rely on."""
    return {
        "names": {name: shape(getattr(govtext, name)) for name in sorted(govtext.__all__)},
        "members": {
            f"{owner.__name__}.{name}": shape(inspect.getattr_static(owner, name))
            for owner in (govtext.Pipeline, govtext.Result, govtext.Edit, govtext.Rule)
            for name in sorted(dir(owner))
            if not name.startswith("_") and name not in ("count", "index")
        },
        "commands": {
            name: {" ".join(sorted(p.opts)): p.type.name for p in command.params}
            for name, command in sorted(cli.commands.items())
        },
    }


def shape(thing: Any) -> str:
    """A signature for what is called, the kind of anything else."""
    if isinstance(thing, str):
        return "str"
    if isinstance(thing, classmethod | staticmethod):
        return f"{type(thing).__name__}{inspect.signature(thing.__func__)}"
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return f"exception ({thing.__base__.__name__ if thing.__base__ else ''})"
    if inspect.isclass(thing) or inspect.isfunction(thing):
        return str(inspect.signature(thing))
    return "attribute"


def dumped() -> str:
    return json.dumps(listing(), ensure_ascii=False, indent=1) + "\n"


def test_the_api_is_as_pinned() -> None:
    pinned, now = json.loads(PINNED.read_text("utf-8")), listing()
    for part, entries in pinned.items():
        assert now[part] == entries, f"{part} changed: if on purpose, python -m tests.test_api --write"


def test_every_public_name_is_there_and_documented() -> None:
    for name in govtext.__all__:
        thing = getattr(govtext, name)
        assert name in dir(govtext)
        assert name == "__version__" or inspect.getdoc(thing), name


def test_the_names_for_type_checkers_are_those_at_run_time() -> None:
    source = Path(govtext.__file__).read_text("utf-8")
    typed = {line.rsplit(" ", 1)[1] for line in source.splitlines() if line.startswith("    from govtext.")}
    assert typed | {"__version__"} == set(govtext.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'cleanse'"):
        govtext.cleanse  # noqa: B018


def test_every_option_of_the_command_line_says_what_it_is() -> None:
    for command in cli.commands.values():
        assert command.help
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


@pytest.mark.parametrize("statement", ["import govtext", "import govtext; govtext.__version__; dir(govtext)"])
def test_importing_loads_no_dictionary(statement: str) -> None:
    code = f"{statement}\nimport sys; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_cleaning_a_clean_text_loads_no_dictionary() -> None:
    code = "import govtext; govtext.clean('秋粮入库过半。')\nimport sys; print(*[m for m in {!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code.format(HEAVY)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    PINNED.write_text(dumped(), "utf-8")
