"""Looking at parameters."""

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect

POINTS = 10

STATE = Misconception("state_is_parameters", "Buffers are taken for parameters: they are kept, but not learned.")
REPEATS = Misconception(
    "every_name_is_a_parameter", "A Parameter with several names is taken for several: a shared one is one."
)
ALIKE = Misconception("equal_numbers_are_one", "Two Parameters that look alike are taken for one.")
FLAT = Misconception("nets_are_flat", "Parameters are found on some levels of the net only.")
LOCAL = Misconception("names_are_local", "The names are not those that the parameters have in the whole net.")
LAST_NAME = Misconception("any_name_will_do", "A shared Parameter is listed under another name than its first.")
TWO_NAMES = Misconception("layers_have_weight_and_bias", "Only parameters called `weight` or `bias` are found.")
FROZEN_OUT = Misconception("frozen_is_no_parameter", "Frozen parameters are left out where nobody asked for that.")
ORDER = Misconception("order_does_not_matter", "The parameters are all there, in another order than in the net.")
SHAPE_TYPE = Misconception("a_list_is_a_tuple", "A shape is not the tuple of the sizes that the parameter has.")
NOT_A_DICT = Misconception("pairs_are_a_dict", "What was returned is no dict: a name cannot be looked up in it.")
KEPT = Misconception("a_net_never_changes", "A later look gives what an earlier one gave, or what became of it.")
MATRICES = Misconception("weights_are_matrices", "A parameter may have any number of dimensions, one or none too.")
MUST_RUN = Misconception(
    "looking_means_running", "The net was called, or asked for layers by number: not every net can."
)
NEVER_EMPTY = Misconception("there_is_always_a_parameter", "A net without parameters is a net too.")

VIEW = Misconception(
    "reading_is_copying",
    "What was kept has no memory of its own: a change of the parameter, or of a later look, moves it.",
)
GRAPH = Misconception(
    "a_clone_leaves_autograd", "What is computed with the kept numbers still leads back to the parameter."
)
PARAMETER = Misconception("a_copy_is_a_parameter", "The kept numbers are a Parameter again, or ask for gradients.")
FLOAT32 = Misconception("everything_is_float32", "The kept numbers have another dtype, or fewer digits.")
SHAPE_LOST = Misconception("size_one_means_nothing", "The kept numbers have another shape than the parameter.")
ONE_ROW = Misconception("parameters_lie_in_one_row", "The numbers of a parameter need not lie in one row in memory.")
INFERENCE = Misconception(
    "inference_is_no_grad", "The kept numbers come from inference mode: they cannot be written to or used in training."
)
NOT_A_TENSOR = Misconception("numbers_are_numbers", "What was returned is no tensor.")

FLAG = Misconception("requires_grad_is_a_gradient", "A parameter that may get a gradient is taken for one that has it.")
ZERO_IS_NONE = Misconception("zero_means_none", "The gradient was asked for its numbers: zeros are a gradient, too.")
ONE_FOR_ALL = Misconception("one_speaks_for_all", "One parameter was asked for its gradient instead of each.")
ALL_OR_NOTHING = Misconception("all_or_nothing", "One gradient is enough: not every parameter must have one.")
NOT_A_BOOL = Misconception("anything_true_is_true", "The answer is something else than True or False.")

IGNORED = Misconception("an_argument_may_be_ignored", "`trainable_only` does not change the count.")
DEFAULT = Misconception("defaults_are_free", "Without a second argument, the count is not that of all parameters.")
INVERTED = Misconception("only_the_frozen_are_counted", "The frozen parameters are counted where the others should be.")
HAS_GRADIENT = Misconception(
    "a_gradient_makes_it_trainable", "What has no gradient yet is left out: it can be trained all the same."
)
GRAD_OFF = Misconception(
    "no_grad_freezes", "Under `torch.no_grad()` nothing counts as trainable: the mode freezes no parameter."
)
SIGNATURE = Misconception(
    "arguments_can_be_renamed", "`trainable_only` cannot be given as the second argument, or not by this name."
)
NOT_AN_INT = Misconception("a_tensor_is_a_number", "The count is something else than an int.")
TENSORS = Misconception("parameters_are_numbers", "Parameters were counted, and not the numbers in them.")

