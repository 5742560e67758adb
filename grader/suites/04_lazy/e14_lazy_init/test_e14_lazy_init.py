"""Shapes that come later."""

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect

POINTS = 20

ASKED = Misconception(
    "a_shape_can_always_be_asked",
    "A tensor without a shape was asked for its shape, its size or its entries. It has none, and says so.",
)
CLASS_TELLS = Misconception(
    "the_class_tells",
    "The class of a layer, or the state of the layer as a whole, was taken for the state of each of its tensors.",
)
EMPTY_IS_LAZY = Misconception("empty_is_lazy", "A tensor without entries has a shape all the same, such as (0, 3).")
NO_BUFFERS = Misconception("only_parameters_wait", "Buffers that have no shape yet were left out.")
SAVED_ONLY = Misconception("state_dict_is_everything", "A buffer that is not saved is a buffer of the net as well.")
NO_LIST = Misconception("anything_can_be_walked", "What was returned is no list of texts.")
SOME_LAYERS = Misconception(
    "some_layers_are_enough", "The net was not looked through: it may be deep, and every kind of layer can be lazy."
)
SHORT_NAMES = Misconception(
    "names_are_short", "A name is the whole way through the net, from the net itself to the tensor, with dots between."
)
FROZEN_WAITS = Misconception("frozen_needs_no_shape", "A frozen Parameter that has no shape yet was left out.")
REMEMBERED = Misconception(
    "names_are_remembered",
    "Names came back that an earlier call had found: each call answers for its net as it is now.",
)
LOOKED = Misconception("a_look_leaves_traces", "`lazy_names` changed the modes of the net, which it only looks at.")
LOOKING_CHANGES = Misconception("looking_may_change", "Asking for the names gave other answers at another time.")
FORWARD = Misconception(
    "forward_is_the_call",
    "A lazy layer was still without a shape after the dry run: nobody had called it. Lazy layers settle in a hook, "
    "and hooks run when a module is called.",
)
NOT_SETTLED = Misconception("not_settled", "After the dry run a shape is still missing.")
OTHER_OBJECTS = Misconception(
    "a_copy_is_as_good",
    "The dry run happened to another net or to other Parameters: those that the caller holds did not take part.",
)
RETURNS_OTHER = Misconception("something_else_is_returned", "What was returned is no net; the net itself was promised.")
INIT_FIRST = Misconception(
    "init_before_shapes", "`init` met a lazy layer: it ran before there was anything to initialise."
)
INIT_FORGOTTEN = Misconception("init_not_run", "`init` did not run, or not on every module that is part of the net.")
INIT_TWICE = Misconception("init_more_than_once", "`init` ran more than once on a module.")
INIT_UNDONE = Misconception("init_is_undone", "What `init` did to the modes was taken back.")
STATISTICS = Misconception(
    "a_dry_run_is_free",
    "The dry run was taken for data: it ran in training mode, where batch norm, and others, learn from what passes.",
)
RESET = Misconception("everything_may_be_reset", "Values that stood in the net before the dry run are gone.")
ONE_FLAG = Misconception(
    "one_training_flag", "All submodules came back with the same mode; before, each had a mode of its own."
)
LEFT_IN_EVAL = Misconception("eval_is_left_on", "The net came back in eval mode.")
NESTED_FLAGS = Misconception("flags_of_some", "Not every submodule has the mode that it had before.")
NO_FINALLY = Misconception("dry_runs_succeed", "After an error in the net, the traces of the dry run stayed.")
SWALLOWED = Misconception("errors_are_swallowed", "The net, or `init`, raised, and the caller did not hear of it.")
INIT_AFTER_ERROR = Misconception("init_after_an_error", "The dry run failed, and `init` ran all the same.")
RECORDED = Misconception("the_dry_run_is_recorded", "Autograd recorded the dry run.")
GRAD_MODE = Misconception("grad_mode_is_mine", "The caller's grad mode is not what it was before.")
UNTRAINABLE = Misconception(
    "inference_mode_is_faster_no_grad",
    "The Parameters cannot be trained after the dry run; those made inside inference_mode never can.",
)
THAWED = Misconception("frozen_may_thaw", "A Parameter that was frozen before the dry run was trained after it.")
OTHER_INPUTS = Misconception("inputs_may_be_changed", "The net was not called with the inputs as they were given.")
INPUTS = Misconception("inputs_are_mine", "The caller's input, or its gradient, is not what it was.")
CLEARED = Misconception("gradients_can_go", "Gradients that were waiting in the net are gone or changed.")
SEEDED = Misconception(
    "chance_is_mine",
    "The state of torch's random generator was set: nets start alike, or the caller's numbers repeat.",
)

