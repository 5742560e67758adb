"""Your first Module."""

import torch
from torch.nn import functional as F
from torch.nn.functional import linear, relu

from grader.judge import Misconception, check, expect

POINTS = 5

NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself, so it can hold no layers.")
LIST_HIDES = Misconception("plain_list_registers", "The net does not know its layers: a plain list registers nothing.")
NAMES_DIFFER = Misconception(
    "names_in_state_dict_are_free",
    "The parameters are registered under other names: saved states will not fit.",
)
TWICE = Misconception("registering_twice_is_harmless", "The state holds the same layers twice, under two names.")
NO_BIAS = Misconception("bias_is_optional", "A layer has no bias, so one of the four tensors is missing.")
NOTEBOOK = Misconception("state_is_a_notebook", "The state holds more than the two layers after a call.")
FIXED_SIZES = Misconception("sizes_are_constants", "The layers have sizes that do not come from the arguments.")
OTHER_ARGUMENTS = Misconception(
    "names_of_arguments_are_free", "An argument has another name than the task gives it: a call by name fails."
)
SIZES_SWAPPED = Misconception("sizes_are_interchangeable", "The arguments reach the layers in another order.")
MATRIX_ONLY = Misconception(
    "input_is_always_a_matrix",
    "Matrices go through, but other numbers of dimensions are not kept as they are.",
)
CONTIGUOUS_ONLY = Misconception(
    "every_tensor_is_contiguous", "A view of a tensor, in another order of memory, cannot go in."
)
EMPTY = Misconception("there_is_always_a_row", "An empty batch is a batch too: no rows in, no rows out.")
SQUEEZED = Misconception("size_one_means_nothing", "A dimension of size one got lost on the way.")
NO_ACTIVATION = Misconception(
    "linear_includes_relu", "The output is a linear function of X: the activation is missing, or not used."
)
TOO_EARLY = Misconception("activation_before_the_layer", "The activation works on the input, not on the hidden values.")
ANOTHER = Misconception("any_activation_will_do", "The hidden activation is another function than max(h, 0).")
ADDED = Misconception("more_than_the_formula", "X itself was added to the output.")
BIAS_LATE = Misconception("bias_comes_after_the_activation", "The bias of `hidden` is added behind the activation.")
NEIGHBOURS = Misconception("rows_may_see_each_other", "A row alone gives another result than the same row in a batch.")
STALE_COPY = Misconception(
    "a_copy_follows_its_weight",
    "The model computes with something made from its weights earlier, not with them.",
)
CALL_WRITTEN = Misconception(
    "call_is_the_method_to_write",
    "Either `forward` is missing, or `net(X)` goes past the hooks of nn.Module.",
)
PROBABILITIES = Misconception(
    "classifier_outputs_probabilities",
    "The outputs are squeezed into probabilities: logits are free numbers.",
)
CUT_AT_ZERO = Misconception(
    "every_layer_ends_in_its_activation",
    "With a very negative `out.bias` the outputs stay at 0: they are cut off.",
)
EVAL_DIFFERS = Misconception(
    "evaluation_computes_something_else", "Training mode gives the formula, evaluation mode something else."
)
TRAIN_DIFFERS = Misconception(
    "training_computes_something_else", "Evaluation mode gives the formula, training mode something else."
)
FLOAT32 = Misconception("everything_is_float32", "A model in float64 is not computed in float64.")
GRAD_MODE = Misconception("grad_mode_is_mine", "The caller's choice about gradients (`no_grad` or not) is overruled.")
DETACHED = Misconception("detach_is_harmless", "No gradient reaches the hidden layer: the graph is cut behind it.")
DATA = Misconception(
    "data_is_the_weight", "A weight gets no gradient: `.data` or a copy took its place in the formula."
)
OTHER_GRADIENT = Misconception(
    "right_outputs_right_gradients", "The outputs are right, the gradients are not those of the formula."
)
INPUT_CUT = Misconception("input_needs_no_gradient", "The parameters get their gradients, the input gets none.")
NO_EVAL_GRAD = Misconception(
    "evaluation_needs_no_gradients",
    "In evaluation mode no gradients flow: the mode is not a switch for autograd.",
)
CLEARED = Misconception("gradients_are_cleared_by_the_model", "Gradients that were there before the call are lost.")
CLOSURE = Misconception("a_closure_is_copied_along", "The copy computes with the layers of the original.")
REMEMBERED = Misconception(
    "results_may_be_remembered",
    "The weights changed, the output did not: something is remembered from before.",
)
REMADE = Misconception(
    "forward_is_where_layers_are",
    "Same input, different outputs: every call makes new layers with new weights.",
)
SHARED_RESULT = Misconception("results_may_share_memory", "A later call overwrote the result of an earlier one.")
SHARED_LAYERS = Misconception(
    "class_attribute_belongs_to_the_object",
    "Two models share their layers: each computes with what the other got.",
)
SEEDED = Misconception("a_class_may_set_the_seed", "The class sets the random seed: draws repeat that should be fresh.")
DRAWS = Misconception("forward_may_draw", "A call uses up random numbers: the formula has no chance in it.")
CONSTANT = Misconception("a_constant_start_will_do", "Every weight of a new layer is the same number.")
INPUT_TAKEN = Misconception("the_input_is_mine", "The caller's X is not what it was before the call.")
SETS_MODE = Misconception("forward_sets_the_mode", "The mode of the model is not what it was before the call.")
SETS_DTYPE = Misconception("the_default_dtype_is_mine", "After the call, new tensors have another dtype.")

