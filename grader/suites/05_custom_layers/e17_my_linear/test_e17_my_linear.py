"""A layer with parameters, and one that learns."""

import torch
from torch.nn.functional import gelu, leaky_relu

from grader.judge import Misconception, check, expect
from grader.judge.descent import adam

POINTS = 10

DATA = Misconception(
    "data_is_the_value",
    "The outputs are right, but a Parameter got no gradient from them: the forward pass went around autograd. "
    "Between layers that do learn, no error would ever tell.",
)
CUT_OFF = Misconception(
    "forward_is_not_training",
    "The output is cut off: nothing of the way from the Parameters to it was recorded.",
)
FROZEN = Misconception("parameters_start_frozen", "The Parameters say of themselves that they do not want gradients.")
ENDS_THE_GRAPH = Misconception(
    "a_layer_ends_the_graph",
    "The input gets no gradient: whatever stands in front of this layer cannot learn.",
)
OTHER_GRADIENT = Misconception(
    "another_gradient", "The outputs are those of the formula, the gradients are those of another one."
)
CLEARS = Misconception("forward_clears_gradients", "A gradient that was waiting in the layer is gone after a call.")
NOT_PARAMETERS = Misconception(
    "requires_grad_makes_a_parameter",
    "The net around the layer does not find both as its parameters: a tensor that merely requires a gradient, "
    "the result of a calculation, a buffer or a list entry is no Parameter of the module.",
)
NAMES = Misconception("names_are_free", "What the layer holds stands under other names than `weight` and `bias`.")
LAYOUT = Misconception(
    "layout_of_nn_linear",
    "The weight is kept as nn.Linear keeps it, (units, in_units), and not (in_units, units).",
)
ROW = Misconception("a_row_is_a_vector", "The bias broadcasts to the right shape, but it does not have it.")
EXTRA = Misconception(
    "extra_state_is_harmless",
    "The layer saves more than its two Parameters: files made without the rest will not load.",
)
NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself, so it can hold no Parameters.")
NOT_RANDOM = Misconception(
    "start_is_not_random",
    "Numbers repeat where each should be drawn by itself: units that start alike stay alike.",
)
SEEDED = Misconception(
    "seeding_is_harmless",
    "Making a layer fixes a seed: layers start alike, or the caller's random numbers repeat.",
)
PER_OBJECT = Misconception(
    "class_attributes_are_per_object",
    "Two layers hold the same Parameters: what is written to one changes the other.",
)
NO_RELU = Misconception("relu_is_elsewhere", "ReLU is missing, or it stands at another place of the formula.")
CEILING = Misconception("relu_has_a_ceiling", "Small outputs are right, large ones are cut off: ReLU has no ceiling.")
OTHER_ACTIVATION = Misconception("another_activation", "Negative sums are not cut to 0: this is another activation.")
NO_BIAS = Misconception("bias_forgotten", "The bias is not added to the product.")
TRAINING = Misconception(
    "training_is_another_formula",
    "Training mode and eval mode compute different things from the same numbers.",
)
TWO_DIMENSIONS = Misconception(
    "a_batch_is_two_dimensional",
    "Inputs that are no matrix of rows fail: the dimensions in front are not kept.",
)
VIEW = Misconception("view_works_on_everything", "Only inputs that lie in memory row after row are understood.")
SIZE_ONE = Misconception("size_one_can_go", "A dimension of size 1 has disappeared from the output.")
HAS_ROWS = Misconception("a_batch_has_rows", "An empty batch is no problem in the formula, but it is here.")
FIXED = Misconception("weights_do_not_change", "The layer computes with weights that are no longer its own.")
REDRAWN = Misconception(
    "numbers_are_drawn_at_the_first_call", "What was loaded before the first call is lost: the first call drew anew."
)
KEPT = Misconception("outputs_can_be_kept", "An output of an earlier call is handed out again, or overwritten.")
INPUTS = Misconception("inputs_are_mine", "The caller's input is not what it was before the call.")
EVAL = Misconception("eval_means_no_grad", "In eval mode gradients are lost; eval mode says nothing about gradients.")
GRAD_MODE = Misconception("grad_mode_is_mine", "The layer records where the caller asked that nothing be recorded.")
FLOAT32 = Misconception("everything_is_float32", "Somewhere on the way the numbers pass through float32.")

