"""A constant, a layer used twice, and a loop."""

import torch
from torch.nn.functional import linear, relu

from grader.judge import Misconception, check, expect

POINTS = 15

NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself, so it can hold no layers.")
ATTRIBUTE = Misconception(
    "a_tensor_attribute_is_state",
    "rand_weight is an attribute like any other: it is not in state_dict(), so a reloaded copy computes something "
    "else, and `.double()` or `.to()` leaves it behind.",
)
LEFT_BEHIND = Misconception("attributes_follow", "`.double()` reached only a part of what the model computes with.")
TRAINED = Misconception("every_weight_is_a_parameter", "The constant was trained: the optimiser found it.")
LISTED = Misconception("frozen_is_constant", "rand_weight is among the parameters, which are there to be trained.")
WANTS_GRAD = Misconception("a_constant_asks_for_a_gradient", "A gradient was computed and kept for the constant.")
TWO_LAYERS = Misconception(
    "shared_means_same_shape", "There is more than one layer; the task has one that is used twice."
)
NAMES = Misconception("names_are_free", "The three entries of the state are not those of the task.")
SAVED_WRONG = Misconception("the_state_is_a_summary", "The state does not hold the numbers the model computes with.")
TOO_LATE = Misconception("a_constant_may_come_later", "A new model has no place for the state of another.")
NEW_CONSTANT = Misconception("random_means_each_time", "One input, two results: something is drawn at each call.")
SHARED = Misconception("one_constant_for_all", "Two models share a tensor: what was written to one arrived in both.")
ALIKE = Misconception("a_constant_is_the_same_everywhere", "Two new models start with the same numbers.")
OTHER_DRAW = Misconception("any_random_numbers_will_do", "The constant is not drawn uniformly from [0, 1).")
REPEATED = Misconception("a_row_is_random_enough", "The entries of the constant are not drawn independently.")
STALE = Misconception(
    "a_copy_follows_its_tensor", "The model computes with something made earlier, not with its tensors as they are now."
)
LOST_IN_COPY = Misconception("a_copy_is_made_anew", "The deep copy does not compute what the original computes.")

NO_RELU = Misconception("linear_includes_relu", "The hidden values were not cut at 0.")
NO_ONE = Misconception("the_one_is_decoration", "The 1 was not added to the hidden values.")
LATE_ONE = Misconception("the_one_may_come_late", "The 1 was added behind the activation.")
TRANSPOSED = Misconception("a_square_has_no_direction", "The constant was used the other way round, as H @ W.T.")
USED_ONCE = Misconception("one_use_is_enough", "The layer was used once, where the formula has it twice.")
RELU_LAST = Misconception("every_layer_ends_in_its_activation", "The last H was cut at 0: it may be negative.")
EACH_ROW = Misconception("each_row_for_itself", "Each row was halved for itself: the sum is over all entries of H.")
ABSOLUTE_RESULT = Misconception("the_result_is_a_size", "The absolute values were summed: the result has a sign.")
MEAN = Misconception("a_mean_will_do", "The result is a mean, not the sum.")
NOT_ONE_NUMBER = Misconception("any_shape_of_one_number", "The result should be a tensor without dimensions.")
SIZE_FIXED = Misconception("size_is_twenty", "The tensors do not have the size that was asked for.")
MATRIX_ONLY = Misconception("input_is_always_a_matrix", "A matrix goes in, but not every other shape of batch.")
SIZE_ONE = Misconception("size_one_means_nothing", "A size of 1 is a size: the formula is the same.")
NEVER_HALVED = Misconception("loops_do_not_belong_in_forward", "The result was never halved.")
ONLY_ONCE = Misconception(
    "an_if_is_a_loop", "H was halved once: that goes on until the sum of |H| is at most 1, however long it takes."
)
ENDS_EARLY = Misconception("a_few_rounds_are_enough", "The halving ended while the sum of |H| was still over 1.")
AT_ONE = Misconception("at_most_means_less", "A sum of exactly 1 is not more than 1: it is not halved.")
WITH_SIGN = Misconception("a_sum_is_a_size", "A sum in which entries cancel was tested, not that of |H|.")
LARGEST = Misconception("the_largest_entry_decides", "The largest entry was tested, not the sum of |H|.")
NORM = Misconception("any_norm_will_do", "The Euclidean norm of H was tested, not the sum of |H|.")
EXACTLY_ONE = Misconception("dividing_is_halving", "H was divided by its sum: halving ends anywhere up to 1.")

