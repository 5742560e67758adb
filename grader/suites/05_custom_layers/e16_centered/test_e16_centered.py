"""A layer without parameters."""

import torch
from torch.nn.functional import linear, sigmoid

from grader.judge import Misconception, check, expect

POINTS = 5

PER_COLUMN = Misconception("centring_is_per_feature", "Each column got a mean of its own: there is one for all.")
PER_ROW = Misconception("centring_is_per_row", "Each row, or each sample, got a mean of its own: there is one for all.")
NORMALISED = Misconception("centring_is_normalising", "The result was divided by something after centring.")
OTHER_CENTRE = Misconception("any_middle_is_the_mean", "What was taken away is another number than the mean.")
SIGN = Misconception("order_does_not_matter", "The sign is wrong: the mean is taken away from X.")
NO_MEAN = Misconception("the_input_is_the_output", "X comes out as it went in.")
SIZE_ONE = Misconception("size_one_is_nothing", "A tensor of one element is its own mean, and the result is 0.")
SHAPE = Misconception("shape_is_fixed", "Some shapes do not go through, or do not come out as they were.")
CONTIGUOUS = Misconception("every_tensor_is_contiguous", "A view in another order of memory does not go through.")
NOT_A_TENSOR = Misconception("more_is_better", "What was returned is no tensor.")
NEEDS_SIZE = Misconception("a_layer_knows_its_size", "The layer cannot be made without arguments.")
NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself.")

CONSTANT = Misconception(
    "the_mean_is_a_constant", "The mean is treated as a constant, though each element has a part in it."
)
CUT = Misconception("values_are_enough", "The numbers are right, but no gradient comes back through the layer.")
NO_EVAL_GRAD = Misconception("evaluation_needs_no_gradients", "In evaluation mode, no gradient comes back.")
OTHER_GRADIENT = Misconception(
    "gradient_of_another_formula", "The numbers are right, but their gradient is another one."
)
CLEARS = Misconception("old_gradients_are_mine", "A gradient that was there before is lost: gradients are added up.")

STATE = Misconception(
    "every_layer_has_state", "The layer brings something to learn or to save: there is no such thing."
)
TRAINING_ONLY = Misconception("centring_is_for_training", "Evaluation mode gives another result than training mode.")
KEPT = Misconception("one_mean_for_all_calls", "A call used what an earlier call, or another layer, left behind.")
REUSED = Misconception("one_result_for_all_calls", "A result that was returned earlier has changed.")
GRAPH_KEPT = Misconception("a_result_may_be_kept", "The layer keeps a tensor with its graph: it cannot be copied.")
IN_PLACE = Misconception("the_input_is_mine", "X was changed by the call.")
MEMORY = Misconception("the_result_may_be_the_input", "The result shares memory with X: a change of it changes X.")
ASKS = Misconception("asking_for_gradients", "X was made to ask for gradients, or its gradient was changed.")
FLOAT32 = Misconception("everything_is_float32", "float64 comes back with another dtype, or without its last digits.")
HOOKS = Misconception("call_is_the_method_to_write", "`forward` is missing, or hooks do not run around it.")
GRAD_MODE = Misconception("grad_mode_is_mine", "The caller's grad mode does not hold, or is another one afterwards.")
MODE = Misconception("a_call_sets_the_mode", "A call has switched the layer to another mode.")
DTYPE = Misconception("dtype_is_mine", "The default dtype is another one after a call.")
RANDOM = Misconception("random_numbers_are_free", "A call has drawn random numbers, or set a seed.")

ELSEWHERE = Misconception("a_result_lies_where_it_is_handy", "X is on a GPU, and the result is somewhere else.")
MADE_ON_HOST = Misconception(
    "new_tensors_follow_x", "X is on a GPU, and met a tensor that was made on the CPU, where new tensors go by default."
)
FETCHED = Misconception(
    "values_are_at_hand", "Values of X were fetched from its GPU, or waited for: the program stood still meanwhile."
)