RAISED = {
    r"uninitialized parameter in <built-in function (linear|batch_norm)": FORWARD,
    r"Attempted to use an uninitialized|Can't access the shape|Attempted to access .* uninitialized": ASKED,
    r"still has tensors without a shape": NOT_SETTLED,
    r"Expected more than 1 value per channel": STATISTICS,
    r"Inference tensors cannot be saved|Inplace update to inference tensor": UNTRAINABLE,
    r"does not require grad and does not have a grad_fn": UNTRAINABLE,
}

# What waits in a lazy layer.
WAITING = {
    "LazyLinear": ("weight", "bias"),
    "LazyConv2d": ("weight", "bias"),
    "LazyBatchNorm1d": ("weight", "bias", "running_mean", "running_var"),
    "Memory": ("scale", "table", "scratch"),
}


def waiting(spec, prefix=""):
    """The names of what has no shape in a net that is built from `spec`."""
    kind, *parts = spec
    if kind != "Sequential":
        return [prefix + name for name in WAITING.get(kind, ())]
    return [name for position, part in enumerate(parts) for name in waiting(part, f"{prefix}{position}.")]


def expect_names(seen, called, names, otherwise=None):
    """Expect a list of these names, in any order."""

    def right(value):
        texts = type(value) is list and all(type(name) is str for name in value)
        return texts and sorted(value) == sorted(names)

    value = seen.plain()
    if type(value) is not list or not all(type(name) is str for name in value):
        otherwise = NO_LIST
    elif otherwise is None and set(value) < set(names):
        otherwise = SOME_LAYERS
    elif otherwise is None and set(value) == {name.split(".")[-1] for name in names}:
        otherwise = SHORT_NAMES
    expect(seen, called).satisfies(right, f"the list {names}, in any order", otherwise=otherwise)


def weights_for(draw, prefix, rows, columns, dtype=torch.float32):
    return draw.state({f"{prefix}weight": (rows, columns), f"{prefix}bias": (rows,)}, dtype=dtype)


@check(points=1.5, kind="value")
def test_names_of_what_has_no_shape(observe, draw):
    """`lazy_names` lists the parameters without a shape, at any depth, and nothing else."""
    n, m, o = draw.sizes(3)
    flat = [("Linear", n, m), ("ReLU",), ("LazyLinear", o), ("LazyConv2d", o, 2)]
    inner = ("Sequential", *draw.shuffled([("LazyLinear", n), ("ReLU",), ("Linear", m, o), ("Sequential",)]))
    specs = [
        *[("Sequential", *draw.shuffled(flat)), ("Sequential", *draw.shuffled([*flat, inner, inner]))],
        *[("LazyLinear", o), ("Linear", n, o), ("Sequential",), ("Sequential", ("Sequential", inner))],
    ]
    seen = observe("names", specs=specs)
    for position, spec in enumerate(specs):
        value, before = seen[position].plain(), seen[position - 1].plain() if position else []
        names = waiting(spec)
        remembered = before and isinstance(value, list) and value[: len(before)] == before
        foreign = remembered and any(name not in names for name in value)
        expect_names(seen[position], f"lazy_names({shown(spec)})", names, REMEMBERED if foreign else None)


