"""The mutations: small changes of the simulator, each of which breaks one rule."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

SIMULATOR = Path("grader") / "worker" / "simulator"
NEEDED_TESTS = ("test_simulator_*.py", "test_device_rules.py", "simulation.py", "device_rules")


@dataclass(frozen=True)
class Mutation:
    """A piece of a module's text, which occurs there once, and what stands in its place."""

    module: str
    rule: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """Module and rule, by which a mutation is called."""
        return f"{self.module}: {self.rule}"

    def apply(self, root: Path) -> None:
        """Change the module below `root`.

        Raises:
            ValueError: when the piece does not occur there exactly once.
        """
        path = root / SIMULATOR / f"{self.module}.py"
        text = path.read_text(encoding="utf-8")
        if text.count(self.before) != 1:
            raise ValueError(f"{self.name}: {text.count(self.before)} times in {path.name}: {self.before!r}")
        path.write_text(text.replace(self.before, self.after), encoding="utf-8")


def copied(root: Path, folder: Path) -> None:
    """Copy what the simulator's tests need from the checkout at `root`, compiled files included."""
    shutil.copytree(root / "grader", folder / "grader", ignore=shutil.ignore_patterns("suites"))
    (folder / "tests" / "__pycache__").mkdir(parents=True)
    shutil.copy2(root / "pyproject.toml", folder)
    for pattern in NEEDED_TESTS:
        for path in (root / "tests").glob(pattern):
            if path.is_dir():
                shutil.copytree(path, folder / "tests" / path.name)
            else:
                shutil.copy2(path, folder / "tests")
                for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
                    shutil.copy2(compiled, folder / "tests" / "__pycache__")


def mutations(module: str, rows: dict[str, tuple[str, str]]) -> list[Mutation]:
    """Return the mutations of one module, from the broken rule to text before and after."""
    return [Mutation(module, rule, before, after) for rule, (before, after) in rows.items()]
