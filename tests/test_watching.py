"""``watch`` as a learner meets it: in a terminal, with keys, saves of every kind, and an end that leaves nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT, Checkout
from pseudo_terminal import Terminal, family, gone

E01 = "01_modules/e01_mlp.py"
LINEAR = """
from torch import nn


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        return self.out(self.hidden(X))
"""
HANGING = LINEAR.replace("return self.out(self.hidden(X))", "while True:\n            pass")
KEYS = "q quit"


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path / "kata")


def right() -> str:
    return (ROOT / "solutions" / E01).read_text(encoding="utf-8")


def watched(checkout: Checkout, *arguments: str) -> Terminal:
    """Return a terminal in which `watch` runs."""
    temporary = checkout.path / "tmp"
    temporary.mkdir()
    environment = checkout.environment(TMPDIR=str(temporary), COLUMNS=None, LINES=None)
    command = [sys.executable, "-m", "grader", "watch", *arguments]
    return Terminal(command, checkout.path, environment)


def save(checkout: Checkout, text: str, file: str = E01) -> None:
    (checkout.path / "exercises" / file).write_text(text, encoding="utf-8")


def save_by_renaming(checkout: Checkout, text: str, file: str = E01) -> None:
    """Save as many editors do: write a new file, then put it in the place of the old one."""
    target = checkout.path / "exercises" / file
    new = target.with_suffix(".swp")
    new.write_text(text, encoding="utf-8")
    os.replace(new, target)


def standing(checkout: Checkout, exercise: str = "01_modules/e01_mlp") -> dict:
    kept = json.loads((checkout.path / "exercises" / ".progress.json").read_text(encoding="utf-8"))
    return kept["exercises"][exercise]


def test_an_evening(checkout):
    """A wrong save shows its failure, a right one the pass; keys bring the next one, a hint, a reset, the end."""
    with watched(checkout, "e01", "e17") as terminal:
        terminal.wait_for("Your first Module", "as it was handed out", KEYS)
        save(checkout, LINEAR)
        page = terminal.wait_for("expected", "actual", KEYS)
        assert "0 of 2 solved" in page and "linear" in page and "\u2717" in page
        save(checkout, right())
        assert "1 of 2 solved" in terminal.wait_for("Solved: 5 of 5 points", KEYS)
        terminal.type("n")
        terminal.wait_for("e17", "as it was handed out", KEYS)
        terminal.type("h")
        terminal.wait_for("Hint 1 of", KEYS)
        terminal.type("h")
        terminal.wait_for("Hint 2 of", KEYS)
        terminal.resize(70)
        terminal.wait_for("\n" + "\u2500" * 70 + "\n", "Hint 2 of", KEYS)
        save(checkout, "x = 1\n", "05_custom_layers/e17_my_linear.py")
        terminal.wait_for("no `MyLinear`", KEYS)
        terminal.type("r")
        terminal.wait_for("Your file stays beside it", KEYS)
        terminal.type("y")
        terminal.wait_for("Your file is now e17_my_linear.py.", "as it was handed out", KEYS)
        terminal.type("a")
        terminal.wait_for("Score 5 / 15", KEYS)
        processes = family(terminal.process.pid)
        terminal.type("q")

        assert terminal.ended() == 0
        assert "Until next time" in terminal.page
        assert terminal.settings == terminal.before
    assert gone(processes) and len(processes) > 2
    assert list((checkout.path / "tmp").iterdir()) == []
    report = json.loads((checkout.path / "reports" / "score.json").read_text(encoding="utf-8"))
    assert [(entry["id"], entry["status"]) for entry in report["exercises"]] == [
        ("01_modules/e01_mlp", "solved"),
        ("05_custom_layers/e17_my_linear", "not_attempted"),
    ]


def test_saves_of_every_kind(checkout):
    """A file that is half typed, saved by renaming, removed or only touched: each is told as what it is."""
    with watched(checkout, "e01", "--poll") as terminal:
        terminal.wait_for("as it was handed out", KEYS)
        save(checkout, "class MLP(:\n")
        terminal.wait_for("invalid syntax", KEYS)
        save_by_renaming(checkout, LINEAR)
        terminal.wait_for("expected", "actual", KEYS)
        (checkout.path / "exercises" / E01).unlink()
        terminal.wait_for("There is no file", KEYS)
        save_by_renaming(checkout, right())
        terminal.wait_for("Solved: 5 of 5 points", KEYS)
        attempts = standing(checkout)["attempts"]
        (checkout.path / "exercises" / E01).touch()
        shown = terminal.pages
        terminal.type("\r")
        terminal.wait_for("Solved: 5 of 5 points", KEYS, after=shown)
        terminal.type("q")
        terminal.ended()
        # Return grades again what a touch did not.
        assert standing(checkout)["attempts"] == attempts + 1


def test_the_newest_save_wins(checkout):
    """A save while an endless program is graded ends that grading: only the new one is judged."""
    with watched(checkout, "e01") as terminal:
        terminal.wait_for("as it was handed out", KEYS)
        save(checkout, HANGING)
        terminal.wait_for("grading e01 ...")
        save(checkout, right())
        terminal.wait_for("Solved: 5 of 5 points", KEYS)
        terminal.type("q")
        terminal.ended()

    assert standing(checkout)["attempts"] == 1


@pytest.mark.parametrize("end", ["interrupt", "kill"])
def test_nothing_is_left(checkout, end):
    """Ctrl-C, or a kill from outside, leaves no process; after Ctrl-C the terminal is as it was."""
    with watched(checkout, "e01") as terminal:
        terminal.wait_for("as it was handed out", KEYS)
        processes = family(terminal.process.pid)
        if end == "interrupt":
            terminal.type("\x03")
            assert terminal.ended() == 130
            assert terminal.settings == terminal.before
            assert list((checkout.path / "tmp").iterdir()) == []
        else:
            os.kill(terminal.process.pid, signal.SIGKILL)
            terminal.process.wait()

    assert len(processes) > 2 and gone(processes)


def test_without_a_terminal_lines_are_keys(checkout):
    """Behind a pipe, pages follow each other, and each line is a key; the end of input is no key."""
    save(checkout, LINEAR)
    done = subprocess.run(
        [sys.executable, "-m", "grader", "watch", "e01"],
        cwd=checkout.path,
        env=checkout.environment(),
        input="h\n\nq\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )

    assert done.stderr == "" and "\x1b" not in done.stdout
    assert done.stdout.count(KEYS) == 3 and "Hint 1 of" in done.stdout and "expected" in done.stdout


def test_a_wrong_name_is_refused(checkout):
    """A name that matches nothing is answered like everywhere else."""
    done = checkout.run("watch", "e99")

    assert (done.returncode, "e99" in done.stderr) == (2, True)
    assert not Path(checkout.path, "reports").exists()
