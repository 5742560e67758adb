"""Save a model's parameters, and load them."""

import torch
from torch.nn.functional import batch_norm, linear, relu

from grader.judge import Misconception, check, expect

POINTS = 15

FLAT = Misconception("modules_are_flat", "Layers inside of other modules did not come back.")
UNTOUCHED = Misconception("loading_fills_by_itself", "The net still holds the values that it had before loading.")
READS_FILES = Misconception("load_state_dict_reads_files", "A path was handed on where the values themselves belong.")
ROUNDED = Misconception("rounding_is_harmless", "The values came back rounded.")
FLOAT32 = Misconception("all_floats_are_float32", "float64 values came back rounded to float32.")
FROZEN = Misconception("frozen_is_not_state", "A frozen parameter did not come back, though the others did.")
PARAMETERS = Misconception("state_is_parameters", "The buffers did not come back: parameters are not all of the state.")
FLOATS = Misconception("state_is_floats", "Buffers of whole numbers or of True and False did not come back.")
SHAPES_EXIST = Misconception(
    "shapes_always_exist", "A lazy layer has neither shape nor memory before it has seen data."
)
FINISHED = Misconception("the_net_is_finished", "Saving changed the net: training cannot go on as before.")
WAS_TRAINING = Misconception("the_net_was_training", "Saving put parts into training mode that were not in it.")
ONE_MODE = Misconception("the_mode_belongs_to_the_net", "Saving gave all parts one mode; each of them had its own.")
CASTS = Misconception("module_casts_are_copies", "Saving changed the dtype of the net itself.")
HOLDS_MODE = Misconception(
    "state_dict_holds_the_mode", "The net did not come back in eval mode: loading does not decide."
)
ONE_FLAG = Misconception("the_mode_is_one_flag", "The net is in eval mode, but not the parts inside it.")
METHOD = Misconception("a_method_calls_itself", "What came back is a method or function, not the net.")
REBOUND = Misconception("rebinding_fills", "The net that was passed in was not filled; another one was.")
STATE_IS_NET = Misconception("the_state_is_the_net", "What came back is the state, not the net.")
RETURNS_NET = Misconception("load_state_dict_returns_the_net", "What came back are lists of keys that did not match.")
NOTHING = Misconception("in_place_returns_nothing", "The call returned None.")
REPLACED = Misconception(
    "new_parameters_are_as_good", "The Parameters were replaced: an optimizer made before trains the old ones."
)
EVAL_FROZEN = Misconception("eval_means_frozen", "Loading froze parameters: eval mode is not about gradients.")
ALL_TRAINED = Misconception("every_parameter_is_trained", "Loading made frozen parameters trainable.")
CLEARED = Misconception("new_values_need_no_gradient", "Loading cleared gradients that the net had.")
LIVE = Misconception("a_state_dict_is_a_copy", "What was loaded follows the net as it trains on: it was never copied.")
NEVER_CHANGES = Misconception("a_file_never_changes", "A second save to the same path did not come back.")
NAME_IS_TENSOR = Misconception("a_name_is_a_tensor", "A layer with two names came apart, or its second name got lost.")
STRICT_FALSE = Misconception("strict_false_fixes_errors", "Entries that do not fit were passed over in silence.")
MISSING = Misconception("missing_is_harmless", "Entries are missing in the file, and nothing was raised.")
EXTRA = Misconception("extra_is_harmless", "The file holds entries that the net does not know; nothing was raised.")
PREFIX = Misconception("a_prefix_is_no_name", "Names that only end alike were taken for the same names.")
DTYPE = Misconception("the_default_dtype_is_mine", "After the call, new tensors have another dtype.")
HANDS_BACK = Misconception("a_function_hands_something_back", "`save_params` handed something back; it returns None.")
ORDER = Misconception("order_is_identity", "Entries were matched by their order, not by their names.")
PRINTED = Misconception(
    "an_error_printed_is_handled", "Nothing that does not fit is refused: errors end inside the call."
)
BROADCASTS = Misconception("copy_compares_shapes", "One row was copied into all rows: copying broadcasts.")
NUMBERS_FIT = Misconception("as_many_numbers_fit", "A weight was reshaped: as many numbers are not the same shape.")
TAKEN = Misconception("shapes_are_details", "Entries of another shape were left out or taken over; nothing was raised.")
NO_DEVICE = Misconception("files_have_no_device", "A file remembers the device; this machine does not have it.")
MODEL = Misconception("save_the_model", "The file holds a pickled class: reading it needs that class, and trust.")
NUMPY = Misconception("numpy_is_plain_data", "The file holds numpy arrays, which count as objects that run code.")
RUNS_CODE = Misconception("weights_only_false_fixes_errors", "Loading a stranger's file ran the code hidden in it.")
SUFFIX = Misconception("names_want_a_suffix", "The file has another name than the path that was given.")
STR_ONLY = Misconception("a_path_is_a_str", "A pathlib.Path is refused.")
GRAD_MODE = Misconception("grad_mode_is_mine", "After the call the caller's grad mode was not what it had been.")
SEEDED = Misconception("seeding_inside_is_repeatable", "The random state is not what it would be without the calls.")

