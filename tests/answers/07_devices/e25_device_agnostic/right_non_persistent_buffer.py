"""The weights as a buffer that is not saved, and a batched matrix product."""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.register_buffer("weights", decay ** torch.arange(max_len), persistent=False)

    def forward(self, X, lengths):
        T = X.size(1)
        mask = torch.arange(T, device=X.device).expand(X.size(0), T).lt(lengths.view(-1, 1))
        weights = self.weights[:T].to(X.dtype).expand(X.size(0), T).masked_fill(~mask, 0)
        total = weights.sum(1, keepdim=True)
        return torch.bmm(weights.unsqueeze(1), X).squeeze(1) / torch.where(total == 0, 1, total)
