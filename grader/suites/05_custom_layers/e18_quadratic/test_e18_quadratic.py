"""A weight with three indices."""

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect

POINTS = 15

LAYOUT = Misconception("layout_of_nn_bilinear", "The weight is not kept as (inputs, inputs, outputs).")
NOT_PARAMETER = Misconception(
    "requires_grad_makes_a_parameter",
    "The layer does not know `weight` as its Parameter: a tensor that merely requires a gradient, the result of a "
    "calculation, a list entry or a buffer is none.",
)
EXTRA = Misconception("extra_state_is_harmless", "The layer holds more than its one Parameter.")
NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself, so it can hold no Parameter.")
NOT_RANDOM = Misconception("start_is_not_random", "Numbers of the new weight repeat, where each should be drawn.")
SEEDED = Misconception("seeding_is_harmless", "Making a layer fixes a seed.")
SHARED = Misconception("class_attributes_are_per_object", "Two layers hold the same weight.")
ROWS_MIX = Misconception(
    "letters_are_free", "What comes out for a row depends on the other rows: the sum runs over more than one row."
)
LINEAR = Misconception("one_x_is_enough", "The outputs are linear in x: it occurs once, not twice.")
SIGNS = Misconception("signs_do_not_count", "The products are those of the sizes of the inputs, without their signs.")
DRAWS = Misconception("drawing_is_harmless", "A call drew random numbers: the caller's next ones are others.")
DEFAULT_DTYPE = Misconception("default_dtype_is_mine", "Tensors made after the call have another dtype than before.")
SQUARES = Misconception("squares_only", "Only the products of each input with itself count.")
HALF = Misconception("each_pair_once", "Pairs are counted in one order only, or a part of the sum is left out.")
SCALED = Misconception("a_sum_is_a_mean", "The outputs are a multiple of the right ones.")
CUT = Misconception("every_layer_ends_in_an_activation", "Something was done to the sums: they are cut or squeezed.")
OLD_X = Misconception("same_object_same_values", "A result from earlier is given, though X has changed in between.")
STALE = Misconception("weights_do_not_change", "Something made from an earlier weight is used, not the weight.")
WRONG_TURN = Misconception("indices_are_interchangeable", "The sum runs over other indices of the weight.")
NO_ROWS = Misconception("there_is_always_a_batch", "A single vector is not understood, or does not stay a vector.")
TWO_DIMENSIONS = Misconception("a_batch_is_two_dimensional", "More dimensions in front are not kept.")
HAS_ROWS = Misconception("there_is_always_a_row", "An empty batch does not go through.")
SIZE_ONE = Misconception("size_one_means_nothing", "A dimension of size one gets lost, or is broadcast.")
VIEW = Misconception("every_tensor_is_contiguous", "A view in another order of memory does not go through.")
NUMBERS = Misconception(
    "numbers_are_enough", "The outputs are right, but the weight gets no gradient: the way to it was not recorded."
)
ENDS_THE_GRAPH = Misconception("a_layer_ends_the_graph", "X gets no gradient: what stands in front cannot learn.")
ONE_SIDE = Misconception("same_numbers_same_gradient", "X gets the gradient of one of its two places only.")
OTHER_GRADIENT = Misconception("another_gradient", "The outputs are right; the gradients are those of something else.")
CLEARS = Misconception("forward_clears_gradients", "A gradient that was waiting is gone after a call.")
EVAL_CUT = Misconception("evaluation_needs_no_graph", "In evaluation mode the gradients are cut off.")
MODES = Misconception("modes_compute_different_things", "Training and evaluation mode do not compute the same.")
GRAD_MODE = Misconception("grad_mode_is_mine", "The caller's choice about gradients (`no_grad` or not) is overruled.")
SETS_MODE = Misconception("forward_sets_the_mode", "A call changed the mode of the layer.")
FLOAT32 = Misconception("everything_is_float32", "In float64 digits are lost, or another dtype comes back.")
INPUTS = Misconception("inputs_are_mine", "X was changed by the call.")
KEPT = Misconception("results_may_be_reused", "A result that was returned changes at a later call, or is given again.")
UNFREEZES = Misconception("what_has_weights_learns", "A weight that was frozen asks for gradients after a call.")
CALL_WRITTEN = Misconception("call_is_the_method_to_write", "`layer(X)` goes past the hooks of nn.Module.")