RAISED = {
    r"device type tensor to numpy": FETCHED,
    r"on the same device": MADE_ON_HOST,
    r"missing \d+ required positional argument": NEEDS_SIZE,
    r"before Module\.__init__\(\) call|has no attribute '_\w+'": NO_INIT,
    r"a leaf Variable that requires grad|modified by an inplace operation": IN_PLACE,
    r"no method named `forward`|missing the required \"forward\"": HOOKS,
    r"does not require grad and does not have a grad_fn": CUT,
    r"deepcopy protocol": GRAPH_KEPT,
    r"view size is not compatible": CONTIGUOUS,
    r"len\(\) of a 0-d|Dimension out of range|index out of range|must match the size|invalid for input of size": SHAPE,
}


def centred(x):
    return x - x.sum() / x.numel()


def drawn(draw, *shape, dtype=torch.float32):
    """Numbers whose mean is not 0."""
    return draw.normal(*shape, dtype=dtype) + 3


def readings(x):
    """What other ideas of centring give."""
    dims = tuple(range(1, x.dim()))
    spread = x.std() if x.numel() > 1 else torch.ones(())
    found = [(NO_MEAN, x), (SIGN, -centred(x)), (SIGN, x + x.mean())]
    found += [(NORMALISED, centred(x) / (spread + small)) for small in (0, 1e-8, 1e-5)]
    found += [(NORMALISED, centred(x) / (x.std(correction=0) + 1e-5)), (OTHER_CENTRE, x - x.median())]
    found += [(OTHER_CENTRE, x - x.sum()), (OTHER_CENTRE, x - (x.max() + x.min()) / 2)]
    found += [(OTHER_CENTRE, x - x.mean().round()), (OTHER_CENTRE, x - x.sum() / max(1, x.numel() - 1))]
    if dims:
        found += [(PER_COLUMN, x - x.mean(0)), (PER_ROW, x - x.mean(-1, keepdim=True))]
        found += [(PER_ROW, x - x.mean(dims, keepdim=True)), (PER_COLUMN, x - x.mean(-2, keepdim=True))]
        found += [(OTHER_CENTRE, x - x.sum() / size) for size in x.shape]
    return found


def expect_output(seen, x, called="CenteredLayer()(X)", otherwise=None):
    odd = NOT_A_TENSOR if seen.plain() is not None and seen.tensor() is None else None
    expect(seen, called).close(centred(x), mistaken=readings(x), otherwise=odd or otherwise)


@check(points=0.5, kind="value")
def test_takes_the_mean_away(observe, draw):
    """A row of numbers comes out with their mean taken away from each."""
    inputs = [torch.arange(1.0, 6.0), *(drawn(draw, draw.integer(4, 9)) for _ in range(3))]
    seen = observe("call", inputs=inputs)
    for i, x in enumerate(inputs):
        expect_output(seen[i], x)


@check(points=0.5, kind="value")
def test_one_mean_over_all(observe, draw):
    """There is one mean over all elements, for any shape, which stays as it is."""
    a, b, c, d = draw.sizes(4, high=6)
    shapes = [(a, b), (a, b, c), (a, b, c, d), (1, a), (a, 1), (1, a, 1), (), (1,), (1, 1)]
    inputs = [drawn(draw, *shape) for shape in shapes]
    seen = observe("call", inputs=inputs)
    for i, x in enumerate(inputs):
        reason = SIZE_ONE if x.numel() == 1 and seen[i].is_close(x) else SHAPE
        mistaken = readings(x) if x.numel() > 1 else []
        called = f"CenteredLayer()(X), X of shape {tuple(x.shape)}"
        expect(seen[i], called).close(centred(x), mistaken=mistaken, otherwise=reason)
    x = drawn(draw, a, 2 * b)
    seen = observe("call_on_views", x=x)
    for i, view in enumerate((x.T, x[:, ::2], x[:1].expand(4, -1))):
        expect_output(seen[i], view.contiguous(), "CenteredLayer()(X), X a view", CONTIGUOUS)