MODE = Misconception("the_mode_changes_the_formula", "In one of the modes the model computes something else.")
DETACHED = Misconception("detach_is_harmless", "The result is cut off from autograd.")
FIRST_USE = Misconception("one_use_learns", "The gradient of the layer comes from one of its two uses only.")
UNHALVED = Misconception("halving_is_bookkeeping", "The result was halved and its gradient was not.")
INPUT_CUT = Misconception("the_input_needs_no_gradient", "X asks for a gradient, and the way to it is cut.")
OTHER_GRADIENT = Misconception("right_values_are_enough", "The result is right and its gradient is not.")
CLEARED = Misconception("each_call_starts_from_zero", "A call has changed the gradients that were there already.")
INPUT_TAKEN = Misconception("the_input_is_mine", "X is not as it was before the call.")
SETS_MODE = Misconception("the_mode_is_mine", "A call has switched the mode of the model.")
GRAD_MODE = Misconception("grad_mode_is_mine", "A call has changed the caller's grad mode.")
RANDOM_STATE = Misconception("the_random_state_is_mine", "A call has changed the random numbers that come next.")
ELSEWHERE = Misconception(
    "a_result_lies_where_it_is_handy", "The model and X are on one device, and the result is on another."
)
STAYS = Misconception(
    "what_the_model_meets_follows_it",
    "The model was moved, and in its call met a tensor that is somewhere else: made there, left there or taken there.",
)
CHOOSES = Misconception(
    "the_best_device_is_the_right_one",
    "The model went to a GPU by itself: where it is, and where X is, the caller says.",
)
SETS_DTYPE = Misconception("the_default_dtype_is_mine", "A call has changed the dtype of new tensors.")

RAISED = {
    r"on the same device": STAYS,
    r"before Module\.__init__\(\) call": NO_INIT,
    r"^timed_out": Misconception("the_loop_ends_by_itself", "The loop did not come to its end."),
    r"does not require grad": DETACHED,
    r"modified by an inplace operation|leaf Variable that requires grad": Misconception(
        "in_place_is_free", "Values that autograd still needs were overwritten."
    ),
}


def weights(draw, n, scale=1.0, dtype=torch.float32):
    return {
        "rand_weight": draw.uniform(n, n, dtype=dtype),
        "linear.weight": scale * draw.normal(n, n, dtype=dtype),
        "linear.bias": scale * draw.normal(n, dtype=dtype),
    }


def stages(w, x):
    """The values before the activation, and H before any halving."""
    layer = w["linear.weight"], w["linear.bias"]
    inner = linear(x, *layer) @ w["rand_weight"] + 1
    return inner, linear(relu(inner), *layer)


def halved(h, size=lambda h: h.abs().sum()):
    while size(h) > 1:
        h = h / 2
    return h.sum()


def formula(w, x):
    return halved(stages(w, x)[1])


def is_clear(w, x):
    """Whether rounding decides nothing: neither the number of halvings nor what the activation cuts."""
    inner, h = stages(w, x)
    ended = h.abs().sum().log2() % 1
    return bool(0.02 < ended < 0.98 and (inner.abs() > 1e-4 * inner.abs().max()).all())


OTHER_RULES = (
    (NEVER_HALVED, torch.sum),
    (ONLY_ONCE, lambda h: h.sum() / 2),
    (WITH_SIGN, lambda h: halved(h, torch.sum)),
    (WITH_SIGN, lambda h: halved(h, lambda h: h.sum().abs())),
    (LARGEST, lambda h: halved(h, lambda h: h.abs().max())),
    (NORM, lambda h: halved(h, torch.linalg.vector_norm)),
    (EXACTLY_ONE, lambda h: h.sum() / h.abs().sum()),
)