RAISED = {
    r"unexpected keyword argument": OTHER_ARGUMENTS,
    r"before Module\.__init__\(\) call": NO_INIT,
    r"it has \[\]": LIST_HIDES,
    r"Only Tensors created explicitly by the user": STALE_COPY,
}
FUNCTIONS = (
    torch.sigmoid,
    torch.tanh,
    F.leaky_relu,
    F.gelu,
    F.silu,
    F.elu,
    F.softplus,
    F.relu6,
    F.hardtanh,
    torch.abs,
)


def drawn_weights(draw, n, h, o):
    """Weights that keep the numbers near one, so that float32 has digits to spare."""
    return {
        "hidden.weight": draw.normal(h, n) / n**0.5,
        "hidden.bias": draw.normal(h),
        "out.weight": draw.normal(o, h) / h**0.5,
        "out.bias": draw.normal(o),
    }


def before_relu(w, x):
    return linear(x, w["hidden.weight"], w["hidden.bias"])


def from_hidden(w, values):
    return linear(values, w["out.weight"], w["out.bias"])


def mlp(w, x):
    return from_hidden(w, relu(before_relu(w, x)))


@check(points=0.5, kind="shape")
def test_shapes(observe, draw):
    """The last dimension goes from num_inputs to num_outputs as the arguments say; all others stay."""
    n, h, o, b, t = draw.sizes(5)
    inputs = {
        "batch": draw.normal(b, n),
        "sequences": draw.normal(b, t, n),
        "row": draw.normal(n),
        "four": draw.normal(2, b, t, n),
        "one": draw.normal(1, n),
        "empty": torch.zeros(0, n),
        "none": torch.zeros(b, 0, n),
    }
    view = draw.normal(b, t, n)
    reasons = {"one": SQUEEZED, "empty": EMPTY, "none": EMPTY}
    for hiddens, outputs in ((h, o), (1, 1)):
        arguments = dict(draw.shuffled([("num_inputs", n), ("num_hiddens", hiddens), ("num_outputs", outputs)]))
        seen = observe("call_all", arguments=arguments, inputs=inputs, view=view)
        reasons["batch"] = why_not_that_width(seen["batch"], b, h)
        for name, x in inputs.items():
            reason = reasons.get(name, MATRIX_ONLY) if outputs > 1 else SQUEEZED
            expect(seen[name], f"MLP({n}, {hiddens}, {outputs})(X)").shaped(*x.shape[:-1], outputs, otherwise=reason)
        expect(seen["view"], "net(X.transpose(0, 1))").shaped(b, t, outputs, otherwise=CONTIGUOUS_ONLY)
    seen = observe("call_all", arguments={"num_inputs": n}, inputs=inputs, view=view)
    expect(seen["batch"], f"MLP({n})(X)").shaped(b, 10, otherwise=why_not_that_width(seen["batch"], b, h))


