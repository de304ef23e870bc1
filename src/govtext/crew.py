"""Tasks for worker processes: ordered, lazy, with back-pressure, and nothing lost when a worker dies.

Only a few tasks are under way at once, so an endless iterable is fine and memory stays flat.

`concurrent.futures` gives up the whole pool when one process dies (the system's out-of-memory killer is
the usual cause) and cannot say which task it was on. Here each worker has a pipe of its own: one that dies
is named in the log and replaced, and its chunk is tried again document by document, so that only a
document that kills two workers in a row is given up, with its reason.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import pickle
import signal
import threading
import traceback
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from multiprocessing.process import BaseProcess

__all__ = ["Work", "WorkersFailed", "spread"]

T = TypeVar("T")
R = TypeVar("R")
_LOG = logging.getLogger("govtext")

_AHEAD = 3  # tasks under way per worker: one at work, the others so that it never waits
_TRIES = 2  # a task that kills this many workers is given up; so is a start, with so many per worker


class WorkersFailed(RuntimeError):  # noqa: N818  (says what happened, as the built-in BrokenPipe does)
    """Worker processes could not be started at all."""


class Work(Protocol[T, R]):
    """What workers do: a picklable callable over tasks, each a chunk of documents."""

    def __call__(self, task: T) -> R:
        """Do one task."""

    def split(self, task: T) -> Sequence[T]:
        """Return the task as tasks of one document each."""

    def join(self, task: T, results: Sequence[R]) -> R:
        """Return the result of a task from those of its parts."""

    def lost(self, task: T, why: str) -> R:
        """Return what stands for a document that workers die on."""


class _Job(Generic[T, R]):
    """A task on its way, or a part of one that is tried document by document."""

    def __init__(self, task: T, whole: _Job[T, R] | None = None) -> None:
        self.task, self.whole = task, whole
        self.pickled = pickle.dumps(task, protocol=5)  # ahead, so that no worker waits for it
        self.parts: list[_Job[T, R]] = []
        self.tries = 0
        self.done = False
        self.result: R | None = None
        self.error: str | None = None  # a traceback


@dataclass(eq=False, slots=True)
class _Worker(Generic[T, R]):
    process: BaseProcess
    pipe: Connection
    job: _Job[T, R] | None = None
    ready: bool = False


def _serve(pipe: Connection, pickled: bytes) -> None:
    """The life of a worker: load the work, then task in, result out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    try:
        work = pickle.loads(pickled)  # noqa: S301  (what the parent has just pickled)
    except BaseException as error:  # noqa: BLE001
        pipe.send((None, f"{type(error).__name__}: {error}"))
        return
    with contextlib.suppress(EOFError, OSError):  # the parent has gone, or has no more for us
        pipe.send((None, None))
        while True:
            pipe.send_bytes(_answer(work, pickle.loads(pipe.recv_bytes())))  # noqa: S301


def _answer(work: Work[Any, Any], task: Any) -> bytes:
    """Return the pickled pair (result, error), one of them None."""
    try:
        return pickle.dumps((work(task), None), protocol=5)
    except Exception:  # noqa: BLE001  (the parent raises it)
        return pickle.dumps((None, traceback.format_exc()))