def is_telling(w, x):
    """Whether other rules of halving, and the need for a few rounds, show."""
    inner, h = stages(w, x)
    apart = all((rule(h) - halved(h)).abs() > 0.01 for _, rule in OTHER_RULES)
    return bool(apart and (inner < 0).any() and h.abs().sum() > 2)


def drawn(draw, n, *batch, scale=1.0, strength=1.0):
    """Weights and an X for which the formula is clear, and which tell it from others."""
    while True:
        w, x = weights(draw, n, strength), scale * draw.normal(*batch, n)
        if not (is_clear(w, x) and is_telling(w, x)):
            continue
        others = slips(w, x).values() if scale == 1 else []
        size = stages(w, x)[1].abs().sum()
        fitting = size > scale if scale > 1 else size < 500  # many halvings, or up to nine
        if fitting and all((other - formula(w, x)).abs() > 0.01 for other in others):
            return w, x


def slips(w, x):
    """What other formulas give."""
    layer, r = (w["linear.weight"], w["linear.bias"]), w["rand_weight"]
    first = linear(x, *layer)
    h = stages(w, x)[1]
    rows = [halved(row) for row in h.reshape(-1, h.shape[-1])]
    return {
        NO_RELU: halved(linear(first @ r + 1, *layer)),
        NO_ONE: halved(linear(relu(first @ r), *layer)),
        LATE_ONE: halved(linear(relu(first @ r) + 1, *layer)),
        TRANSPOSED: halved(linear(relu(first @ r.T + 1), *layer)),
        USED_ONCE: halved(relu(first @ r + 1)),
        RELU_LAST: halved(relu(h)),
        ABSOLUTE_RESULT: halved(h.abs()),
        NEVER_HALVED: h.sum(),
        EACH_ROW: torch.stack(rows).sum(),
        MEAN: halved(h) / max(h.numel(), 1),
    }


@check(points=0.5, kind="shape")
def test_sizes(observe, draw):
    """`size` is 20 by default and sets the sizes of all three tensors; the result has no dimensions."""
    for size in (None, *draw.sizes(2), 1):
        seen, n = observe("sizes", size=size), size or 20
        called = "FixedHiddenMLP()" if size is None else f"FixedHiddenMLP({size})"
        expect(seen["output"], f"{called}(X)").shaped(otherwise=NOT_ONE_NUMBER)
        for name, shape in (("rand_weight", (n, n)), ("linear.weight", (n, n)), ("linear.bias", (n,))):
            expect(seen["tensors"][name], f"{called}.{name}").shaped(*shape, otherwise=SIZE_FIXED)


@check(points=1.5, kind="value")
def test_formula(observe, draw):
    """The result is that of the formula, for X of any number of dimensions."""
    n = draw.integer(4, 7)
    while True:
        w, x = drawn(draw, n, 5)
        inputs = {"a matrix": x, "a batch of one": draw.normal(1, n), "a row alone": draw.normal(n)}
        inputs |= {"three dimensions": draw.normal(2, 3, n), "four dimensions": draw.normal(2, 1, 3, n)}
        view = draw.normal(4, 3, n)
        if all(is_clear(w, x) for x in (*inputs.values(), view)):
            break
    inputs["an empty batch"] = draw.normal(0, n)
    seen = observe("call", size=n, values=w, inputs=inputs, view=view)
    for name, x in (inputs | {"a transposed view": view}).items():
        reason = None if name == "a matrix" else MATRIX_ONLY
        reason = NOT_ONE_NUMBER if seen[name].is_close(formula(w, x).reshape(1)) else reason
        predicted = slips(w, x) if name == "a matrix" else None
        expect(seen[name], f"net(X), for {name}").close(
            formula(w, x), mistaken=predicted, otherwise=reason, tolerance=(1e-4, 1e-4)
        )
    w, x = weights(draw, 1), draw.normal(3, 1)
    while not is_clear(w, x):
        w, x = weights(draw, 1), draw.normal(3, 1)
    seen = observe("call", size=1, values=w, inputs={"output": x})
    expect(seen["output"], "FixedHiddenMLP(1)(X)").close(formula(w, x), otherwise=SIZE_ONE, tolerance=(1e-4, 1e-4))