LEFT_BEHIND = Misconception("state_moves_by_itself", "The layer was moved, and its weight or its bias was not.")
STAYS = Misconception(
    "what_the_layer_meets_follows_it",
    "The layer was moved, and in its call met a tensor that is somewhere else: made there, left there or taken there.",
)
ELSEWHERE = Misconception(
    "a_result_lies_where_it_is_handy", "The layer and X are on one device, and the output is on another."
)
CHOOSES = Misconception(
    "the_best_device_is_the_right_one",
    "The layer went to a GPU by itself: where it is, and where X is, the caller says.",
)

FETCHED = Misconception("values_are_at_hand", "Values were fetched from the GPU, and computed with on the CPU.")

RAISED = {
    r"on the same device": STAYS,
    r"before Module\.__init__\(\) call": NO_INIT,
    r"does not require grad and does not have a grad_fn": CUT_OFF,
    r"has no parameter or buffer named '(weight|bias)'; it has \[('bias'|'weight')?\]": NOT_PARAMETERS,
    r"has no parameter or buffer named": NAMES,
    r"a tensor of shape \(1,( \d+)?\) was expected": ROW,
    r"a tensor of shape .* was expected to have shape": LAYOUT,
    r"optimizer got an empty parameter list|can't optimize a non-leaf": NOT_PARAMETERS,
}


def before_relu(x, weight, bias):
    return torch.einsum("...i,ij->...j", x, weight) + bias


def formula(x, weight, bias):
    total = before_relu(x, weight, bias)
    return torch.where(total > 0, total, torch.zeros_like(total))


def parameters(draw, n, m, dtype=torch.float32):
    return draw.normal(n, m, dtype=dtype), draw.normal(m, dtype=dtype)


def away_from_the_kink(draw, weight, bias, *shape, dtype=torch.float32):
    """Draw an input for which no sum is so near to 0 that its side of ReLU is a matter of rounding."""
    while True:
        x = draw.normal(*shape, dtype=dtype)
        total = before_relu(x, weight, bias)
        if total.abs().min() > 1e-3 and (total > 0).any() and (total < 0).any():
            return x


def leaf(tensor):
    return tensor.clone().requires_grad_()


def gradients_of(x, weight, bias, upstream):
    inputs = leaf(weight), leaf(bias), leaf(x)
    return torch.autograd.grad((formula(inputs[2], *inputs[:2]) * upstream).sum(), inputs)


@check(points=1, kind="shape")
def test_parameters_have_their_shapes(observe, draw):
    """`weight` has shape (in_units, units) and `bias` has shape (units,)."""
    inner, outer, k = draw.sizes(3)
    for n, m in ((inner, outer), (inner, 1), (1, outer)):
        weight, bias = parameters(draw, n, m)
        x = draw.normal(k, n)
        seen = observe("load", weight=weight, bias=bias, x=x)
        record = seen["layer"].record
        names = record.named("parameters") if hasattr(record, "named") else {}
        called = f"MyLinear({n}, {m})"
        wrong = LAYOUT if any(name.endswith("weight") for name in names) else NOT_PARAMETERS
        expect(seen["layer"].parameter("weight"), f"{called}.weight").shaped(n, m, otherwise=wrong)
        expect(seen["layer"].parameter("bias"), f"{called}.bias").shaped(m, otherwise=ROW)
        # Values are for later checks, which can say what is wrong with them.
        expect(seen["output"], f"layer.load_state_dict(...); {called}(X)").shaped(k, m)