RAISED = {
    r"before Module\.__init__\(\) call": NO_INIT,
    r"view size is not compatible": VIEW,
    r"equation \(1\) does not match the number of dimensions \(2\)": TWO_DIMENSIONS,
    r"support the deepcopy protocol": STALE,
    r"has no attribute 'weight'": NOT_PARAMETER,
    r"nference tensor": GRAD_MODE,
}

# Sums in another order: wider than the table's, and far too narrow for another formula.
WIDE = {torch.float32: (1e-4, 1e-4), torch.float64: (1e-9, 1e-9)}


def formula(x, weight):
    """The sum of the task, one pair of inputs after the other."""
    y = 0
    for i in range(len(weight)):
        for j in range(len(weight)):
            y = y + (x[..., i] * x[..., j])[..., None] * weight[i, j]
    return y


def expect_near(seen, called, expected, **explained):
    expect(seen, called).close(expected, tolerance=WIDE[expected.dtype], **explained)


def is_near(seen, expected):
    return seen.is_close(expected, WIDE[expected.dtype])


def gradients_of(x, weight, upstream):
    x, weight = x.clone().requires_grad_(), weight.clone().requires_grad_()
    return torch.autograd.grad((formula(x, weight) * upstream).sum(), (weight, x))


@check(points=1.5, kind="shape")
def test_the_weight_has_three_indices(observe, draw):
    """`weight` has shape (num_inputs, num_inputs, num_outputs), and a state of this shape is loaded."""
    inputs, outputs, rows = draw.sizes(3)
    for n, k in ((inputs, outputs), (outputs, inputs), (inputs, 1), (1, outputs)):
        weight, x = draw.normal(n, n, k), draw.normal(rows, n)
        seen = observe("load", weight=weight, x=x)
        called = f"TensorReduction({n}, {k})"
        unknown = seen["parameters"].plain() in ({}, None)
        wrong = NOT_PARAMETER if unknown else LAYOUT
        expect(seen["loaded"], 'layer.load_state_dict({"weight": ...})').returned(otherwise=wrong)
        expect(seen["weight"], f"{called}.weight").shaped(n, n, k, otherwise=wrong)
        expect(seen["output"], f"{called}(X)").shaped(rows, k, otherwise=SIZE_ONE if 1 in (n, k) else None)
        expect(seen["weight"], f"{called}.weight").equal(weight)


@check(points=1, kind="state", claim=True)
def test_one_parameter_and_nothing_else(observe, draw):
    """`weight` is a Parameter, and all that the layer and its `state_dict()` hold, also after a call."""
    n, k, rows = draw.sizes(3)
    seen = observe("load", weight=draw.normal(n, n, k), x=draw.normal(rows, n))
    for name, called in (("parameters", "dict(layer.named_parameters())"), ("state", "layer.state_dict()")):
        names = set(seen[name].plain() or ())
        wrong = EXTRA if "weight" in names and len(names) > 1 else LAYOUT if names == {"weight"} else NOT_PARAMETER
        expect(seen[name], f"shapes of {called}").equal({"weight": (n, n, k)}, otherwise=wrong)


@check(points=1, kind="state")
def test_it_starts_random(observe, draw):
    """Every number of the weight is drawn by itself, anew for each layer, without a seed."""
    n, k = 12, 10
    seeds = [draw.integer(1, 2**31) for _ in range(8)]
    started = observe("start", num_inputs=n, num_outputs=k, seeds=seeds)
    seen = started["seeded"]
    first = seen[0]["weight"].tensor()
    for position in range(len(seeds)):
        read = expect(seen[position]["weight"], "TensorReduction(...).weight").shaped(n, n, k)
        read.satisfies(
            lambda w: bool(w.isfinite().all() and len(w.unique()) > 0.9 * w.numel()),
            "numbers that do not repeat",
            otherwise=NOT_RANDOM,
        )
        if position:
            same = getattr(seen[0]["weight"].record, "identity", 0) == seen[position]["weight"].record.identity
            read.satisfies(
                lambda w: first is not None and bool(torch.isin(w, first).double().mean() < 0.1),
                "other numbers than those of the layer before",
                otherwise=SHARED if same else SEEDED,
            )
        after = [seen[other]["next"].tensor() for other in range(position)]
        expect(seen[position]["next"], "torch.rand(4) after TensorReduction(...)").shaped(4).satisfies(
            lambda numbers, after=after: not any(old is None or torch.equal(numbers, old) for old in after),
            "numbers that follow the caller's seed",
            otherwise=SEEDED,
        )
    one, two = (started["pair"][position].tensor() for position in range(2))
    expect(started["pair"], "the weights of two layers, made one after the other").holds(
        one is not None and two is not None and not torch.equal(one, two), "different numbers", otherwise=SEEDED
    )