@check(points=1.5, kind="value")
def test_halves_until_at_most_one(observe, draw):
    """H is halved as long as the sum of |H| is more than 1, and not once more."""
    n, rows = draw.integer(4, 7), draw.integer(2, 5)
    scales = (1e-3, 1.0, 30.0, 1e3, 1e6)
    cases = [drawn(draw, n, rows, scale=scale) for scale in scales]
    scales, cases = (*scales, 1e6), [*cases, drawn(draw, n, rows, scale=1e6, strength=100.0)]
    seen = [observe("call", size=n, values=w, inputs={"output": x})["output"] for w, x in cases]
    ends = [stages(w, x)[1] for w, x in cases]
    fitting = (
        idea for idea, rule in OTHER_RULES if all(one.is_close(rule(h)) for one, h in zip(seen, ends, strict=True))
    )
    values = [one.tensor() for one in seen]
    too_large = any(value is not None and bool((value.abs() > 1.001).any()) for value in values)
    reason = next(fitting, ENDS_EARLY if too_large else None)
    for scale, one, h in zip(scales, seen, ends, strict=True):
        called = f"net(X), with entries of about {scale:g} in X"
        expect(one, called).close(halved(h), otherwise=reason, tolerance=(1e-4, 1e-4))
    # Sums that are powers of two, without any rounding: weight 0, so that H is the bias, in every row.
    for total in (1.0, 2.0, 4.0, 0.5):
        w = weights(draw, 4)
        w |= {"linear.weight": torch.zeros(4, 4), "linear.bias": torch.tensor([-1.0, 1.0, 1.0, 1.0]) * total / 16}
        seen = observe("call", size=4, values=w, inputs={"output": draw.normal(4, 4)})["output"]
        expected = torch.tensor(0.5 * min(total, 1.0))
        expect(seen, f"net(X), where |H| sums to {total:g}").close(expected, mistaken={AT_ONE: expected / 2})


@check(points=1, kind="value")
def test_every_mode_computes_the_same(observe, draw):
    """Training and evaluation mode, with gradients and without, with an X that asks for one: one formula."""
    n = draw.integer(4, 7)
    w, x = drawn(draw, n, 5)
    seen = observe("modes", size=n, values=w, x=x)
    for way in (
        "net.train()(X)",
        "net.eval()(X)",
        "net.train()(X) under no_grad",
        "net.eval()(X) under no_grad",
        "X that asks for a gradient",
    ):
        expect(seen[way], way).close(formula(w, x), otherwise=MODE, tolerance=(1e-4, 1e-4))


@check(points=2, kind="gradient")
def test_gradients(observe, draw):
    """Both parameters, through both uses, and X get the gradients of the formula, added to what is there."""
    n = draw.integer(4, 7)
    for training in (True, False):
        w, x = drawn(draw, n, 5)
        right = gradients(w, x, formula)
        seen = observe("backward", size=n, values=w, x=x, training=training)
        expect(seen["output"], "net(X)").close(formula(w, x), tolerance=(1e-4, 1e-4))
        expect(seen["ended"], "(2 * net(X)).backward()").equal(None)
        for name in ("linear.weight", "linear.bias", "X"):
            got = seen["once"][name]
            reason = OTHER_GRADIENT if got.tensor() is not None else INPUT_CUT if name == "X" else DETACHED
            mistaken = [(FIRST_USE, 2 * gradients(w, x, cut)[name]) for cut in (cut_first, cut_second)]
            mistaken += [(UNHALVED, 2 * gradients(w, x, unhalved)[name])]
            limits = (1e-3, 1e-4 * float(right[name].abs().max()))
            expect(got, f"{name}.grad").close(2 * right[name], mistaken=mistaken, otherwise=reason, tolerance=limits)
            expect(seen["twice"][name], f"{name}.grad, after a second backward pass").close(
                5 * right[name], otherwise=CLEARED, tolerance=limits
            )