LOADING_MOVES = Misconception(
    "device_moves_the_net", "The net is not where it was: `device` says where values are read to, and the net stays."
)
SAVING_MOVES = Misconception("saving_moves_the_net", "Saving took the net from the device on which it was.")
BEST = Misconception(
    "the_best_device_is_the_right_one",
    "No device was named, and the values went by way of a GPU: the default is the CPU.",
)
SETTINGS = Misconception(
    "the_default_device_is_mine", "After the calls, new tensors are on another device than the caller had chosen."
)
NO_HOST = Misconception("every_net_lies_on_the_host", "A net on a GPU was treated as if it were on the CPU.")

RAISED = {
    r"device type tensor to numpy": NO_HOST,
    r"Expected state_dict to be dict-like": READS_FILES,
    r"deserialize object on a CUDA device": NO_DEVICE,
    r"GLOBAL numpy": NUMPY,
    r"Weights only load failed": MODEL,
}


def chain(n, h, o):
    """The parts of a small net, with a layer below the surface, and the shapes of its state."""
    parts = [("hidden", "linear", n, h), ("relu", "relu"), ("rest", "net", ("relu", "relu"), ("out", "linear", h, o))]
    shapes = {"hidden.weight": (h, n), "hidden.bias": (h,), "rest.out.weight": (o, h), "rest.out.bias": (o,)}
    return parts, shapes


def output(values, x):
    hidden = relu(linear(x, values["hidden.weight"], values["hidden.bias"]))
    return linear(hidden, values["rest.out.weight"], values["rest.out.bias"])


def normed(n, h, o):
    """The parts of a net with batch norm and dropout at two depths, and the shapes of its parameters."""
    inner = ("rest", "net", ("norm", "norm", h), ("dropout", "dropout"), ("out", "linear", h, o))
    parts = [("hidden", "linear", n, h), ("dropout", "dropout"), inner]
    shapes = chain(n, h, o)[1] | {"rest.norm.weight": (h,), "rest.norm.bias": (h,)}
    return parts, shapes


def drawn_with_statistics(draw, shapes):
    h = shapes["hidden.bias"][0]
    statistics = {"rest.norm.running_mean": draw.normal(h), "rest.norm.running_var": draw.uniform(h, low=0.5, high=2)}
    return draw.state(shapes) | statistics | {"rest.norm.num_batches_tracked": draw.integers(low=3, high=10**6)}


def normed_output(values, x):
    """The output in eval mode: saved statistics, no dropout."""
    hidden = linear(x, values["hidden.weight"], values["hidden.bias"])
    names = ("running_mean", "running_var", "weight", "bias")
    hidden = batch_norm(hidden, *(values[f"rest.norm.{name}"] for name in names))
    return linear(hidden, values["rest.out.weight"], values["rest.out.bias"])


def expect_state(seen, called, values, idea=None):
    """Expect every value of `values` under its name, bit by bit; `idea` may depend on the name."""
    for name, value in values.items():
        named = idea(name) if callable(idea) else idea
        expect(seen[name], f'{called}.state_dict()["{name}"]').equal(value, otherwise=named)