def shown(spec):
    kind, *parts = spec
    inside = map(shown, parts) if kind == "Sequential" else map(str, parts)
    return f"{kind}({', '.join(inside)})"


@check(points=1.5, kind="state")
def test_buffers_have_shapes_too(observe, draw):
    """Buffers without a shape are listed like parameters, those that are not saved included."""
    parts = [("LazyBatchNorm1d",), ("BatchNorm1d", draw.integer(2, 9)), ("LazyLinear", draw.integer(2, 9))]
    for wrong, lazy in ((NO_BUFFERS, ()), (SAVED_ONLY, [("Memory",)])):
        spec = ("Sequential", *draw.shuffled([*parts, *lazy, ("Sequential", *draw.shuffled(parts))]))
        seen = observe("names", specs=[spec])
        value, trainable = seen[0].plain(), {name for name in waiting(spec) if not name.endswith("scale")}
        if lazy and isinstance(value, list) and set(value) == trainable:
            wrong = FROZEN_WAITS
        expect_names(seen[0], f"lazy_names({shown(spec)})", waiting(spec), wrong)


@check(points=1.5, kind="state")
def test_what_has_a_shape_is_not_listed(observe, draw):
    """A tensor with a shape is not listed, though it be empty, or loaded into a layer that is still lazy."""
    n, m = draw.sizes(2)
    spec = ("Sequential", ("Empty",), ("LazyLinear", m))
    seen = observe("names", specs=[spec])
    expect_names(seen[0], "lazy_names(net), with a Parameter of shape (0, 3)", waiting(spec), EMPTY_IS_LAZY)
    state = weights_for(draw, "0.", m, n)
    states = [state, *({name: value} for name, value in state.items())]
    seen = observe("names_after_load", spec=("Sequential", ("LazyLinear", m), ("ReLU",)), states=states)
    for position, loaded in enumerate(states):
        called = f"lazy_names(net), after {' and '.join(loaded)} of a LazyLinear were loaded"
        expect_names(seen[position], called, [name for name in state if name not in loaded], CLASS_TELLS)


@check(points=0.5, kind="robustness")
def test_looking_changes_nothing(observe, draw):
    """Asking for the names twice gives the same and changes no mode; after the first call of the net none is left."""
    n, m, o, k = draw.sizes(4)
    spec, x = ("Sequential", ("LazyLinear", m), ("LazyLinear", o)), draw.normal(k, n)
    weights = weights_for(draw, "0.", m, n) | weights_for(draw, "1.", o, m)
    flags = draw.shuffled([True, True, False])
    seen = observe("names_around_a_call", spec=spec, flags=flags, x=x, weights=weights)
    for time in ("before", "again"):
        expect_names(seen[time], f"lazy_names(net), {time}", waiting(spec), LOOKING_CHANGES)
    expect(seen["flags"], "[module.training for module in net.modules()]").equal(flags, otherwise=LOOKED)
    expect_names(seen["after"], "lazy_names(net), after net(X)", [], REMEMBERED)
    hidden = linear(x, weights["0.weight"], weights["0.bias"])
    expect(seen["output"], "net(X)").close(linear(hidden, weights["1.weight"], weights["1.bias"]))


def expect_settled(seen, called):
    """Expect that the dry run went through; where it did not, and nothing was lazy, the inputs were other ones."""
    wrong = None if "uninitialized" in (seen["raised"].raised or "") else OTHER_INPUTS
    expect(seen["raised"], f"apply_init of {called}").returned(otherwise=wrong)