@check(points=0.5, kind="state", claim=True)
def test_two_parameters_and_nothing_else(observe, draw):
    """`weight` and `bias` are Parameters of the layer, and all that its `state_dict()` holds."""
    n, m = draw.sizes(2)
    shapes = {"weight": (n, m), "bias": (m,)}
    seen = observe("state", in_units=n, units=m)
    names = set(seen["parameters"].plain() or ())
    inside = any("." in name for name in names)
    wrong = LAYOUT if names >= set(shapes) or inside else NOT_PARAMETERS if names < set(shapes) else NAMES
    expect(seen["parameters"], "dict(layer.named_parameters())").equal(shapes, otherwise=wrong)
    expect(seen["state"], "layer.state_dict()").equal(shapes, otherwise=EXTRA)


@check(points=1, kind="state")
def test_both_start_random(observe, draw):
    """Every number of `weight` and `bias` is drawn by itself, anew for each layer, without a seed."""
    n, m = 30, 40
    seeds = [draw.integer(1, 2**31) for _ in range(3)]
    seen = observe("start", in_units=n, units=m, seeds=seeds)

    def few_of(other):
        known = other.tensor()
        return lambda numbers: bool(torch.isin(numbers, known).double().mean() < 0.1)

    for name, shape in (("weight", (n, m)), ("bias", (m,))):
        for layer in range(3):
            expect(seen[layer][name], f"MyLinear(...).{name}").shaped(*shape).satisfies(
                lambda numbers: bool(numbers.isfinite().all() and len(numbers.unique()) > 0.9 * numbers.numel()),
                "numbers that do not repeat",
                otherwise=NOT_RANDOM,
            )
        expect(seen[1][name], f"MyLinear(...).{name}").satisfies(
            few_of(seen[0][name]),
            "other numbers than those of the layer before",
            otherwise=PER_OBJECT if one_object(seen[0][name], seen[1][name]) else SEEDED,
        )
    expect(seen[0]["bias"], "layer.bias").satisfies(
        few_of(seen[0]["weight"]), "other numbers than those of the weight", otherwise=NOT_RANDOM
    )
    for layer, seed in zip(range(3), seeds, strict=True):
        expect(seen[layer]["seed"], f"torch.manual_seed({seed}); MyLinear(...); torch.initial_seed()").equal(
            seed, otherwise=SEEDED
        )
    seen = observe("draw_after", seeds=[draw.integer(1, 2**31) for _ in range(40)])
    expect(seen["numbers"], "torch.rand(4) after each of 40 layers").shaped(40, 4).satisfies(
        lambda numbers: len(numbers.unique(dim=0)) == 40, "numbers that follow the caller's seed", otherwise=SEEDED
    )


def one_object(one, two):
    return getattr(one.record, "identity", 0) == getattr(two.record, "identity", 1)