@check(points=1, kind="value")
def test_a_filled_net_computes_the_same(observe, draw):
    """A net that was filled from the file computes what the saved net computed."""
    parts, shapes = chain(*draw.sizes(3))
    values, x = draw.state(shapes), draw.normal(6, shapes["hidden.weight"][1])
    seen = observe("save_and_load", parts=parts, values=values, x=x)
    filled = seen["state"]["hidden.weight"].tensor()
    top_came_back = filled is not None and torch.equal(filled, values["hidden.weight"])
    rounded = filled is not None and torch.allclose(filled, values["hidden.weight"], rtol=0.01, atol=0.01)
    idea = FLAT if top_came_back else ROUNDED if rounded else UNTOUCHED
    expect(seen["output"], "clone(X), after load_params(clone, path)").close(output(values, x), otherwise=idea)


@check(points=0.5, kind="value")
def test_every_value_comes_back_exactly(observe, draw):
    """Every parameter comes back bit by bit: 0-dim, empty, float64 and frozen ones too."""
    n, m = draw.sizes(2)
    values = {"number": draw.normal(1)[0], "nothing": draw.normal(0, n), "turned": draw.normal(m, n)}
    values |= {"frozen": draw.normal(n) * 1e30, "wide": draw.normal(m, n, dtype=torch.float64)}
    inner = {"weight": draw.normal(m, n, dtype=torch.float64), "bias": draw.normal(m, dtype=torch.float64)}
    values |= {f"inner.{name}": value for name, value in inner.items()}
    seen = observe("save_and_load_odd", sizes=(n, m), values=values)

    def idea(name):
        if name == "frozen":
            return FROZEN
        actual, value = seen[name].tensor(), values[name]
        if actual is None or actual.shape != value.shape:
            return None
        precise = value.dtype == torch.float64
        is_near = torch.allclose(actual.to(value.dtype), value, rtol=0.01)
        return None if not is_near else FLOAT32 if precise else ROUNDED

    expect_state(seen, "clone", values, idea)


@check(points=0.5, kind="state")
def test_buffers_are_saved_too(observe, draw):
    """Buffers come back like parameters: statistics of a batch norm, whole numbers, True and False."""
    n, m = draw.sizes(2, low=5)
    values = {"frozen": draw.normal(n), "mean": draw.normal(n), "count": draw.integers(low=1, high=10**12)}
    values |= {"index": draw.integers(m, n, low=-(10**6), high=10**6), "mask": draw.integers(m, low=0, high=1) == 1}
    values["mask"][draw.integer(0, m - 1)] = True
    seen = observe("save_and_load_odd", sizes=(n, m), values=values)
    ideas = {"frozen": None, "mean": PARAMETERS}
    expect_state(seen, "clone", values, lambda name: ideas.get(name, FLOATS))
    parts, shapes = normed(*draw.sizes(3))
    values = drawn_with_statistics(draw, shapes)
    seen = observe("save_and_load", parts=parts, values=values, x=draw.normal(6, shapes["hidden.weight"][1]))
    ideas = dict.fromkeys(shapes)
    expect_state(seen["state"], "clone", values, lambda name: ideas.get(name, PARAMETERS))


@check(points=1, kind="state")
def test_a_lazy_net_can_be_filled(observe, draw):
    """A net of lazy layers that has never seen data can be filled, and trained on afterwards."""
    n, h, o = draw.sizes(3)
    parts, shapes = chain(n, h, o)
    lazy = [("hidden", "lazy", h), ("relu", "relu"), ("rest", "net", ("relu", "relu"), ("out", "lazy", o))]
    values, x = draw.state(shapes), draw.normal(6, n)
    leaves = {name: value.clone().requires_grad_() for name, value in values.items()}
    expected = output(leaves, x)
    expected.sum().backward()
    seen = observe("load_into_lazy", parts=parts, lazy_parts=lazy, values=values, x=x)
    loaded = expect(seen["raised"], "load_params(a lazy net, path)")
    loaded.returned(otherwise=SHAPES_EXIST)
    expect(seen["output"], "clone(X)").close(expected.detach())
    for name, leaf in leaves.items():
        expect(seen["gradients"][name], f"the gradient of {name}, after clone(X).sum().backward()").close(leaf.grad)


def drawn_circumstances(draw, shapes, modules):
    """Modes of all modules, flags of all parameters (never all alike), and gradients."""
    modes = draw.shuffled([True, False] + [draw.pick([True, False]) for _ in range(modules - 2)])
    flags = draw.shuffled([True, False] + [draw.pick([True, False]) for _ in range(len(shapes) - 2)])
    return {"modes": modes, "flags": flags, "left": draw.state(shapes)}