@check(points=1.5, kind="shape")
def test_shapes_are_settled(observe, draw):
    """After `apply_init` every tensor has its shape, for inputs of any shape and for a bare lazy layer."""
    n, m, o, k = draw.sizes(4)
    for shape in ((k, n), (1, n), (0, n), (n,), (2, 3, n), (k, 1)):
        x, weights = draw.normal(*shape), weights_for(draw, "", o, shape[-1])
        seen = observe("settle", spec=("LazyLinear", o), inputs=(x,), weights=weights)
        called = f"nn.LazyLinear({o}), dry run with X of shape {shape}"
        expect_settled(seen, called)
        expect(seen["net"].parameter("weight"), f"weight of {called}").shaped(o, shape[-1], otherwise=FORWARD)
        expect(seen["output"], called).close(linear(x, weights["weight"], weights["bias"]))
    for dtype in (torch.float32, torch.float64):
        lazy = [("LazyLinear", units, True, None, dtype) for units in (m, o)]
        spec, x = ("Sequential", ("Sequential", lazy[0]), lazy[1]), draw.normal(k, n, dtype=dtype)
        weights = weights_for(draw, "0.0.", m, n, dtype) | weights_for(draw, "1.", o, m, dtype)
        seen = observe("settle", spec=spec, inputs=(x,), weights=weights)
        expect_settled(seen, f"a {dtype} net")
        for name, value in weights.items():
            expect(seen["net"].parameter(name), f"net.{name}").shaped(*value.shape, otherwise=NOT_SETTLED)
        hidden = linear(x, weights["0.0.weight"], weights["0.0.bias"])
        expect(seen["output"], "net(X)").close(linear(hidden, weights["1.weight"], weights["1.bias"]))


@check(points=0.5, kind="identity")
def test_the_net_itself_is_returned(observe, draw):
    """`apply_init` returns the net itself: what is written to the net is seen in what was returned."""
    n, m, k = draw.sizes(3)
    x, weights = draw.normal(k, n), weights_for(draw, "0.", m, n)
    seen = observe("returned", spec=("Sequential", ("LazyLinear", m)), x=x, weights=weights)
    wrong = OTHER_OBJECTS if seen["is a module"].plain() is True else RETURNS_OTHER
    expect(seen["output"], "apply_init(net, (X,))(X)").close(
        linear(x, weights["0.weight"], weights["0.bias"]), otherwise=wrong
    )


@check(points=2, kind="value")
def test_init_runs_after_the_dry_run(observe, draw):
    """`init` runs once on every module, the net itself included, when all layers, lazy or not, have their shapes."""
    n, m, o, k = draw.sizes(4)
    x, weights = draw.normal(k, n), {m: draw.normal(m, n), o: draw.normal(o, m)}
    steps = draw.number(1, 2), draw.number(3, 4)
    plain = x @ weights[m].T @ weights[o].T
    for lazy in (True, False):
        seen = observe("initialised", x=x, units=(m, o), weights=weights, steps=steps, lazy=lazy)
        met = seen["met"].plain()
        wrong = None if type(met) is not list else INIT_FIRST if "LazyLinear" in met else INIT_FORGOTTEN
        called = "apply_init(net, (X,), init); net(X)" + ("" if lazy else ", for a net without lazy layers")
        expect(seen["output"], called).close(
            plain + sum(steps),
            mistaken=[
                *((INIT_FORGOTTEN, plain + part) for part in (0, *steps)),
                *((INIT_TWICE, plain + i * steps[0] + j * steps[1]) for i in (1, 2, 3) for j in (1, 2, 3)),
            ],
            otherwise=wrong,
        )


@check(points=2, kind="state")
def test_statistics_stay(observe, draw):
    """Running statistics of batch norms, new ones and those with a past, do not notice the dry run."""
    n, k = draw.sizes(2)
    for training, rows, momentum in ((True, k, 0.1), (True, 1, 0.1), (False, k, 0.1), (True, k, None)):
        mean, var = draw.normal(n), draw.uniform(n, low=0.5, high=2.0)
        old = {"running_mean": mean, "running_var": var, "num_batches_tracked": torch.tensor(draw.integer(1, 99))}
        new = {"running_mean": torch.zeros(n), "running_var": torch.ones(n), "num_batches_tracked": torch.tensor(0)}
        inputs = {"x": draw.normal(rows, n) + 3, "mean": mean, "var": var, "count": old["num_batches_tracked"]}
        seen = observe("statistics", training=training, momentum=momentum, **inputs)
        for norm, expected in (("old", old), ("new", new)):
            for name, value in expected.items():
                wrong = STATISTICS if norm == "new" or not seen[norm][name].is_close(new[name]) else RESET
                expect(seen[norm][name], f"{name} of a BatchNorm1d after the dry run").equal(value, otherwise=wrong)
        expect(seen["meter"], "a mean that another module keeps in training mode").equal(
            torch.tensor(0.0), otherwise=STATISTICS
        )