def gradients(w, x, function):
    leaves = {name: value.clone().requires_grad_() for name, value in (w | {"X": x}).items()}
    function(leaves, leaves["X"]).backward()
    return {name: torch.zeros_like(leaf) if leaf.grad is None else leaf.grad for name, leaf in leaves.items()}


def cut_first(w, x):
    layer = w["linear.weight"], w["linear.bias"]
    first = linear(x, *(part.detach() for part in layer)).detach()
    return halved(linear(relu(first @ w["rand_weight"] + 1), *layer))


def cut_second(w, x):
    layer = w["linear.weight"], w["linear.bias"]
    return halved(linear(relu(linear(x, *layer) @ w["rand_weight"] + 1), *(part.detach() for part in layer)))


def unhalved(w, x):
    return stages(w, x)[1].sum()


@check(points=1, kind="state")
def test_state_holds_the_constant(observe, draw):
    """`state_dict()` holds `rand_weight`, `linear.weight` and `linear.bias`; the last two are parameters."""
    n = draw.integer(3, 7)
    w = weights(draw, n)
    seen = observe("state", size=n, values=w)
    names = seen["state"].plain()
    reason = what_is_wrong(set(names) if isinstance(names, dict) else set(), set(w))
    expect(seen["state"], "net.state_dict()").equal(w, otherwise=reason)
    listed = seen["parameters"]["rand_weight"].tensor() is not None
    learned = {name: value for name, value in w.items() if name != "rand_weight"}
    expect(seen["parameters"], "dict(net.named_parameters())").equal(learned, otherwise=LISTED if listed else NAMES)


def what_is_wrong(names, wanted):
    if names == wanted - {"rand_weight"}:
        return ATTRIBUTE
    if names > wanted and len([name for name in names if name.endswith(".weight")]) > 1:
        return TWO_LAYERS
    return SAVED_WRONG if names == wanted else NAMES


@check(points=1, kind="state")
def test_a_reloaded_copy_computes_the_same(observe, draw):
    """A new model that loads the state of another computes what that one computes."""
    n = draw.integer(4, 7)
    w, x = drawn(draw, n, 5)
    seen = observe("reload", size=n, values=w, x=x)
    expect(seen["ended"], "copy.load_state_dict(net.state_dict())").equal(None, otherwise=TOO_LATE)
    expect(seen["output"], "copy(X), after loading").close(formula(w, x), otherwise=ATTRIBUTE, tolerance=(1e-4, 1e-4))


@check(points=1, kind="state")
def test_the_constant_follows(observe, draw):
    """After `.double()` the whole model works in float64, with the numbers it had."""
    n = draw.integer(4, 7)
    while True:
        w, x = weights(draw, n), draw.normal(8, n, dtype=torch.float64)
        wide = {name: value.double() for name, value in w.items()}
        if all(is_clear(wide, row) for row in x):
            break
    seen = observe("in_float64", size=n, values=w, x=x)
    expected = torch.stack([formula(wide, row) for row in x])
    expect(seen["outputs"], "net.double()(X)").close(expected, otherwise=LEFT_BEHIND)


@check(points=1.5, kind="state")
def test_training_leaves_the_constant(observe, draw):
    """Training all parameters, after `requires_grad_(True)`, changes `linear` and leaves `rand_weight` alone."""
    n, lr, decay, steps = draw.integer(3, 6), 0.05, 0.1, 3
    path = None
    while path is None:
        w, x = weights(draw, n, scale=0.3), draw.normal(5, n)
        path = trained(w, x, lr, decay, steps)
    seen = observe("train", size=n, values=w, x=x, lr=lr, decay=decay, steps=steps)
    got = seen["tensors"]
    expect(got["rand_weight"], "net.rand_weight, after training").equal(w["rand_weight"], otherwise=TRAINED)
    expect(seen["grad"], "the gradient of net.rand_weight").equal(0 * w["rand_weight"], otherwise=WANTS_GRAD)
    for name in ("linear.weight", "linear.bias"):
        stays = {DETACHED: w[name]}
        expect(got[name], f"net.{name}, after training").close(path[name], mistaken=stays, tolerance=(1e-3, 1e-4))
    expect(seen["output"], "net(X), after training").close(formula(path, x), tolerance=(1e-3, 1e-3))