@check(points=1, kind="state")
def test_saving_leaves_the_net_as_it_was(observe, draw):
    """Saving leaves values, dtypes, gradients, `requires_grad` flags and the mode of each part as they were."""
    parts, shapes = normed(*draw.sizes(3))
    values, looks = drawn_with_statistics(draw, shapes), []
    for outer in draw.shuffled([True, False]):
        around = drawn_circumstances(draw, shapes, 7)
        around["modes"] = [outer, *draw.shuffled([True, True, True, False, False, False])]
        looks.append((around, observe("save_and_look", parts=parts, values=values, **around)))
    modes = [seen["modes"].plain() for _, seen in looks]
    ideas = {(True, True): WAS_TRAINING, (False, False): FINISHED, (True, False): ONE_MODE, (False, True): ONE_MODE}
    alike = all(isinstance(these, list) and these == [these[0]] * 7 for these in modes)
    idea = ideas[modes[0][0], modes[1][0]] if alike else None
    for around, seen in looks:
        called = "[part.training for part in net.modules()], after save_params"
        expect(seen["modes"], called).equal(around["modes"], otherwise=idea)
        called = "[p.requires_grad for p in net.parameters()], after save_params"
        expect(seen["flags"], called).equal(around["flags"], otherwise=FINISHED)
        expect_state(seen["state"], "after save_params, net", values, CASTS)
        for name, value in around["left"].items():
            expect(seen["left"][name], f"the gradient of {name}, after save_params").equal(value, otherwise=FINISHED)


@check(points=1, kind="state")
def test_the_net_comes_back_in_eval_mode(observe, draw):
    """The net comes back in eval mode with all of its parts, whatever the modes at saving and before loading."""
    parts, shapes = normed(*draw.sizes(3, low=20, high=40))
    values, x = drawn_with_statistics(draw, shapes), draw.normal(6, shapes["hidden.weight"][1])
    expected = normed_output(values, x)
    for saved, before in (*draw.shuffled([(True, True), (False, True)]), (True, False)):
        mixed = drawn_circumstances(draw, shapes, 7)["modes"]
        seen = observe(
            "load_and_run", parts=parts, values=values, saved_modes=[saved] * 7, modes=[before, *mixed[1:-1], True], x=x
        )
        modes = seen["modes"].plain()
        on = isinstance(modes, list) and any(modes)
        idea = None if not on else HOLDS_MODE if modes[0] else ONE_FLAG
        for call in range(2):
            called = "load_params(clone, path)(X), with dropout and batch norm inside"
            expect(seen["outputs"][call], called).close(expected, otherwise=idea)
        expect(seen["modes"], "[part.training for part in clone.modules()]").equal([False] * 7, otherwise=idea)
        expect_state(seen["state"], "after clone(X), clone", values, idea)


@check(points=1, kind="identity")
def test_the_very_net_is_filled_and_returned(observe, draw):
    """The net that is passed in is filled, and this very net is returned."""
    parts, shapes = chain(*draw.sizes(3))
    values, later, x = draw.state(shapes), draw.state(shapes), draw.normal(6, shapes["hidden.weight"][1])
    mark = draw.normal(3)
    seen = observe("load_and_return", parts=parts, values=values, later=later, mark=mark, x=x)
    what = seen["returned"]
    kinds = {dict: STATE_IS_NET, tuple: RETURNS_NET}
    idea = NOTHING if what.record is None else kinds.get(type(what.plain()), METHOD)
    expect(seen["output"], "clone(X), after load_params(clone, path)").close(output(values, x), otherwise=REBOUND)
    expect(seen["is a module"], "isinstance(load_params(clone, path), nn.Module)").equal(True, otherwise=idea)
    expect(seen["mark"], "clone.mark, set on what load_params(clone, path) returned").equal(mark, otherwise=REBOUND)
    called = "what load_params(clone, path) returned, called on X after a write to the parameters of clone"
    expect(seen["later output"], called).close(output(later, x), otherwise=REBOUND)


