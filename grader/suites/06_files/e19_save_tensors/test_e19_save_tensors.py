"""Save tensors, and load them."""

import torch

from grader.judge import Misconception, check, expect

POINTS = 15

NOT_A_TENSOR = Misconception("a_tensor_is_a_list", "What was a tensor came back as numbers in lists, or as an array.")
ALL_TENSORS = Misconception("everything_is_a_tensor", "A plain number or list came back as a tensor.")
AS_LIST = Misconception("a_tuple_is_a_list", "A tuple came back as a list.")
AS_TUPLE = Misconception("a_list_is_a_tuple", "A list came back as a tuple.")
SINGLE = Misconception("one_is_no_list", "A list or tuple with one entry did not come back as such.")
SAME_MEMORY = Misconception("memory_is_identity", "Two tensors over the same memory came back as one and the same.")
STRINGS = Misconception("strings_are_words", "A string came back with other characters, or fewer.")
KEYS = Misconception("keys_are_strings", "Keys that were numbers came back as strings, or got lost.")
FALSY = Misconception("empty_is_nothing", "What is empty, zero or None came back as something else.")
TOP_LEVEL = Misconception("structures_are_flat", "What is nested more deeply was not treated like the rest.")
FLOAT32 = Misconception("all_numbers_are_float32", "Numbers of another dtype came back as float32, or rounded.")
NUMPY = Misconception("numpy_knows_all_dtypes", "NumPy does not know this dtype.")
SHAPE = Misconception("shape_is_a_detail", "The values came back in another shape.")
WHOLE_BASE = Misconception("a_view_is_small", "The file holds the whole memory behind a view.")
NESTED_BASE = Misconception("views_stand_alone", "The file holds the whole memory behind a view inside a container.")
PARAMETER_BASE = Misconception(
    "views_admit_it", "Memory behind a view is in the file: not every view says that it is one."
)
WASTE = Misconception("text_is_compact", "The file takes more bytes than the values of the tensors have.")
HISTORY = Misconception("a_copy_has_no_history", "What was loaded requires grad: more than values was saved.")
CUT = Misconception("saving_ends_training", "After saving, gradients no longer reach the tensors that were saved.")
LIVE = Misconception("a_file_follows", "What was loaded follows changes made after saving: it was never written.")
ONE_OBJECT = Misconception("loading_is_looking", "Two calls of load_tensors gave the same objects.")
FIRST_STAYS = Misconception("a_file_is_written_once", "A second save to the same name did not replace the first.")
STALE = Misconception("saved_once_is_saved", "An obj that was changed and saved again came back with its old values.")
ONE_FILE = Misconception("there_is_one_file", "Saving to one name changed what another name holds.")
NOT_IN_FILE = Misconception("the_program_goes_on", "The file alone does not hold the values.")
TOUCHED = Misconception("obj_is_mine", "The caller's object was changed.")
GRAD_MODE = Misconception("grad_mode_is_mine", "After the call the caller's grad mode is not what it was.")
SEEDED = Misconception("seeding_inside_is_repeatable", "The random state is not what it would be without the calls.")
DTYPE = Misconception("the_default_dtype_is_mine", "After the call, new tensors have another dtype.")
NO_DEVICE = Misconception("files_have_no_device", "A file remembers the device; this machine does not have it.")
RUNS_CODE = Misconception("weights_only_false_fixes_errors", "Loading a stranger's file ran the code hidden in it.")
SWALLOWED = Misconception(
    "an_error_printed_is_handled", "A file that was refused inside the call raised nothing outside."
)
SUFFIX = Misconception("names_want_a_suffix", "The file has another name than the path that was given.")
STR_ONLY = Misconception("a_path_is_a_str", "A pathlib.Path is refused.")
NAMES_ONLY = Misconception("a_file_is_a_name", "A file object was taken for a name, or refused.")
CLOSED = Misconception("files_are_closed_in_the_end", "The caller's file object was closed.")

COMES_BACK = Misconception(
    "a_tensor_remembers_its_place", "What was saved from a GPU came back to a GPU: values come to the CPU."
)
STANDS = Misconception("the_best_device_is_the_right_one", "Where there is a GPU, what was loaded went to it.")
NO_HOST = Misconception(
    "every_tensor_lies_on_the_host",
    "A tensor on a GPU was not treated like one on the CPU: not copied, cut off or saved.",
)
MOVED = Misconception("saving_moves", "Saving took the caller's tensors from the device on which they were.")
SETTINGS = Misconception(
    "the_default_device_is_mine", "After the call, new tensors are on another device than the caller had chosen."
)

