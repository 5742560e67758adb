"""Writes numbers into temporary files and reads them again, by torch, by hand and by pathlib.

exercise: e16
"""

import tempfile
from pathlib import Path

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as file:
            path = Path(folder, "x.pt")
            torch.save({"x": torch.zeros(3)}, path)
            again = torch.load(path, weights_only=True)["x"]
            file.write(path.read_bytes())
            Path("notes.txt").write_text("kept in the working directory")
        return X - X.mean() if len(again) == 3 else None