ALL_REQUIRE = Misconception(
    "every_parameter_can_require_grad", "Gradients were asked of a parameter of whole numbers, which can have none."
)
FREEZES = Misconception("looking_may_freeze", "Looking has changed what is frozen.")
CLEARS = Misconception("looking_may_clear", "Looking has changed gradients.")
SETS_MODE = Misconception("looking_needs_a_mode", "Looking has switched modules to another mode.")
GRAD_MODE = Misconception("grad_mode_is_mine", "After looking, the grad mode is another one.")
WRITES = Misconception("looking_may_write", "Looking has changed numbers in the net.")
RANDOM = Misconception("random_numbers_are_free", "Looking has drawn random numbers, or set a seed.")

RAISED = {
    r"no method named `forward`|missing the required|is not (subscriptable|iterable|callable)|has no len": MUST_RUN,
    r"'NoneType' object has no attribute|Boolean value of Tensor|unsupported operand .*'NoneType'": ZERO_IS_NONE,
    r"argument 'input'.* must be Tensor, not NoneType|must be Tensor, not NoneType": ZERO_IS_NONE,
    r"index out of range|not enough values to unpack|too many values to unpack": MATRICES,
    r"argument 'trainable_only'|count\(\) takes 1 positional argument": SIGNATURE,
    r"^StopIteration|reduce\(\) of empty|arg is an empty|non-empty list": NEVER_EMPTY,
    r"view size is not compatible": ONE_ROW,
    r"[Ii]nference tensor": INFERENCE,
    r"has no attribute '(weight|bias)'": TWO_NAMES,
    r"only Tensors of floating point": ALL_REQUIRE,
    r"can't convert|only one element tensors|a Tensor with \d+ elements": SHAPE_LOST,
}


def drawn_plan(draw, shared=True):
    """A net with parameters in five depths; keys are first names, in the order of the net."""
    m, n = draw.sizes(2)
    sizes = {
        "scale": (),
        "zeta.weight": (m, n),
        "zeta.bias": (m,),
        "zeta.inner.gamma": (m,),
        "alpha.weight": (n, m),
        "alpha.kernel": (2, 1, 3),
        "10.weight": (1, n),
        "10.table": (3,),
        "2.weight": (n, 1),
        "2.shift": (1,),
        "2.deep.er.still": (m, n),
    }
    values = draw.state(sizes) | {"10.table": draw.integers(3, low=-9, high=9)}
    values["2.deep.er.still"] = values["zeta.weight"].clone()  # two Parameters that are equal
    names = [(name, name) for name in sizes]
    frozen = ["zeta.bias", "alpha.kernel", "2.weight"]
    plan = {"values": values, "parameters": names, "frozen": frozen, "buffers": {}, "shared": []}
    plan["memory"] = [("2.deep.er.still", "zeta.weight")] if shared else []
    if shared:
        names.insert(5, ("alpha.tied", "zeta.weight"))
        names.append(("2.deep.tied", "alpha.kernel"))
        plan["buffers"] = {"zeta.running_mean": draw.normal(m + 1), "2.deep.ages": draw.integers(2, 2, low=0, high=9)}
        plan["shared"] = [("twice", "zeta"), ("2.deep.again", "alpha")]
    return plan


def sizes_of(plan):
    return [(name, tuple(value.shape)) for name, value in plan["values"].items()]


def trainable(plan):
    return [key for key, value in plan["values"].items() if key not in plan["frozen"] and value.is_floating_point()]


def why_not(seen, plan):
    """What is wrong with names and shapes, for the message."""
    found, expected = seen.plain(), dict(sizes_of(plan))
    if not isinstance(found, list) or not all(isinstance(pair, tuple) and len(pair) == 2 for pair in found):
        return NOT_A_DICT
    if not all(isinstance(name, str) for name, _ in found):
        return NOT_A_DICT
    names = dict(found)
    extra, missing = set(names) - set(expected), set(expected) - set(names)
    if extra & set(plan["buffers"]):
        return STATE
    if missing and not missing - set(plan["frozen"]) - {"10.table"} and not extra:
        return FROZEN_OUT
    if missing == {"2.deep.er.still"}:
        return ALIKE
    if extra and all(name.startswith(("twice.", "2.deep.", "alpha.tied")) for name in extra):
        return LAST_NAME if missing else REPEATS
    if missing and not extra:
        left = {name.rpartition(".")[2] for name in names}
        return TWO_NAMES if left == {"weight", "bias"} and "2.weight" in names and "alpha.weight" in names else FLAT
    if missing:
        return LOCAL
    tuples = all(type(shape) is tuple for shape in names.values())
    return ORDER if tuples and names == expected else SHAPE_TYPE


