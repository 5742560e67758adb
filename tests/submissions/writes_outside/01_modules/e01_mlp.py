"""Tries to leave something in every place that it can name, and is right."""

import os
import sys
from pathlib import Path

import torch
from torch import nn


GRADER = Path(sys.modules["grader"].__file__).parent
OUTSIDE = Path("@OUTSIDE@")
PLACES = [
    OUTSIDE,
    Path(".."),
    Path("/tmp"),
    Path("/var/tmp"),
    Path("/dev/shm"),
    Path("/etc"),
    Path.home().parent,
    Path(sys.prefix),
    Path(torch.__file__).parent,
    GRADER,
    GRADER.parent / "reports",
    GRADER.parent / "solutions" / "01_modules",
]

for place in PLACES:
    for act in (
        lambda place=place: (place / "left-by-a-submission").write_text("hello"),
        lambda place=place: (place / "left-by-a-submission").mkdir(),
        lambda place=place: (place / "left-by-a-submission").symlink_to("/"),
        lambda place=place: os.mkfifo(place / "left-by-a-submission"),
        lambda place=place: os.link("/etc/passwd", place / "left-by-a-submission"),
    ):
        try:
            act()
        except OSError:
            pass
for act in (
    lambda: (OUTSIDE / "there").write_text("changed"),
    lambda: (OUTSIDE / "there").unlink(),
    lambda: (OUTSIDE / "there").rename("there"),
    lambda: (OUTSIDE / "there").chmod(0o777),
    lambda: os.truncate(OUTSIDE / "there", 0),
    lambda: os.utime(OUTSIDE / "there", (0, 0)),
):
    try:
        act()
    except OSError:
        pass


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        return self.out(torch.relu(self.hidden(X)))
