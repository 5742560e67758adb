"""Changes torch's defaults in every call, and computes what is right."""

import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        torch.set_grad_enabled(True)
        torch.set_num_threads(8)
        result = self.out(torch.relu(self.hidden(X)))
        torch.set_default_dtype(torch.float64)
        return result