@check(points=1.5, kind="shape")
def test_shapes_by_name(observe, draw):
    """`shapes` is a dict from full names, in the order of the net, to tuples, frozen parameters included."""
    for _ in range(2):
        plan = drawn_plan(draw, shared=False)
        seen = observe("shapes", plan=plan)
        expect(seen["first"], "list(shapes(net).items())").equal(sizes_of(plan), otherwise=why_not(seen["first"], plan))
        for again in ("second", "third"):
            expect(seen[again], f"shapes(net), a {again} time").equal(sizes_of(plan), otherwise=KEPT)
    seen = observe("shapes_of_kinds")
    expected = {
        "notes": [("0.weight", (8, 4)), ("0.bias", (8,)), ("2.weight", (1, 8)), ("2.bias", (1,))],
        "Linear": [("weight", (2, 3)), ("bias", (2,))],
        "no bias": [("weight", (2, 3))],
        "Conv2d": [("weight", (3, 2, 4, 5)), ("bias", (3,))],
        "ReLU": [],
        "Sequential()": [],
        "ModuleList": [("0.weight", (1, 1)), ("0.bias", (1,)), ("1.a.weight", (2, 1)), ("1.a.bias", (2,))],
        "ParameterList": [("0", (2,)), ("1", (3, 1))],
    }
    for kind, pairs in expected.items():
        expect(seen[kind], f"list(shapes(net).items()), net: {kind}").equal(pairs)


@check(points=0.5, kind="shape")
def test_shapes_of_parameters_once(observe, draw):
    """`shapes` has no buffers, and a Parameter with several names stands there once, under the first."""
    for _ in range(2):
        plan = drawn_plan(draw)
        seen = observe("shapes", plan=plan)
        expect(seen["first"], "list(shapes(net).items())").equal(sizes_of(plan), otherwise=why_not(seen["first"], plan))
    seen = observe("shapes_of_kinds")
    pairs = [("0.weight", (3, 2)), ("0.bias", (3,)), ("3.weight", (3, 3)), ("3.bias", (3,))]
    expect(seen["shared"], "list(shapes(net).items()), with a shared layer").equal(pairs, otherwise=REPEATS)
    pairs = [("weight", (3,)), ("bias", (3,))]
    expect(seen["BatchNorm1d"], "list(shapes(nn.BatchNorm1d(3)).items())").equal(pairs, otherwise=STATE)


@check(points=1, kind="value")
def test_values_are_those_of_the_parameter(observe, draw):
    """`values` has the numbers, the shape and the dtype of the parameter, whatever these are."""
    m, n = draw.sizes(2)
    cases = [draw.normal(*shape) for shape in ((m, n), (m,), (), (1,), (1, n), (m, 1), (2, m, 1, n))]
    cases += [draw.normal(m, n, dtype=torch.float64), draw.normal(dtype=torch.float64)]
    cases += [draw.integers(n, low=-9, high=9), torch.tensor([2**53 + 1])]
    for numbers in cases:
        for frozen in (False, True):
            seen = observe("values", numbers=numbers, frozen=frozen)
            expect(seen["values"], f"values(param), param of shape {tuple(numbers.shape)}").equal(
                numbers, otherwise=what_changed(seen["values"], numbers)
            )
    seen = observe("values_of_a_view", numbers=cases[0])
    expect(seen["values"], "values(param), param a transposed view").equal(cases[0].T.contiguous())


def what_changed(seen, numbers):
    actual = seen.tensor()
    if actual is None:
        return NOT_A_TENSOR
    if actual.shape != numbers.shape:
        return SHAPE_LOST
    return FLOAT32 if torch.allclose(actual.double(), numbers.double(), 1e-2, 1e-2) else None


@check(points=1, kind="identity")
def test_values_are_a_snapshot(observe, draw):
    """A step, a write or `load_state_dict` leaves what was kept as it was; writing to that leaves the net alone."""
    m, n, b = draw.sizes(3)
    weight, written, loaded = (draw.normal(m, n) for _ in range(3))
    x, upstream, rate = draw.normal(b, n), draw.normal(b, m), draw.number(0.1, 0.5)
    inputs = {"x": x, "upstream": upstream, "rate": rate, "written": written, "loaded": loaded}
    seen = observe("keep", weight=weight, **inputs)
    stepped = weight - rate * upstream.T @ x
    for i, (moment, expected) in enumerate(
        {"before": weight, "after a step": stepped, "after a write": written, "after loading": loaded}.items()
    ):
        expect(seen["kept"][i], f"values(param), kept {moment}").close(
            expected, mistaken={VIEW: loaded} if i < 3 else {}, otherwise=KEPT if i else None
        )
    for i in range(2):
        expect(seen["again"][i], "values(param), once more").close(loaded, otherwise=KEPT)
    expect(seen["output"], "net(X), after kept.zero_()").close(linear(x, loaded), otherwise=VIEW)
    expect(seen["last"], "values(param), after kept.zero_()").close(loaded, mistaken={KEPT: 0 * loaded})