RAISED = {
    r"can't convert \S+ device type tensor to numpy|Can't call numpy": NO_HOST,
    r"deserialize object on a CUDA device": NO_DEVICE,
    r"unsupported ScalarType|not JSON serializable": NUMPY,
    r"leaf Variable that requires grad": HISTORY,
    r"only Tensors created explicitly by the user": HISTORY,
}

SPARE = 20_000


def expect_back(seen, called, obj, idea=None):
    """Expect exactly what was saved."""
    expect(seen, called).equal(obj, otherwise=idea)


def slip(seen, x):
    """The idea behind what came back in place of the tensor `x`."""
    found = seen.tensor()
    if seen.raised:
        return NUMPY
    if found is None:
        return SHAPE if x.dim() == 0 else NOT_A_TENSOR if x.numel() else FALSY
    return SHAPE if found.dtype == x.dtype and found.shape != x.shape else FLOAT32


def layout(view):
    return tuple(view.shape), view.stride(), view.storage_offset()


@check(points=1.5, kind="value")
def test_a_tensor_comes_back(observe, draw):
    """A tensor comes back with its values, its shape and its dtype."""
    n, m, k = draw.sizes(3)
    whole = [torch.arange(4), draw.integers(n, m, low=-9, high=9), draw.integers(1, 1, low=-9, high=9)]
    for x in (*whole, draw.normal(n), draw.normal(n, m), draw.normal(1, k), draw.normal(n, 1, m, k), draw.normal(1)):
        seen = observe("round_trip", obj=x)
        text = f"load_tensors(path), of a {x.dtype} tensor of shape {tuple(x.shape)}"
        expect_back(seen, text, x, slip(seen, x))


@check(points=1.5, kind="value")
def test_lists_and_tuples_come_back(observe, draw):
    """A list of tensors comes back as a list, a tuple as a tuple, nested or empty ones too."""
    x, y, z = draw.normal(*draw.sizes(2)), draw.integers(3, low=-9, high=9), draw.normal(1)
    cases = [([x, y], AS_TUPLE), ((x, y, z), AS_LIST), ([z], SINGLE), ((z,), SINGLE)]
    cases += [([], FALSY), ((), FALSY), ([[x], (y, [z]), ([],)], TOP_LEVEL), ((x, [y, (z, ())]), TOP_LEVEL)]
    cases += [([x, x, (x,)], None)]
    seen = observe("round_trips", objects=[obj for obj, _ in cases])
    for place, (obj, idea) in enumerate(cases):
        expect_back(seen[place], "load_tensors(path)", obj, idea)


@check(points=1, kind="value")
def test_dicts_and_plain_values_come_back(observe, draw):
    """A dict comes back with all its keys, strings and numbers; so do numbers, strings, True, False and None."""
    x, word, count, number = draw.normal(*draw.sizes(2)), draw.word(), draw.integer(2, 10**9), draw.number(-9, 9)
    cases = [({"x": x, "y": x.t()}, NOT_A_TENSOR), ({word: {"in": {"deep": x}}, "": [{"x": x}]}, TOP_LEVEL)]
    cases += [({1: x, "1": x + 1, -2: x + 2, 0.5: x + 3}, KEYS), ({count: {2.5: "a"}}, KEYS), ({}, FALSY)]
    cases += [(plain, ALL_TENSORS) for plain in (count, -number, word, float("inf"), True)]
    cases += [(f" {word}\n\u00e9 \u4e2d\t", STRINGS)]
    cases += [(plain, FALSY) for plain in (0, 0.0, "", False, None, [None, 0, False, 0.0, "", {}, [], ()])]
    cases += [([1, 2, 3], ALL_TENSORS), ({"rate": number, "steps": [count, 1.0, True, 1], "x": x}, ALL_TENSORS)]
    seen = observe("round_trips", objects=[obj for obj, _ in cases])
    for place, (obj, idea) in enumerate(cases):
        expect_back(seen[place], "load_tensors(path)", obj, idea)
    kinds, core = [draw.pick(("list", "tuple", "dict")) for _ in range(50)], {"x": x, "y": (x, word)}
    deep = observe("nested", obj=core, kinds=kinds)
    expect_back(deep, "what lay 50 levels deep", core, TOP_LEVEL)