@check(points=1, kind="identity")
def test_parameters_stay_the_same_objects(observe, draw):
    """Loading keeps the Parameters, so an older optimizer trains them, with their flags and gradients."""
    parts, shapes = chain(*draw.sizes(3))
    values, later, x = draw.state(shapes), draw.state(shapes), draw.normal(6, shapes["hidden.weight"][1])
    around = drawn_circumstances(draw, shapes, 6)
    seen = observe("load_into_known", parts=parts, values=values, later=later, x=x, **around)
    called = "clone(X), after a write to the Parameters that clone had before loading"
    expect(seen["output"], called).close(output(later, x), otherwise=REPLACED)
    flags = seen["flags"].plain()
    idea = EVAL_FROZEN if isinstance(flags, list) and not any(flags) else ALL_TRAINED
    expect(seen["flags"], "[p.requires_grad for p in clone.parameters()]").equal(around["flags"], otherwise=idea)
    for name, value in around["left"].items():
        expect(seen["left"][name], f"the gradient of {name}, after load_params").equal(value, otherwise=CLEARED)


@check(points=0.5, kind="identity")
def test_the_file_is_a_picture_of_the_moment(observe, draw):
    """The file keeps the moment of saving, a new save replaces it, and another program can load it."""
    parts, shapes = chain(*draw.sizes(3))
    first, second = draw.state(shapes), draw.state(shapes)
    seen = observe("save_twice", parts=parts, first=first, second=second)
    expect_state(seen[0], "after loading, clone", first)
    expect_state(seen[1], "after more training and loading, clone", first, LIVE)
    expect_state(seen[2], "after saving anew and loading, clone", second, NEVER_CHANGES)
    content = observe.file("model.params")
    expect(content, "the file").satisfies(lambda c: isinstance(c, bytes), "a file at the given path", actual="no bytes")
    moved = observe("load_elsewhere", parts=parts, content=content.plain())
    expect_state(moved, "in another program, clone", second, LIVE)


@check(points=1, kind="identity")
def test_a_shared_layer_stays_shared(observe, draw):
    """A layer or a weight that stands in two places of the net is still one after loading."""
    (size,) = draw.sizes(1)
    weight, later, bias, other_bias = (
        draw.normal(size, size),
        draw.normal(size, size),
        draw.normal(size),
        draw.normal(size),
    )
    x = draw.normal(6, size)
    values = {"one.weight": weight, "one.bias": bias, "other.bias": other_bias}
    seen = observe("load_tied", size=size, values=values, later=later, x=x)

    def computed(w):
        return linear(relu(linear(relu(linear(x, w, bias)), w, bias)), w, other_bias)

    leaf = weight.clone().requires_grad_()
    computed(leaf).sum().backward()

    loaded = expect(seen["raised"], "load_params(clone, path), for a net that uses one layer twice")
    loaded.returned(otherwise=NAME_IS_TENSOR)
    expect(seen["output"], "clone(X)").close(computed(weight))
    expect(seen["gradient"], "clone.one.weight.grad, after clone(X).sum().backward()").close(
        leaf.grad, otherwise=NAME_IS_TENSOR
    )
    called = "clone(X), after a write to the shared weight under its first name"
    expect(seen["later output"], called).close(computed(later), otherwise=NAME_IS_TENSOR)


def judge_cases(observe, draw, cases, idea):
    """Load each file into each net in drawn order: fitting ones come back exactly, the others raise.

    Args:
        cases: by description: the kind of the case, the parts and values of the saved net, and the parts of the
            other. Those of the kind "fits" must load, those of the kind "aside" are not judged, the others raise.
        idea: the misconception behind the kinds that were accepted.
    """
    order = draw.shuffled(list(cases))
    seen = observe("load_cases", cases=[cases[name][1:] for name in order])
    results = {name: seen[place] for place, name in enumerate(order)}
    accepted = {cases[name][0] for name in order if results[name]["raised"].plain() is True}
    for name, (kind, _, values, _) in cases.items():
        result = expect(results[name]["raised"], f"load_params(net, path): {name}")
        if kind == "fits":
            result.returned()
            expect_state(results[name]["state"], "net", values, ORDER if "order" in name else None)
        elif kind != "aside":
            result.raises(otherwise=idea(accepted))


def two_layers(n, h, names, bias=True):
    one, two = names
    return [(one, "linear", n, h, bias), ("relu", "relu"), (two, "linear", h, n, bias)]