def trained(w, x, lr, decay, steps):
    """The tensors after some steps, or None where rounding could decide anything on the way."""
    if not is_telling(w, x):
        return None
    w = dict(w)
    for _ in range(steps):
        if not is_clear(w, x):
            return None
        grad = gradients(w, x, formula)
        for name in ("linear.weight", "linear.bias"):
            w[name] = w[name] - lr * (grad[name] + decay * w[name])
    return w if is_clear(w, x) else None


@check(points=1, kind="identity")
def test_drawn_once_for_every_model(observe, draw):
    """The constant is drawn entry by entry from [0, 1), anew for every model; two models share no tensor."""
    n = draw.integer(4, 7)
    (w, x), others = drawn(draw, n, 5), weights(draw, n)
    while not is_clear(others, x):
        others = weights(draw, n)
    seen = observe("two_models", size=n, values=w, others=others, x=x)
    for name, values in (("one", w), ("two", others)):
        expect(seen[name], f"{name}(X)").close(formula(values, x), otherwise=SHARED, tolerance=(1e-4, 1e-4))
    n = 300
    seen = observe("new_models", size=n)
    one, two = (seen[i] for i in (0, 1))
    for i, name in ((0, "one"), (1, "two")):
        expect(seen[i]["rand_weight"], f"{name}.rand_weight").shaped(n, n).satisfies(
            is_independent, "drawn entry by entry", otherwise=REPEATED
        ).satisfies(is_uniform, "uniform on [0, 1)", otherwise=OTHER_DRAW)
    for name in ("rand_weight", "linear.weight"):
        first = one[name].tensor()
        expect(two[name], f"two.{name}").satisfies(
            lambda value, first=first: first is not None and value is not None and not torch.equal(value, first),
            f"different from one.{name}",
            otherwise=ALIKE,
            message=f"Two new models have the same {name}",
        )


def is_uniform(value):
    """Whether the sorted entries lie within 1.2 per cent of where they should: a millionth of all draws do not."""
    value = value.flatten().sort().values
    places = (torch.arange(len(value), dtype=torch.float64) + 0.5) / len(value)
    return bool(value[0] >= 0 and value[-1] < 1 and (value - places).abs().max() < 0.012)


def is_independent(value):
    """Whether no entry goes with its neighbours or with its mirror image."""
    if not isinstance(value, torch.Tensor):
        return False
    centred = (value.double() - value.double().mean()) / value.double().std()
    others = centred.roll(1, 0), centred.roll(1, 1), centred.T - centred.diag().diag()
    return all(bool((centred * other).mean().abs() < 0.04) for other in others)


@check(points=1, kind="identity")
def test_every_call_uses_the_tensors_as_they_are(observe, draw):
    """Every call, and a deep copy, computes with its own three tensors as they are at that moment."""
    n = draw.integer(4, 7)
    while True:
        (w, x), others, y = drawn(draw, n, 5), weights(draw, n), draw.normal(5, n)
        mixed = w | {"rand_weight": others["rand_weight"]}
        if all(is_clear(v, z) for v, z in ((w, y), (mixed, x), (others, x))):
            break
    near = {"tolerance": (1e-4, 1e-4)}
    right = formula(w, x)
    for training in (True, False):
        seen = observe("call_again", size=n, values=w, others=others, x=x, y=y, training=training)
        first = seen["first"].tensor()
        reason = STALE if first is not None and seen["second"].is_close(first) else NEW_CONSTANT
        expect(seen["first"], "net(X)").close(right, otherwise=reason, **near)
        expect(seen["second"], "net(X), the second time").close(right, otherwise=reason, **near)
        expect(seen["other"], "net(Y)").close(formula(w, y), otherwise=STALE, **near)
        written = formula(mixed, x)
        expect(seen["constant"], "net(X), after a write to rand_weight").close(written, otherwise=STALE, **near)
        expect(seen["all"], "net(X), after a write to all").close(formula(others, x), otherwise=STALE, **near)
    seen = observe("deep_copy", size=n, values=w, others=others, x=x)
    expect(seen["fresh twin"], "copy.deepcopy(net)(X)").close(right, otherwise=LOST_IN_COPY, **near)
    expect(seen["net"], "net(X), after a write to its deep copy").close(right, otherwise=SHARED, **near)
    expect(seen["twin"], "the copy's result, after a write to it").close(formula(others, x), otherwise=STALE, **near)