@check(points=2, kind="value")
def test_the_sum_runs_over_all_pairs(observe, draw):
    """y_k is the sum of W_ijk x_i x_j over all i and j, for every row."""
    inputs, outputs, rows = draw.sizes(3, low=3, high=7)
    for n, k in ((inputs, outputs), (outputs, inputs), (inputs, inputs)):
        weight, x = draw.normal(n, n, k), draw.normal(rows, n)
        seen = observe("call", weight=weight, inputs=[("as it is", x)])
        wrong = what_else(seen["outputs"][0], x, weight, seen["first"].tensor())
        expect_near(seen["outputs"][0], f"TensorReduction({n}, {k})(X)", formula(x, weight), otherwise=wrong)


def what_else(seen, x, weight, first):
    """The misconception whose outputs these are."""
    right, total = formula(x, weight), x.sum(0)
    diagonal = weight.diagonal().T
    upper = torch.triu(torch.ones(weight.shape[:2]))[..., None]
    ideas = [
        (ROWS_MIX, torch.einsum("bi,ijk,j->bk", x, weight, total)),
        (LINEAR, torch.einsum("bi,ijk->bk", x, weight)),
        (SIGNS, formula(x.abs(), weight)),
        (SQUARES, x**2 @ diagonal),
        (HALF, formula(x, weight * upper)),
        (HALF, formula(x, weight * (upper + upper.transpose(0, 1) - 1 < 1))),
        (CUT, right.clamp(min=0)),
        (CUT, right.abs()),
        (CUT, right.tanh()),
        *((SCALED, factor * right) for factor in (0.5, 2.0, 1 / len(weight), len(weight) ** -2, len(weight) ** -0.5)),
    ]
    if len(weight) == weight.shape[2]:
        ideas += [(WRONG_TURN, formula(x, weight.permute(*order))) for order in ((0, 2, 1), (1, 2, 0), (2, 1, 0))]
    if first is not None and first.shape == weight.shape:
        ideas += [(STALE, formula(x, first)), (STALE, formula(x, (first + weight) / 2))]
    return next((idea for idea, values in ideas if is_near(seen, values)), None)


@check(points=1, kind="value")
def test_three_times_x_gives_nine_times_y(observe, draw):
    """The layer is quadratic and nothing else: c x gives c * c times y, for large and for negative c."""
    n, k, rows = draw.sizes(3, low=3, high=7)
    weight, x = draw.normal(n, n, k), draw.normal(rows, n)
    for factor in (3.0, -1.0, 0.0, 100.0, 1e8, -draw.number(5, 9)):
        seen = observe("call", weight=weight, inputs=[("as it is", factor * x), ("as it is", x)])
        once, called = seen["outputs"][1], f"layer(c * X), c = {factor}"
        linear_once = factor * once.tensor() if once.tensor() is not None else None
        scale = max(1.0, factor**2)
        expect(seen["outputs"][0], called).close(
            factor**2 * formula(x, weight),
            mistaken=[] if linear_once is None or factor == 0 else [(LINEAR, linear_once)],
            otherwise=CUT if is_near(once, formula(x, weight)) else None,
            tolerance=(1e-4, 1e-4 * scale),
        )