def two_layer_shapes(n, h, names, bias=True):
    one, two = names
    weights = {f"{one}.weight": (h, n), f"{two}.weight": (n, h)}
    return weights | ({f"{one}.bias": (h,), f"{two}.bias": (n,)} if bias else {})


@check(points=1, kind="robustness")
def test_other_names_are_refused(observe, draw):
    """Names match one to one: a file with missing, unexpected or renamed entries raises, a fitting one loads."""
    n, h = draw.sizes(2)
    one, two, three = (draw.word() for _ in range(3))
    usual, bare = two_layers(n, h, (one, two)), two_layers(n, h, (one, two), bias=False)
    values = draw.state(two_layer_shapes(n, h, (one, two)))
    bare_values = draw.state(two_layer_shapes(n, h, (one, two), bias=False))
    longer = [*usual, ("norm", "norm", n)]
    longer_values = values | {f"norm.{name}": draw.normal(n) for name in ("weight", "bias", "running_mean")}
    square = [(one, "linear", n, n), (two, "linear", n, n)]
    square_values = draw.state(two_layer_shapes(n, n, (one, two)))
    deeper = {f"module.{name}": value for name, value in values.items()}
    counting = [*usual, ("norm", "norm", n, 1e-5, 0.1, False)]
    counted = values | {"norm.running_mean": draw.normal(n), "norm.running_var": draw.uniform(n)}
    nothing = [("relu", "relu")]
    cases = {
        "the same names": ("fits", usual, values, usual),
        "the same names in another order": ("fits", square, square_values, square[::-1]),
        "nothing to save, nothing to load": ("fits", nothing, {}, nothing),
        "the last layer has another name in the file": ("renamed", usual, values, two_layers(n, h, (one, three))),
        "the layers are one level deeper than in the file": ("renamed", usual, values, [("net", "net", *usual)]),
        "the layers are one level deeper in the file": ("prefixed", [("module", "net", *usual)], deeper, usual),
        "the file lacks the biases": ("missing", bare, bare_values, usual),
        "the file lacks the batch norm": ("missing", usual, values, longer),
        "the file lacks the buffers": ("missing", usual, values, counting),
        "the file is from a net without parameters": ("missing", nothing, {}, usual),
        "the file also holds biases": ("unexpected", usual, values, bare),
        "the file also holds a batch norm": ("unexpected", longer, longer_values, usual),
        "the file also holds buffers": ("unexpected", counting, counted, usual),
        "the net has no parameters, the file does": ("unexpected", usual, values, nothing),
        "the net has wider layers": ("aside", usual, values, two_layers(n, h + 1, (one, two))),
    }

    def idea(accepted):
        if "renamed" in accepted:
            return PRINTED if "aside" in accepted else STRICT_FALSE if "missing" in accepted else ORDER
        if "missing" in accepted or "unexpected" in accepted:
            return MISSING if "missing" in accepted else EXTRA
        return PREFIX

    judge_cases(observe, draw, cases, idea)


@check(points=1, kind="robustness")
def test_other_shapes_are_refused(observe, draw):
    """Shapes match: a file with a weight or a buffer of another shape raises, a fitting one loads."""
    n, h, k = draw.sizes(3)

    def layers(width):
        names = ("hidden", "out")
        return two_layers(n, width, names), draw.state(two_layer_shapes(n, width, names))

    usual, single, big, norm = layers(h), layers(1), layers(256), [("norm", "norm", h)]
    flat = [("hidden", "linear", n, h, False)], {"hidden.weight": draw.normal(h, n)}
    norm_values = {"norm.running_mean": draw.normal(h), "norm.running_var": draw.uniform(h)}
    cases = {
        "the same shapes": ("fits", *usual, usual[0]),
        "one unit, saved and loaded": ("fits", *single, single[0]),
        "256 units into 128": ("smaller", *big, layers(128)[0]),
        "several units into one": ("smaller", *usual, single[0]),
        "one unit into several": ("spread", *single, usual[0]),
        "a weight (a, b) into one of (b, a)": ("turned", *flat, [("hidden", "linear", h, n, False)]),
        "a batch norm of one width into one of another": ("statistics", norm, norm_values, [("norm", "norm", k)]),
    }

    def idea(accepted):
        if "smaller" in accepted:
            return TAKEN
        return BROADCASTS if "spread" in accepted else NUMBERS_FIT if "turned" in accepted else None

    judge_cases(observe, draw, cases, idea)


