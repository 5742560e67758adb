"""A thread prints for ever."""

import threading
import time

import torch
from torch import nn


def print_for_ever():
    while True:
        print("still here")
        time.sleep(0.01)


threading.Thread(target=print_for_ever).start()


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        return self.out(torch.relu(self.hidden(X)))