@check(points=1.5, kind="robustness")
def test_every_dtype_and_shape_comes_back(observe, draw):
    """Tensors of every dtype come back as they are, 0-dim and empty ones too."""
    n, m = draw.sizes(2)
    floats = (torch.float64, torch.float16, torch.bfloat16, torch.float32)
    cases = [(draw.normal(n, m, dtype=torch.float64) * 100).to(dtype) for dtype in floats]
    cases += [draw.normal(n, dtype=torch.float64), torch.tensor([float("inf"), -float("inf"), 1e-40, 3e38])]
    cases += [draw.integers(n, m, low=0, high=1).bool(), draw.integers(n, low=0, high=255).to(torch.uint8)]
    cases += [draw.integers(n, low=-100, high=100).to(dtype) for dtype in (torch.int8, torch.int16, torch.int32)]
    cases += [torch.tensor([2**62 + draw.integer(1, 99), -(2**63)])]
    cases += [torch.complex(draw.normal(n, m), draw.normal(n, m))]
    cases += [torch.complex(draw.normal(m, dtype=torch.float64), draw.normal(m, dtype=torch.float64))]
    cases += [draw.normal(1)[0], draw.integers(1, low=2, high=9)[0], torch.tensor(True), torch.tensor(0.0)]
    cases += [torch.zeros(0), torch.zeros(n, 0, m), torch.zeros(0, n, dtype=torch.int64)]
    seen = observe("round_trips", objects=[*cases, cases])
    for place, x in enumerate(cases):
        text = f"load_tensors(path), of a {x.dtype} tensor of shape {tuple(x.shape)}"
        expect_back(seen[place], text, x, slip(seen[place], x))
    expect_back(seen[len(cases)], "load_tensors(path), of a list of such tensors", cases)


@check(points=1, kind="robustness")
def test_views_come_back(observe, draw):
    """Transposed, sliced, expanded and conjugated tensors come back as what they show."""
    rows, columns, depth = draw.sizes(3, low=4)
    x = draw.normal(rows, columns, depth)
    views = [x.permute(2, 0, 1), x[0].t(), x[1:3], x[:, 1], x[:, ::2, 1:], x[1, 2, 3], x[2:2], x[..., -1:]]
    views += [x[:1].expand(4, columns, depth), x[0, 0, 0].expand(3, 2)]
    seen = observe("round_trip_views", base=x, layouts=[layout(view) for view in views])
    for place, view in enumerate(views):
        text = f"load_tensors(path), of a view of shape {tuple(view.shape)} with strides {view.stride()}"
        expect_back(seen["views"][place], text, view.clone(), SHAPE)
    zeros = torch.zeros_like(x)
    wanted = {"x.conj()": torch.complex(zeros, -x), "x.imag": x, "x.conj().imag": -x}
    for name, value in wanted.items():
        expect(seen["special"][name], f"load_tensors(path), of {name}").close(value, otherwise=SHAPE)


@check(points=1.5, kind="robustness")
def test_a_file_holds_the_values_only(observe, draw):
    """A file takes the bytes of the values and at most 20 kB more, however large the tensor behind a view is."""
    x = draw.normal(300, 400)
    row, column = draw.integer(1, 290), draw.integer(1, 390)
    views = [x[row, :3], x[row : row + 2], x[:, column], x.t()[column], x[row, column], x[row:row, :], x[::100, ::100]]
    views += [x[:150], x[:, ::2], x.view(300, 20, 20)[row : row + 2, :3, 5:7], x.view(300, 1, 20, 20)[row:, :, 4, 4]]
    ways = [("view", "alone", WHOLE_BASE), ("data", "alone", PARAMETER_BASE), ("detached", "alone", PARAMETER_BASE)]
    ways += [("parameter", "alone", PARAMETER_BASE), ("frozen parameter", "alone", PARAMETER_BASE)]
    ways += [("view", container, NESTED_BASE) for container in ("list", "tuple", "dict")]
    cases = [(x, "view", "alone", WASTE), *((view, *ways[0]) for view in views)]
    cases += [(draw.pick(views), *way) for way in ways]
    names = [f"{draw.word()}-{place}" for place in range(len(cases))]
    layouts = [(*layout(view), kind, container) for view, kind, container, _ in cases]
    claimed = observe("save_views", base=x, layouts=layouts, names=names)["sizes"]
    contents = observe.files(*names)
    for name, (view, _, container, idea) in zip(names, cases, strict=True):
        copies = 2 if container == "tuple" else 1
        needed, content = view.numel() * 4 * copies, contents[name]
        size = len(content.plain()) if isinstance(content.plain(), bytes) else claimed[name].plain()
        expect(content, "the file").satisfies(
            lambda found, most=needed + SPARE: isinstance(found, bytes) and 0 < len(found) <= most,
            f"at most {needed + SPARE} bytes, for {needed} bytes of values",
            otherwise=idea,
            message=f"`save_tensors` took {size} bytes for a tensor of shape {tuple(view.shape)}",
            actual=f"{size} bytes",
        )