@check(points=1, kind="robustness")
def test_every_shape_of_input(observe, draw):
    """Whatever stands in front of the last dimension is kept, size 1 and 0 and every view included."""
    n, m, k = draw.sizes(3)  # in_units, units, rows
    usual = {"a matrix": (k, n), "two batches": (2, 3, n), "three batches": (2, 4, 3, n), "a vector": (n,)}
    usual |= {"a square matrix": (n, n)}
    ones = {"one row": (1, n), "one row in two batches": (2, 1, n), "one batch of rows": (1, 3, n)}
    empty = {"no rows": (0, n), "no rows in two batches": (2, 0, n)}
    views = {"turned": [(n, k), (n, 2, 3)], "swapped": [(3, 2, n)]}
    views |= {"every other": [(k, 2 * n)], "expanded": [(1, n)]}
    cases = [("as it is", name, draw.normal(*shape)) for name, shape in (usual | ones | empty).items()]
    cases += [(view, view, draw.normal(*shape)) for view, shapes in views.items() for shape in shapes]
    groups = ((ones, SIZE_ONE), (empty, HAS_ROWS), (views, VIEW))
    for units in (m, 1):
        cases = draw.shuffled(cases)
        weight, bias = parameters(draw, n, units)
        seen = observe("call_all", weight=weight, bias=bias, inputs=[(view, x) for view, _, x in cases])
        expected = [formula(viewed(view, x), weight, bias) for view, _, x in cases]
        good = [seen[position].is_close(value) for position, value in enumerate(expected)]
        failed = {name for (_, name, _), fine in zip(cases, good, strict=True) if not fine}
        elsewhere = None if "a matrix" in failed else SIZE_ONE if units == 1 else TWO_DIMENSIONS
        unusual = next((known for group, known in groups if failed & set(group)), None)
        wrong = elsewhere if failed & set(usual) else unusual
        for position, (view, name, x) in enumerate(cases):
            called = f"MyLinear({n}, {units})(X), X of shape {tuple(viewed(view, x).shape)}, {name}"
            expect(seen[position], called).close(expected[position], otherwise=wrong)
    weight, bias = parameters(draw, 1, m)
    inputs = [draw.normal(1), draw.normal(k, 1), draw.normal(1, 1), draw.normal(2, k, 1)]
    seen = observe("call_all", weight=weight, bias=bias, inputs=[("as it is", x) for x in inputs])
    for position, x in enumerate(inputs):
        called = f"MyLinear(1, {m})(X), X of shape {tuple(x.shape)}"
        expect(seen[position], called).close(formula(x, weight, bias), otherwise=TWO_DIMENSIONS)


def viewed(view, x):
    if view == "turned":
        return x.movedim(0, -1)
    if view == "swapped":
        return x.transpose(0, 1)
    if view == "every other":
        return x[..., ::2]
    return x.expand(4, -1) if view == "expanded" else x


@check(points=1, kind="value")
def test_the_formula(observe, draw):
    """The output is relu(X @ weight + bias)."""
    n, m, k = draw.sizes(3, low=4)
    weight, bias = parameters(draw, n, m)
    x = away_from_the_kink(draw, weight, bias, k, n)
    total = before_relu(x, weight, bias)
    seen = observe("call", weight=weight, bias=bias, x=x)
    old = [seen["start"][name].tensor() for name in ("weight", "bias")]
    fits = None not in old and [tensor.shape for tensor in old] == [weight.shape, bias.shape]
    stale = [] if not fits else [formula(x, old[0], bias), formula(x, *old)]
    training_only = seen["eval"].is_close(formula(x, weight, bias))
    readings = [
        (NO_RELU, [total, formula(x, weight, 0 * bias) + bias, before_relu(x.clamp(min=0), weight, bias)]),
        (NO_BIAS, [formula(x, weight, 0 * bias), formula(x, weight, -bias)]),
        (OTHER_ACTIVATION, [leaky_relu(total), gelu(total), total.abs()]),
        (FIXED, stale),
    ]
    wrong = next((known for known, values in readings if any(seen["training"].is_close(v) for v in values)), None)
    wrong = TRAINING if training_only else wrong
    expect(seen["training"], f"MyLinear({n}, {m})(X)").close(formula(x, weight, bias), otherwise=wrong)
    large = 10_000 * x
    seen = observe("call", weight=weight, bias=bias, x=large)
    expect(seen["training"], f"MyLinear({n}, {m})(10000 * X)").close(
        formula(large, weight, bias), otherwise=CEILING, tolerance=(1e-4, 1.0)
    )