@check(points=0.5, kind="gradient")
def test_gradient_of_the_input(observe, draw):
    """The gradient of X is that of the formula, in both modes, added to what is there."""
    a, b = draw.sizes(2)
    for shape in ((a, b), (a,), (a, 1, b)):
        x, upstream = drawn(draw, *shape), draw.normal(*shape) + 1
        expected = centred(upstream)  # each upstream element, less the mean of all: the matrix is symmetric
        for training in (True, False):
            seen = observe("backward", x=x, upstream=upstream, training=training)
            cut = CUT if training else NO_EVAL_GRAD
            mistaken = {CONSTANT: upstream, cut: 0 * x}
            expect(seen["once"], "X.grad").close(expected, mistaken=mistaken, otherwise=OTHER_GRADIENT)
            expect(seen["twice"], "X.grad, after two passes").close(2 * expected, mistaken={CLEARS: expected})


@check(points=0.5, kind="gradient")
def test_trains_in_a_chain(observe, draw):
    """Between layers that learn, one step of SGD is that of the formula."""
    a, h, o, b = draw.sizes(4)
    first, last = (draw.normal(h, a), draw.normal(h)), (draw.normal(o, h), draw.normal(o))
    x, upstream, rate = draw.normal(b, a), draw.normal(b, o), draw.number(0.2, 0.5)

    def net(values, constant=False):
        hidden = sigmoid(linear(x, *values[:2]))
        mean = hidden.mean().detach() if constant else hidden.sum() / hidden.numel()
        return linear(hidden - mean, *values[2:])

    def trained(constant):
        leaves = [value.clone().requires_grad_() for value in (*first, *last)]
        (net(leaves, constant) * upstream).sum().backward()
        return net([leaf.detach() - rate * leaf.grad for leaf in leaves])

    seen = observe("train", first=first, last=last, x=x, upstream=upstream, rate=rate)
    expect(seen["ended"], "net(X).backward(upstream)").equal(None)
    expect(seen["trained"], "net(X), after a step").close(
        trained(False), mistaken={CONSTANT: trained(True)}, otherwise=CUT
    )


@check(points=0.5, kind="state")
def test_nothing_to_learn_or_save(observe, draw):
    """The layer has no parameter and no buffer, and nothing in `state_dict()`, before and after a call."""
    seen = observe("state", x=drawn(draw, *draw.sizes(2)))
    for i, moment in enumerate(("before a call", "after a call")):
        expect(seen[i]["state"], f"layer.state_dict(), {moment}").equal({}, otherwise=STATE)
        expect(seen[i]["tensors"], f"parameters and buffers, {moment}").equal([], otherwise=STATE)


@check(points=0.5, kind="state")
def test_every_call_is_like_the_first(observe, draw):
    """The result depends on X alone: in both modes, under `no_grad`, in a copy, and after other calls."""
    a, b = draw.sizes(2, low=3)
    x, y, z = drawn(draw, a, b), drawn(draw, a, b) + 2, drawn(draw, b + 1)
    seen = observe("repeat", x=x, y=y, z=z)
    alike = {"Y": y, "again": x, "other shape": z, "other layer": y, "evaluation": x, "evaluation Y": y, "no_grad": x}
    for name, given in (alike | {"training, no_grad": y, "copy": x, "X after a write": y}).items():
        modes = TRAINING_ONLY if "evaluation" in name or name == "no_grad" else KEPT
        reused = {REUSED: centred(x)} if name == "Y" else {}
        reason = None if name == "copy" else modes
        expect(seen[name], f"layer(X): {name}").close(centred(given), mistaken=reused, otherwise=reason)