@check(points=1.5, kind="robustness")
def test_every_shape_of_input(observe, draw):
    """Whatever stands in front of the last dimension is kept: none, one, several, of size 1 and 0, and views."""
    n, k, rows = draw.sizes(3, low=2, high=6)
    groups = {
        NO_ROWS: [("as it is", (n,))],
        TWO_DIMENSIONS: [("as it is", shape) for shape in ((2, 3, n), (2, 4, 3, n), (n, n, n))],
        SIZE_ONE: [("as it is", shape) for shape in ((1, n), (2, 1, n), (1, 3, n), (1, 1, n))],
        HAS_ROWS: [("as it is", shape) for shape in ((0, n), (2, 0, n))],
        VIEW: [("turned", (n, rows)), ("turned", (n, 2, 3)), ("swapped", (3, 2, n)), ("every other", (rows, 2 * n))],
    }
    groups[VIEW] += [("expanded", (1, n))]
    for inputs, outputs in ((n, k), (n, 1), (1, k), (1, 1)):
        weight = draw.normal(inputs, inputs, outputs)
        for idea, cases in [(None, [("as it is", (rows, n)), ("as it is", (n, n))]), *groups.items()]:
            cases = [(view, tuple(inputs if size == n else size for size in shape)) for view, shape in cases]
            cases = [case for case in cases if inputs > 1 or case[0] == "as it is"]
            sent = [(view, draw.normal(*shape)) for view, shape in cases]
            seen = observe("call", weight=weight, inputs=sent)["outputs"]
            for position, (view, x) in enumerate(sent):
                x = viewed(view, x)
                called = f"TensorReduction({inputs}, {outputs})(X), X of shape {tuple(x.shape)}, {view}"
                wrong = SIZE_ONE if 1 in (inputs, outputs) else idea
                expect_near(seen[position], called, formula(x, weight), otherwise=wrong)


def viewed(view, x):
    if view == "turned":
        return x.movedim(0, -1)
    if view == "swapped":
        return x.transpose(0, 1)
    if view == "every other":
        return x[..., ::2]
    return x.expand(4, -1) if view == "expanded" else x


def unviewed(view, slope, base):
    """The gradient of the tensor that was looked at, from that of the view."""
    base = base.clone().requires_grad_()
    return torch.autograd.grad((viewed(view, base) * slope).sum(), base)[0]


@check(points=1, kind="robustness")
def test_rows_do_not_see_each_other(observe, draw):
    """What comes out for a row is the same alone, in a batch, and between other rows."""
    n, k, rows = draw.sizes(3, low=3, high=7)
    weight, x, others = draw.normal(n, n, k), draw.normal(rows, n), 3 * draw.normal(2 * rows, n)
    together = torch.stack([others[:rows], x, others[rows:]])
    batches = [x, x[0], x[:1], x[[0, *range(rows)]], torch.cat([others, x]), together]
    seen = observe("call", weight=weight, inputs=[("as it is", batch) for batch in batches])
    alone = any(is_near(seen["outputs"][position], formula(batches[position], weight)) for position in (1, 2))
    for position, batch in enumerate(batches):
        called = f"layer(X), X of shape {tuple(batch.shape)}"
        wrong = {1: NO_ROWS, 2: SIZE_ONE}.get(position, ROWS_MIX if alone else None)
        expect_near(seen["outputs"][position], called, formula(batch, weight), otherwise=wrong)


@check(points=1.5, kind="gradient")
def test_the_weight_gets_its_gradient(observe, draw):
    """The gradient of W_ijk is the sum over the rows of x_i x_j, times what comes back for y_k; it is added."""
    n, k, rows = draw.sizes(3, low=2, high=6)
    weight = draw.normal(n, n, k)
    for shape in ((rows, n), (n,), (2, 3, n)):
        for training in (True, False):
            x, upstream = draw.normal(*shape), draw.normal(*shape[:-1], k)
            seen = observe("gradients", weight=weight, x=x, upstream=upstream, training=training, asks=False)
            cut = NUMBERS if training else EVAL_CUT
            cut = cut if is_near(seen["output"], formula(x, weight)) else None
            expect(seen["ended"], "layer(X).backward(upstream)").returned(otherwise=cut)
            expected, _ = gradients_of(x, weight, upstream)
            wrong = OTHER_GRADIENT if cut else None
            zero = [(cut, torch.zeros_like(expected))] if cut else []
            expect_near(seen["weight"], "layer.weight.grad", expected, mistaken=zero, otherwise=wrong)
    sent, waiting = {"weight": weight, "x": x, "upstream": upstream, "training": True}, draw.normal(n, n, k)
    seen = observe("gradients", **sent, asks=False, waiting=(waiting, None))
    expect_near(
        seen["weight"],
        "layer.weight.grad, where a gradient was waiting",
        waiting + expected,
        mistaken=[(CLEARS, expected)],
    )