@check(points=1, kind="gradient")
def test_values_are_outside_of_autograd(observe, draw):
    """What is computed with the kept numbers does not reach the parameter; they are no Parameter themselves."""
    for shape in (draw.sizes(2), (1,), ()):
        weight, upstream, loaded = (draw.normal(*shape) for _ in range(3))
        seen = observe("compute_with", weight=weight, upstream=upstream, loaded=loaded)
        expect(seen["leaked"], "param.grad, after a backward pass from values(param)").equal(
            0 * weight, mistaken={GRAPH: upstream}
        )
        idea = INFERENCE if "nference tensor" in (seen["doubled"].raised or "") else PARAMETER
        expect(seen["doubled"], "values(param).mul_(2)").close(2 * weight, otherwise=idea)
        called = "values(param), kept by a module, after .mul_(2) and module.load_state_dict(...)"
        expect(seen["kept"], called).close(2 * weight, mistaken={PARAMETER: loaded})


def expect_answers(seen, cases, otherwise, mistaken=()):
    """`cases` are pairs of words about a net and the right answer, in the order in which the nets were looked at."""
    found = seen.plain() if isinstance(seen.plain(), list) else []
    if not all(isinstance(answer, bool) for answer in found):
        otherwise, mistaken = NOT_A_BOOL, ()
    pairs = zip(cases, found, strict=False)
    first = next((words for (words, answer), got in pairs if got is not answer), "all")
    called = f"[has_grad(net), ...], {first}"
    expect(seen, called).equal([answer for _, answer in cases], otherwise=otherwise, mistaken=mistaken)


def gradients_of(draw, plan, keys):
    return {key: draw.normal(*plan["values"][key].shape) for key in keys}


def drawn_walk(draw, parts):
    """Steps of training in drawn order, each looked at with and without grad mode, with the right answers."""
    steps, cases, has = [], [], False
    for step in ["call"] + [step for part in draw.shuffled(parts) for step in part]:
        has = step == "backward" or (has and step != "zero_grad")
        for recording in draw.shuffled([True, False]):
            steps.append((step, recording))
            cases.append((f"after {step}{'' if recording else ', under no_grad'}", has))
    return steps, cases


@check(points=1.5, kind="gradient")
def test_has_grad(observe, draw):
    """`has_grad` is True as soon as one parameter, anywhere in the net, has a gradient, and False before."""
    plan = drawn_plan(draw)
    keys = trainable(plan)
    some = [draw.shuffled(keys)[: draw.integer(2, 4)] for _ in range(4)]
    chosen = draw.shuffled([[], [], [], [], *([key] for key in keys), *some, keys])
    seen = observe("has_grad", plan=plan, cases=[gradients_of(draw, plan, case) for case in chosen])
    found = seen.plain() if isinstance(seen.plain(), list) else []
    yes = [case for case, answer in zip(chosen, found, strict=False) if answer is True]
    idea = FLAG if [] in yes else ONE_FOR_ALL if any(len(case) == 1 for case in yes) else ALL_OR_NOTHING
    expect_answers(seen, [(f"with gradients of {case}", bool(case)) for case in chosen], idea)
    empty, kinds = ["ReLU", "Sequential()"], ["notes", "Linear", "no bias", "Conv2d", "ModuleList", "ParameterList"]
    chosen = draw.shuffled([(kind, 0) for kind in empty + kinds] + [(kind, 1) for kind in kinds])
    cases = [(f"{kind}, {'with a gradient' if count else 'new'}", count > 0) for kind, count in chosen]
    expect_answers(observe("has_grad_of_kinds", cases=chosen), cases, FLAG)
    parts = [["call", "backward", "eval", "call", "train", "zero_grad"], ["eval", "backward", "train", "backward"]]
    steps, cases = drawn_walk(draw, [*parts, ["zero_grad", "call"], ["train", "backward", "zero_grad", "eval"]])
    seen = observe("has_grad_in_training", x=draw.normal(3, 4), steps=steps)
    once = [any(answer for _, answer in cases[: i + 1]) for i in range(len(cases))]
    expect_answers(seen, cases, FLAG, [(KEPT, once), (KEPT, [False] * len(cases))])