@check(points=0.5, kind="device")
def test_a_file_from_a_gpu_machine_loads(observe, draw):
    """A file that was written on a machine with a GPU loads on one without, `device` given or not."""
    parts, shapes = chain(*draw.sizes(3))
    values = draw.state(shapes)
    seen = observe("load_forged", parts=parts, values=values)
    for place, call in enumerate(("", ', "cpu"', ', device="cpu"', ', device=torch.device("cpu")')):
        expect_state(seen[place], f"after load_params(clone, path{call}), clone", values)


@check(points=1, kind="device", gpus=2)
def test_nets_stay_where_they_are(observe, draw):
    """Nets on GPUs are saved and filled like others, wherever values are read to; they and torch's settings stay."""
    parts, shapes = normed(*draw.sizes(3))
    values, ones = drawn_with_statistics(draw, shapes), {name: torch.ones(shape) for name, shape in shapes.items()}
    cases = [("cpu", "cpu", "cpu", "none"), ("cuda:1", "cuda:1", "cpu", "none"), ("cuda:1", "cpu", "cpu", "str")]
    cases += [("cpu", "cuda:1", "cuda:1", "str"), ("cuda:0", "cuda:1", "cuda:0", "device")]
    cases += [
        ("cuda:0", "cpu", "cuda:1", "device"),
        ("cuda:1", "cuda:0", "cuda:1", "str"),
        ("cpu", "cpu", "cuda", "str"),
    ]
    for default in ("cpu", "cuda:1"):
        seen = observe("load_on_devices", parts=parts, values=values, cases=cases, default=default)
        for place, (saved, home, device, kind) in enumerate(cases):
            here, named = seen[place], "" if kind == "none" else f", {device!r}"
            called = f"after save_params(net, path), with the net on {saved}: net"
            expect(here["saving"], called).equal(None)
            expect_state(here["net"], called, values, SAVING_MOVES)
            called = f"load_params(clone, path{named}), from {saved}, clone on {home}:"
            expect(here["loading"], called).equal(None)
            expect_state(
                here["known"],
                f"{called} the Parameters it had, clone",
                {name: values[name] for name in shapes},
                LOADING_MOVES,
            )
            expect_state(here["clone"], f"{called} clone", values, LOADING_MOVES)
            expect_state(here["grads"], f"{called} gradients, clone", ones, LOADING_MOVES)
            expect(here["made"], f"{called} torch.zeros(2), with the default device {default}").equal(
                torch.zeros(2), otherwise=SETTINGS
            )
            expect(here["current"], f'{called} torch.zeros(2, device="cuda"), as cuda:0 finds it').equal(
                torch.zeros(2), otherwise=SETTINGS
            )


@check(points=0.5, kind="device", gpus=2)
def test_no_gpu_is_used_unasked(observe, draw):
    """If no device is named the values are read to the CPU, and touch no GPU but that of the net."""
    parts, shapes = chain(*draw.sizes(3))
    values = draw.state(shapes)
    cases = [(saved, home, "cpu", "none") for saved, home in (("cuda:1", "cpu"), ("cuda:1", "cuda:0"), ("cpu", "cpu"))]
    seen = observe("load_on_devices", parts=parts, values=values, cases=cases, default="cpu")
    for place, (saved, home, *_) in enumerate(cases):
        here, called = seen[place], f"load_params(clone, path), from {saved}, clone on {home}"
        expect(here["loading"], called).equal(None)
        expect_state(here["clone"], f"{called}: clone", values, LOADING_MOVES)
        none = {"device_to_host": 0, "between_devices": 0}
        expect(here["copied"], f"bytes copied from GPUs by {called}").equal(none, otherwise=BEST)


@check(points=0.5, kind="device", simulated=True)
def test_a_machine_with_fewer_gpus_can_load(observe, draw):
    """A file that was written from a net on a second GPU is read where there is one, or none."""
    parts, shapes = normed(*draw.sizes(3))
    values, counts = drawn_with_statistics(draw, shapes), draw.shuffled([0, 1, 2])
    seen = observe("save_on_a_gpu_load_elsewhere", parts=parts, values=values, counts=counts)
    for place, count in sorted(enumerate(counts), key=lambda pair: pair[1]):
        for position, named in enumerate(("", ', device=torch.device("cpu")')):
            called = f"load_params(clone, path{named}), with {count} GPUs, of a net that was on cuda:1"
            expect(seen[place]["loading"][position], called).equal(None, otherwise=NO_DEVICE)
            expect_state(seen[place]["states"][position], f"{called}: clone", values, LOADING_MOVES)