@check(points=1, kind="value")
def test_values_stay(observe, draw):
    """Weights that are there already, or were loaded into a lazy layer, are kept, and a second run changes none."""
    n, m, o, k = draw.sizes(4)
    x, given = draw.normal(k, n), (draw.normal(m, n), draw.normal(m))
    loaded = weights_for(draw, "", o, m)
    seen = observe("existing", x=x, given=given, loaded=loaded)
    right = linear(linear(x, *given), loaded["weight"], loaded["bias"])
    for time in ("once", "twice"):
        expect(seen[time], f"net[:2](X), after apply_init {time}").close(right, otherwise=RESET)
    first = seen["all, once"].tensor()
    expect(seen["all, once"], "net(X)").shaped(k, 2)
    expect(seen["all, twice"], "net(X), after a second apply_init").close(first, otherwise=RESET)


# Of net, first, first[0], shared, second, second[-1].
FLAGS = (
    (True, True, False, False, True, True),
    (False, True, True, True, False, True),
    (True, True, True, True, True, True),
    (False, False, False, False, False, False),
    (True, False, True, False, True, False),
)


@check(points=2, kind="state")
def test_every_mode_stays(observe, draw):
    """Every submodule, at any depth, is in the mode in which it was, also one that stands in two places."""
    n, m, k = draw.sizes(3)
    x, weights = draw.normal(k, n), weights_for(draw, "", m, n)
    hidden = linear(x, weights["weight"], weights["bias"]).clamp(min=0)
    for position, flags in enumerate((*FLAGS, draw.shuffled(FLAGS[0]))):
        factors = [(draw.number(1, 2), draw.number(3, 4)) for _ in range(5)]
        shares = position % 2 == 1
        # The factors belong to shared, first, second, second[-1], net.
        places = (flags[3], flags[1], flags[4], flags[5], flags[0])
        seen = observe("modes", x=x, units=m, weights=weights, factors=factors, flags=flags, shares=shares)
        actual = seen["flags"].plain()
        same = isinstance(actual, list) and len(set(actual)) == 1
        wrong = NESTED_FLAGS if not same else ONE_FLAG if actual[0] in (True, flags[0]) else LEFT_IN_EVAL
        expect(seen["flags"], "[module.training for module in net.modules()]").equal(list(flags), otherwise=wrong)
        expected = hidden
        for factor, training in zip(factors, places, strict=True):
            expected = expected * factor[0 if training else 1]
        if shares:
            expected = expected * factors[0][0 if flags[3] else 1]
        expect(seen["output"], "net(X), where factors tell the modes").close(expected, otherwise=wrong)


