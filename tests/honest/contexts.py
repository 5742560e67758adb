"""Uses context managers: its own, exit stacks, suppressed errors, redirected output.

exercise: e16
"""

import contextlib
import io

from torch import nn


@contextlib.contextmanager
def remembered(names):
    names.append("entered")
    try:
        yield names
    finally:
        names.clear()


class CenteredLayer(nn.Module):
    def forward(self, X):
        with contextlib.ExitStack() as stack, contextlib.suppress(ZeroDivisionError):
            stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
            stack.enter_context(remembered([]))
            print("into a string")
            result = X - X.mean()
            1 / 0
        return result