@check(points=1, kind="gradient")
def test_gradients_are_those_of_the_formula(observe, draw):
    """The weight, the bias and the input get the gradients of the formula, added to what is there."""
    n, m, k = draw.sizes(3)
    weight, bias = parameters(draw, n, m)
    for shape in ((k, n), (2, 3, n), (n,)):
        x = away_from_the_kink(draw, weight, bias, *shape)
        upstream = draw.normal(*shape[:-1], m)
        seen = observe("gradients", weight=weight, bias=bias, x=x, upstream=upstream)
        missing = DATA if seen["learns"].plain() is not False else FROZEN
        for name, expected in zip(("weight", "bias", "X"), gradients_of(x, weight, bias, upstream), strict=True):
            other = OTHER_GRADIENT if seen["output"].is_close(formula(x, weight, bias)) else None
            none = ENDS_THE_GRAPH if name == "X" else missing
            wrong = none if seen[name].record is None else other
            expect(seen[name], f"{name}.grad").close(expected, otherwise=wrong)
    x, y = (away_from_the_kink(draw, weight, bias, k, n) for _ in range(2))
    waiting = draw.normal(n, m), draw.normal(m)
    seen = observe("gathered_gradients", weight=weight, bias=bias, x=x, y=y, waiting=waiting)
    ones = torch.ones(k, m)
    for position, name in enumerate(("weight", "bias")):
        parts = [gradients_of(rows, weight, bias, ones)[position] for rows in (x, y)]
        total = parts[0] + parts[1]
        expect(seen[name], f"{name}.grad, where a gradient was waiting").close(
            waiting[position] + total,
            mistaken={CLEARS: total},
            otherwise=CLEARS if seen[name].record is None else None,
        )


@check(points=1, kind="gradient")
def test_a_step_between_two_layers(observe, draw):
    """Between two other layers, one step of SGD moves this layer as it moves those."""
    i, n, m, o, k = draw.sizes(5)
    lr = 0.1
    while True:
        first, last = (draw.normal(n, i), draw.normal(n)), (draw.normal(o, m) / m, draw.normal(o))
        middle = parameters(draw, n, m)
        x, upstream = draw.normal(k, i), draw.normal(k, o) / k
        total = before_relu(x @ first[0].T + first[1], *middle)
        if total.abs().min() > 1e-3 and (total > 0).any():
            break
    seen = observe("step_between", first=first, middle=middle, last=last, x=x, upstream=upstream, lr=lr)

    def after_step(frozen):
        tensors = [leaf(tensor) for tensor in (*first, *middle, *last)]
        (net(x, *tensors) * upstream).sum().backward()
        with torch.no_grad():
            for position, tensor in enumerate(tensors):
                if position not in frozen:
                    tensor -= lr * tensor.grad
            return net(x, *tensors)

    def net(x, w1, b1, w2, b2, w3, b3):
        return formula(x @ w1.T + b1, w2, b2) @ w3.T + b3

    wrong = next((DATA for frozen in ((2, 3), (2,), (3,)) if seen["output"].is_close(after_step(frozen))), None)
    expect(seen["output"], "net(X) after one step").close(after_step(()), otherwise=wrong)


@check(points=0.5, kind="gradient")
def test_it_learns_a_line(observe, draw):
    """Sixty steps of Adam bring the layer as near to a line as they bring the formula."""
    n, m = draw.sizes(2, low=2, high=5)
    lr, steps, wide = 0.1, 60, torch.float64
    # All is positive, so that ReLU lets everything through and the line can be reached.
    weight, bias = torch.full((n, m), 0.5, dtype=wide), torch.full((m,), 0.5, dtype=wide)
    line = draw.uniform(n, m, low=0.2, high=1.5, dtype=wide), draw.uniform(m, low=0.2, high=1.5, dtype=wide)
    x, new = draw.uniform(64, n, dtype=wide), draw.uniform(7, n, dtype=wide)
    target = formula(x, *line)
    seen = observe("fit", weight=weight, bias=bias, x=x, target=target, new=new, lr=lr, steps=steps)
    expect(seen["output"], f"net(X) after {steps} steps of Adam").close(
        formula(new, *adam([weight, bias], lambda *pair: ((formula(x, *pair) - target) ** 2).mean(), lr, steps)),
        mistaken={DATA: formula(new, weight, bias)},
        tolerance=(1e-6, 1e-6),
    )