class Crew(Generic[T, R]):
    """Worker processes and the thread that keeps each of them busy.

    The thread owns the pipes: it hands the next waiting job to whoever is idle, takes results, and
    replaces who died. The caller's thread adds jobs and waits for them.
    """

    def __init__(self, work: Work[T, R], workers: int) -> None:
        self._work = work
        try:
            self._pickled = pickle.dumps(work)
        except Exception as error:
            raise TypeError(
                f"the work cannot be sent to other processes ({error}): steps of your own must be functions "
                "of a module, not lambdas or functions inside functions"
            ) from error
        self._context = _context()
        self._waiting: deque[_Job[T, R]] = deque()
        self._changed = threading.Condition()
        self._broken: BaseException | None = None
        self._closing = False
        self._started = False  # whether any worker ever was ready
        self._stillborn = 0  # workers in a row that died before they were
        self._wake_out, self._wake_in = self._context.Pipe(duplex=False)
        self._workers = [self._start() for _ in range(workers)]
        self._thread = threading.Thread(target=self._run, name="govtext-crew", daemon=True)
        self._thread.start()

    def submit(self, task: T) -> _Job[T, R]:
        """Add a task; it begins as soon as a worker is free."""
        job: _Job[T, R] = _Job(task)
        self._waiting.append(job)
        self._wake()
        return job

    def result(self, job: _Job[T, R]) -> R:
        """Wait for a job and return its result, or raise what its work raised."""
        with self._changed:
            self._changed.wait_for(lambda: job.done or self._broken is not None)
        if not job.done:
            assert self._broken is not None
            raise self._broken
        if job.error is not None:
            raise RuntimeError(f"in a worker process:\n{job.error}")
        return job.result  # type: ignore[return-value]

    def close(self) -> None:
        """End the workers, whatever they are doing."""
        self._closing = True
        self._wake()
        self._thread.join()
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
        self._wake_in.close()
        self._wake_out.close()

    def _wake(self) -> None:
        self._wake_in.send_bytes(b".")

    def _start(self) -> _Worker[T, R]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._pickled), daemon=True)
        try:
            process.start()
        except (OSError, EOFError) as error:
            raise _not_started(str(error)) from error
        theirs.close()  # else the pipe would not end when the worker does
        return _Worker(process, ours)

    def _run(self) -> None:
        try:
            while not self._closing:
                self._hand_out()
                for pipe in wait([self._wake_out, *(worker.pipe for worker in self._workers)]):
                    woken = pipe is self._wake_out
                    if woken:
                        self._wake_out.recv_bytes()
                    else:
                        self._hear(next(w for w in self._workers if w.pipe is pipe))
        except BaseException as error:  # noqa: BLE001  (the caller's thread raises it)
            with self._changed:
                self._broken = error
                self._changed.notify_all()

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self._waiting and worker.ready and worker.job is None:
                worker.job = self._waiting.popleft()
                with contextlib.suppress(OSError):  # it has died: its pipe says so next
                    worker.pipe.send_bytes(worker.job.pickled)

    def _hear(self, worker: _Worker[T, R]) -> None:
        try:
            answer = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._replace(worker)
            return
        job, worker.job = worker.job, None
        if job is None:
            error = pickle.loads(answer)[1]  # noqa: S301  (what our worker has just pickled)
            if error is not None:
                raise _not_started(error)
            worker.ready = self._started = True
            self._stillborn = 0
            return
        self._hand_out()  # the worker is idle: its answer is looked at afterwards
        self._finish(job, *pickle.loads(answer))  # noqa: S301

    def _finish(self, job: _Job[T, R], result: R | None, error: str | None = None) -> None:
        with self._changed:
            job.result, job.error, job.done = result, error, True
            self._changed.notify_all()
        whole = job.whole
        if whole is not None and all(part.done for part in whole.parts):
            failed = next((part.error for part in whole.parts if part.error is not None), None)
            results = [part.result for part in whole.parts]
            joined = None if failed else self._work.join(whole.task, results)  # type: ignore[arg-type]
            self._finish(whole, joined, failed)

    def _replace(self, worker: _Worker[T, R]) -> None:
        worker.pipe.close()
        worker.process.join()
        why = _cause(worker.process)
        if not worker.ready:
            self._stillborn += 1
            self._give_up_on_start(why, killed=(worker.process.exitcode or 0) < 0)
        _LOG.warning("worker %s died (%s): replaced", worker.process.pid, why)
        self._workers[self._workers.index(worker)] = self._start()
        if worker.job is not None:
            self._retry(worker.job, f"the worker process died on it: {why}")

    def _give_up_on_start(self, why: str, *, killed: bool) -> None:
        """Raise where another worker would fare no better than the one that died before it was ready.

        One that ends by itself has met what every other one will meet, unless some did start; one that was
        killed has not.
        """
        if not (killed or self._started):
            raise _not_started(why)
        if self._stillborn > _TRIES * len(self._workers):
            raise WorkersFailed(
                f"worker processes died one after another before they were ready ({why}): is there memory "
                f"enough for {len(self._workers)} of them?"
            )

    def _retry(self, job: _Job[T, R], why: str) -> None:
        job.tries += 1
        parts = self._work.split(job.task)
        if len(parts) > 1:
            job.parts = [_Job(part, job) for part in parts]
            self._waiting.extendleft(reversed(job.parts))
        elif job.tries < _TRIES:
            self._waiting.appendleft(job)
        else:
            self._finish(job, self._work.lost(job.task, why))


def _context() -> Any:
    """Fork from a small warmed-up server where there is one, spawn elsewhere; never from this process.

    A plain fork copies the locks of threads that it does not copy, and notebooks, Arrow and Polars all
    have threads.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["govtext.warm"])  # without effect once the server runs
    return context


def _cause(process: BaseProcess) -> str:
    code = process.exitcode or 0
    if code >= 0:
        return f"exit status {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _not_started(why: str) -> WorkersFailed:
    return WorkersFailed(
        f"worker processes could not start ({why}). In a script, the call that starts them must stand "
        'under `if __name__ == "__main__":`; steps of your own must be importable from a module'
    )


def spread(work: Work[T, R], tasks: Iterable[T], *, workers: int) -> Generator[tuple[T, R]]:
    """Yield each task with its result, in order, from ``workers`` processes.

    Tasks are drawn only as fast as results are taken: at most three per worker are under way. When
    ``tasks`` raises, the results of all tasks before come first.
    """
    crew = Crew(work, workers)
    source = iter(tasks)
    under_way: deque[_Job[T, R]] = deque()
    failure: BaseException | None = None
    exhausted = False
    try:
        while True:
            while not exhausted and len(under_way) < workers * _AHEAD:
                if under_way and under_way[0].done:
                    break  # a result is there: hand it out before drawing more
                try:
                    under_way.append(crew.submit(next(source)))
                except StopIteration:
                    exhausted = True
                except Exception as error:  # noqa: BLE001  (raised below, after what came before it)
                    exhausted, failure = True, error
            if not under_way:
                break
            job = under_way.popleft()
            yield job.task, crew.result(job)
    finally:
        crew.close()
    if failure is not None:
        raise failure
