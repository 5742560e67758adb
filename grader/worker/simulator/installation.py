"""One installation: everything that makes torch see simulated devices, put in place and taken away."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import _weights_only_unpickler as unpickler
from torch import overrides
from torch.autograd import graph
from torch.utils import _device, _foreach_utils

from grader.worker.simulator import PRESENT, present
from grader.worker.simulator.counters import Counters
from grader.worker.simulator.dispatch import Dispatch
from grader.worker.simulator.factories import Functions
from grader.worker.simulator.generators import Generators
from grader.worker.simulator.machine import Machine, checked
from grader.worker.simulator.parallel import patch_parallel
from grader.worker.simulator.patches import Patches
from grader.worker.simulator.runtime import patch_runtime
from grader.worker.simulator.stand_ins import patch_types
from grader.worker.simulator.storages import patch_storages
from grader.worker.simulator.tensors import patch_tensors
from grader.worker.simulator.transfers import Transfers


class Installation:
    """Simulated devices from now on, until `remove`.

    Args:
        devices: how many.

    Raises:
        RuntimeError: when devices are simulated already.
        ValueError: when `devices` is negative.
    """

    def __init__(self, devices: int) -> None:
        if present() is not None:
            raise RuntimeError("CUDA devices are simulated already; remove the first installation before another one")
        self.machine = Machine(devices)
        self._default_device = _device.CURRENT_DEVICE
        self._transfers = Transfers(self.machine)
        self._generators = Generators(self.machine)
        self._patches = Patches()
        self._modes = ExitStack()
        self._patches.set(torch, PRESENT, self)
        patch_tensors(self._patches, self.machine, self._transfers)
        patch_storages(self._patches, self.machine)
        patch_runtime(self._patches, self.machine, self._generators)
        patch_parallel(self._patches, self.machine, self._transfers)
        patch_types(self._patches, self.machine, self._transfers, self._generators)
        self._patch_backward()
        self._patch_optimisers()
        self._patch_autocast()
        self._patch_threads()
        self._enter_modes(self._modes)

    @contextmanager
    def resized(self, devices: int) -> Iterator[Counters]:
        """Have so many devices inside the block, the first one current, and count anew.

        Raises:
            ValueError: when so many cannot be simulated.
        """
        machine = self.machine
        before = machine.count, machine.current
        machine.count, machine.current = checked(devices), 0
        machine.counters.reset()
        try:
            yield machine.counters
        finally:
            machine.count, machine.current = before
            self._forget_default_device()

    @property
    def counters(self) -> Counters:
        """What the devices have done so far."""
        return self.machine.counters

    def remove(self) -> None:
        """Put torch back as it was; tensors that were on a device are ordinary ones again. Idempotent."""
        if not self.machine.live:
            return
        self._forget_default_device()
        self.machine.live = False
        self._modes.close()
        self._patches.undo()
        # What `torch.load` allows is looked up once and kept: a stand-in, perhaps.
        unpickler._get_allowed_globals.cache_clear()

    def _forget_default_device(self) -> None:
        if _device.CURRENT_DEVICE is not None and _device.CURRENT_DEVICE.type == "cuda":
            torch.set_default_device(self._default_device)

    def _enter_modes(self, stack: ExitStack) -> None:
        stack.enter_context(Dispatch(self.machine, self._generators))
        stack.enter_context(Functions(self.machine, self._transfers, self._generators))

    def _patch_backward(self) -> None:
        """Let Python code on the way back, such as a `backward` of one's own, say where its tensors go.

        ``output.backward()`` is itself a call that `Functions` handles, and a mode does not see what happens inside.
        """
        native, machine = graph._engine_run_backward, self.machine

        @functools.wraps(native)
        def run(*args: Any, **kwargs: Any) -> Any:
            modes = overrides._get_current_function_mode_stack()  # type: ignore[no-untyped-call]
            if any(isinstance(mode, Functions) for mode in modes):
                return native(*args, **kwargs)
            with Functions(machine, self._transfers, self._generators):
                return native(*args, **kwargs)

        self._patches.set(torch.autograd, "_engine_run_backward", run)

    def _patch_optimisers(self) -> None:
        """Group tensors by their simulated device, as optimisers and clipping do; C++ sees one device."""

        def group(lists: list[list[Any]], with_indices: bool = False) -> dict[Any, Any]:
            groups: dict[Any, Any] = {}
            for position in range(len(lists[0])):
                first = next(one[position] for one in lists if one and one[position] is not None)
                key = (first.device, first.dtype)
                members, indices = groups.setdefault(key, ([[] for _ in lists], []))
                for member, one in zip(members, lists, strict=True):
                    if one:
                        member.append(one[position])
                if with_indices:
                    indices.append(position)
            return groups

        # By name: `torch.optim` takes `optimizer` out of its namespace.
        for module in (_foreach_utils, sys.modules["torch.optim.optimizer"], torch.nn.utils.clip_grad):
            self._patches.replace(module, "_group_tensors_by_device_and_dtype", group)

    def _patch_autocast(self) -> None:
        """Let ``torch.autocast("cuda")`` work by the rules of the CPU's, which are nearly the same."""
        native = torch.amp.autocast_mode.autocast.__init__

        @functools.wraps(native)
        def prepare(
            self: Any, device_type: str, dtype: Any = None, enabled: bool = True, cache_enabled: bool | None = None
        ) -> None:
            if device_type == "cuda":
                device_type, dtype = "cpu", dtype or torch.float16
            native(self, device_type, dtype, enabled, cache_enabled)

        self._patches.set(torch.amp.autocast_mode.autocast, "__init__", prepare)

    def _patch_threads(self) -> None:
        """Let new threads see the devices: modes belong to a thread. Subclasses have a `run` of their own."""
        native = threading.Thread._bootstrap_inner  # type: ignore[attr-defined]

        def run(thread: threading.Thread) -> None:
            with ExitStack() as modes:
                self._enter_modes(modes)
                native(thread)

        self._patches.set(threading.Thread, "_bootstrap_inner", run)
