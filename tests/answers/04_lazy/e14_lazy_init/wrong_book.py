"""Thought: it is printed in the book.

misconception: forward_is_the_call
check: test_shapes_are_settled
"""

from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    net.forward(*inputs)
    if init is not None:
        net.apply(init)
    return net
