"""Mutations of what operators do: mixing, indexing, lists, placing results, factories."""

from __future__ import annotations

from .table import mutations

MIXING = mutations(
    "mixing",
    {
        "host arguments are exempt": (
            "if operator.name in HOST_ARGUMENTS:\n            return",
            "if False:\n            return",
        ),
        "masked fills have rules of their own": ("if operator.name in FILLING:", "if False:"),
        "a masked fill's value may not be of a device for a host": (
            "if isinstance(value, torch.Tensor) and here == CPU:",
            "if False:",
        ),
        "a mask is where its tensor is": (
            "if here != there and self.tags.wild not in (self.tags.of(tensor), self.tags.of(mask)):",
            "if False:",
        ),
        "a wild mask is taken": (
            "if here != there and self.tags.wild not in (self.tags.of(tensor), self.tags.of(mask)):",
            "if here != there:",
        ),
        "wild tensors are not checked": (
            "for one in inputs if self.tags.of(one) is not self.tags.wild]",
            "for one in inputs]",
        ),
        "two devices do not mix": ("if len(devices) > 1 or strangers:", "if strangers:"),
        "the host's tensors do not mix": ("if len(devices) > 1 or strangers:", "if len(devices) > 1:"),
        "numbers of the host do": (
            "(dim or operator.wrapper) for device, dim in known)",
            "True for device, dim in known)",
        ),
        "checked arguments take none": (
            "(dim or operator.wrapper) for device, dim in known)",
            "dim for device, dim in known)",
        ),
        "a number of the host is not written to": (
            "if operator.writes and known[0] == (CPU, 0) and inputs[0] is args[0]:",
            "if False:",
        ),
        "two numbers of the host are too many": ("if operator.pointwise and known.count((CPU, 0)) > 1", "if False"),
        "where takes both": (' and operator.name != "where"', ""),
        "indices are on the host or beside their tensor": ("not in (CPU, device):", "not in (CPU, device) and False:"),
        "indices of the host are taken": ("not in (CPU, device):", "not in (device,):"),
        "values that are written are beside their tensor": (
            "if elsewhere != device and not number",
            "if False and not number",
        ),
        "a number of the host is written": ("number = value.dim() == 0 and elsewhere == CPU", "number = False"),
        "wild values are written": (" and wild not in (self.tags.of(value), self.tags.of(base)):", ":"),
        "accumulating has other words": ("if len(args) > 3 and args[3]:", "if False:"),
        "the device is named before the host": (
            "(elsewhere, device) if device == CPU else (device, elsewhere)",
            "(device, elsewhere)",
        ),
        "masks make the host wait": (
            "    if not any(index is not None and index.dtype in MASKS for index in args[1]):",
            "    if True:",
        ),
        "only masks do": (
            "    if not any(index is not None and index.dtype in MASKS for index in args[1]):",
            "    if False:",
        ),
        "a number through a mask does not": ("return not (number and all(", "return not (False and all("),
        "lists are compared": ("if len(set(devices)) > 1:", "if False:"),
        "lists are compared by position": (
            "met = [one[position] for one in lists if position < len(one)]",
            "met = [tensor for one in lists for tensor in one]",
        ),
        "numbers of the host are taken in lists": ("(tensor.dim() or self.device(tensor) != CPU)", "True"),
        "an output is checked first": ('key=lambda one: one[0] != "out"', "key=lambda one: 0"),
        "a convolution names the types": ("if len({device.type for _, _, device in met}) > 1:", "if False:"),
        "a convolution of two devices names its weight": ("if met[0][2] != met[1][2] else None", "if False else None"),
        "the stranger is named": (
            "other = next(device for _, one, device in met if device != common and (one.dim() or device != CPU))",
            "other = common",
        ),
        "the first argument's device is the common one": ("common = met[0][2]\n", "common = met[-1][2]\n"),
        "new words": ("if NEW_WORDS:", "if not NEW_WORDS:"),
        "a bias is named": ('for name in ("weight", "bias") if', 'for name in ("weight",) if'),
        "legacy types name the device": (
            'return name.replace("torch.", "torch.cuda.") if device',
            "return name if device",
        ),
    },
)
OPERATORS = mutations(
    "operators",
    {
        "packed sequences keep their lengths on the host": (
            'FIRST_OUTPUT_ONLY = frozenset(("_pack_padded_sequence", ',
            'FIRST_OUTPUT_ONLY = frozenset(("",',
        ),
        "sizes that depend on values make the host wait": (
            "bincount equal masked_select nonzero",
            "bincount equal masked_select",
        ),
        "so does a comparison": ("allclose bincount equal", "allclose bincount"),
        "filling reads its value": ('FILLED = names("fill fill_")', 'FILLED = names("")'),
        "numbers that are drawn are known as such": (
            "random=torch.Tag.nondeterministic_seeded in overload.tags",
            "random=False",
        ),
        "operators over lists are known": ('FOR_LISTS = ("_foreach_", ', "FOR_LISTS = ("),
        "operators that write are known": ('writes=name.endswith("_") and not name.endswith("__")', "writes=False"),
        "operators that make tensors are known": ('makes="device" in arguments', "makes=False"),
        "an index is called by the kernel's name": (".get(name, name)\n", '.get(name + "!", name)\n'),
    },
)
CHECKED = mutations(
    "checked",
    {
        "an embedding is an index_select": ('"embedding": (', '"embeddings": ('),
        "a stack is a cat": (', "stack": ("cat", {})', ""),
        "clamp is checked": (" clamp clamp_ ", " "),
        "structured kernels are called so": ("if name in STRUCTURED:", "if name in STRUCTURED and False:"),
        "and with their overload": ('(f"_{overload}" if overload else "")', '""'),
        "unstructured ones name the overload first": (
            'f"wrapper_CUDA_{overload}_{name}{out}"',
            'f"wrapper_CUDA_{name}{out}"',
        ),
        "outputs are named": ('out = "_out" if overload.endswith("out") else ""', 'out = ""'),
        "unstructured kernels are checked": ("if name in UNSTRUCTURED else None", "if False else None"),
    },
)
DISPATCH = mutations(
    "dispatch",
    {
        "nothing is done in quiet": ("if self.machine.quiet or not self.machine.live:", "if not self.machine.live:"),
        "nothing is done after the removal": (
            "if self.machine.quiet or not self.machine.live:",
            "if self.machine.quiet:",
        ),
        "operators of Python run their kernel": ("if operator.kernels:", "if False:"),
        "for the device": ('kernels.get("cuda" if "cuda" in places else "cpu")', 'kernels.get("cpu")'),
        "inference mode is taken apart": ("if torch.is_inference_mode_enabled() and", "if False and"),
        "reading a value is counted": (
            'if self.mixing.device(args[0]).type == "cuda":\n                self.machine.counters.fetched',
            "if False:\n                self.machine.counters.fetched",
        ),
        "reading one of the host is not": (
            'if self.mixing.device(args[0]).type == "cuda":\n                self.machine.counters.fetched',
            "if True:\n                self.machine.counters.fetched",
        ),
        "copies in place are counted": ("self._count_copy(*args)\n", "pass\n"),
        "lists have rules of their own": ("if operator.for_lists:", "if False:"),
        "device memory is not pinned": (
            '            if wanted is not None and wanted.type == "cuda":\n                raise',
            "            if False:\n                raise",
        ),
        "factories pin": ("return _pinned(func(", "return (func("),
        "operators are counted": (
            "self.machine.counters.operated()\n        self._settle",
            "pass\n        self._settle",
        ),
        "those of the host are not": (
            'if device is not None or (wanted is not None and wanted.type == "cuda"):',
            "if True:",
        ),
        "what is filled stays where it is": (
            "if operator.name in FILLED and len(inputs) == 2 and self.tags.wild not in tags:",
            "if False:",
        ),
        "a value that is filled in is read": ('if here != there and there.type == "cuda":', "if False:"),
        "masks are counted": ("if self.mixing.index_waits(args):", "if False:"),
        "indices are checked": ("self.mixing.check_index(args)\n", "pass\n"),
        "tensors are checked": ("self.mixing.check(operator, inputs, args, kwargs)", "pass"),
        "unknown sizes are counted": ("if operator.name in FETCHING or", "if"),
        "repetitions of unknown length too": (
            ' or (operator.name == "repeat_interleave" and not kwargs.get("output_size"))',
            "",
        ),
        "wild inputs go to their partners": (
            "if tag is self.tags.wild:\n                self.tags.put(one, device)",
            "if False:\n                self.tags.put(one, device)",
        ),
        "a named device is where the result is": (
            'if wanted is not None and wanted.type == "cuda":\n            return wanted',
            "if False:\n            return wanted",
        ),
        "Python's factories mean the host": ("if operator.makes and self.machine.explicit:", "if False:"),
        "results are where the operands are": (
            "which say CPU, and means their device.\n            return device",
            "\n            return None",
        ),
        "what a formula makes is wild": ("return self.tags.wild if operator.makes else None", "return None"),
        "wild results are wild": ("return self.tags.wild if any(wild) and not host else None", "return None"),
        "unless the host takes part": (
            "return self.tags.wild if any(wild) and not host else None",
            "return self.tags.wild if any(wild) else None",
        ),
        "a device draws numbers of its own": (
            "with self.generators.drawing(target):\n            return",
            "if True:\n            return",
        ),
        "lengths stay on the host": (
            "for output in outputs[:1] if operator.name in FIRST_OUTPUT_ONLY else outputs:",
            "for output in outputs:",
        ),
        "all outputs are placed": (
            "for output in outputs[:1] if operator.name in FIRST_OUTPUT_ONLY else outputs:",
            "for output in outputs[:1]:",
        ),
        "outputs with a place keep it": ("elif tag is None:", "else:"),
        "a wild copy is not counted": (
            "if from_tag is self.tags.wild:\n            return\n",
            "if False:\n            return\n",
        ),
        "a wild target goes where its values are": ("self.tags.put(target, from_tag.device)", "pass"),
        "a copy within a device is not counted": ('if here != there and "meta" not in', 'if "meta" not in'),
        "copies that do not wait are known": ("waited=not non_blocking)", "waited=True)"),
        "lists are checked": ("self.mixing.check_lists([*lists, *([one] * len(lists[0]) for one in singles)])", "pass"),
        "single tensors are checked with lists": ("*lists, *([one] * len(lists[0]) for one in singles)", "*lists"),
        "operators over lists are counted": (
            "self.machine.counters.operated()\n        if isinstance",
            "pass\n        if isinstance",
        ),
        "results of lists are placed": (
            "for output, source in zip(result, lists[0], strict=False):",
            "for output, source in ():",
        ),
        "those that were made before, too": ("if any(map(is_symbolic, inputs)):", "if False:"),
        "symbolic zeros are ordinary": ("if func is SYMBOLIC_ZEROS:", "if False:"),
        "pinned memory is marked": ("setattr(native_storage(tensor), PINNED, True)", "pass"),
    },
)
FACTORIES = mutations(
    "factories",
    {
        "a generator is of the device": ('if options.get("generator") is not None:', "if False:"),
        "nothing is done after the removal": (
            "if self.machine.quiet or not self.machine.live:",
            "if self.machine.quiet:",
        ),
        "results that nothing claimed are placed": ("self._claim(result, args, options)", "pass"),
        "a block's device counts for generators": (
            "return CPU if _device.CURRENT_DEVICE is None else",
            "return CPU if True else",
        ),
        "devices by number": ('if isinstance(options.get("device"), int):', "if False:"),
        "factories of Python are explicit": (
            "        with self.machine.explicit:\n            return func(*args, **options)\n\n    def _make_sparse",
            "        if True:\n            return func(*args, **options)\n\n    def _make_sparse",
        ),
        "sparse tensors are placed": ("self.machine.tags.put(made, place)\n        return made\n", "return made\n"),
        "like a tensor, where it is": (
            "place = self.machine.tags.device_of(source) if named is None else",
            "place = CPU if named is None else",
        ),
        "a tensor of a tensor is that tensor": (
            "if isinstance(data, torch.Tensor) and func in (torch.as_tensor, torch.asarray):",
            "if False:",
        ),
        "a copy is made where it is wanted": ('copy=bool(options.get("copy"))', "copy=False"),
        "data goes where it is told": (
            'if place.type == "cuda":\n            self.machine.tags.put(made, place)',
            "if False:\n            self.machine.tags.put(made, place)",
        ),
        "and is counted": ("self.transfers.count(made, CPU, place)", "pass"),
        "data is pinned": ("        if pinned:\n", "        if False:\n"),
        "data requires gradients": ("return made.requires_grad_() if tracked else made", "return made"),
        "a tensor of a tensor stays": (
            "self.machine.tags.device_of(source) if isinstance(source, torch.Tensor) else",
            "CPU if isinstance(source, torch.Tensor) else",
        ),
        "one_hot checks nothing on a device": (
            "with self.machine.counters.paused():\n            result",
            "if True:\n            result",
        ),
        "one_hot searches the largest class": ("if classes == -1:", "if False:"),
        "ctc_loss takes targets of the host": (
            "if name in given and isinstance(given[name], torch.Tensor)",
            "if False",
        ),
        "padded sequences leave lengths on the host": ("self.machine.tags.put(lengths, CPU)", "pass"),
        "recurrent layers compare devices": ("                if there != here:", "                if False:"),
        "attention compares devices": ("if len(set(places.values())) > 1:", "if False:"),
    },
)

MUTATIONS = [*MIXING, *OPERATORS, *CHECKED, *DISPATCH, *FACTORIES]