@check(points=1.5, kind="device", gpus=2)
def test_works_where_it_was_moved(observe, draw):
    """After `.to(device)`, alone or as a part of another model, it works there with all it has; it moves back, too."""
    n = draw.integer(4, 7)
    moves = [("cpu", None), ("cuda:1", "to"), ("cuda:0", "part of another"), ("cpu", "to"), ("cuda:1", "cuda")]
    for first_call_on_host, these in ((True, moves), (False, [("cuda:1", "part of another"), ("cuda:0", "to")])):
        cases = [(place, way, *drawn(draw, n, 5)) for place, way in these]
        seen = observe("taken_along", size=n, cases=cases, first_call_on_host=first_call_on_host)
        if first_call_on_host:
            expect(seen[0]["made"], "FixedHiddenMLP(size)(X), with X on the CPU").shaped(otherwise=CHOOSES)
        for i, (place, _, w, x) in enumerate(cases):
            here, right = seen[i + 1], gradients(w, x, formula)
            expect(here["constant"], f"net.rand_weight, as {place} finds it").shaped(n, n, otherwise=ATTRIBUTE)
            called = f"net(X), on {place}"
            constants = [here["constant"].tensor(), *(case[2]["rand_weight"] for case in cases[:i])]
            stale = [(STALE, formula(w | {"rand_weight": constant}, x)) for constant in constants]
            expect(here["output"], called).close(formula(w, x), mistaken=stale, tolerance=(1e-4, 1e-4)).on(
                place, otherwise=ELSEWHERE
            )
            expect(here["used"], f"{called}, as {place} finds it").close(
                formula(w, x), otherwise=ELSEWHERE, tolerance=(1e-4, 1e-4)
            )
            expect(here["ended"], f"(2 * net(X)).backward(), on {place}").equal(None)
            for name in ("linear.weight", "linear.bias", "X"):
                limits = (1e-3, 1e-4 * float(right[name].abs().max()))
                expect(here["gradients"][name], f"{name}.grad, on {place}").close(2 * right[name], tolerance=limits).on(
                    place
                )


@check(points=0.5, kind="robustness")
def test_leaves_things_alone(observe, draw):
    """A call changes neither X nor the mode, the grad mode, the random state or the default dtype."""
    n = draw.integer(3, 7)
    w = weights(draw, n)
    for x in (3 + draw.normal(4, n), 3 + draw.normal(n)):
        seen = observe("asks_for_grad", size=n, values=w, x=x)
        expect(seen["X"], "X, after net(X)").equal(x, otherwise=INPUT_TAKEN)
        expect(seen["grad"], "X.grad, of an X that asked for none").equal(0 * x, otherwise=INPUT_TAKEN)
    seeds = [draw.integer(1, 2**31) for _ in range(2)]
    three = torch.ones(3)
    for training in (True, False):
        seen = observe("surroundings", size=n, values=w, x=x, seeds=seeds, training=training)
        dropped = 0 * three if training else three
        expect(seen["witness"], "a Dropout(1.0) put into the model").close(dropped, otherwise=SETS_MODE)
        expect(seen["training"], "net.training").equal(training, otherwise=SETS_MODE)
        expect(seen["anchor"], "a gradient computed after net(X)").close(2 * three, otherwise=GRAD_MODE)
        expect(seen["quiet"], "a gradient, asked of no_grad, after net(X)").equal(0 * three, otherwise=GRAD_MODE)
        for i, seed in enumerate(seeds):
            numbers = torch.rand(4, generator=torch.Generator().manual_seed(seed))
            expect(seen["random"][i], "torch.manual_seed(s); net(X); torch.rand(4)").close(
                numbers, otherwise=RANDOM_STATE
            )
        expect(seen["made"], "torch.ones(2)").equal(torch.ones(2), otherwise=SETS_DTYPE)
