"""An OrderedDict names the blocks; clones are pickled and unpickled."""

from torch import nn
import pickle
from collections import OrderedDict


def repeat_block(make_block, n):
    blocks = OrderedDict()
    for i in range(n):
        blocks["block_%d" % i] = make_block()
    return nn.Sequential(blocks)


def clone_block(block, n):
    saved = pickle.dumps(block)
    return [pickle.loads(saved) for _ in range(n)]
