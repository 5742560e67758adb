"""Submitted files: read as the bytes that they are, whatever lies at their place."""

from __future__ import annotations

import hashlib
import os
import socket

import pytest

from grader import submission
from trees import SOLUTION, STUB, planted, submit


@pytest.fixture
def exercise(tmp_path):
    """An exercise in a repository of its own."""
    return planted(tmp_path / "kata")


@pytest.fixture
def tree(tmp_path):
    """The folder that is handed in."""
    return tmp_path / "handed in"


def test_a_file_is_its_bytes(exercise, tree):
    """What is graded are the bytes of the file, hashed; nothing is decoded, imported or changed."""
    content = b"\xff\x00raise SystemExit\r\n"
    path = submit(tree, exercise, content)
    read = submission.read(tree, exercise)

    assert (read.status, read.source, read.problem) == ("ready", content, None)
    assert read.sha256 == hashlib.sha256(content).hexdigest()
    assert path.read_bytes() == content


def test_an_empty_file_is_ready(exercise, tree):
    """An empty file is an attempt."""
    submit(tree, exercise, b"")
    assert submission.read(tree, exercise).status == "ready"


@pytest.mark.parametrize("change", [lambda text: text, lambda text: text.replace("\n", "\r\n")], ids=["LF", "CRLF"])
def test_a_stub_is_untouched(exercise, tree, change):
    """The stub as it was handed out counts as untouched, with the line ends of any system."""
    submit(tree, exercise, change(STUB))
    assert submission.read(tree, exercise).status == "untouched"


def test_without_its_solution_no_file_is_untouched(exercise, tree):
    """Where the reference is not at hand, a stub is graded like anything else."""
    exercise.solution.unlink()
    submit(tree, exercise, STUB)
    assert submission.read(tree, exercise).status == "ready"


@pytest.mark.parametrize("exists", ["nothing", "the tree", "the section"])
def test_a_missing_file_is_missing(exercise, tree, exists):
    """Where there is no file, it is missing, however little of the tree there is."""
    if exists != "nothing":
        tree.mkdir()
    if exists == "the section":
        (tree / exercise.section).mkdir()
    read = submission.read(tree, exercise)

    assert (read.status, read.source, read.name) == ("missing", b"", exercise.file)


def refused(tree, exercise) -> str:
    read = submission.read(tree, exercise)
    assert (read.status, read.source) == ("refused", b"")
    assert read.problem and read.problem.endswith(".")
    return read.problem


def test_a_symbolic_link_is_refused(exercise, tree):
    """A link is not followed, to the solution or anywhere, not even to another file of the submission."""
    path = submit(tree, exercise, SOLUTION)
    for target in (exercise.solution, path.with_name("other.py"), tree / "nowhere"):
        path.unlink()
        path.with_name("other.py").write_text(SOLUTION)
        path.symlink_to(target)
        assert "must be a file of its own" in refused(tree, exercise)


def test_a_link_to_itself_is_refused(exercise, tree):
    """A loop of links is one more link."""
    path = submit(tree, exercise, SOLUTION)
    path.unlink()
    path.symlink_to(path)
    assert "must be a file of its own" in refused(tree, exercise)


def test_a_linked_folder_is_refused(exercise, tree):
    """A folder that leads out of the submission brings nothing in."""
    tree.mkdir()
    (tree / exercise.section).symlink_to(exercise.solution.parent)
    assert "leads out of the submission" in refused(tree, exercise)


def test_a_folder_that_is_linked_to_itself_does_no_harm(exercise, tree):
    """A section that is a loop of links holds no file."""
    tree.mkdir()
    (tree / exercise.section).symlink_to(tree / exercise.section)
    assert submission.read(tree, exercise).status in ("refused", "missing")


def test_a_linked_tree_is_read(exercise, tree, tmp_path):
    """The tree itself may be a link: whoever grades said where it is."""
    submit(tmp_path / "real", exercise, SOLUTION)
    tree.symlink_to(tmp_path / "real")
    assert submission.read(tree, exercise).status == "ready"


def test_a_hard_link_is_a_file(exercise, tree):
    """A hard link cannot be told from a file, and has the bytes that are graded."""
    path = submit(tree, exercise, SOLUTION)
    os.link(path, path.with_name("other.py"))
    assert submission.read(tree, exercise).status == "ready"


def test_a_folder_in_place_of_the_file_is_refused(exercise, tree):
    """A folder is not a Python file."""
    (tree / exercise.file).mkdir(parents=True)
    assert "folder" in refused(tree, exercise)


def test_a_file_in_place_of_the_folder_is_refused(exercise, tree):
    """A file where the section's folder should be is told, not raised."""
    tree.mkdir()
    (tree / exercise.section).write_text("")
    assert submission.read(tree, exercise).status in ("refused", "missing")


def test_a_pipe_is_refused_at_once(exercise, tree):
    """Nobody waits for somebody to write into a named pipe."""
    (tree / exercise.section).mkdir(parents=True)
    os.mkfifo(tree / exercise.file)
    assert "not an ordinary file" in refused(tree, exercise)


def test_a_socket_is_refused(exercise, tree, monkeypatch):
    """A socket cannot be opened, and that is told."""
    (tree / exercise.section).mkdir(parents=True)
    monkeypatch.chdir(tree)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(exercise.file)
        assert "cannot be read" in refused(tree, exercise)


def test_a_device_is_refused(exercise, tree):
    """A device has no end: it is not read."""
    (tree / exercise.section).mkdir(parents=True)
    try:
        os.mknod(tree / exercise.file, 0o20644, os.makedev(1, 5))
    except OSError:
        pytest.skip("this user can make no devices")
    assert submission.read(tree, exercise).status == "refused"


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_has_at_most_a_mebibyte(exercise, tree, more):
    """The largest file that is graded has exactly the limit's bytes."""
    submit(tree, exercise, b"#" * (submission.MAX_BYTES + more))
    if more:
        assert str(submission.MAX_BYTES + 1) in refused(tree, exercise)
    else:
        assert len(submission.read(tree, exercise).source) == submission.MAX_BYTES


def test_a_file_of_a_terabyte_is_not_read(exercise, tree):
    """The size is known before a byte is read."""
    os.truncate(submit(tree, exercise, b""), 1 << 40)
    assert "at most" in refused(tree, exercise)


def test_a_growing_file_is_not_followed(exercise, tree, monkeypatch):
    """A file that is longer than it said when it was opened is refused as soon as that shows."""
    submit(tree, exercise, b"#" * (submission.MAX_BYTES + 1))
    honest = os.fstat

    def understated(fd):
        return os.stat_result(0 if index == 6 else field for index, field in enumerate(honest(fd)))

    monkeypatch.setattr(os, "fstat", understated)
    assert "more than" in refused(tree, exercise)


def test_a_file_is_named_as_its_owner_sees_it(exercise, tree, monkeypatch, tmp_path):
    """The name is relative to the repository, else to where the grader was started, else to the submission."""
    submit(exercise.root / "exercises", exercise, SOLUTION)
    assert submission.read(exercise.root / "exercises", exercise).name == "exercises/01_first/e01_double.py"

    submit(tree, exercise, SOLUTION)
    assert submission.read(tree, exercise).name == "01_first/e01_double.py"
    monkeypatch.chdir(tmp_path)
    assert submission.read(tree, exercise).name == "handed in/01_first/e01_double.py"
