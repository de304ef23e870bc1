"""Workers: order, laziness, and what happens when they die."""

from __future__ import annotations

import itertools
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from govtext import Pipeline, strip_pinyin
from govtext.crew import WorkersFailed

# Workers find these functions by the name of a module that they can import.
from tests import worker_steps

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize("workers", [None, 1, 2])
def test_a_failing_step_costs_one_text(workers: int | None, caplog: pytest.LogCaptureFixture) -> None:
    texts = [f"第{i}页" for i in range(50)]
    texts[30] = "fail"
    with caplog.at_level(logging.WARNING, "govtext"):
        assert list(Pipeline([worker_steps.fails]).map(texts, workers=workers)) == texts
    assert "text 30 kept as it was: ValueError: cannot" in caplog.text


def test_a_text_that_kills_workers_is_kept_and_named(caplog: pytest.LogCaptureFixture) -> None:
    texts = [f"產(chǎn){i}" for i in range(600)]
    texts[400] = "kill"
    expected = [text.replace("(chǎn)", "") for text in texts]
    with caplog.at_level(logging.WARNING, "govtext"):
        out = list(Pipeline([strip_pinyin, worker_steps.kills]).map(texts, workers=2))
    assert out == expected
    assert "died (SIGKILL): replaced" in caplog.text
    assert "text 400 kept as it was: the worker process died on it: SIGKILL" in caplog.text


def test_a_worker_killed_from_outside_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    once = tmp_path / "once"
    texts = [f"{once}|{i}" for i in range(300)]
    with caplog.at_level(logging.WARNING, "govtext"):
        assert list(Pipeline([worker_steps.dies_once]).map(texts, workers=2)) == [f"{t}!" for t in texts]
    assert once.exists()
    assert "replaced" in caplog.text
    assert "kept as it was" not in caplog.text


@pytest.mark.parametrize("times", [2, 4])  # of both workers, and of both that replace them
def test_workers_killed_before_any_was_ready_are_replaced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, times: int
) -> None:
    step = worker_steps.DiesAsItLoads(tmp_path, times)
    with caplog.at_level(logging.WARNING, "govtext"):
        assert list(Pipeline([step]).map(["a", "b", "c"], workers=2)) == ["a!", "b!", "c!"]
    assert len(list(tmp_path.iterdir())) == times
    # The one that is ready is the one after so many, hence all but one of them were replaced. The last
    # may die while it does all the work, and who dies then is not waited for.
    assert caplog.text.count("died (SIGKILL): replaced") in {times - 1, times}


def test_workers_that_are_killed_one_after_another_are_not_replaced_for_ever(tmp_path: Path) -> None:
    step = worker_steps.DiesAsItLoads(tmp_path, 100)
    with pytest.raises(WorkersFailed, match=r"before they were ready \(SIGKILL\)") as raised:
        list(Pipeline([step]).map(["a"], workers=2))
    assert "__main__" not in str(raised.value)
    assert len(list(tmp_path.iterdir())) <= 6


def test_texts_are_drawn_as_results_are_taken() -> None:
    drawn = 0

    def endless() -> Iterator[str]:
        nonlocal drawn
        while True:
            drawn += 1
            yield "產(chǎn)業" * 500

    out = Pipeline([strip_pinyin]).map(endless(), workers=2)
    assert list(itertools.islice(out, 20)) == ["產業" * 500] * 20
    assert drawn < 3000
    out.close()  # type: ignore[attr-defined]


def test_an_error_of_the_source_comes_after_what_it_gave() -> None:
    def broken() -> Iterator[str]:
        yield from ("產(chǎn)" for _ in range(10))
        raise OSError("disk")

    out = Pipeline([strip_pinyin]).map(broken(), workers=2)
    assert [next(out) for _ in range(10)] == ["產"] * 10
    with pytest.raises(OSError, match="disk"):
        next(out)


def test_what_is_no_text_is_named_by_its_place() -> None:
    for workers in (1, 2):
        with pytest.raises(TypeError, match="text 1: govtext cleans str, not NoneType"):
            list(Pipeline([strip_pinyin]).map(["a", None], workers=workers))  # type: ignore[list-item]


def test_steps_that_do_not_pickle_are_refused_with_advice() -> None:
    with pytest.raises(TypeError, match="must be functions of a module"):
        list(Pipeline([lambda text: text]).map(["a"], workers=2))


def test_a_script_without_the_main_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import govtext\nprint(list(govtext.Pipeline.default().map(['a'], workers=2)))\n")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert 'must stand under `if __name__ == "__main__":`' in done.stderr


def test_no_worker_outlives_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import itertools, os\nfrom tests import worker_steps\nfrom govtext import Pipeline\n"
        "if __name__ == '__main__':\n"
        "    out = Pipeline([worker_steps.gives_pid]).map(itertools.repeat('a'), workers=2)\n"
        "    for pid in out:\n        print(pid, flush=True)\n"
    )
    root = Path(__file__).parent.parent
    process = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, cwd=root,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])},
    )  # fmt: skip
    assert process.stdout is not None
    workers = {int(process.stdout.readline()) for _ in range(3000)}
    process.kill()
    process.wait()
    process.stdout.close()
    limit = time.monotonic() + 10
    while any(_alive(pid) for pid in workers) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not any(_alive(pid) for pid in workers)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIG_DFL)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