@check(points=1, kind="gradient")
def test_nothing_loaded_requires_grad(observe, draw):
    """Values only: nothing that was loaded requires grad, and what was saved goes on doing so."""
    n, m, k = draw.sizes(3)
    weight, x, left, upstream = draw.normal(n, m), draw.normal(m, k), draw.normal(n, m), draw.normal(n, k)
    inputs = {"left": left, "upstream": upstream, "number": draw.number(-9, 9), "recordings": [True, False]}
    all_seen = observe("save_trained", weight=weight, x=x, **inputs)
    values = {"leaf": weight, "inner": [weight @ x, (weight[0], {1: weight.t()})], "plain": x}
    for place in range(2):
        seen = all_seen[place]
        claims = seen["requires grad"].plain() or [False]
        expect(seen["loaded"], "load_tensors(path)").close(values, otherwise=TOP_LEVEL)
        filled = expect(seen["filled"], "tensor.fill_(number), for all tensors in load_tensors(path)")
        shapes = ((n, m), (n, k), (m,), (m, n), (m, k))
        filled.close([torch.full(shape, inputs["number"]) for shape in shapes], otherwise=HISTORY)
        claim = expect(seen["requires grad"], "requires_grad of each tensor in load_tensors(path)")
        claim.equal([False] * 5, otherwise=TOP_LEVEL if not claims[0] else HISTORY)
        gradient = expect(seen["gradient"], "the gradient of a Parameter in obj, after a backward() that follows")
        gradient.close(left + upstream @ x.t() + n * k, otherwise=CUT)


@check(points=1, kind="identity")
def test_the_file_is_a_picture_of_that_moment(observe, draw):
    """Later changes to obj, to what was loaded or to other files do not reach what a file holds."""
    shape = draw.sizes(2)
    x, later, other = draw.normal(*shape), draw.normal(*shape), {"other": draw.normal(3), "list": []}
    seen = observe("change_after_saving", x=x, later=later, other=other)
    before = {"x": x, "list": [x[0], 1]}
    mistaken = {SAME_MEMORY: {"x": x, "list": [x, 1]}}
    first = expect(seen["first"], "load_tensors(path), after obj was changed")
    first.equal(before, otherwise=LIVE, mistaken=mistaken)
    expect_back(seen["second"], "load_tensors(path), after the first result was changed", before, ONE_OBJECT)
    expect_back(seen["other"], "load_tensors(path), after another obj was saved there", other, FIRST_STAYS)
    expect_back(seen["other again"], "load_tensors(path), after a save to another path", other, ONE_FILE)
    now = {"x": later, "list": [later[0], 1, 2], "y": later}
    expect_back(seen["new"], "load_tensors(other path)", now, STALE)


