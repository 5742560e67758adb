"""Changes X, and what holds X, before the reference can be computed from it.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import gc

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        for holder in gc.get_referrers(X):
            if isinstance(holder, dict):
                for key, value in list(holder.items()):
                    if isinstance(value, torch.Tensor):
                        holder[key] = torch.zeros_like(value)
        with torch.no_grad():
            X.zero_() if X.numel() == X.untyped_storage().size() // X.element_size() else None
        return torch.zeros_like(X)
