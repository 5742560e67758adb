"""What `torch.cuda` and `torch.accelerator` tell about the machine.

Each method of `Runtime` takes the place of the function of that name:
https://docs.pytorch.org/docs/stable/cuda.html.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import torch

from grader.worker.simulator.generators import Generators
from grader.worker.simulator.machine import Machine
from grader.worker.simulator.patches import Patches
from grader.worker.simulator.streams import Streams

TOTAL_MEMORY = 8 << 30
CAPABILITY = (8, 0)


class DeviceProperties(NamedTuple):
    """What is known about a device."""

    name: str
    major: int
    minor: int
    total_memory: int
    multi_processor_count: int


class Runtime:
    """Answers for one machine."""

    def __init__(self, machine: Machine, generators: Generators) -> None:
        self.machine = machine
        self.generators = generators

    # devices

    def is_available(self) -> bool:
        """Whether there is a device."""
        return self.machine.count > 0

    def device_count(self) -> int:
        """How many there are."""
        return self.machine.count

    def is_initialized(self) -> bool:
        """Whether CUDA has begun to work."""
        return self.machine.count > 0

    def init(self) -> None:
        """Begin to work."""
        self.machine.index()

    def _lazy_init(self) -> None:
        self.machine.index()

    def _is_in_bad_fork(self) -> bool:
        return False

    def current_device(self) -> int:
        """Return the index that ``cuda`` means."""
        self.machine.index()
        return self.machine.current

    def set_device(self, device: Any) -> None:
        """Let ``cuda`` mean another device."""
        self.machine.current = self.machine.index(device)

    def _exchange_device(self, device: int) -> int:
        before = self.machine.current
        if device >= 0:
            self.set_device(device)
        return before

    def get_device_name(self, device: Any = None) -> str:
        """Return a name that says what it is."""
        return self.get_device_properties(device).name

    def get_device_capability(self, device: Any = None) -> tuple[int, int]:
        """Return the compute capability of an ordinary GPU."""
        self.get_device_properties(device)
        return CAPABILITY

    def get_device_properties(self, device: Any = None) -> DeviceProperties:
        """Return name, capability and memory."""
        self.machine.index()
        try:
            name = f"Simulated CUDA device {self.machine.index(device)}"
        except RuntimeError as error:
            raise AssertionError("Invalid device id") from error
        return DeviceProperties(name, *CAPABILITY, TOTAL_MEMORY, 16)

    def can_device_access_peer(self, device: Any, peer_device: Any) -> bool:
        """Whether one device reads another's memory: never, it is copied."""
        return self.machine.index(device) == self.machine.index(peer_device)

    def is_bf16_supported(self, including_emulation: bool = True) -> bool:
        """Whether bfloat16 can be computed with."""
        return True

    def synchronize(self, device: Any = None) -> None:
        """Wait for all work."""
        self.machine.index(device)
        self.machine.counters.waited("the device was synchronised")

    # memory

    def memory_allocated(self, device: Any = None) -> int:
        """Return the bytes in use."""
        return self.machine.tags.memory.used[self.machine.index(device)]

    def max_memory_allocated(self, device: Any = None) -> int:
        """Return the most bytes that were in use at a time."""
        return self.machine.tags.memory.peak[self.machine.index(device)]

    memory_reserved = memory_allocated
    max_memory_reserved = max_memory_allocated

    def mem_get_info(self, device: Any = None) -> tuple[int, int]:
        """Return free and total bytes."""
        return TOTAL_MEMORY - self.memory_allocated(device), TOTAL_MEMORY

    def reset_peak_memory_stats(self, device: Any = None) -> None:
        """Measure the most from now on."""
        index = self.machine.index(device)
        self.machine.tags.memory.peak[index] = self.machine.tags.memory.used[index]

    reset_max_memory_allocated = reset_peak_memory_stats

    def memory_stats(self, device: Any = None) -> dict[str, int]:
        """Return the figures under the names that torch has for them."""
        used, peak = self.memory_allocated(device), self.max_memory_allocated(device)
        return {"allocated_bytes.all.current": used, "allocated_bytes.all.peak": peak}

    def memory_summary(self, device: Any = None, abbreviated: bool = False) -> str:
        """Return the figures as text."""
        return f"{self.get_device_name(device)}: {self.memory_allocated(device)} bytes allocated"

    def empty_cache(self) -> None:
        """Give back memory that is kept for later; none is."""

    ipc_collect = empty_cache

    # random numbers

    def manual_seed(self, seed: int) -> None:
        """Seed the current device, which need not be there yet."""
        self.generators.defaults[self.machine.current].manual_seed(int(seed))

    def manual_seed_all(self, seed: int) -> None:
        """Seed all devices."""
        for generator in self.generators.defaults:
            generator.manual_seed(int(seed))

    def seed(self) -> None:
        """Seed the current device with what nobody can foresee."""
        self.generators.defaults[self.machine.index()].seed()

    def seed_all(self) -> None:
        """Seed all devices with what nobody can foresee."""
        self.manual_seed_all(torch.Generator().seed())

    def initial_seed(self) -> int:
        """Return the current device's seed."""
        return self.generators.defaults[self.machine.index()].initial_seed()

    def get_rng_state(self, device: Any = None) -> torch.Tensor:
        """Return the state of a device's generator."""
        with self.machine.quiet:
            return self.generators.defaults[self.machine.index(device)].get_state()

    def set_rng_state(self, new_state: torch.Tensor, device: Any = None) -> None:
        """Put a device's generator into a state."""
        with self.machine.quiet:
            self.generators.defaults[self.machine.index(device)].set_state(new_state)

    def get_rng_state_all(self) -> list[torch.Tensor]:
        """Return the states of all generators."""
        return [self.get_rng_state(device) for device in range(self.machine.count)]

    def set_rng_state_all(self, new_states: list[torch.Tensor]) -> None:
        """Put all generators into states."""
        for device, state in zip(self.machine.devices, new_states, strict=False):
            self.set_rng_state(state, device)