@check(points=0.5, kind="gradient")
def test_a_gradient_of_zeros_is_a_gradient(observe, draw):
    """Whatever numbers a gradient has, zeros or `nan` too: it is there."""
    plan = drawn_plan(draw)
    numbers = {"zeros": 0.0, "nan": float("nan"), "-1": -1.0, "1": 1.0}
    chosen = draw.shuffled([(key, kind) for key in trainable(plan) for kind in numbers] + [(None, None)] * 8)
    filled = [
        {} if key is None else {key: torch.full(plan["values"][key].shape, numbers[kind], dtype=torch.float32)}
        for key, kind in chosen
    ]
    seen = observe("has_grad", plan=plan, cases=filled)
    found = seen.plain() if isinstance(seen.plain(), list) else []
    told = [(kind, answer) for (_, kind), answer in zip(chosen, found, strict=False)]
    ones = [answer for kind, answer in told if kind == "1"]
    idea = ZERO_IS_NONE if all(ones) else ONE_FOR_ALL if any(ones) else ALL_OR_NOTHING
    idea = FLAG if any(answer and kind is None for kind, answer in told) else idea
    cases = [
        (f"with a gradient of {kind} for {key}" if key else "without gradients", bool(key)) for key, kind in chosen
    ]
    expect_answers(seen, cases, idea)
    steps, cases = drawn_walk(draw, [["backward", "zeros", "zero_grad"], ["zeros"], ["call", "backward", "zeros"]])
    expect_answers(observe("has_grad_in_training", x=draw.normal(3, 4), steps=steps), cases, ZERO_IS_NONE)


def numbers_in(tensors):
    return sum(tensor.numel() for tensor in tensors)


def expect_count(seen, expected, mistaken, called):
    """`mistaken` lists pairs of a misconception and the count it would give."""
    if type(seen.plain()) is not int and seen.raised is None:
        expect(seen, called).equal(expected, otherwise=NOT_AN_INT)
    known = next((wrong for wrong, value in mistaken if seen.plain() == value != expected), None)
    expect(seen, called).equal(expected, otherwise=known)


@check(points=1, kind="value")
def test_count(observe, draw):
    """`count` adds up all entries of the parameters, of any shape and at any depth, as an int."""
    for _ in range(2):
        plan = drawn_plan(draw, shared=False)
        values = list(plan["values"].values())
        trained = [plan["values"][key] for key in trainable(plan)]
        seen = observe("count", plan=plan)
        readings = [(TENSORS, len(values)), (FROZEN_OUT, numbers_in(trained))]
        readings += [(MATRICES, numbers_in(value for value in values if value.dim() == 2))]
        by_shape = {value.shape: value for value in values}
        readings += [
            (ALIKE, numbers_in(values[:-1])),
            (ALIKE, numbers_in(by_shape.values())),
            (ALIKE, sum({value.numel() for value in values})),
            (MATRICES, numbers_in(values) - 1),
        ]
        readings += [(MATRICES, sum(value.shape[:2].numel() for value in values))]
        readings += [(TENSORS, sum(len(value) for value in values if value.dim()))]
        expect_count(seen["default"], numbers_in(values), readings, "count(net)")
    seen = observe("count_of_kinds")
    kinds = {"notes": 49, "Linear": 8, "no bias": 6, "Conv2d": 123, "ModuleList": 6, "ParameterList": 5}
    for kind, expected in (kinds | {"ReLU": 0, "Sequential()": 0}).items():
        expect_count(seen[kind], expected, [], f"count(net), net: {kind}")


