"""Mutations of the machine around the operators: tensors, storages, memory, counters, runtime, removal."""

from __future__ import annotations

from .table import mutations

TAGS = mutations(
    "tags",
    {
        "the most memory in use is remembered": (
            "self.peak[device.index] = max(self.peak[device.index], self.used[device.index])",
            "pass",
        ),
        "memory is taken": ("self.used[device.index] += size", "pass"),
        "in whole blocks": ("-(-size // BLOCK) * BLOCK", "size"),
        "and given back": ("self.memory.used[self.device.index] -= self.size", "pass"),
        "tags of an earlier installation mean nothing": (
            "return tag if tag is None or tag.memory is self.memory else None",
            "return tag",
        ),
        "nor do those of storages": (
            "return CPU if tag is None or tag.memory is not self.memory else tag.device",
            "return CPU if tag is None else tag.device",
        ),
        "sparse tensors have tags": ("tag = tensor.__dict__.get(ATTRIBUTE)", "tag = None"),
        "what is on the host has none": (
            'Tag(device, storage.nbytes(), self.memory) if device.type == "cuda" else None)',
            "Tag(device, storage.nbytes(), self.memory))",
        ),
    },
)
MACHINE = mutations(
    "machine",
    {
        "a device that is not there": ("if not 0 <= index < self.count:", "if False:"),
        "the last device is there": ("if not 0 <= index < self.count:", "if not 0 <= index < self.count - 1:"),
        "no device at all": ("if not self.count:\n            raise RuntimeError(NO_DEVICES)", ""),
        "cuda is the current device": (
            "index = self.current if device.index is None else device.index",
            "index = 0 if device.index is None else device.index",
        ),
        "so many can be simulated": ("if not 0 <= count <= CAPACITY:", "if not 0 <= count:"),
        "and not fewer than none": ("if not 0 <= count <= CAPACITY:", "if count > CAPACITY:"),
        "only CUDA devices have an index": ('if resolved.type != "cuda":', "if False:"),
        "switches are switched off again": ("self.depth -= 1", "pass"),
    },
)
TENSORS = mutations(
    "tensors",
    {
        "attributes look native": ("    __objclass__ = Tensor\n", "    __objclass__ = property\n"),
        "get_device": ("return -1 if index is None else index", "return 0"),
        "type names the device": (
            'return name.replace("torch.", "torch.cuda.") if device_of(self).type == "cuda" else name',
            "return name",
        ),
        "type moves to the device": ('if legacy.startswith("torch.cuda."):', "if False:"),
        "type moves to the host": ("if not isinstance(dtype, torch.dtype):", "if False:"),
        "is_cuda": (
            '"is_cuda", Attribute(lambda self: device_of(self).type == "cuda")',
            '"is_cuda", Attribute(lambda self: False)',
        ),
        "is_cpu": (
            '"is_cpu", Attribute(lambda self: device_of(self).type == "cpu")',
            '"is_cpu", Attribute(lambda self: True)',
        ),
        "to takes a number": ("if args and type(args[0]) is int:", "if False:"),
        "to takes a number by name": ('if type(kwargs.get("device")) is int:', "if False:"),
        "to copies where it is told": (
            'copy = kwargs.pop("copy", False)',
            'copy = kwargs.pop("copy", False) and False',
        ),
        "to copies like another": (
            "args = (device_of(other), other.dtype, *args[1:])",
            "args = (other.dtype, *args[1:])",
        ),
        "to copies by position": ("*args, copy = args", "*args, _ = args"),
        "cuda is for CUDA": ('if place.type != "cuda":\n            raise', "if False:\n            raise"),
        "copy_ sends gradients back": ("src = transfers.move(src, device_of(self), non_blocking=non_blocking)", "pass"),
        "numpy with force copies": ("self = self.detach().cpu()", "pass"),
        "numpy sees no device": ("if not on_device(self):\n            with", "if True:\n            with"),
        "tolist is counted": ('machine.counters.fetched("tolist")', "pass"),
        "text is counted": ('machine.counters.fetched("a tensor was shown as text")', "pass"),
        "text is counted once": (
            "with machine.quiet, without_functions():\n            return native_repr",
            "with without_functions():\n            return native_repr",
        ),
        "gradients are where their tensors are": ("(tags.of(gradient) is tags.wild or gradient.dim() == 0)", "False"),
        "numbers too": ("(tags.of(gradient) is tags.wild or gradient.dim() == 0)", "tags.of(gradient) is tags.wild"),
        "gradients of elsewhere are refused": (
            "if there != here:\n                by_type",
            "if False:\n                by_type",
        ),
        "by type or by index": ("by_type = there.type != here.type", "by_type = True"),
        "wild ones are taken": (
            "if isinstance(gradient, Tensor) and not tags.is_wild(gradient):",
            "if isinstance(gradient, Tensor):",
        ),
        "grad places its results": ("tags.put(gradient, tags.device_of(source))", "pass"),
        "backward begins on the device": ("if here != there and gradient.dim():", "if False:"),
        "a number goes where it is needed": ("made[position] = transfers.move(gradient, here)", "pass"),
        "device memory is not pinned": ('raise RuntimeError(f"cannot pin', 'return self  # (f"cannot pin'),
        "what is pinned is not pinned again": ("if is_pinned(self):\n            return self", ""),
        "pinned tensors say so": ("return bool(getattr(native_storage(self), PINNED, False))", "return False"),
    },
)
STORAGES = mutations(
    "storages",
    {
        "a storage is where its tensor is": (
            'return place if place.type != "cpu" else tags.device_of_storage(self)',
            "return place",
        ),
        "is_cuda": ('lambda self: device(self).type == "cuda"', "lambda self: False"),
        "copies are placed": ("tags.put_storage(copied, place)", "pass"),
        "and have memory and values of their own": ("native.copy_(copied, storage, False)", "pass"),
        "and are counted": ("if place != device(storage):", "if False:"),
        "clones stay": ("return copy(self, device(self))", "return copy(self, CPU)"),
        "to returns what is there": (
            "return self if place == self.device else copy(self, place)",
            "return copy(self, place)",
        ),
    },
)
TRANSFERS = mutations(
    "transfers",
    {
        "gradients go back": (
            "return ctx.transfers.move(gradient, ctx.source, ctx.dtype), None",
            "return gradient, None",
        ),
        "in the dtype they came from": (
            "ctx.transfers.move(gradient, ctx.source, ctx.dtype)",
            "ctx.transfers.move(gradient, ctx.source)",
        ),
        "autograd follows": ("if tensor.requires_grad:", "if False:"),
        "what is there is returned": ('if source == target or "cuda" not in', 'if "cuda" not in'),
        "meta tensors are left to torch": (' or "meta" in (source.type, target.type):', ":"),
        "the memory format is kept": (
            "copied = native_to(tensor, dtype or tensor.dtype, copy=True, **options)",
            "copied = native_to(tensor, dtype or tensor.dtype, copy=True)",
        ),
        "copies are copies": (
            "copied = native_to(tensor, dtype or tensor.dtype, copy=True, **options)",
            "copied = native_to(tensor, dtype or tensor.dtype, **options)",
        ),
        "copies are placed": ("self.machine.tags.put(copied, device)", "pass"),
        "copies are counted": ("self.count(copied, source, device, non_blocking)", "pass"),
        "by their bytes": ("size = tensor.numel() * tensor.element_size()", "size = tensor.numel()"),
        "those that do not wait are known": ("waited=not non_blocking)", "waited=True)"),
    },
)
COUNTERS = mutations(
    "counters",
    {
        "directions": ('_DIRECTIONS[source.type == "cuda", target.type == "cuda"]', "_DIRECTIONS[False, True]"),
        "a copy to the host is a fetch": ('self._add("fetches")\n            if waited:', "if waited:"),
        "a blocking one is a wait": ("            if waited:\n", "            if False:\n"),
        "a fetch is a wait": ('self._add("fetches")\n            self._add("syncs")', 'self._add("fetches")'),
        "frozen counters count no fetches": (
            'if not self._frozen:\n            self.log.append(how)\n            self._add("fetches")',
            'if True:\n            self.log.append(how)\n            self._add("fetches")',
        ),
        "nor copies": ("        if self._frozen:\n            return\n", ""),
        "a wait is one": (
            'self.log.append(how)\n            self._add("syncs")\n\n    def operated',
            "self.log.append(how)\n\n    def operated",
        ),
        "reset begins at 0": ("setattr(self, name, 0)", "pass"),
        "reset forgets the log": ("self.log.clear()", "pass"),
        "a pause ends": ("self._frozen -= 1", "pass"),
        "budgets are kept": ("if number > self._limits.get(name, number):", "if False:"),
        "budgets count from their beginning": ("{name: getattr(self, name) + limit for", "{name: limit for"),
        "budgets end": ("        finally:\n            self._limits = before", "        finally:\n            pass"),
        "budgets know their names": ("if unknown := set(limits) - set(_NUMBERS):", "if unknown := set():"),
    },
)
GENERATORS = mutations(
    "generators",
    {
        "a device's numbers are others": ("OTHER_NUMBERS = 0x9E3779B97F4A7C15", "OTHER_NUMBERS = 0"),
        "a generator knows its device": ("return self._place", 'return torch.device("cpu")'),
        "a generator knows its seed": ("self._seed = seed\n", "self._seed = 0\n"),
        "a generator is of use on its device only": ("if generator.device.type != device.type:", "if False:"),
        "generators for the host are native": (
            'return DeviceGenerator(place) if place.type == "cuda" else',
            "return DeviceGenerator(place) if True else",
        ),
        "the device's own state goes on": ("own.set_state(host.get_state())", "pass"),
        "the host's state is put back": ("host.set_state(before)", "pass"),
    },
)
RUNTIME = mutations(
    "runtime",
    {
        "availability": (
            '"""Whether there is a device."""\n        return self.machine.count > 0',
            '"""Whether there is a device."""\n        return True',
        ),
        "the number of devices": ("return self.machine.count\n", "return 2\n"),
        "the current device": ("return self.machine.current\n", "return 0\n"),
        "set_device": ("self.machine.current = self.machine.index(device)", "self.machine.index(device)"),
        "a block's device": ("if device >= 0:", "if False:"),
        "and the one before it": ("return before\n", "return 0\n"),
        "a device without properties": ('raise AssertionError("Invalid device id") from error', "raise"),
        "names": (
            'f"Simulated CUDA device {self.machine.index(device)}"',
            'f"CUDA device {self.machine.index(device)}"',
        ),
        "synchronising is a wait": ('self.machine.counters.waited("the device was synchronised")', "pass"),
        "memory by device": (
            "return self.machine.tags.memory.used[self.machine.index(device)]",
            "return self.machine.tags.memory.used[0]",
        ),
        "the peak by device": (
            "return self.machine.tags.memory.peak[self.machine.index(device)]",
            "return self.memory_allocated(device)",
        ),
        "the peak is reset": ("self.machine.tags.memory.peak[index] = self.machine.tags.memory.used[index]", "pass"),
        "free memory": (
            "return TOTAL_MEMORY - self.memory_allocated(device), TOTAL_MEMORY",
            "return TOTAL_MEMORY, TOTAL_MEMORY",
        ),
        "manual_seed": ("self.generators.defaults[self.machine.current].manual_seed(int(seed))", "pass"),
        "manual_seed_all": ("            generator.manual_seed(int(seed))", "            pass"),
        "manual_seed_all seeds all": (
            "for generator in self.generators.defaults:",
            "for generator in self.generators.defaults[:1]:",
        ),
        "unforeseen seeds": ("self.generators.defaults[self.machine.index()].seed()\n", "pass\n"),
        "unforeseen seeds of all": ("self.manual_seed_all(torch.Generator().seed())", "pass"),
        "initial_seed": ("return self.generators.defaults[self.machine.index()].initial_seed()", "return 0"),
        "states are put back": (".set_state(new_state)", ".get_state()"),
        "states of all": (
            "for device, state in zip(self.machine.devices, new_states, strict=False):",
            "for device, state in ():",
        ),
        "accelerators are CUDA": (
            'return torch.device("cuda") if runtime.is_available() else None',
            'return torch.device("cuda")',
        ),
    },
)
STREAMS = mutations(
    "streams",
    {
        "a stream is a device's": (
            "self.device = self.machine.devices[self.machine.index(device)]",
            "self.device = self.machine.devices[0]",
        ),
        "synchronising a stream is a wait": ('self.machine.counters.waited("a stream was synchronised")', "pass"),
        "synchronising an event is a wait": ('self.machine.counters.waited("an event was synchronised")', "pass"),
        "the stream of a block": ("self.streams.current[self.device.index] = self\n", "pass\n"),
        "and the one before it": ("self.streams.current[self.device.index] = self._before.pop()", "pass"),
        "events are recorded": ("event.record(self)\n", "pass\n"),
        "events without times": ("if not (self.timed and end_event.timed):", "if False:"),
        "events that did not happen": ("if self.time is None or end_event.time is None:", "if False:"),
        "milliseconds": ("* 1e3", "* -1e3"),
        "one default stream for each device": ("if index not in self.default:", "if True:"),
        "set_stream": ("self.current[stream.device.index] = stream", "pass"),
    },
)
PARALLEL = mutations(
    "parallel",
    {
        "parts go to their devices": ("tuple(move(part, device) for part", "tuple(part for part"),
        "parts have their sizes": (
            "tensor.split(chunk_sizes, dim) if chunk_sizes else",
            "tensor.chunk(len(devices), dim) if chunk_sizes else",
        ),
        "outputs are gathered": (
            "torch.cat([move(tensor, destination) for tensor in tensors], dim)",
            "torch.cat(list(tensors), dim)",
        ),
        "replicas are where they work": (
            "return [[move(tensor, device) for tensor in tensors] for device in devices]",
            "return [[move(tensor, devices[0]) for tensor in tensors] for device in devices]",
        ),
        "a tensor is sent to all": (
            "return tuple(move(tensor, device) for device in devices)",
            "return tuple(tensor for device in devices)",
        ),
        "sums over devices": ("functools.reduce(torch.add, tensors)", "tensors[0]"),
        "each replica has its device": ("with torch.cuda.device(machine.index(place)):", "if True:"),
        "keyword arguments": ("**(kwargs_tup[position] if kwargs_tup else {})", "**{}"),
    },
)
STAND_INS = mutations(
    "stand_ins",
    {
        "instances are known": ("return cls.accepts(instance)", "return False"),
        "subclasses are known": ("return cls.native in subclass.__mro__", "return False"),
        "generators are made": ('patches.set(torch, "Generator", known)', "pass"),
        "legacy types are there": (
            "patches.replace(torch.cuda, name, _legacy_type(machine, transfers, name, dtype))",
            "pass",
        ),
        "tracing is refused": ('patches.set(torch.jit, "trace", _not_traced)', "pass"),
        "tracing modules is refused": ('patches.set(torch.jit, "trace_module", _not_traced)', "pass"),
        "a device by its number": ('return native("cuda", indices[0])', "return native(*args, **kwargs)"),
        "no device by its number": ("if not machine.count:\n            raise", "if False:\n            raise"),
        "legacy types are of the device": (
            "isinstance(value, torch.Tensor) and value.is_cuda and value.dtype == dtype",
            "isinstance(value, torch.Tensor) and value.dtype == dtype",
        ),
        "legacy types are of their dtype": (
            "isinstance(value, torch.Tensor) and value.is_cuda and value.dtype == dtype",
            "isinstance(value, torch.Tensor) and value.is_cuda",
        ),
        "what they make is on the device": (
            'return transfers.move(made, "cuda" if device is None else device)',
            "return made",
        ),
        "the default type is refused": ('if "cuda" in (kind', "if False and (kind"),
    },
)
INSTALLATION = mutations(
    "installation",
    {
        "one at a time": ("if present() is not None:", "if False:"),
        "a block has so many": (
            "machine.count, machine.current = checked(devices), 0",
            "machine.count, machine.current = machine.count, 0",
        ),
        "a block begins with the first": (
            "machine.count, machine.current = checked(devices), 0",
            "machine.count = checked(devices)",
        ),
        "a block counts anew": ("machine.counters.reset()", "pass"),
        "a block ends": ("machine.count, machine.current = before", "pass"),
        "the default device of a block ends": (
            "machine.count, machine.current = before\n            self._forget_default_device()",
            "machine.count, machine.current = before",
        ),
        "removing twice": ("if not self.machine.live:\n            return\n        self._forget", "self._forget"),
        "the default device is given up": (
            "        self._forget_default_device()\n        self.machine.live",
            "        self.machine.live",
        ),
        "the modes end": ("self._modes.close()", "pass"),
        "the attributes are put back": ("self._patches.undo()", "pass"),
        "what can be loaded is looked up again": ("unpickler._get_allowed_globals.cache_clear()", "pass"),
        "other modes know": ("self.machine.live = False", "pass"),
        "groups by device": ("key = (first.device, first.dtype)", "key = (None, first.dtype)"),
        "groups by dtype": ("key = (first.device, first.dtype)", "key = (first.device, None)"),
        "autocast": ('if device_type == "cuda":', "if False:"),
        "autocast of half": ("dtype or torch.float16", "dtype or torch.bfloat16"),
        "threads see the devices": (
            "with ExitStack() as modes:\n                self._enter_modes(modes)\n",
            "if True:\n",
        ),
    },
)
PATCHES = mutations(
    "patches",
    {
        "inherited attributes are bare again": (
            "delattr(owner, name) if before is _ABSENT else setattr(owner, name, before)",
            "setattr(owner, name, before)",
        ),
        "only what is there is replaced": ("if hasattr(owner, name):", "if True:"),
        "the last change is undone first": ("self._undo.pop()()", "self._undo.pop(0)()"),
    },
)
PACKAGE = mutations(
    "__init__",
    {
        "removed after the block": ("        installation.remove()", "        pass"),
        "resized within another": ("if there is not None:", "if False:"),
    },
)

MUTATIONS = [
    *TAGS, *MACHINE, *TENSORS, *STORAGES, *TRANSFERS, *COUNTERS, *GENERATORS, *RUNTIME, *STREAMS, *PARALLEL,
    *STAND_INS, *INSTALLATION, *PATCHES, *PACKAGE,
]  # fmt: skip