def why_not_that_width(seen, b, h):
    if seen.tensor() is None:
        return None
    return SIZES_SWAPPED if seen.tensor().shape == (b, h) else FIXED_SIZES


@check(points=0.5, kind="value")
def test_output_is_out_of_relu_of_hidden(observe, draw):
    """The output is out(relu(hidden(X))), for a row as for a batch; `net(X)` runs `forward` and hooks."""
    n, hiddens, outputs, b, t = draw.sizes(5, low=5, high=11)
    for h, o in ((hiddens, outputs), (1, outputs), (hiddens, 1), (n, n)):
        w = drawn_weights(draw, n, h, o)
        inputs = {"row": draw.normal(n), "batch": draw.normal(b, n), "sequences": draw.normal(t, b, n)}
        inputs["large"] = 10_000 * draw.normal(b, n)
        view = draw.normal(b, t, n)
        called = f"MLP({n}, {h}, {o})"
        seen = observe("call", sizes=(n, h, o), weights=w, inputs=inputs, view=view)
        x = inputs["batch"]
        expected = mlp(w, x)
        reason = ANOTHER if is_another_activation(seen["batch"], w, x) else None
        expect(seen["batch"], f"{called}(X)").close(
            expected,
            mistaken=mistakes(w, x) | old_weights(seen["first"], x) | ({ADDED: expected + x} if n == o else {}),
            otherwise=NEIGHBOURS if seen["row by row"].is_close(expected) else reason,
        )
        expect(seen["hooked"], "net(X), with a hook that doubles the output").close(
            2 * expected, otherwise=CALL_WRITTEN
        )
        expect(seen["forward"], "net.forward(X)").close(expected, otherwise=CALL_WRITTEN)
        expect(seen["large"], f"{called}(10000 * X)").close(
            mlp(w, inputs["large"]), otherwise=ANOTHER, tolerance=(1e-4, 1.0)
        )
        for name in ("row", "sequences"):
            expect(seen[name], f"{called}(X)").close(mlp(w, inputs[name]), otherwise=MATRIX_ONLY)
        expect(seen["view"], f"{called}(X.transpose(0, 1))").close(mlp(w, view), otherwise=CONTIGUOUS_ONLY)


def mistakes(w, x):
    before = before_relu(w, x)
    late = relu(linear(x, w["hidden.weight"])) + w["hidden.bias"]
    return {
        NO_ACTIVATION: from_hidden(w, before),
        TOO_EARLY: from_hidden(w, before_relu(w, relu(x))),
        BIAS_LATE: from_hidden(w, late),
        PROBABILITIES: torch.softmax(mlp(w, x), -1),
        CUT_AT_ZERO: relu(mlp(w, x)),
    }


def old_weights(first, x):
    """What a model computes that still uses the weights it started with."""
    start = {name: first[name].tensor() for name in ("hidden.weight", "hidden.bias", "out.weight", "out.bias")}
    try:
        return {STALE_COPY: mlp(start, x)}
    except (TypeError, RuntimeError):  # the model has not these tensors
        return {}


def is_another_activation(seen, w, x):
    return any(seen.is_close(from_hidden(w, function(before_relu(w, x)))) for function in FUNCTIONS)


@check(points=0.5, kind="value")
def test_logits_are_free(observe, draw):
    """What is added to `out.bias` is added to the outputs: nothing happens to them after `out`."""
    n, h, o = draw.sizes(3)
    shift = draw.uniform(o, low=-120, high=-80)
    w, x = drawn_weights(draw, n, h, o), draw.normal(6, n)
    seen = observe("shift_the_bias", sizes=(n, h, o), weights=w, shift=shift, x=x)
    expect(seen["before"], "net(X)").shaped(6, o)
    expected = mlp(w, x) + shift
    after = seen["after"].tensor()
    rows = torch.ones(6)
    squeezed = after is not None and any(
        torch.allclose(values.sum(-1), rows, atol=1e-4) for values in (after, after.exp()) if values.shape == (6, o)
    )
    expect(seen["after"], "net(X), with out.bias lower by about 100").close(
        expected,
        mistaken={CUT_AT_ZERO: torch.zeros(6, o), REMEMBERED: seen["before"].tensor()},
        otherwise=PROBABILITIES if squeezed else None,
        tolerance=(1e-4, 1e-4),
    )


