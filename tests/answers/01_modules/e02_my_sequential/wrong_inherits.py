"""`nn.Sequential` is inherited from: everything works, and nothing was built.

misconception: inheriting_is_building
check: test_is_a_container_of_its_own
"""

from torch import nn


class MySequential(nn.Sequential):
    pass
