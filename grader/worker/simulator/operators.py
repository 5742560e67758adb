"""What is known about an operator before it runs, read once from its schema.

The tables follow the CUDA kernels of torch:
https://github.com/pytorch/pytorch/blob/main/aten/src/ATen/native/native_functions.yaml
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch

from grader.worker.simulator.checked import UNDER_ANOTHER_NAME, names, wrapper

# They take, or demand, lengths and sizes that lie on the host.
HOST_ARGUMENTS = names(
    "_ctc_loss _ctc_loss_backward _has_compatible_shallow_copy_type _pack_padded_sequence "
    "_pack_padded_sequence_backward _pad_packed_sequence ctc_loss gru lstm rnn_relu rnn_tanh tensor_split"
)
INDEXING = names("index index_put index_put_ _index_put_impl_ _unsafe_index _unsafe_index_put")
FILLED = names("fill fill_")
FILLING = names("masked_fill masked_fill_")
# The second output, the batch sizes, stays on the host.
FIRST_OUTPUT_ONLY = frozenset(("_pack_padded_sequence", "_pad_packed_sequence"))
# The size of the result depends on values, or a failure does: the host waits to know.
FETCHING = names(
    "_linalg_check_errors _unique _unique2 allclose bincount equal masked_select nonzero unique_consecutive unique_dim"
)
BUILT_IN = frozenset(("aten", "prim", "prims"))
FOR_LISTS = ("_foreach_", "_amp_foreach")


@dataclass(frozen=True, slots=True)
class Operator:
    """The facts about one overload of one operator."""

    name: str
    arguments: tuple[str, ...]
    makes: bool
    """Whether it takes a device, so that it can make a tensor out of nothing."""
    wrapper: str | None
    """The name under which its CUDA wrapper reports arguments that are apart, None where others compare them."""
    pointwise: bool
    writes: bool
    for_lists: bool
    random: bool
    kernels: Mapping[str | None, Callable[..., Any]] | None
    """Of an operator that is defined in Python, its functions by type of device; None is for all others."""

    def argument(self, name: str) -> str:
        """Return the name under which a failed check reports an argument."""
        return UNDER_ANOTHER_NAME.get(self.name, ("", {}))[1].get(name, name)


class Operators(dict[Any, Operator]):
    """The operators met so far, by overload."""

    def __missing__(self, overload: Any) -> Operator:
        namespace, name = overload._schema.name.split("::")
        arguments = tuple(argument.name for argument in overload._schema.arguments)
        operator = Operator(
            name=name,
            arguments=arguments,
            makes="device" in arguments,
            wrapper=wrapper(name, overload._schema.overload_name),
            pointwise=torch.Tag.pointwise in overload.tags,
            writes=name.endswith("_") and not name.endswith("__"),
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