@check(points=1.5, kind="robustness")
def test_errors_leave_no_trace(observe, draw):
    """When the net raises, the caller hears of it, `init` does not run, and all traces of the dry run are gone."""
    n, m, o, k = draw.sizes(4)
    cases = ("RuntimeError", "ValueError", "KeyError", "TypeError", "ZeroDivisionError", "too many inputs")
    flags = ((True, False, True), (False, True, False))
    for error, training, recording in zip(cases, flags * 3, (True, True, False, False, True, True), strict=True):
        x, given, weights = draw.normal(k, n), (draw.normal(m, n), draw.normal(m)), weights_for(draw, "", o, m)
        stats = {"running_mean": draw.normal(m), "running_var": draw.uniform(m, low=0.5, high=2.0)}
        factors = [(draw.number(1, 2), draw.number(3, 4)) for _ in range(2)]
        inputs = {"x": x, "given": given, "units": o, "weights": weights, "stats": stats, "factors": factors}
        seen = observe("failed", error=error, flags=training, recording=recording, **inputs)
        expect(seen["raised"], f"apply_init(net, ...), where the net raises ({error})").raises(otherwise=SWALLOWED)
        expect(seen["recording"], "a gradient after the error").equal(
            x if recording else torch.zeros_like(x), otherwise=GRAD_MODE
        )
        expect(seen["flags"], "training flags after the error").equal(list(training), otherwise=NO_FINALLY)
        expect(seen["given"], "weight and bias after the error").equal(
            given, mistaken={INIT_AFTER_ERROR: (2 * given[0], given[1])}, otherwise=RESET
        )
        expect(seen["marks"], "what `init` writes to, after the error").equal(x, otherwise=INIT_AFTER_ERROR)
        for name, value in stats.items():
            expect(seen[name], f"{name} after the error").equal(value, otherwise=STATISTICS)
        hidden = (linear(x, *given) - stats["running_mean"]) / (stats["running_var"] + 1e-5).sqrt()
        outer, inner = (pair[0 if flag else 1] for pair, flag in zip(factors, training[::2], strict=True))
        expect(seen["output"], "a later apply_init(net, (X,)); net(X)").close(
            linear(hidden, weights["weight"], weights["bias"]) * outer * inner, otherwise=NO_FINALLY
        )
    for error in draw.shuffled(cases[:2]):
        seen = observe("init_raises", x=x, units=o, error=error)
        expect(seen, f"apply_init(net, (X,), init), where init raises a {error}").raises(otherwise=SWALLOWED)


@check(points=1, kind="gradient")
def test_nothing_is_recorded(observe, draw):
    """Autograd does not record the dry run, and the caller's grad mode is the same after it."""
    n, m, k = draw.sizes(3)
    for recording in (True, False):
        x = draw.normal(k, n)
        seen = observe("grad_mode", x=x, units=m, recording=recording)
        expect(seen["recording"], "a gradient after apply_init(net, (X,))").equal(
            x if recording else torch.zeros_like(x), otherwise=GRAD_MODE
        )
        expect(seen["kept"], "a value kept from the dry run, .requires_grad_(False)").returned(otherwise=RECORDED)


@check(points=1.5, kind="gradient")
def test_an_earlier_optimiser_trains_the_net(observe, draw):
    """An optimiser made before `apply_init` trains the net after it; what was frozen stays frozen."""
    n, m, h, o, k = draw.sizes(5)
    lr = 0.1
    for frozen in (False, True):
        x, upstream = draw.normal(k, n), draw.normal(k, o) / k
        weights = {}
        for position, (rows, columns) in enumerate(((m, n), (h, m), (o, h))):
            weights |= weights_for(draw, f"{position}.", rows, columns)
        leaves = {name: value.clone().requires_grad_() for name, value in weights.items()}
        output = x
        for position in range(3):
            output = linear(output, leaves[f"{position}.weight"], leaves[f"{position}.bias"])
        (output * upstream).sum().backward()
        seen = observe("trained", x=x, units=(m, h, o), weights=weights, upstream=upstream, lr=lr, frozen=frozen)
        for name, value in weights.items():
            stays = frozen and name in ("0.bias", "1.bias")
            step = value - lr * leaves[name].grad
            wrong = THAWED if stays else OTHER_OBJECTS if seen["after"][name].is_close(value) else None
            expect(seen["after"][name], f"{name} after a step").close(value if stays else step, otherwise=wrong)


@check(points=0.5, kind="robustness")
def test_inputs_and_gradients_stay(observe, draw):
    """Inputs, and gradients that are waiting, stay as they are, and no new gradient appears."""
    n, m, k = draw.sizes(3)
    x, waiting_ones = draw.normal(k, n), (draw.normal(k, n), draw.normal(m, n), draw.normal(m))
    seen = observe("callers_things", x=x, waiting=waiting_ones)
    expect(seen["X"], "X").equal(x, otherwise=INPUTS)
    for name, value in zip(("X.grad", "weight.grad", "bias.grad"), waiting_ones, strict=True):
        expect(seen[name], f"{name} after the dry run").equal(value, otherwise=INPUTS if "X" in name else CLEARED)
    expect(seen["new"], "net[1].weight.grad").equal(None, otherwise=RECORDED)