@check(points=0.5, kind="identity")
def test_every_call_uses_the_weights_as_they_are(observe, draw):
    """Weights that were written, loaded, assigned or copied are used by the very next call."""
    n, m, k = draw.sizes(3)
    x = draw.normal(k, n)
    for recorded, training in ((False, True), (False, False), (True, True), (True, False)):
        names = ("unused", "first", "written", "loaded", "assigned", "copied")
        weights = {name: parameters(draw, n, m) for name in names}
        seen = observe("follow", weights=weights, x=x, recorded=recorded, training=training)
        right = {name: formula(x, *pair) for name, pair in weights.items()}
        right["original"] = right["assigned"]
        again = seen["written, fresh"].is_close(right["written"]) and not seen["written"].is_close(right["written"])
        old = (seen["start"]["weight"].tensor(), seen["start"]["bias"].tensor())
        known = list(weights.values()) if None in old else [*weights.values(), old]
        mixed = [formula(x, one, two) for one, _ in known for _, two in known]
        expect(seen["unused"], "layer.load_state_dict(...), then its first call").close(
            right.pop("unused"), otherwise=REDRAWN if seen["first"].is_close(right["first"]) else None
        )
        for name, expected in right.items():
            stale = FIXED if any(seen[name].is_close(value) for value in mixed) else None
            expect(seen[name], f"layer(X), {name}").close(expected, otherwise=KEPT if again else stale)


@check(points=1, kind="device", gpus=2)
def test_it_works_where_it_was_moved(observe, draw):
    """After `.to(device)`, alone or as a part of a net, it computes and learns there; it moves back, too."""
    n, m, k = draw.sizes(3, low=3)
    moves = [("cpu", None), ("cuda:1", "to"), ("cuda:0", "part of a net"), ("cpu", "to"), ("cuda:1", "cuda")]
    for these in (moves, [("cuda:1", "part of a net"), ("cuda:0", "to")]):
        cases = []
        for place, way in these:
            weight, bias = parameters(draw, n, m)
            x = away_from_the_kink(draw, weight, bias, k, n)
            cases.append((place, way, weight, bias, x, draw.normal(k, m)))
        seen = observe("move", in_units=n, units=m, cases=cases)
        for i, (place, way, weight, bias, x, upstream) in enumerate(cases):
            here, called = seen[i], f"layer(X), on {place}"
            if way is None:
                started = expect(here["started"], f"MyLinear({n}, {m})(X), with X on the CPU")
                started.returned(otherwise=CHOOSES).on("cpu", otherwise=CHOOSES)
            for name, shape in (("weight", (n, m)), ("bias", (m,))):
                expect(here["at home"][name], f"layer.{name}, as {place} finds it").shaped(
                    *shape, otherwise=CHOOSES if way is None else LEFT_BEHIND
                )
            expected = formula(x, weight, bias)
            stale = any(here["output"].is_close(formula(x, *case[2:4])) for case in cases[:i])
            expect(here["output"], called).close(expected, otherwise=FIXED if stale else None).on(
                place, otherwise=ELSEWHERE
            )
            expect(here["used"], f"{called}, as {place} finds it").close(expected, otherwise=ELSEWHERE)
            expect(here["fetches"], f"fetches of {called} and of Y.backward(upstream)").equal(0, otherwise=FETCHED)
            expect(here["ended"], f"{called}; Y.backward(upstream)").equal(None, otherwise=CUT_OFF)
            for name, right in zip(("weight", "bias", "X"), gradients_of(x, weight, bias, upstream), strict=True):
                expect(here[name], f"{name}.grad, on {place}").close(right, otherwise=OTHER_GRADIENT).on(place)


