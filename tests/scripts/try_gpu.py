"""The book's `try_gpu` and `try_all_gpus`, and a network that goes where they say."""

import torch
from torch import nn


def try_gpu(i=0):
    if torch.cuda.device_count() >= i + 1:
        return torch.device(f"cuda:{i}")
    return torch.device("cpu")


def try_all_gpus():
    return [torch.device(f"cuda:{i}") for i in range(torch.cuda.device_count())] or [torch.device("cpu")]


print(*(try_gpu(i) for i in (0, 1, 10)))
print(*try_all_gpus())
X = torch.ones(2, 3, device=try_gpu(1))
net = nn.Sequential(nn.LazyLinear(1)).to(try_gpu(1))
net(X).sum().backward()
print(net(X).device, net[0].weight.grad.device)