@check(points=0.5, kind="identity")
def test_count_shared_once(observe, draw):
    """A Parameter in several places is counted once, equal ones each, and buffers never."""
    for _ in range(2):
        plan = drawn_plan(draw)
        values, zeta = list(plan["values"].values()), ("zeta.weight", "zeta.bias", "zeta.inner.gamma")
        alpha = ("alpha.weight", "alpha.kernel")
        tied = numbers_in(plan["values"][key] for key in ("zeta.weight", "alpha.kernel"))
        again = numbers_in(plan["values"][key] for key in zeta + alpha) + numbers_in([plan["values"]["zeta.weight"]])
        buffers = numbers_in(plan["buffers"].values())
        twice = plan["buffers"]["zeta.running_mean"].numel()
        total = numbers_in(values)
        readings = [(REPEATS, total + tied), (REPEATS, total + tied + again), (STATE, total + buffers)]
        readings += [(STATE, total + tied + again + buffers + twice), (ALIKE, numbers_in(values[:-1]))]
        seen = observe("count", plan=plan)
        expect_count(seen["default"], total, readings, "count(net), with shared parameters and buffers")
    seen = observe("count_of_kinds")
    expect_count(seen["shared"], 21, [(REPEATS, 30)], "count(net), with a shared layer")
    expect_count(seen["BatchNorm1d"], 6, [(STATE, 13)], "count(nn.BatchNorm1d(3))")


@check(points=1, kind="state")
def test_count_what_is_trainable(observe, draw):
    """With `trainable_only=True` frozen parameters are left out; the default is False."""
    for shared in (False, True):
        plan = drawn_plan(draw, shared)
        everything = numbers_in(plan["values"].values())
        some = numbers_in(plan["values"][key] for key in trainable(plan))
        seen = observe("count", plan=plan)
        ignored, inverted = [(IGNORED, everything), (HAS_GRADIENT, 0)], [(INVERTED, everything - some)]
        for call, expected, mistaken in (
            ("trainable", some, ignored + inverted),
            ("True", some, ignored + inverted),
            ("quiet", some, [(GRAD_OFF, 0), *inverted]),
            ("all", everything, [(INVERTED, some), *inverted]),
            ("False", everything, [(INVERTED, some), *inverted]),
            ("default", everything, [(DEFAULT, some), *inverted]),
            ("frozen", everything, [(DEFAULT, 0), (KEPT, some)]),
            ("none", 0, [(KEPT, some), *ignored]),
        ):
            expect_count(seen[call], expected, mistaken, CALLS[call])


CALLS = {
    "default": "count(net)",
    "False": "count(net, False)",
    "all": "count(net, trainable_only=False)",
    "True": "count(net, True)",
    "trainable": "count(net, trainable_only=True)",
    "quiet": "count(net, trainable_only=True), under torch.no_grad()",
    "frozen": "count(net), all frozen",
    "none": "count(net, trainable_only=True), all frozen",
}


@check(points=0.5, kind="robustness")
def test_looking_changes_nothing(observe, draw):
    """Numbers, gradients, modes, frozen flags, the grad mode and the random numbers are as before."""
    plan, x, ways = drawn_plan(draw), draw.uniform(3, low=1, high=2), draw.shuffled([True, False] * 4)
    keys = draw.shuffled(trainable(plan))
    for half, modes in ((keys[::2], ways), (keys[1::2], [not mode for mode in ways])):
        look_once(observe, draw, plan, half, modes, x)


def look_once(observe, draw, plan, keys, modes, x):
    given, seed = gradients_of(draw, plan, keys), draw.integer(1, 2**31)
    floats = [key for key, value in plan["values"].items() if value.is_floating_point()]
    factors = gradients_of(draw, plan, draw.shuffled(floats))
    seen = observe("look", plan=plan, gradients=given, factors=factors, modes=modes, x=x, seed=seed)
    expect(seen["values"], "the parameters, after looking").equal(plan["values"], otherwise=WRITES)
    expect(seen["buffers"], "the buffers, after looking").equal(plan["buffers"], otherwise=WRITES)
    expect(seen["gradients"], "the gradients, after looking").equal(given, otherwise=CLEARS)
    without = [key for key in plan["values"] if key not in given]
    expect(seen["without"], "the parameters without a gradient, after looking").equal(without, otherwise=CLEARS)
    arriving = {key: factor * (key not in plan["frozen"]) for key, factor in factors.items()}
    called = "the gradients that a backward pass brings, after looking"
    expect(seen["arriving"], called).equal(arriving, otherwise=FREEZES)
    noise = [x * (not mode) for mode in modes]
    called = "dropout(X, 1.0, module.training) for each module, after looking"
    expect(seen["noise"], called).equal(noise, otherwise=SETS_MODE)
    called = "the gradients of leaves made after looking, under no_grad and not"
    expect(seen["leaves"], called).equal([0 * x, x], otherwise=GRAD_MODE)
    expected = torch.rand(3, generator=torch.Generator().manual_seed(seed), dtype=torch.float32)
    expect(seen["random"], "torch.rand(3), seeded before looking").close(expected, otherwise=RANDOM)