@check(points=0.5, kind="robustness")
def test_the_file_holds_plain_data(observe, draw):
    """The file holds no pickled classes: `torch.load(path, weights_only=True)` reads all of its values."""
    parts, shapes = chain(*draw.sizes(3))
    values = draw.state(shapes)
    observe("save", parts=parts, values=values)
    content = observe.file("model.params")
    expect(content, "the file").satisfies(lambda c: isinstance(c, bytes), "a file at the given path", actual="no bytes")
    seen = observe("read_plainly", content=content.plain())["numbers"]
    wanted = torch.cat([value.flatten() for value in values.values()]).double()
    expect(seen, "all numbers in torch.load(path, weights_only=True)").satisfies(
        lambda found: bool(torch.isin(wanted, found).all()), "all values of the net among them"
    )


@check(points=0.5, kind="robustness")
def test_code_in_a_file_does_not_run(observe, draw):
    """A file with an object whose loading runs code raises, and the code does not run."""
    parts, shapes = chain(*draw.sizes(3))
    values, order = draw.state(shapes), draw.shuffled(["trap", "trap inside", "pickle", "harmless"])
    seen = observe("load_trapped", parts=parts, values=values, order=order)
    expect(seen["ran"], "whether the code hidden in each of four files ran").equal([False] * 4, otherwise=RUNS_CODE)
    for name in order:
        if name == "harmless":
            expect_state(seen[name]["state"], "clone", values)
            continue
        expect(seen[name]["raised"], "load_params(clone, a file with code hidden in it)").raises(otherwise=RUNS_CODE)


@check(points=0.5, kind="robustness")
def test_exactly_the_given_path_is_written(observe, draw):
    """One file is written, to exactly the path that is given as a str or a pathlib.Path."""
    parts, shapes = chain(*draw.sizes(3))
    values = draw.state(shapes)
    names = draw.shuffled([(draw.word(), "str"), (f"{draw.word()}.bin", "Path"), (f"{draw.word()}.params", "absolute")])
    seen = observe("save_to_paths", parts=parts, values=values, folder=draw.word(), names=names)
    calls = {"saved": "save_params(net, {})", "loaded": "load_params(clone, {})"}
    for place, (name, kind) in enumerate(names):
        path = f"Path({name!r})" if kind == "Path" else repr(name)
        for call in calls:
            done = expect(seen["each"][place][call], calls[call].format(path))
            done.returned(otherwise=STR_ONLY if kind == "Path" else None)
    for place, (name, _) in enumerate(names):
        expect_state(seen["each"][place]["state"], f"after load_params(clone, {name!r}), clone", values)
    listing = expect(seen["listing"], "os.listdir(folder), after save_params to three paths in it")
    listing.equal(sorted(name for name, _ in names), otherwise=SUFFIX)


@check(points=0.5, kind="robustness")
def test_the_settings_of_torch_stay(observe, draw):
    """Saving and loading work in any grad mode and leave it, the random state and the default dtype alone."""
    parts, shapes = chain(*draw.sizes(3))
    values, seed, modes = draw.state(shapes), draw.integer(1, 10**9), draw.shuffled([True, False, True, False])
    untouched = torch.rand(4, generator=torch.Generator().manual_seed(seed))
    seen = observe("save_and_load_in_modes", parts=parts, values=values, seed=seed, modes=modes)
    expect(seen.each("returned"), "[save_params(net, path), ...]").equal([None] * 4, otherwise=HANDS_BACK)
    expect(seen.each("recording"), "[torch.is_grad_enabled(), ...]").equal(modes, otherwise=GRAD_MODE)
    for place in range(len(modes)):
        expect_state(seen[place]["state"], "clone", {name: value.double() for name, value in values.items()})
        expect(seen[place]["dtype"], "torch.zeros(1).dtype").equal(torch.float32, otherwise=DTYPE)
        expect(seen[place]["drawn"], "torch.rand(4), after torch.manual_seed, save_params and load_params").equal(
            untouched, otherwise=SEEDED
        )
