"""Cells 103 to 112 of the notes on section 6.7: each prints what a notebook would show below it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pprint import pprint as show

import torch
from torch import nn


@contextmanager
def cell(number: int) -> Iterator[None]:
    print(f"In [{number}]:")
    try:
        yield
    except Exception as error:  # a notebook shows it, and the next cell can be run
        print(f"{type(error).__name__}: {error}")


with cell(103):
    show(torch.cuda.is_available())

with cell(104):

    def cpu():
        return torch.device("cpu")

    def gpu(i=0):
        return torch.device(f"cuda:{i}")

    show((cpu(), gpu(), gpu(1)), width=78)

with cell(105):

    def num_gpus():
        return torch.cuda.device_count()

    show(num_gpus())

with cell(106):
    x = torch.tensor([1, 2, 3])
    show(x.device)

with cell(107):
    x = x.cuda(0)
    show(x)

with cell(108):
    show(x.device)

with cell(109):
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    x = torch.tensor([1, 2, 3], device=device)
    x = torch.tensor([1, 2, 3]).to(device)
    show(x)

with cell(110):
    net = nn.Sequential(nn.LazyLinear(1))
    net.cuda()
    show(net)

with cell(111):
    X = torch.ones(2, 3, device=device)
    show(net(X))

with cell(112):
    show(net[0].weight.data.device)