@check(points=0.5, kind="robustness")
def test_calls_and_layers_share_nothing(observe, draw):
    """Layers do not share Parameters, outputs stay as they were returned, and X is left alone."""
    n, k = draw.sizes(2)
    for shape, recorded in (((k, n), True), ((k, n), False), ((n,), True), ((n,), False)):
        one, two = parameters(draw, n, n), parameters(draw, n, n)
        x, y = draw.normal(*shape), draw.normal(*shape)
        seen = observe("apart", one=one, two=two, x=x, y=y, recorded=recorded)
        wrong = INPUTS if not seen["X"].is_close(x) else None
        readings = {
            "A": (formula(x, *one), {PER_OBJECT: formula(x, *two), KEPT: formula(y, *one)}),
            "B": (formula(y, *one), {PER_OBJECT: formula(y, *two)}),
            "C": (formula(x, *two), {PER_OBJECT: formula(x, *one)}),
        }
        for name, (expected, mistaken) in readings.items():
            expect(seen[name], name).close(expected, mistaken=mistaken, otherwise=wrong)
        expect(seen["X"], "X").equal(x, otherwise=INPUTS)
        expect(seen["2 * X"], "X.mul_(2)").equal(2 * x, otherwise=INPUTS)


@check(points=0.5, kind="robustness")
def test_modes_change_nothing(observe, draw):
    """Eval mode computes and learns like training mode; under no_grad nothing is recorded or switched."""
    n, m, k = draw.sizes(3)
    old, new = parameters(draw, n, m), parameters(draw, n, m)
    x, upstream = away_from_the_kink(draw, *new, k, n), draw.normal(k, m)
    seen = observe("evaluate", old=old, new=new, x=x, upstream=upstream)
    usual = seen["training"]["output"].is_close(formula(x, *new))
    expect(seen["before"], "layer.eval()(X)").close(formula(x, *old), otherwise=TRAINING if usual else None)
    expect(seen["eval"]["output"], "layer.eval()(X) after a write").close(
        formula(x, *new), mistaken={FIXED: formula(x, *old)}, otherwise=TRAINING if usual else None
    )
    for name, expected in zip(("weight", "bias", "X"), gradients_of(x, *new, upstream), strict=True):
        wrong = EVAL if seen["training"][name].is_close(expected) else None
        expect(seen["eval"][name], f"{name}.grad in eval mode").close(expected, otherwise=wrong)
    written = draw.normal(n)
    seen = observe("under_no_grad", weight=new[0], bias=new[1], x=x, leaf=written)
    expect(seen["output"], "layer(X) under no_grad").close(formula(x, *new), otherwise=GRAD_MODE)
    expect(seen["leaf"], "a leaf, written to after the call").close(2 * written, otherwise=GRAD_MODE)


@check(points=0.5, kind="robustness")
def test_float64_stays_float64(observe, draw):
    """After `.double()` outputs and gradients are float64, with all digits."""
    n, m, k = draw.sizes(3)
    weight, bias = parameters(draw, n, m, dtype=torch.float64)
    x = away_from_the_kink(draw, weight, bias, k, n, dtype=torch.float64)
    upstream = draw.normal(k, m, dtype=torch.float64)
    seen = observe("double", weight=weight, bias=bias, x=x, upstream=upstream)
    right = dict(zip(("weight", "bias", "X"), gradients_of(x, weight, bias, upstream), strict=True))
    right = {"output": formula(x, weight, bias)} | right
    for name, expected in right.items():
        wrong = FLOAT32 if is_nearly(seen[name], expected) else None
        expect(seen[name], f"{name} after layer.double()").close(expected, otherwise=wrong)


def is_nearly(seen, expected):
    """Whether these are the right numbers, but for the digits that float32 drops."""
    actual = seen.tensor()
    alike = actual is not None and actual.shape == expected.shape and actual.is_floating_point()
    return alike and torch.allclose(actual.double(), expected, 1e-4, 1e-4)