@check(points=0.5, kind="device", gpus=2)
def test_stays_on_the_device_of_x(observe, draw):
    """With X on a GPU the result and the gradient are computed there, and nothing is fetched or waited for."""
    places = ["cuda:1", "cpu", "cuda:0", "cuda:1"]
    shapes = [draw.sizes(2), draw.sizes(3), draw.sizes(1), ()]
    inputs = [drawn(draw, *shape) for shape in shapes]
    upstreams = [draw.normal(*shape) + 1 for shape in shapes]
    seen = observe("on_devices", inputs=inputs, upstreams=upstreams, devices=places)
    for i, (x, upstream, place) in enumerate(zip(inputs, upstreams, places, strict=True)):
        called = f"layer(X), X of shape {tuple(x.shape)} on {place}"
        expect(seen[i]["output"], called).on(place, otherwise=ELSEWHERE).close(centred(x))
        expect(seen[i]["used"], f"{called}, as {place} finds it").close(centred(x), otherwise=ELSEWHERE)
        expect(seen[i]["ended"], f"{called}, .backward(upstream)").equal(None)
        expect(seen[i]["gradient"], "X.grad").close(centred(upstream), otherwise=OTHER_GRADIENT)
        called = f"fetches and waits of layer(X) and of the way back, X on {place}"
        expect(seen[i]["waits"], called).equal([0, 0, 0, 0], otherwise=FETCHED)


@check(points=0.5, kind="robustness")
def test_leaves_x_alone(observe, draw):
    """X keeps its numbers, its gradient and whether it asks for one, and shares no memory with the result."""
    a, b = draw.sizes(2)
    even = torch.tensor([-2.0, 0.0, 2.0])  # the mean is 0 already
    for x in (drawn(draw, a, b), drawn(draw, a), drawn(draw), even, torch.zeros(a)):
        waiting, factor = draw.normal(*x.shape), draw.number(2.0, 3.0)
        seen = observe("call_on", x=x, waiting=waiting, factor=factor)
        expect(seen["X"], "X after layer(X) and after layer.eval()(X), and a leaf after layer(X)").equal(
            [x, x, x], otherwise=IN_PLACE
        )
        expect(seen["X.grad"], "X.grad, of an X that asked for none").equal(0 * x, otherwise=ASKS)
        expect(seen["leaf.grad"], "X.grad, that was there before").equal(waiting, otherwise=ASKS)
        expect(seen["X after mul_"], "X, after layer(X).mul_(...)").equal(x, otherwise=MEMORY)


@check(points=0.5, kind="robustness")
def test_float64_with_all_digits(observe, draw):
    """float64 goes in and comes out, with all its digits."""
    inputs = [1000 + draw.normal(*shape, dtype=torch.float64) for shape in (draw.sizes(2), draw.sizes(3), ())]
    seen = observe("call", inputs=inputs)
    for i, x in enumerate(inputs):
        expect(seen[i], f"CenteredLayer()(X), X of float64 and shape {tuple(x.shape)}").close(
            centred(x), otherwise=FLOAT32
        )


@check(points=0.5, kind="robustness")
def test_leaves_the_world_alone(observe, draw):
    """Hooks run, and a call leaves modes, grad mode, default dtype and random numbers as they are."""
    x, shift = drawn(draw, *draw.sizes(2)), draw.number(1.0, 2.0)
    seen = observe("hooked", x=x, shift=shift)
    expect(seen["output"], "layer(X), with hooks on the layer").close(centred(x * x) + shift, otherwise=HOOKS)
    seeds = [draw.integer(1, 2**31) for _ in range(2)]
    seen = observe("surroundings", x=x, seeds=seeds)
    for i, seed in enumerate(seeds):
        expected = torch.rand(4, generator=torch.Generator().manual_seed(seed), dtype=torch.float32)
        expect(seen["random"][i], "torch.rand(4), after a call").close(expected, otherwise=RANDOM)
        expected = x if i else 0 * x
        expect(seen["modes"][i], "a Dropout(1.0) in the layer, after a call").close(expected, otherwise=MODE)
    twos = torch.full((2,), 2.0, dtype=torch.float32)
    expect(seen["loud"], "a gradient, made after a call").equal(twos, otherwise=GRAD_MODE)
    expect(seen["leaf"], "a gradient through a call under no_grad").equal(0 * twos, otherwise=GRAD_MODE)
    expect(seen["made"], "torch.ones(2), after a call in float64").equal(twos / 2, otherwise=DTYPE)
