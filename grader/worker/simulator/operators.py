"""What is known about an operator before it runs, read once from its schema.

The tables follow the CUDA kernels of torch:
https://github.com/pytorch/pytorch/blob/main/aten/src/ATen/native/native_functions.yaml
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Their kernels do not go through TensorIterator, which alone takes a 0-dim tensor of the host for a number.
NO_HOST_NUMBERS = _names(
    "addmm addmv baddbmm bmm cat convolution dot embedding gather index_add index_copy index_select linear mm mv "
    "native_batch_norm native_group_norm native_layer_norm nll_loss2d_forward nll_loss_forward scatter scatter_add "
    "scatter_reduce stack"
)
# They take, or demand, lengths and sizes that lie on the host.
HOST_ARGUMENTS = _names(
    "_ctc_loss _ctc_loss_backward _has_compatible_shallow_copy_type _pack_padded_sequence "
    "_pack_padded_sequence_backward _pad_packed_sequence ctc_loss gru lstm rnn_relu rnn_tanh tensor_split"
)
INDEXING = _names("index index_put index_put_ _index_put_impl_ _unsafe_index _unsafe_index_put")
# The second output, the batch sizes, stays on the host.
FIRST_OUTPUT_ONLY = frozenset(("_pack_padded_sequence", "_pad_packed_sequence"))
# The size of the result depends on values, or a failure does: the host waits to know.
FETCHING = _names(
    "_linalg_check_errors _unique _unique2 allclose bincount equal masked_select nonzero unique_consecutive unique_dim"
)
# Checked by TensorIterator, though nothing in their tags says so.
ITERATED = _names(
    "binary_cross_entropy binary_cross_entropy_backward huber_loss masked_fill masked_fill_ mse_loss "
    "mse_loss_backward smooth_l1_loss smooth_l1_loss_backward where"
)
# Structured kernels, and those that do their work under another name, with other names for arguments.
STRUCTURED = _names("addmm addmv baddbmm bmm cat gather index_add linalg_cross mm nll_loss_forward scatter scatter_add")
UNDER_ANOTHER_NAME = {"embedding": ("index_select", {"weight": "self", "indices": "index"})}
BUILT_IN = frozenset(("aten", "prim", "prims"))
FOR_LISTS = ("_foreach_", "_fused_", "_amp_foreach")


@dataclass(frozen=True, slots=True)
class Operator:
    """The facts about one overload of one operator."""

    name: str
    arguments: tuple[str, ...]
    makes: bool
    """Whether it takes a device, so that it can make a tensor out of nothing."""
    iterated: bool
    """Whether TensorIterator checks its devices."""
    writes: bool
    for_lists: bool
    random: bool
    kernels: Mapping[str | None, Callable[..., Any]] | None
    """Of an operator that is defined in Python, its functions by type of device; None is for all others."""

    @property
    def method(self) -> str:
        """The name under which a failed check of arguments reports the operator."""
        name = UNDER_ANOTHER_NAME.get(self.name, (self.name, {}))[0]
        return f"wrapper_CUDA_{name}" if name in STRUCTURED else f"wrapper_CUDA__{name}"

    def argument(self, name: str) -> str:
        """Return the name under which a failed check reports an argument."""
        return UNDER_ANOTHER_NAME.get(self.name, ("", {}))[1].get(name, name)


class Operators(dict[Any, Operator]):
    """The operators met so far, by overload."""

    def __missing__(self, overload: Any) -> Operator:
        namespace, name = overload._schema.name.split("::")
        arguments = tuple(argument.name for argument in overload._schema.arguments)
        writes = name.endswith("_") and not name.endswith("__")
        operator = Operator(
            name=name,
            arguments=arguments,
            makes="device" in arguments,
            iterated=torch.Tag.pointwise in overload.tags or name in ITERATED or (writes and name not in INDEXING),
            writes=writes,
            for_lists=name.startswith(FOR_LISTS),
            random=torch.Tag.nondeterministic_seeded in overload.tags,
            kernels=None if namespace in BUILT_IN else _kernels(overload),
        )
        self[overload] = operator
        return operator


def _kernels(overload: Any) -> Mapping[str | None, Callable[..., Any]] | None:
    from torch._library import custom_ops

    definition = custom_ops._maybe_get_opdef(overload)
    return None if definition is None else definition._backend_fns
