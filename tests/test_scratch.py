"""Private directories: what a submission leaves there is weighed, read with care, and removed whatever it is."""

from __future__ import annotations

import os
import stat

import pytest

from grader.judge import scratch


@pytest.fixture
def room(tmp_path):
    """A scratch directory in a folder of its own."""
    return scratch.Scratch(tmp_path)


def test_a_private_directory_is_private(room):
    """Nobody else can look into a worker's directory."""
    assert stat.S_IMODE(room.directory().stat().st_mode) == 0o700
    assert stat.S_IMODE(room.path.stat().st_mode) == 0o700


def test_two_workers_have_two_directories(room):
    """No worker finds what another one left."""
    assert room.directory() != room.directory()


@pytest.mark.parametrize("mode", [0o700, 0o300, 0])
def test_everything_is_removed(room, tmp_path, mode):
    """Files, links, pipes and folders that may not be read: nothing stays, and nothing elsewhere is touched."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("mine")
    directory = room.directory()
    for folder in (directory, directory / "a", directory / "a" / "b"):
        folder.mkdir(exist_ok=True)
        (folder / "file").write_text("hello")
        (folder / "link").symlink_to(outside)
        os.mkfifo(folder / "pipe")
    for folder in (directory / "a" / "b", directory / "a", directory):
        folder.chmod(mode)

    room.remove()

    assert [path.name for path in tmp_path.iterdir()] == ["outside"]
    assert (outside / "file").read_text() == "mine"


def test_a_directory_deeper_than_the_longest_path_is_removed(room, monkeypatch):
    """Neither the stack nor the length of paths bounds what can be removed."""
    monkeypatch.chdir(room.directory())
    for _ in range(1500):
        os.mkdir("folder")
        os.chdir("folder")
        with open("file", "w") as file:
            file.write("hello")
    os.chdir("/")

    room.remove()

    assert not room.path.exists()


def test_a_directory_that_is_gone_is_removed_again(room):
    """Removing twice is no error."""
    room.remove()
    room.remove()


def test_the_weight_is_that_of_all_that_lies_below(room):
    """Bytes and entries count at every depth; a hole in a file takes no room."""
    directory = room.directory()
    (directory / "a" / "b").mkdir(parents=True)
    (directory / "a" / "b" / "large").write_bytes(os.urandom(1 << 20))
    with open(directory / "a" / "hole", "wb") as file:
        file.truncate(1 << 30)

    size, entries = scratch.weigh(directory, 100)

    assert entries == 4
    assert 1 << 20 <= size < 2 << 20


def test_counting_ends_when_it_is_enough(room):
    """A million files are not counted one by one."""
    directory = room.directory()
    for number in range(50):
        (directory / str(number)).touch()

    assert scratch.weigh(directory, 10)[1] == 11


def test_what_cannot_be_looked_into_counts_as_too_much(room, monkeypatch):
    """Folders deeper than the longest path are a place to hide things."""
    directory = room.directory()
    monkeypatch.chdir(directory)
    for _ in range(25):
        os.mkdir("f" * 200)
        os.chdir("f" * 200)
    os.chdir("/")

    assert scratch.weigh(directory, 100)[1] > 100


def test_links_weigh_nothing_and_lead_nowhere(room):
    """A link to a large folder counts as one entry."""
    directory = room.directory()
    (directory / "link").symlink_to("/usr")

    assert scratch.weigh(directory, 100) == (0, 1)


def test_the_weight_of_nothing_is_nothing(room):
    """A directory that is empty, or gone, weighs nothing."""
    directory = room.directory()

    assert scratch.weigh(directory, 100) == (0, 0)
    directory.rmdir()
    assert scratch.weigh(directory, 100) == (0, 0)


def test_a_regular_file_is_read(room):
    """A file that the worker left is read up to the limit, and not beyond."""
    directory = room.directory()
    (directory / "file").write_bytes(b"12345")

    assert scratch.read_file(directory, "file", 5) == b"12345"
    assert scratch.read_file(directory, "file", 4) is None


def make_link(path):
    path.symlink_to("/etc/hostname")


def make_hard_link(path):
    path.with_name("other").write_bytes(b"hello")
    os.link(path.with_name("other"), path)


@pytest.mark.parametrize("make", [make_link, make_hard_link, os.mkfifo, os.mkdir, lambda path: None])
def test_nothing_but_a_file_of_its_own_is_read(room, make):
    """Links, pipes, folders and what is not there are answered with nothing, at once."""
    directory = room.directory()
    make(directory / "file")

    assert scratch.read_file(directory, "file", 1 << 20) is None


@pytest.mark.parametrize("name", ["../file", "a/b", "/etc/hostname", "", ".", ".."])
def test_only_a_name_is_read(room, name):
    """A suite that asks for a path has a mistake, and is told so."""
    with pytest.raises(ValueError, match="not the name of a file"):
        scratch.read_file(room.directory(), name, 1 << 20)
