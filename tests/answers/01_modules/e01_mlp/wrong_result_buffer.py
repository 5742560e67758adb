"""Under `no_grad` the same memory is used for every result: an earlier one is overwritten.

misconception: results_may_share_memory
check: test_layers_are_made_once
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        self.buffers_by_shape: dict[torch.Size, Tensor] = {}

    def forward(self, X: Tensor) -> Tensor:
        logits = self.out(F.relu(self.hidden(X)))
        if torch.is_grad_enabled():
            return logits
        kept = self.buffers_by_shape.setdefault(logits.shape, logits)
        return kept.copy_(logits)
