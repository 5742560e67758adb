"""Linters of the CI's workflows: ``python -m tests.workflows``. Both are offline, so they judge alike everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def lint(root: Path) -> list[str]:
    """Return what each linter has to complain about the workflows below `root`; nothing when all is well."""
    files = sorted((root / ".github" / "workflows").glob("*.y*ml"))
    # The schema knows every key that a workflow can have; zizmor knows what makes one dangerous.
    schema = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    zizmor = [os.path.join(os.path.dirname(sys.executable), "zizmor"), "--offline", "--pedantic", "--quiet"]
    return [said for said in (_complaint([*linter, *map(str, files)]) for linter in (schema, zizmor)) if said]


def _complaint(command: list[str]) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout or f"{command[0]} ended with {done.returncode}" if done.returncode else ""


if __name__ == "__main__":
    complaints = lint(ROOT)
    print("\n".join(complaints) or "The workflows are in order.")
    sys.exit(1 if complaints else 0)