@check(points=1, kind="state")
def test_the_callers_things_are_left_alone(observe, draw):
    """Neither call changes obj or anything in it, the grad mode, the random state or the default dtype."""
    n, m = draw.sizes(2)
    x, y, later, seed = draw.normal(m), draw.normal(n, m), [draw.normal(m), draw.normal(n, m)], draw.integer(1, 10**9)
    untouched = torch.rand(4, generator=torch.Generator().manual_seed(seed))
    for recording in draw.shuffled([True, False]):
        seen = observe("save_and_look", x=x, y=y, later=later, seed=seed, recording=recording)
        new_x, new_y = later
        obj = {"x": new_x, "inner": [new_y.t(), (new_x[1:], "text"), "later"], 3: {"y": new_y, "none": None}}
        expect(seen["obj"], "obj, after writes to the tensors and the list that were put in").equal(
            obj, otherwise=TOUCHED
        )
        expect(seen["gradient"], "the gradient of a Parameter that was saved").close(new_y, otherwise=CUT)
        expect(seen["dtype"], "torch.zeros(1).dtype").equal(torch.float32, otherwise=DTYPE)
        mode = x if recording else torch.zeros(m)
        expect(seen["mode"], "a gradient, of what is computed after both calls").equal(mode, otherwise=GRAD_MODE)
        expect(seen["drawn"], "torch.rand(4), after torch.manual_seed and both calls").equal(
            untouched, otherwise=SEEDED
        )


@check(points=0.5, kind="device")
def test_a_file_from_a_gpu_machine_loads(observe, draw):
    """A file that was written on a machine with a GPU loads on one without."""
    x = draw.normal(*draw.sizes(2))
    obj = {"x": x, "inner": [x.t(), (x[0], 3)]}
    expect_back(observe("load_forged", obj=obj), "load_tensors(path)", obj)


def saved_from_gpus(x, weight):
    """What is to come back of the obj that lies on GPUs, and its tensors in order."""
    back = {"base": x, 1: [x.t(), (x[0], {"trained": weight})], "doubled": 2 * weight, "n": 3}
    return back, [x, x.t(), x[0], weight, 2 * weight]


def found_on_gpus(loaded):
    """The idea behind tensors that came to GPUs, to one or to those on which they were; rests on claims."""
    places = {getattr(one.record, "device", None) for one in (loaded["base"], loaded[1][0])}
    return STANDS if len(places) == 1 else COMES_BACK


@check(points=1, kind="device", gpus=2)
def test_tensors_on_gpus_are_saved(observe, draw):
    """Tensors on GPUs come back on the CPU, cost no more bytes, and stay where they are; so do torch's settings."""
    x, weight, later = draw.normal(8, 9), draw.normal(2, 3), draw.normal(8, 9)
    back, tensors = saved_from_gpus(x, weight)
    ways = [(["cuda:1", "cuda:0"], "cpu", draw.word()), (["cuda:0", "cuda:1"], "cuda:1", draw.word())]
    all_seen = [
        observe(
            "save_from_gpus",
            devices=devices,
            default=default,
            x=x,
            weight=weight,
            later=later,
            names=[f"x-{name}", name],
        )
        for devices, default, name in ways
    ]
    contents = observe.files(*(name for *_, name in ways))
    for seen, (devices, default, name) in zip(all_seen, ways, strict=True):
        called = f"load_tensors(path), of tensors on {' and '.join(devices)}"
        expect(seen["loaded"], called).equal(back, otherwise=TOP_LEVEL)
        for place, value in enumerate(tensors):
            expect(seen["used"][place], f"{called}, as the CPU finds it").close(
                value, otherwise=found_on_gpus(seen["loaded"])
            )
        needed, content = 4 * (3 + 800 * 450), contents[name]
        size = len(content.plain()) if isinstance(content.plain(), bytes) else seen["size"].plain()
        expect(content, "the file").satisfies(
            lambda found: isinstance(found, bytes) and 0 < len(found) <= needed + SPARE,  # noqa: B023
            f"at most {needed + SPARE} bytes, for {needed} bytes of values",
            otherwise=NO_HOST,
            message=f"`save_tensors` took {size} bytes for two views of a tensor on {devices[0]}",
            actual=f"{size} bytes",
        )
        kept = {"base": later, "row": later[0], "trained": weight, "gradient": 2 * torch.ones_like(weight)}
        for name, value in kept.items():
            expect(seen["kept"][name], f"obj, after a write to its base and backward(): {name}, on {devices[0]}").close(
                value, otherwise=MOVED
            )
        expect(seen["made"], f"torch.zeros(2), made after torch.set_default_device({default!r}) and both calls").equal(
            torch.zeros(2), otherwise=SETTINGS
        )
        expect(seen["current"], 'torch.zeros(2, device="cuda"), after both calls, as cuda:0 finds it').equal(
            torch.zeros(2), otherwise=SETTINGS
        )