@check(points=0.5, kind="value")
def test_every_mode_computes_the_same(observe, draw):
    """Training and evaluation mode, with gradients or without, in float32 or float64: one formula."""
    n, h, o = draw.sizes(3, low=5, high=12)
    w, x = drawn_weights(draw, n, h, o), 0.1 * draw.normal(6, n)
    expected = mlp(w, x)
    seen = observe("modes", sizes=(n, h, o), weights=w, x=x)
    right = {mode: seen[mode].is_close(expected) for mode in ("training", "evaluation")}
    expect(seen["training"], "net.train()(X)").close(expected, otherwise=TRAIN_DIFFERS if right["evaluation"] else None)
    expect(seen["evaluation"], "net.eval()(X)").close(expected, otherwise=EVAL_DIFFERS if right["training"] else None)
    for mode in ("training", "evaluation"):
        expect(seen["quiet"][mode], "net(X), under torch.no_grad()").close(expected, otherwise=GRAD_MODE)
    for name, value in w.items():
        expect(seen["leaked"][name], f"{name}.grad, from a call under torch.no_grad()").equal(
            torch.zeros_like(value), otherwise=GRAD_MODE
        )
    wide, x = {name: value.double() for name, value in w.items()}, 0.1 * draw.normal(6, n, dtype=torch.float64)
    wide["hidden.weight"] = draw.normal(h, n, dtype=torch.float64)
    seen = observe("in_float64", sizes=(n, h, o), weights=wide, x=x)
    expect(seen["output"], "net.double()(X)").close(mlp(wide, x), otherwise=FLOAT32)


@check(points=0.5, kind="gradient")
def test_gradients(observe, draw):
    """All four parameters and X get the gradients of the formula, in both modes, added to what is there."""
    n, h, o = draw.sizes(3)
    w, x = away_from_the_kink(draw, n, h, o)
    upstream = draw.normal(5, o)
    expected = reference_gradients(w, x, upstream)
    for training in (True, False):
        seen = observe("backward", sizes=(n, h, o), weights=w, x=x, upstream=upstream, training=training)
        expect(seen["output"], "net(X)").shaped(5, o)
        expect(seen["ended"], "net(X).backward(upstream)").equal(None, otherwise=DETACHED if training else NO_EVAL_GRAD)
        for name in ("out.bias", "out.weight", "hidden.bias", "hidden.weight", "X"):
            reason = why_no_gradient(seen["grad"], name, training)
            if seen["output"].is_close(mlp(w, x)):
                reason = reason or OTHER_GRADIENT
            expect(seen["grad"][name], f"{name}.grad").close(expected[name], otherwise=reason)
    seen = observe("backward_twice", sizes=(n, h, o), weights=w, x=x, upstream=upstream)
    for name in w:
        expect(seen["grad"][name], f"{name}.grad, after two calls").close(
            2 * expected[name], mistaken={CLEARED: expected[name]}
        )


def away_from_the_kink(draw, n, h, o):
    """Weights and X (5, n) whose hidden values stay clear of 0, where rounding would decide the gradient.

    Every hidden unit is awake for some row: a gradient of 0 doubled is still 0.
    """
    while True:
        w, x = drawn_weights(draw, n, h, o), draw.normal(5, n)
        hidden = before_relu(w, x)
        if hidden.abs().min() > 1e-3 and (hidden > 0).any(0).all() and (hidden < 0).any():
            return w, x


def reference_gradients(w, x, upstream):
    leaves = {name: value.clone().requires_grad_() for name, value in (w | {"X": x}).items()}
    (mlp(leaves, leaves["X"]) * upstream).sum().backward()
    return {name: leaf.grad for name, leaf in leaves.items()}


