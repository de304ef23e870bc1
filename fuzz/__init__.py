"""Coverage-guided fuzzing with atheris; see docs/reliability.md and ``nox -s fuzz``."""
