"""Rules of the repository, as functions that return what breaks them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DYNAMIC = "something that is named at run time"


@dataclass(frozen=True)
class Import:
    """One import: where it stands and the dotted name that it brings in."""

    path: Path
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.name}"


@dataclass(frozen=True)
class Direction:
    """A rule about who imports whom.

    Attributes:
        files: glob patterns below the root.
        never: dotted names that these files import neither whole nor in part.
        but: exceptions, whole dotted names or what lies below them.
    """

    files: tuple[str, ...]
    never: tuple[str, ...]
    but: tuple[str, ...] = ()

    def broken(self, root: Path) -> list[Import]:
        """Return the imports that break this rule."""
        paths = [path for pattern in self.files for path in files(root, pattern)]
        return [one for path in paths for one in imports(path, root) if self._breaks(one.name)]

    def _breaks(self, name: str) -> bool:
        return _below(name, (*self.never, DYNAMIC)) and not _below(name, self.but)


def files(root: Path, pattern: str) -> list[Path]:
    """Return the files that a glob pattern finds; none would be a rule about nothing."""
    found = sorted(path for path in root.glob(pattern) if "__pycache__" not in path.parts)
    assert found, f"{pattern} finds nothing below {root}"
    return found


def imports(path: Path, root: Path) -> Iterator[Import]:
    """Yield everything that a module imports, wherever in it, relative imports resolved.

    ``from a import b`` brings in ``a.b``, which may be a module; an import by a computed name is `DYNAMIC`.
    """
    package = path.relative_to(root).parent.parts
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(path, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1]] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield Import(path, node.lineno, module if alias.name == "*" else f"{module}.{alias.name}")
        elif isinstance(node, ast.Call) and _name(node.func) in ("__import__", "import_module"):
            first = node.args[0] if node.args else None
            constant = isinstance(first, ast.Constant) and isinstance(first.value, str)
            yield Import(path, node.lineno, first.value if constant else DYNAMIC)


def mentions(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of everything that a module mentions by name, such as ``torch.load``."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Name | ast.Attribute):
            yield node.lineno, _dotted(node)


def uses(root: Path, pattern: str, *names: str) -> list[str]:
    """Return the places in the files of a pattern where one of these names is imported or used."""
    found = []
    for path in files(root, pattern):
        found += [str(one) for one in imports(path, root) if _below(one.name, names)]
        found += [f"{path}:{line}: {name}" for line, name in mentions(path) if name in names]
    return found


def too_long(root: Path, pattern: str, limit: int, but: str = "") -> list[str]:
    """Return the modules of `limit` lines or more, apart from those below `but`."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files(root, pattern)}
    spared = root / but if but else None
    return [
        f"{path}: {length} lines"
        for path, length in lengths.items()
        if length >= limit and not (spared and path.is_relative_to(spared))
    ]


def bare_asserts(root: Path, pattern: str) -> list[str]:
    """Return the places of `assert` statements: they compare, but count in no ledger."""
    return [
        f"{path}:{node.lineno}"
        for path in files(root, pattern)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Assert)
    ]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _name(node: ast.expr) -> str:
    return _dotted(node).rpartition(".")[2]


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def _below(name: str, names: tuple[str, ...]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in names)