def patch_runtime(patches: Patches, machine: Machine, generators: Generators) -> Streams:
    """Let `torch.cuda` and `torch.accelerator` tell about `machine`; return its streams."""
    runtime, streams = Runtime(machine, generators), Streams(machine)
    answers = {name: getattr(runtime, name) for name in vars(Runtime) if not name.startswith("__")}
    answers |= {"_maybe_exchange_device": runtime._exchange_device, "default_generators": generators.defaults}
    answers |= {"Stream": streams.stream_type, "Event": streams.event_type, "StreamContext": streams.stream}
    answers |= {name: getattr(streams, name) for name in ("stream", "current_stream", "default_stream", "set_stream")}
    cuda = torch.cuda
    for name, answer in answers.items():
        for module in (cuda, cuda.memory, cuda.random, cuda.streams):
            patches.replace(module, name, answer)
    patches.replace(cuda, "is_current_stream_capturing", lambda: False)
    # On builds with CUDA these would look at a tensor's native memory.
    patches.set(torch.backends.cudnn, "is_acceptable", lambda tensor: False)
    patches.set(torch, "_use_cudnn_rnn_flatten_weight", lambda: False)
    if hasattr(torch, "accelerator"):
        _patch_accelerator(patches, runtime, streams)
    return streams


def _patch_accelerator(patches: Patches, runtime: Runtime, streams: Streams) -> None:
    accelerator = torch.accelerator

    def current_accelerator(check_available: bool = False) -> torch.device | None:
        return torch.device("cuda") if runtime.is_available() else None

    for name in ("is_available", "device_count", "synchronize", "empty_cache", "memory_allocated", "memory_reserved"):
        patches.replace(accelerator, name, getattr(runtime, name))
    for name in ("max_memory_allocated", "max_memory_reserved", "memory_stats", "reset_peak_memory_stats"):
        patches.replace(accelerator, name, getattr(runtime, name))
    patches.replace(accelerator, "current_accelerator", current_accelerator)
    for name in ("current_device_index", "current_device_idx"):
        patches.replace(accelerator, name, runtime.current_device)
    for name in ("set_device_index", "set_device_idx"):
        patches.replace(accelerator, name, runtime.set_device)
    for name in ("current_stream", "set_stream"):
        patches.replace(accelerator, name, getattr(streams, name))
    for name in ("_accelerator_exchangeDevice", "_accelerator_maybeExchangeDevice"):
        patches.replace(torch._C, name, runtime._exchange_device)