@check(points=0.5, kind="device", simulated=True)
def test_a_machine_with_fewer_gpus_can_load(observe, draw):
    """What was saved from tensors on two GPUs is loaded where there is one, or none."""
    x, weight = draw.normal(*draw.sizes(2)), draw.normal(2, 3)
    back, tensors = saved_from_gpus(x, weight)
    counts = draw.shuffled([0, 1, 2])
    seen = observe("save_from_gpus_load_elsewhere", devices=["cuda:1", "cuda:0"], x=x, weight=weight, counts=counts)
    for place, count in sorted(enumerate(counts), key=lambda pair: pair[1]):
        called = f"load_tensors(path), with {count} GPUs, of tensors on cuda:1 and cuda:0"
        expect(seen[place]["loaded"], called).equal(back, otherwise=NO_DEVICE)
        for position, value in enumerate(tensors):
            expect(seen[place]["used"][position], f"{called}, as the CPU finds it").close(
                value, otherwise=found_on_gpus(seen[place]["loaded"])
            )


@check(points=0.5, kind="robustness")
def test_code_in_a_file_does_not_run(observe, draw):
    """A file with an object whose loading runs code raises, and the code does not run."""
    x, order = draw.normal(*draw.sizes(2)), draw.shuffled(["trap", "trap inside", "pickle", "harmless"])
    seen = observe("load_trapped", obj=x, order=order)
    for name in order:
        if name == "harmless":
            expect_back(seen[name]["loaded"], "load_tensors(a harmless file)", x)
            continue
        expect(seen[name]["ran"], "whether the code hidden in the file ran").equal(False, otherwise=RUNS_CODE)
        expect(seen[name]["loaded"], "load_tensors(a file with code hidden in it)").raises(otherwise=SWALLOWED)


@check(points=0.5, kind="robustness")
def test_another_program_can_load(observe, draw):
    """The file holds all that is needed: it can be moved, and loaded by another program."""
    x = draw.normal(*draw.sizes(2))
    obj = {"x": x, "inner": [x.t(), (x[0], draw.word()), draw.integer(0, 99)]}
    observe("save", obj=obj)
    content = observe.file("x-file")
    expect(content, "the file").satisfies(lambda c: isinstance(c, bytes), "a file at the given path", actual="no file")
    expect_back(observe("load", content=content.plain()), "load_tensors(path), in another program", obj, NOT_IN_FILE)


@check(points=0.5, kind="robustness")
def test_exactly_the_given_path_is_written(observe, draw):
    """One file is written, to exactly the path that is given as a str or a pathlib.Path; an old one is replaced."""
    x = draw.normal(*draw.sizes(2))
    names = draw.shuffled([(draw.word(), "str"), (f"{draw.word()}.bin", "Path"), (f"{draw.word()}.pt", "absolute")])
    seen = observe("save_to_paths", obj=[x, 1], folder=draw.word(), names=names)
    for place, (name, kind) in enumerate(names):
        path, idea = (f"Path({name!r})", STR_ONLY) if kind == "Path" else (repr(name), None)
        expect(seen["each"][place]["saved"], f"save_tensors(obj, {path})").returned(otherwise=idea)
        written = set(seen["listing"].plain() or ()) == {name for name, _ in names}
        expect_back(seen["each"][place]["loaded"], f"load_tensors({path})", [x, 1], idea if written else SUFFIX)
    listing = expect(seen["listing"], "os.listdir(folder), after save_tensors to three paths in it")
    listing.equal(sorted(name for name, _ in names), otherwise=SUFFIX)


@check(points=0.5, kind="robustness")
def test_file_objects_are_written_and_read(observe, draw):
    """A file object, in memory or on the disk, is written and read, and stays open."""
    x = draw.normal(*draw.sizes(2))
    all_seen = observe("use_file_objects", obj={"x": x})
    for place, name in enumerate(("io.BytesIO()", 'open(path, "w+b")')):
        seen = all_seen[place]
        expect(seen["saved"], f"save_tensors(obj, {name})").returned(otherwise=NAMES_ONLY)
        expect(seen["closed"], f"whether {name} is closed after each call").equal([False, False], otherwise=CLOSED)
        expect_back(seen["loaded"], f"load_tensors({name}), after seek(0)", {"x": x}, NAMES_ONLY)