@check(points=1.5, kind="gradient")
def test_x_gets_the_gradient_of_both_places(observe, draw):
    """The gradient of x_i is that of both its places in the formula, and other layers learn with this one."""
    n, k, rows, m, o = draw.sizes(5, low=2, high=7)
    weight = draw.normal(n, n, k)
    cases = [("as it is", shape) for shape in ((rows, n), (n,), (2, 3, n), (1, n))]
    for view, shape in [*cases, ("turned", (n, rows)), ("every other", (rows, 2 * n))]:
        for training in (True, False):
            base = draw.normal(*shape)
            x, waiting = viewed(view, base), draw.normal(*shape)
            sent = {"x": base, "upstream": draw.normal(*x.shape[:-1], k), "view": view, "waiting": (None, waiting)}
            seen, upstream = observe("gradients", weight=weight, **sent, training=training, asks=True), sent["upstream"]
            cut = ENDS_THE_GRAPH if training else EVAL_CUT
            cut = cut if is_near(seen["output"], formula(x, weight)) else None
            expect(seen["ended"], "layer(X).backward(upstream)").returned(otherwise=cut)
            left = torch.einsum("...k,ijk,...j->...i", upstream, weight, x)
            right = torch.einsum("...k,ijk,...i->...j", upstream, weight, x)
            whole = {idea: unviewed(view, slope, base) for idea, slope in ((0, left), (1, right), (2, left + right))}
            ideas = [(ONE_SIDE, waiting + whole[0]), (ONE_SIDE, waiting + whole[1]), (CLEARS, whole[2])]
            ideas += [(cut, waiting), (cut, torch.zeros_like(base))] if cut else []
            wrong = OTHER_GRADIENT if cut else None
            called = f"X.grad, where a gradient was waiting, X {view}"
            expect_near(seen["X"], called, waiting + whole[2], mistaken=ideas, otherwise=wrong)
    first, last = (draw.normal(n, m) / m, draw.normal(n) / 2), (draw.normal(o, k) / k, draw.normal(o))
    x, upstream, weight, lr = draw.normal(rows, m), draw.normal(rows, o) / rows, weight / n, 0.05
    sent = {"first": first, "weight": weight, "last": last, "x": x, "upstream": upstream, "lr": lr}

    def net(w1, b1, w2, w3, b3):
        return linear(formula(linear(x, w1, b1), w2), w3, b3)

    tensors = [tensor.clone().requires_grad_() for tensor in (*first, weight, *last)]
    slopes = torch.autograd.grad((net(*tensors) * upstream).sum(), tensors)
    stepped = [tensor.detach() - lr * slope for tensor, slope in zip(tensors, slopes, strict=True)]
    frozen = [*stepped[:2], weight, *stepped[3:]]
    called = "net(X), after one step of SGD for a layer between two others"
    ideas = [(NUMBERS, net(*frozen)), (ENDS_THE_GRAPH, net(*first, *stepped[2:]))]
    expect_near(observe("step_between", **sent)["output"], called, net(*stepped), mistaken=ideas)


@check(points=1, kind="identity")
def test_every_call_uses_the_weight_as_it_is(observe, draw):
    """A weight that was written, loaded or copied is used by the very next call."""
    n, k, rows = draw.sizes(3, low=2, high=6)
    x, y = draw.normal(rows, n), draw.normal(rows, n)
    for recorded, training in ((True, True), (True, False), (False, True), (False, False)):
        weights = {name: draw.normal(n, n, k) for name in ("written", "loaded", "data", "replaced", "copied")}
        seen = observe("follow", weights=weights, x=x, y=y, recorded=recorded, training=training)
        known = [*weights.values(), seen["start"].tensor()]
        stale = [(STALE, formula(x, old)) for old in known if old is not None and old.shape == (n, n, k)]
        stale.append((KEPT, formula(y, weights["replaced"])))
        right = weights | {"again": weights["written"], "original": weights["replaced"]}
        for name in ("written", "again", "loaded", "data", "replaced", "copied", "original"):
            expect_near(seen[name], f"layer(X), {name}", formula(x, right[name]), mistaken=stale)
        called = "layer(X), after X was written in place"
        expect_near(
            seen["rewritten"],
            called,
            formula(y, weights["replaced"]),
            mistaken=[(OLD_X, formula(x, right["original"]))],
        )


