"""Looks at itself: inspect, gc, sys, weakref, its own source and its own frames.

exercise: e16
"""

import gc
import inspect
import sys
import weakref

from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        assert "CenteredLayer" in inspect.getsource(CenteredLayer)
        assert sys._getframe().f_code.co_name == inspect.currentframe().f_code.co_name == "forward"
        assert any(thing is self for thing in gc.get_referents(weakref.ref(self)) + [self])
        gc.collect()
        return X - X.mean()
