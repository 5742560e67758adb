"""The mode that sees what Python code calls: where it wants new tensors, and what comes back unclaimed.

An operator cannot tell a factory that Python called from one inside a C++ formula. The first says where its
tensor goes, or means the host; the second goes where its partners are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils import _device

from grader.worker.simulator.dispatch import PINNED
from grader.worker.simulator.generators import Generators
from grader.worker.simulator.machine import Machine
from grader.worker.simulator.mixing import tensors_in
from grader.worker.simulator.tags import CPU, native_storage, without_functions
from grader.worker.simulator.transfers import Transfers

_FROM_DATA = (torch.tensor, torch.as_tensor, torch.asarray)
_LIKE = ("empty_like", "full_like", "ones_like", "rand_like", "randint_like", "randn_like", "zeros_like")
_NEW = ("new_empty", "new_empty_strided", "new_full", "new_ones", "new_zeros")
_SPARSE = tuple(f"sparse_{layout}_tensor" for layout in ("bsc", "bsr", "compressed", "coo", "csc", "csr"))
_RECURRENT = ("gru", "lstm", "rnn_relu", "rnn_tanh")
_ATTENTION_ARGUMENTS = ("query", "key", "value")
_CTC_ARGUMENTS = ("log_probs", "targets", "input_lengths", "target_lengths")

Arguments = Sequence[Any]
Options = dict[str, Any]


class Functions(TorchFunctionMode):
    """Handles the calls of one thread."""

    def __init__(self, machine: Machine, transfers: Transfers, generators: Generators) -> None:
        super().__init__()
        self.machine = machine
        self.transfers = transfers
        self.generators = generators
        self.handlers: dict[Any, Callable[[Any, Arguments, Options], Any]] = {
            **dict.fromkeys(_device._device_constructors(), self._make),
            **dict.fromkeys([getattr(torch, name) for name in _SPARSE if hasattr(torch, name)], self._make_sparse),
            **dict.fromkeys([getattr(torch, name) for name in _LIKE], self._make_like),
            **dict.fromkeys([getattr(torch.Tensor, name) for name in _NEW], self._make_like),
            **dict.fromkeys(_FROM_DATA, self._make_from_data),
            torch.Tensor.new_tensor: self._make_from_data,
            torch.nn.functional.one_hot: self._one_hot,
            **dict.fromkeys((torch.ctc_loss, torch.nn.functional.ctc_loss), self._ctc_loss),
            torch._C._VariableFunctions._pad_packed_sequence: self._pad_packed,
            torch.nn.functional.scaled_dot_product_attention: self._attend,
            **dict.fromkeys([getattr(torch._C._VariableFunctions, name) for name in _RECURRENT], self._recur),
        }

    def __torch_function__(
        self, func: Any, types: Any, args: Arguments = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """Run one function of torch."""
        options = dict(kwargs or {})
        if self.machine.quiet or not self.machine.live:
            return func(*args, **options)
        if options.get("generator") is not None:
            self.generators.check(options["generator"], self._place(args, options))
        handler = self.handlers.get(func)
        result = func(*args, **options) if handler is None else handler(func, args, options)
        if isinstance(result, (torch.Tensor, tuple)):
            self._claim(result, args, options)
        return result

    def _claim(self, result: Any, args: Arguments, options: Options) -> None:
        """Put a result that nothing has claimed on the device of what it was made from."""
        tags = self.machine.tags
        with without_functions():
            unclaimed = [one for one in tensors_in((result,)) if tags.of(one) is tags.wild]
            if not unclaimed:
                return
            found = [tags.of(one) for one in tensors_in([*args, *options.values()])]
        device = next((tag.device for tag in found if tag is not None and tag is not tags.wild), None)
        if device is not None:
            for one in unclaimed:
                tags.put(one, device)

    def _place(self, args: Arguments, options: Options) -> torch.device:
        """Return the device on which a call works: the one it names, its first tensor's, or the default."""
        if options.get("device") is not None:
            return self.machine.resolve(options["device"])
        found = tensors_in(args)
        return self.machine.tags.device_of(found[0]) if found else self._default()

    def _default(self) -> torch.device:
        """Return the device of ``with torch.device(...)`` or `torch.set_default_device`."""
        return CPU if _device.CURRENT_DEVICE is None else self.machine.resolve(_device.CURRENT_DEVICE)

    def _make(self, func: Any, args: Arguments, options: Options) -> Any:
        if isinstance(options.get("device"), int):
            options["device"] = self.machine.resolve(options["device"])
        with self.machine.explicit:
            return func(*args, **options)

    def _make_sparse(self, func: Any, args: Arguments, options: Options) -> Any:
        """Make a sparse tensor on the host: C++ would put its parts on the device by itself."""
        named = options.get("device")
        place = None if named is None else self.machine.resolve(named)
        if place is None or place.type != "cuda":
            return self._make(func, args, options)
        with self.machine.quiet:
            made: torch.Tensor = func(*args, **(options | {"device": CPU}))
        self.machine.tags.put(made, place)
        return made

    def _make_like(self, func: Any, args: Arguments, options: Options) -> Any:
        source = args[0] if args else options["input"]
        named = options.get("device")
        place = self.machine.tags.device_of(source) if named is None else self.machine.resolve(named)
        with self.machine.explicit:
            return func(*args, **(options | {"device": place}))

    def _make_from_data(self, func: Any, args: Arguments, options: Options) -> Any:
        """Make a tensor of data on the host, then move it: data comes from there."""
        new = func is torch.Tensor.new_tensor
        data = args[1] if new else args[0] if args else options.get("data", options.get("obj"))
        place = self._place_of_data(args[0] if new else data, options.pop("device", None))
        if isinstance(data, torch.Tensor) and func in (torch.as_tensor, torch.asarray):
            dtype = options.get("dtype") or data.dtype
            return self.transfers.move(data, place, dtype, copy=bool(options.get("copy")))
        if place.type not in ("cpu", "cuda"):
            return func(*args, device=place, **options)
        pinned, tracked = options.pop("pin_memory", False), options.pop("requires_grad", False)
        with self.machine.quiet:
            made: torch.Tensor = func(*args, device=CPU, **options)
        if place.type == "cuda":
            self.machine.tags.put(made, place)
            self.transfers.count(made, CPU, place)
        if pinned:
            with without_functions():
                setattr(native_storage(made), PINNED, True)
        return made.requires_grad_() if tracked else made

    def _place_of_data(self, source: Any, named: Any) -> torch.device:
        if named is not None:
            return self.machine.resolve(named)
        return self.machine.tags.device_of(source) if isinstance(source, torch.Tensor) else self._default()

    def _one_hot(self, func: Any, args: Arguments, options: Options) -> Any:
        """Count what a device does: on the host the values are checked, on a device only searched for the largest."""
        tensor = args[0] if args else options["tensor" if "tensor" in options else "input"]
        classes = args[1] if len(args) > 1 else options.get("num_classes", -1)
        if self.machine.tags.device_of(tensor).type != "cuda":
            return func(*args, **options)
        with self.machine.counters.paused():
            result = func(*args, **options)
        if classes == -1:
            self.machine.counters.fetched("one_hot needs the largest class")
        return result

    def _ctc_loss(self, func: Any, args: Arguments, options: Options) -> Any:
        """Take lengths and targets of the host, as devices do: natively no copy is needed, so none would be made."""
        given = dict(zip(_CTC_ARGUMENTS, args, strict=False)) | options
        place = self.machine.tags.device_of(given["log_probs"])
        moved = {
            name: self.transfers.move(given[name], place)
            for name in _CTC_ARGUMENTS[1:4]
            if name in given and isinstance(given[name], torch.Tensor)
        }
        positional = [moved.get(name, value) for name, value in zip(_CTC_ARGUMENTS, args, strict=False)]
        keyword = {name: moved.get(name, value) for name, value in options.items()}
        return func(*positional, *args[len(positional) :], **keyword)

    def _pad_packed(self, func: Any, args: Arguments, options: Options) -> Any:
        """Leave the lengths on the host."""
        padded, lengths = func(*args, **options)
        self.machine.tags.put(lengths, CPU)
        return padded, lengths

    def _recur(self, func: Any, args: Arguments, options: Options) -> Any:
        """Compare the input's device with those of states and weights, as a recurrent layer does by itself.

        The check stands in ``native/RNN.cpp`` (``check_attributes``), before any operator that could be seen.
        """
        weights = next(position for position, value in enumerate(args) if type(value) is list)
        here = self.machine.tags.device_of(args[0])
        for name, values in (("hidden", args[weights - 1 : weights]), ("parameter", args[weights])):
            for there in map(self.machine.tags.device_of, tensors_in(values)):
                if there != here:
                    raise RuntimeError(
                        f"Input and {name} tensors are not at the same device, found input tensor at {here} and {name} "
                        f"tensor at {there}"
                    )
        return func(*args, **options)

    def _attend(self, func: Any, args: Arguments, options: Options) -> Any:
        """Compare the devices of query, key and value, as attention does by itself."""
        given = dict(zip(_ATTENTION_ARGUMENTS, args, strict=False)) | options
        places = {name: self.machine.tags.device_of(given[name]) for name in _ATTENTION_ARGUMENTS if name in given}
        if len(set(places.values())) > 1:
            found = "{query} key.device: {key} and value.device: {value}".format(**places)
            raise RuntimeError(
                f"Expected query, key, and value to have the same device type, but got query.device: {found} instead."
            )
        return func(*args, **options)