@check(points=1, kind="robustness")
def test_modes_and_surroundings_stay(observe, draw):
    """Both modes compute the same; under no_grad nothing is recorded; nothing is shared, switched or changed."""
    n, k = draw.sizes(2, low=2, high=6)
    for shape, recorded in (((4, n), True), ((4, n), False), ((n,), True)):
        one, two, x, y = draw.normal(n, n, n), draw.normal(n, n, n), draw.normal(*shape), draw.normal(*shape)
        seen = observe("apart", one=one, two=two, x=x, y=y, recorded=recorded)
        expect(seen["seen"]["X"], "X, after layer(X)").equal(x, otherwise=INPUTS)
        expect(seen["seen"]["asked"], "X.grad of a sum of X, after layer(X)").equal(
            torch.zeros_like(x), otherwise=INPUTS
        )
        right = {"A": formula(x, one), "B": formula(y, one), "C": formula(x, two)}
        others = {"A": [(KEPT, "B"), (KEPT, "C")], "B": [(KEPT, "A"), (SHARED, "C")], "C": [(SHARED, "A"), (KEPT, "B")]}
        for name, values in right.items():
            ideas = [(idea, right[other]) for idea, other in others[name]] + [(SHARED, formula(y, two))]
            called = f"{name}, of A = first(X); B = first(Y); C = other(X)"
            expect_near(seen["seen"][name], called, values, mistaken=ideas)
        called = "layer(X), with a hook that doubles the output"
        expect_near(seen["hooked"], called, 2 * formula(x, one), otherwise=CALL_WRITTEN)
    for dtype in (torch.float64, torch.float32):
        weight, x, seed = draw.normal(n, n, k), draw.normal(4, n), draw.integer(1, 2**31)
        seen = observe("settings", weight=weight, x=x, dtype=dtype, seed=seed)
        expect_near(seen["output"], f"layer(X), {dtype} by default", formula(x, weight), otherwise=FLOAT32)
        untouched = torch.rand(4, generator=torch.Generator().manual_seed(seed))
        expect(seen["drawn"], "torch.manual_seed(...); layer(X); torch.rand(4)").equal(untouched, otherwise=DRAWS)
        expect(seen["new"], "torch.tensor(0.5), after layer(X)").equal(
            torch.tensor(0.5, dtype=dtype), otherwise=DEFAULT_DTYPE
        )
    weight, x = draw.normal(n, n, k), draw.normal(4, n)
    seen, y = observe("modes", weight=weight, x=x), formula(x, weight)
    for name in ("training", "evaluation"):
        expect_near(seen[name], f"layer(X) in {name} mode", y, otherwise=MODES)
    expect(seen["witness"], "a Dropout(1.0) in the layer, after layer.eval()(X)").equal(
        torch.ones(3), otherwise=SETS_MODE
    )
    expect_near(seen["quiet"], "layer(X) under torch.no_grad()", y, otherwise=GRAD_MODE)
    expect(seen["leaked"], "layer.weight.grad, from a call under torch.no_grad()").equal(
        torch.zeros_like(weight), otherwise=GRAD_MODE
    )
    expect_near(seen["frozen_output"], "layer(X) with a frozen weight", y)
    expect(seen["frozen"], "layer.weight.grad of a sum of a frozen weight, after layer(X)").equal(
        torch.zeros_like(weight), otherwise=UNFREEZES
    )
    for position, slope in enumerate((2.0, 0.0)):
        expect(seen["anchors"][position], "the gradient of a sum of squares, made after a call").equal(
            torch.full((3,), slope), otherwise=GRAD_MODE
        )


@check(points=1, kind="state")
def test_float64_stays_float64(observe, draw):
    """After `.double()` outputs and gradients have all digits, and the state goes into another layer."""
    n, k, rows = draw.sizes(3, low=2, high=6)
    wide = torch.float64
    weight, x = draw.normal(n, n, k, dtype=wide), draw.normal(rows, n, dtype=wide)
    upstream, others = draw.normal(rows, k, dtype=wide), draw.normal(n, n, k, dtype=wide)
    seen = observe("double", weight=weight, x=x, upstream=upstream, others=others)
    slopes = gradients_of(x, weight, upstream)
    first = seen["first"]
    y = formula(x, weight)
    for name, called, right in (
        ("output", "layer.double()(X)", y),
        ("weight", "layer.weight.grad, in float64", slopes[0]),
        ("X", "X.grad, in float64", slopes[1]),
    ):
        got = first[name].tensor()
        rough = got is not None and got.shape == right.shape and torch.allclose(got.double(), right, 1e-3, 1e-3)
        expect_near(first[name], called, right, otherwise=FLOAT32 if rough else None)
    expect(first["state"], "layer.state_dict(), in float64").equal({"weight": weight})
    for part in (first, seen):
        called = "clone(X), loaded with the state of the layer"
        expect_near(part["clone"], called, formula(x, weight), mistaken=[(SHARED, formula(x, others))])