def why_no_gradient(grads, name, training):
    names = ("out.bias", "out.weight", "hidden.weight", "hidden.bias", "X")
    missing = {name for name in names if grads[name].tensor() is None}
    if name not in missing:
        return None
    if not training:
        return NO_EVAL_GRAD
    if name == "X":
        return INPUT_CUT
    return DETACHED if missing >= {"hidden.weight", "hidden.bias"} and "out.weight" not in missing else DATA


@check(points=0.5, kind="state")
def test_state_is_two_layers(observe, draw):
    """`state_dict()` has the weight and the bias of `hidden` and of `out`, and nothing else."""
    n, hiddens, outputs = draw.sizes(3)
    for sizes in ((n, hiddens, outputs), (n,)):
        h, o = sizes[1:] or (256, 10)
        shapes = {"hidden.weight": (h, n), "hidden.bias": (h,), "out.weight": (o, h), "out.bias": (o,)}
        seen = observe("state", sizes=sizes)
        reason = what_is_wrong(seen["shapes"].plain(), shapes)
        expect(seen["shapes"], "shapes of net.state_dict()").equal(shapes, otherwise=reason)
    n, h, o = draw.sizes(3)
    w = drawn_weights(draw, n, h, o)
    seen = observe("filled_state", sizes=(n, h, o), weights=w)
    expect(seen["state"], "net.state_dict()").equal(w)
    expect(seen["parameters"], "dict(net.named_parameters())").equal(w)


def what_is_wrong(shapes, expected):
    if not isinstance(shapes, dict) or not shapes:
        return LIST_HIDES
    missing, extra = set(expected) - set(shapes), set(shapes) - set(expected)
    if not missing and extra:
        twice = sorted(shapes[name] for name in extra) == sorted(expected.values())
        return TWICE if twice else NOTEBOOK
    if missing and not extra:
        return NO_BIAS if all(name.endswith(".bias") for name in missing) else LIST_HIDES
    return NAMES_DIFFER if missing else FIXED_SIZES


@check(points=0.5, kind="state")
def test_loads_and_copies(observe, draw):
    """After `load_state_dict`, and in a deep copy, the model computes with the weights it has now."""
    n, h, o = draw.sizes(3)
    w, others, more = (drawn_weights(draw, n, h, o) for _ in range(3))
    x = draw.normal(6, n)
    for training in (True, False):
        seen = observe("load_and_copy", sizes=(n, h, o), weights=w, others=others, more=more, x=x, training=training)
        expect(seen["apart"]["net"], "net(X), after the copy was loaded").close(mlp(w, x))
        expect(seen["apart"]["twin"], "copy.deepcopy(net)(X), after loading into the copy").close(
            mlp(others, x), mistaken={CLOSURE if training else REMEMBERED: mlp(w, x)}
        )
        expect(seen["loaded"]["net"], "net(X), after net.load_state_dict(...)").close(
            mlp(more, x), mistaken={REMEMBERED: mlp(w, x)}
        )
        expect(seen["loaded"]["twin"], "the copy's output, after the original was loaded").close(
            mlp(others, x), mistaken={CLOSURE: mlp(more, x)}
        )


@check(points=0.5, kind="identity")
def test_layers_are_made_once(observe, draw):
    """Every call uses the same layers, with the weights as they are at that moment."""
    n, h, o = draw.sizes(3)
    w, others = drawn_weights(draw, n, h, o), drawn_weights(draw, n, h, o)
    x, y = draw.normal(6, n), draw.normal(6, n)
    seen = observe("call_again", sizes=(n, h, o), weights=w, others=others, x=x, y=y)
    first, second = seen["first"].tensor(), seen["second"]
    changes = first is not None and not second.is_close(first)
    expected = mlp(w, x)
    expect(seen["first"], "net(X)").close(expected, otherwise=REMADE if changes else None)
    expect(second, "net(X), the second time").close(expected, otherwise=REMADE)
    expect(seen["kept"], "the result of net(X), after net(Y)").close(expected, mistaken={SHARED_RESULT: mlp(w, y)})
    expect(seen["other"], "net(Y)").close(mlp(w, y))
    expect(seen["after a write"], "net(X), after a write to the weights").close(
        mlp(others, x), mistaken={REMEMBERED: expected}
    )