@check(points=0.5, kind="robustness")
def test_inputs_of_any_number(observe, draw):
    """The net is called with the inputs as given: two, none, or whole numbers."""
    n, m, o, k = draw.sizes(4)
    x, y = draw.normal(k, n), draw.normal(k, o)
    weights = weights_for(draw, "left.", m, n) | weights_for(draw, "right.", m, o)
    seen = observe("settle", spec=("Joined", m), inputs=(x, y), weights=weights)
    left = linear(x, weights["left.weight"], weights["left.bias"])
    right = linear(y, weights["right.weight"], weights["right.bias"])
    expect_settled(seen, "a net with two inputs")
    expect(seen["output"], "apply_init(net, (X, Y)); net(X, Y)").close(left - right)
    weights = weights_for(draw, "lazy.", m, n) | {"start": draw.normal(n)}
    seen = observe("settle", spec=("Alone", m, n), inputs=(), weights=weights)
    expect_settled(seen, "a net without inputs")
    expect(seen["output"], "apply_init(net, ()); net()").close(
        linear(weights["start"], weights["lazy.weight"], weights["lazy.bias"])
    )
    tokens, table = draw.integers(k, low=0, high=4), {"0.weight": draw.normal(5, n)}
    weights = weights_for(draw, "1.", m, n) | table
    spec = ("Sequential", ("Embedding", 5, n), ("LazyLinear", m))
    seen = observe("settle", spec=spec, inputs=(tokens,), weights=weights)
    expect_settled(seen, "a net that looks up whole numbers")
    expect(seen["output"], "apply_init(net, (tokens,)); net(tokens)").close(
        linear(table["0.weight"][tokens], weights["1.weight"], weights["1.bias"])
    )


@check(points=0.5, kind="robustness")
def test_chance_is_the_callers(observe, draw):
    """Start values are drawn from torch's generator, which is neither seeded nor put back."""
    n, m, k = 8, 7, 3
    seeds = [draw.integer(1, 2**31) for _ in range(2)]
    seen = observe("by_chance", x=draw.normal(k, n), units=m, seeds=seeds)
    expect(seen["weights"], "weights of four nets").shaped(4, m, n).satisfies(
        lambda weights: len(weights.flatten(1).unique(dim=0)) == 4, "four different ones", otherwise=SEEDED
    )
    expect(seen["numbers"], "torch.rand(4), after two seeds").shaped(2, 4).satisfies(
        lambda numbers: not torch.equal(numbers[0], numbers[1]), "different numbers", otherwise=SEEDED
    )


@check(points=0.5, kind="state")
def test_what_init_does_stays(observe, draw):
    """A mode that `init` sets is the mode afterwards."""
    n, m, k = draw.sizes(3)
    x, weights = draw.normal(k, n), weights_for(draw, "0.0.", m, n)
    plain = linear(x, weights["0.0.weight"], weights["0.0.bias"])
    for training in (True, False):
        factors = [(draw.number(1, 2), draw.number(3, 4)) for _ in range(2)]
        seen = observe("init_sets_modes", x=x, units=m, weights=weights, factors=factors, training=training)
        train, evaluate = factors[0][0] * factors[1][0], factors[0][1] * factors[1][1]
        right, wrong = (train, evaluate) if training else (evaluate, train)
        idea = INIT_UNDONE if seen["met"].plain() == ["Linear", "Block", "Block"] else INIT_FORGOTTEN
        expect(seen["output"], "net(X), after init set the modes").close(
            plain * right, mistaken={idea: plain * wrong}, otherwise=idea
        )