@check(points=0.5, kind="identity")
def test_models_are_independent(observe, draw):
    """Two models start with different random weights and share none of them."""
    n, h, o = 20, 256, 10
    w, others, x = drawn_weights(draw, n, h, o), drawn_weights(draw, n, h, o), draw.normal(6, n)
    seen = observe("two_models", sizes=(n,), weights=w, others=others, x=x)
    expect(seen["one"], "one(X)").close(mlp(w, x))
    expect(seen["two"], "two(X), after a write to the weights of one").close(mlp(others, x), otherwise=SHARED_LAYERS)
    for layer, shape in (("hidden", (h, n)), ("out", (o, h))):
        one, two = (seen["started"][i][layer] for i in (0, 1))
        expect(one, f"one.{layer}.weight").shaped(*shape)
        expect(two, f"two.{layer}.weight").shaped(*shape)
        start = one.tensor()
        alike = start is not None and bool((start == start.reshape(-1)[0]).all())
        expect(two, f"two.{layer}.weight").satisfies(
            lambda value, start=start: start is not None and not torch.equal(value, start),
            f"different from one.{layer}.weight",
            otherwise=CONSTANT if alike else SEEDED,
            message=f"Two new models have the same `{layer}.weight`",
        )


@check(points=0.5, kind="robustness")
def test_leaves_things_alone(observe, draw):
    """A call changes neither X nor the mode, the grad mode, the random state or the default dtype."""
    n, o = draw.sizes(2)
    w, sizes = drawn_weights(draw, n, n, o), (n, n, o)  # square: here a result would fit into the input
    for x in (draw.normal(4, n), draw.normal(n), draw.normal(2, 3, n)):
        seen = observe("call_on", sizes=sizes, weights=w, x=x)
        for moment in ("after training", "after evaluation"):
            expect(seen[moment], "X, after net(X)").equal(x, otherwise=INPUT_TAKEN)
        seen = observe("asks_for_grad", sizes=sizes, weights=w, x=x)
        expect(seen["values"], "X, after a backward pass").equal(x, otherwise=INPUT_TAKEN)
        expect(seen["grad"], "X.grad, of an X that asked for none").equal(torch.zeros_like(x), otherwise=INPUT_TAKEN)
    for training in draw.shuffled([True, False]):
        seen = observe("witness_of_mode", sizes=sizes, weights=w, x=x, training=training)
        expected = torch.zeros_like(x) if training else x
        expect(seen["witness"], "a Dropout(1.0) put into the model, after net(X)").close(expected, otherwise=SETS_MODE)
        expect(seen["training"], "net.training").equal(training, otherwise=SETS_MODE)
    seeds = [draw.integer(1, 2**31) for _ in range(2)]
    seen = observe("surroundings", sizes=sizes, weights=w, x=x, seeds=seeds)
    twos = torch.full((3,), 2.0, dtype=torch.float32)
    expect(seen["anchor"], "the gradient of a sum of squares, made after net(X)").close(twos, otherwise=GRAD_MODE)
    expect(seen["quiet"], "the gradient of a sum made under no_grad, after net(X)").equal(0 * twos, otherwise=GRAD_MODE)
    repeated = seen["random"][0].tensor() is not None and seen["random"][1].is_close(seen["random"][0].tensor())
    for i, seed in enumerate(seeds):
        expect(seen["random"][i], "torch.manual_seed(s); net(X); torch.rand(4)").close(
            torch.rand(4, generator=torch.Generator().manual_seed(seed), dtype=torch.float32),
            otherwise=SEEDED if repeated else DRAWS,
        )
    expect(seen["made"], "torch.ones(2), after net.double()(X)").equal(
        torch.ones(2, dtype=torch.float32), otherwise=SETS_DTYPE
    )
