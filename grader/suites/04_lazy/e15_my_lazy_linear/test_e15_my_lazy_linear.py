"""Write a lazy layer yourself."""

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect

POINTS = 30

MADE_AGAIN = Misconception(
    "lazy_means_each_time",
    "The Parameters are made again, or overwritten, at a later call: what was written to them is gone.",
)
PER_WIDTH = Misconception(
    "a_new_width_means_new_weights", "A second width was taken without a word: the layer started anew, or adapted."
)
BROADCAST = Misconception(
    "width_one_fits_everything", "A width of 1 was broadcast: it is a width like any other, and does not fit another."
)
NOT_PARAMETERS = Misconception(
    "tensors_are_parameters", "After the first call the layer does not own `weight` and `bias` as its Parameters."
)
NAMES = Misconception("names_are_free", "What the layer holds stands under other names than `weight` and `bias`.")
EXTRA = Misconception("extra_state_is_harmless", "The layer saves more than its two Parameters.")
LAYOUT = Misconception("layout_is_free", "The weight is not kept as nn.Linear keeps it, (units, width).")
ROW = Misconception("a_row_is_a_vector", "The bias broadcasts to the right shape, but it does not have it.")
ROWS = Misconception(
    "width_is_another_dimension", "The width was read from the wrong dimension of X: features are the last one."
)
TWO_DIMENSIONS = Misconception(
    "a_batch_is_two_dimensional", "Inputs that are no matrix of rows fail: the dimensions in front are not kept."
)
NO_BIAS = Misconception("bias_forgotten", "The bias is not added to the product.")
HAS_SHAPE = Misconception(
    "early_shapes_are_lazy", "Before the first call there is a tensor with a shape: the width is not known yet."
)
COPY = Misconception(
    "a_copy_needs_weights",
    "A copy made before the first call is no layer of its own: it cannot be made, or it does not find its own width.",
)
NOT_RANDOM = Misconception(
    "values_come_later", "The weight does not start with random, finite numbers of a usual size."
)
SEEDED = Misconception(
    "seeding_is_harmless",
    "Making the weights fixes a seed: layers start alike, or the caller's random numbers repeat.",
)
DRAWS = Misconception("drawing_is_harmless", "A later call drew random numbers, which were thrown away.")
FLOAT32 = Misconception("float32_is_everywhere", "The Parameters do not have the dtype of the first input.")
DEFAULT_DTYPE = Misconception("default_dtype_is_mine", "Tensors made after the call have another dtype than before.")
FROZEN = Misconception(
    "no_grad_makes_constants", "The Parameters made in this first call do not get the gradients that they should."
)
GRAD_MODE = Misconception(
    "grad_mode_is_mine", "The call recorded where nothing was to be recorded, or left it switched."
)
MODE = Misconception("made_in_training_only", "In eval mode the layer does something else than in training mode.")
CLEARS = Misconception("forward_clears_gradients", "A gradient that was waiting in the layer is gone after a call.")
NOT_TRAINED = Misconception(
    "an_optimiser_finds_everything",
    "After the steps the layer is where it was: the optimiser has not found the Parameters that the layer uses.",
)
GRADIENT = Misconception(
    "forward_is_not_training", "The outputs are right, the gradients are not those of the formula."
)
STALE = Misconception("weights_do_not_change", "The layer computes with weights that are no longer its own.")
NO_EARLY_LOAD = Misconception(
    "loading_needs_a_call", "A checkpoint cannot be loaded before the first call, or not all of it arrives."
)
OUTERMOST = Misconception(
    "load_state_dict_is_called_on_each",
    "The layer by itself can load a checkpoint early, but not as part of a net: there its own load_state_dict is "
    "not what runs.",
)
OVERWRITES = Misconception("the_first_call_draws", "What was loaded before the first call is lost: the call drew anew.")
ANYTHING_FITS = Misconception("any_checkpoint_fits", "A checkpoint that does not fit was taken without a word.")
SHARES = Misconception("loading_may_share", "Layer and checkpoint share memory: a write to one is seen in the other.")
EATEN = Misconception("checkpoints_are_mine", "The checkpoint has other entries after it was loaded.")
PER_OBJECT = Misconception("class_attributes_are_per_object", "Two layers hold the same Parameters.")
INPUTS = Misconception("inputs_are_mine", "The caller's X is not what it was before the call.")

RAISED = {
    r"has no parameter or buffer named '(weight|bias)'; it has \[('bias'|'weight')?\]": NOT_PARAMETERS,
    r"has no parameter or buffer named": NAMES,
    r"a tensor of shape \(1,( \d+)?\) was expected": ROW,
    r"a tensor of shape .* was expected to have shape": LAYOUT,
    r"cannot assign .* as parameter": NOT_PARAMETERS,
    r'Missing key\(s\) in state_dict: "(\w+\.)*(?!(weight|bias)")\w+"': EXTRA,
    r"(Missing|Unexpected) key\(s\)": NO_EARLY_LOAD,
    r"size mismatch for": NO_EARLY_LOAD,
    r"does not require grad and does not have a grad_fn": FROZEN,
}


def parameters(draw, units, width, dtype=torch.float32):
    return draw.normal(units, width, dtype=dtype), draw.normal(units, dtype=dtype)


def named(pair):
    return dict(zip(("weight", "bias"), pair, strict=True))


def viewed(view, x):
    if view == "turned":
        return x.movedim(0, -1)
    if view == "swapped":
        return x.transpose(0, 1)
    if view == "every other":
        return x[..., ::2]
    return x.expand(4, -1) if view == "expanded" else x


def inputs_of_every_shape(draw):
    """Cases (view, x, units): matrices first, then other numbers of dimensions, sizes of 1 and 0, and views."""
    n, m, k = draw.sizes(3)
    shapes = [(k, n), (n, k), (1, n), (k, 1), (2, 3, n), (n,), (1,), (2, 1, 3, n), (0, n), (2, 0, n)]
    views = [
        ("turned", (n, k)),
        ("turned", (n, 2, 3)),
        ("swapped", (3, 2, n)),
        ("every other", (k, 2 * n)),
        ("expanded", (1, n)),
    ]
    cases = [("as it is", shape) for shape in shapes] + views
    return [(view, draw.normal(*shape), units) for units in (m, 1) for view, shape in cases]


@check(points=2.5, kind="shape")
def test_the_first_call_settles_the_shapes(observe, draw):
    """The last dimension of the first X, whatever stands in front of it, is the width of the weight."""
    for view, x, units in inputs_of_every_shape(draw):
        shape = tuple(viewed(view, x).shape)
        weight, bias = parameters(draw, units, shape[-1])
        seen = observe("call", weight=weight, bias=bias, view=view, x=x)
        called = f"MyLazyLinear({units})(X), X of shape {shape}"
        text = seen["first"].raised or ""
        known_words = "cannot be multiplied" in text or "out of range" in text
        wrong = ROWS if known_words else None if text and len(shape) == 2 else TWO_DIMENSIONS
        expect(seen["first"], called).shaped(*shape[:-1], units, otherwise=wrong)
        record = seen["layer"].record
        names = record.named("parameters") if hasattr(record, "named") else {}
        elsewhere = any(name.endswith("weight") and name != "weight" for name in names)
        made = seen["layer"].parameter("weight").tensor() is not None
        wrong = LAYOUT if made else NAMES if elsewhere else NOT_PARAMETERS
        expect(seen["layer"].parameter("weight"), f"weight after {called}").shaped(units, shape[-1], otherwise=wrong)
        expect(seen["layer"].parameter("bias"), f"bias after {called}").shaped(units, otherwise=ROW)
        expect(seen["second"], f"layer(X) after {called}").shaped(*shape[:-1], units, otherwise=TWO_DIMENSIONS)


@check(points=2.5, kind="value")
def test_the_formula(observe, draw):
    """The output is X weight^T + bias, with the layer's own numbers, at the first call and at later ones."""
    for view, x, units in inputs_of_every_shape(draw):
        seen_x = viewed(view, x)
        weight, bias = parameters(draw, units, seen_x.shape[-1])
        seen = observe("call", weight=weight, bias=bias, view=view, x=x)
        called = f"MyLazyLinear({units})(X), X of shape {tuple(seen_x.shape)}"
        own = [seen["layer"].parameter(name).tensor() for name in ("weight", "bias")]
        expect(seen["first"], called).shaped(*seen_x.shape[:-1], units, otherwise=TWO_DIMENSIONS)
        for name, shape in (("weight", weight.shape), ("bias", bias.shape)):
            expect(seen["layer"].parameter(name), f"layer.{name}").shaped(*shape).satisfies(
                lambda numbers: numbers.dtype == torch.float32, "float32, as X is", otherwise=FLOAT32
            )
        expect(seen["first"], f"{called}, the first call").close(
            linear(seen_x, *own), mistaken={NO_BIAS: linear(seen_x, own[0])}
        )
        known = [(NO_BIAS, linear(seen_x, weight)), *((STALE, linear(seen_x, own[0], b)) for b in (own[1], bias))]
        right = linear(seen_x, weight, bias)
        changed = None if seen["after"].parameter("weight").is_close(weight) else MADE_AGAIN
        expect(seen["second"], f"{called} after a write").close(right, mistaken=known, otherwise=changed)
        expect(seen["third"], f"{called} in eval mode").close(right, otherwise=MODE)


@check(points=2, kind="state")
def test_later_calls_use_what_is_there(observe, draw):
    """Every later call uses the Parameters as they are: written, loaded, or in a copy its own."""
    n, m, k = draw.sizes(3)
    x = draw.normal(k, n)
    for training in (True, False):
        weights = {name: parameters(draw, m, n) for name in ("written", "loaded", "copied")}
        right = {name: linear(x, *pair) for name, pair in weights.items()}
        seen = observe("follow", x=x, weights=weights, training=training)
        for name, expected in (right | {"original": right["loaded"]}).items():
            old = any(seen[name].is_close(value) for value in right.values())
            expect(seen[name], f"layer(X), {name}").close(expected, otherwise=STALE if old else MADE_AGAIN)


@check(points=2, kind="state")
def test_the_state_is_that_of_a_linear(observe, draw):
    """`weight` and `bias` are all the state there is, and an `nn.Linear` with it computes the same."""
    n, m, k = draw.sizes(3)
    (weight, bias), x = parameters(draw, m, n), draw.normal(k, n)
    seen = observe("as_linear", weight=weight, bias=bias, x=x)
    text = seen["loaded"].raised or ""
    wrong = EXTRA if "Unexpected" in text and "Missing" not in text else NOT_PARAMETERS
    expect(seen["loaded"], "nn.Linear(...).load_state_dict(layer.state_dict())").returned(otherwise=wrong)
    expect(seen["output"], "nn.Linear(...) with the layer's state").close(linear(x, weight, bias))


@check(points=1, kind="state", claim=True)
def test_nothing_before_the_first_call(observe, draw):
    """Before the first call no Parameter has a shape, not even the bias."""
    seen = observe("before", units=draw.integer(2, 9))
    expect(seen["with a shape"], "what has a shape in a new layer").equal({}, otherwise=HAS_SHAPE)


@check(points=2, kind="identity")
def test_copies_before_the_first_call(observe, draw):
    """A copy made before the first call is a layer of its own, with a width of its own."""
    n, p, m, k = draw.sizes(4)
    x, y, weights = draw.normal(k, n), draw.normal(k, p), (parameters(draw, m, n), parameters(draw, m, p))
    seen = observe("copies", units=m, x=x, y=y, weights=weights)
    expect(seen["other"], "copy.deepcopy(MyLazyLinear(units))(Y)").shaped(k, m, otherwise=COPY)
    right = {"layer(X)": linear(x, *weights[0]), "other(Y)": linear(y, *weights[1])}
    expect(seen["loaded"], "copy.deepcopy(MyLazyLinear(units)).load_state_dict(...)").returned(otherwise=COPY)
    right["third(Y), loaded"] = right["other(Y)"]
    for name, expected in (right | {"layer(X) again": right["layer(X)"]}).items():
        expect(seen[name], name).close(expected, otherwise=COPY)


@check(points=2, kind="state")
def test_the_start_is_random(observe, draw):
    """Each number of the weight is drawn by itself, anew for each layer, without a seed; all are of a usual size."""
    m, n = 30, 40
    seen = observe("start", units=m, width=n, seeds=[draw.integer(1, 2**31) for _ in range(2)])

    def usual(numbers):
        return bool(numbers.isfinite().all() and (numbers.abs() <= 10).all())

    for position in range(3):
        expect(seen["weights"][position], "weight after the first call").shaped(m, n).satisfies(
            lambda numbers: usual(numbers) and len(numbers.unique()) > 0.9 * numbers.numel(),
            "finite numbers up to 10 that do not repeat",
            otherwise=NOT_RANDOM,
        ).satisfies(
            lambda numbers: bool(numbers.min() < 0 < numbers.max()),
            "numbers on both sides of 0",
            otherwise=NOT_RANDOM,
        )
        expect(seen["biases"][position], "bias after the first call").shaped(m).satisfies(
            lambda numbers: usual(numbers) and (len(numbers.unique()) > 1 or not numbers.any()),
            "finite numbers up to 10 that are drawn, or zeros",
            otherwise=NOT_RANDOM,
        )
        for other in range(position):
            known = seen["weights"][other].tensor()
            expect(seen["weights"][position], "weight of another layer").satisfies(
                lambda numbers, known=known: bool(torch.isin(numbers, known).double().mean() < 0.1),
                "other numbers than those of the layer before",
                otherwise=SEEDED,
            )
    seeds = [draw.integer(1, 2**31) for _ in range(20)]
    seen = observe("draw_after", seeds=seeds)
    expect(seen["numbers"], "torch.rand(4) after each of 20 layers").shaped(20, 4).satisfies(
        lambda numbers: len(numbers.unique(dim=0)) == 20, "numbers that follow the caller's seed", otherwise=SEEDED
    )
    untouched = torch.rand(4, generator=torch.Generator().manual_seed(seeds[0]))
    expect(seen["after a later call"], "torch.manual_seed(...); layer(X); torch.rand(4)").equal(
        untouched, otherwise=DRAWS
    )


@check(points=2, kind="robustness")
def test_a_second_width_is_refused(observe, draw):
    """After the first call an X of another width raises, and the weights stay as they are; 1 is a width, too."""
    n, m, k = draw.sizes(3, low=3)
    for width, others in ((n, (n + 1, 2 * n, n - 1, 1)), (1, (n, n - 1))):
        (weight, bias), x = parameters(draw, m, width), draw.normal(k, width)
        ys = [draw.normal(*shape, other) for other in others for shape in ((k,), (), (2, 3))]
        seen = observe("widths", weight=weight, bias=bias, x=x, others=ys)
        for position, y in enumerate(ys):
            called = f"layer(Y), width {width} at first, Y of shape {tuple(y.shape)}"
            wrong = BROADCAST if 1 in (width, y.shape[-1]) else PER_WIDTH
            expect(seen["raised"][position], called).raises(otherwise=wrong)
        expect(seen["output"], "layer(X) after another width was tried").close(
            linear(x, weight, bias), otherwise=PER_WIDTH
        )


@check(points=2, kind="robustness")
def test_the_dtype_is_that_of_the_first_input(observe, draw):
    """The Parameters take the dtype of the first X and follow `double()`; the default dtype stays."""
    n, m, k = draw.sizes(3)
    for default, dtype in ((torch.float64, torch.float32), (torch.float32, torch.float64)):
        (weight, bias), x = parameters(draw, m, n, dtype), draw.normal(k, n, dtype=dtype)
        right, called = linear(x, weight, bias), f"X in {dtype}, {default} by default"
        seen = observe("wide", weight=weight, bias=bias, x=x, default=default)
        expect(seen["first"], f"MyLazyLinear(units)(X), {called}").shaped(k, m, otherwise=FLOAT32)
        expect(seen["output"], f"layer(X), {called}").close(right, otherwise=FLOAT32)
        expect(seen["weight"], f"weight, {called}").close(weight, otherwise=FLOAT32)
        expect(seen["bias"], f"bias, {called}").close(bias, otherwise=FLOAT32)
        expect(seen["a new tensor"], "torch.tensor(0.5) after the call").equal(
            torch.tensor(0.5, dtype=default), otherwise=DEFAULT_DTYPE
        )
    seen = observe("doubled", weight=weight, bias=bias, x=x)
    expect(seen["output"], "layer.double()(X.double())").close(right, otherwise=STALE)


@check(points=2.5, kind="robustness")
def test_the_first_call_in_every_mode(observe, draw):
    """Made in any mode the Parameters can be trained, and what is recorded is for the caller to say."""
    n, m, k = draw.sizes(3)
    for training, recording in ((True, True), (True, False), (False, True), (False, False)):
        (weight, bias), x, upstream = parameters(draw, m, n), draw.normal(k, n), draw.normal(k, m)
        inputs = {"weight": weight, "bias": bias, "x": x, "upstream": upstream}
        seen = observe("first_call", training=training, recording=recording, **inputs)
        made = f"made in {'training' if training else 'eval'} mode{'' if recording else ' under no_grad'}"
        expect(seen["recording"], "a gradient after the first call").equal(
            x if recording else None, otherwise=GRAD_MODE
        )
        expect(seen["kept"], "the output under no_grad, .requires_grad_(False)").returned(otherwise=GRAD_MODE)
        expect(seen["output"], f"layer(X), {made}").close(linear(x, weight, bias), otherwise=MADE_AGAIN)
        right = {"weight": upstream.T @ x, "bias": upstream.sum(0), "X": upstream @ weight}
        for name, expected in right.items():
            wrong = GRADIENT if training and recording else MODE if recording else FROZEN
            expect(seen["gradients"][name], f"{name}.grad, {made}").close(expected, otherwise=wrong)


@check(points=2, kind="gradient")
def test_gradients_from_the_first_call_on(observe, draw):
    """The very first output gives weight and bias their gradients, and the next one adds to them."""
    n, m, k = draw.sizes(3)
    for shape in ((k, n), (2, k, n), (n,)):
        x, upstream = draw.normal(*shape), draw.normal(*shape[:-1], m)
        seen = observe("first_gradients", units=m, x=x, upstream=upstream)
        rows = upstream.reshape(-1, m)
        for name, right in (("weight", rows.T @ x.reshape(-1, n)), ("bias", rows.sum(0))):
            expect(seen["first"][name], f"{name}.grad after the first output").close(right, otherwise=GRADIENT)
            expect(seen["both"][name], f"{name}.grad after the second").close(2 * right, mistaken={CLEARS: right})


@check(points=1.5, kind="gradient")
def test_an_optimiser_trains_it(observe, draw):
    """An optimiser made after the first call moves this layer as others, though a checkpoint came between."""
    i, n, m, o, k = draw.sizes(5)
    lr = 0.05
    first, middle, last = parameters(draw, n, i), parameters(draw, m, n), parameters(draw, o, m)
    x, upstream = draw.normal(k, i), draw.normal(k, o) / k
    seen = observe("steps", first=first, middle=middle, last=last, x=x, upstream=upstream, lr=lr)

    def after_steps(frozen):
        tensors = [tensor.clone().requires_grad_() for tensor in (*first, *middle, *last)]

        def output():
            return linear(linear(linear(x, *tensors[:2]), *tensors[2:4]), *tensors[4:])

        for _ in range(2):
            gradients = torch.autograd.grad((output() * upstream).sum(), tensors)
            with torch.no_grad():
                for position, (tensor, gradient) in enumerate(zip(tensors, gradients, strict=True)):
                    if position not in frozen:
                        tensor -= lr * gradient
        return output().detach()

    expect(seen["output"], "net(X) after two steps").close(
        after_steps(()), mistaken=[(NOT_TRAINED, after_steps(frozen)) for frozen in ((2, 3), (2,), (3,))]
    )


@check(points=2.5, kind="state")
def test_a_checkpoint_before_the_first_call(observe, draw):
    """A checkpoint of any width can be loaded before the first call; it settles the width and the values."""
    n, p, m, k = draw.sizes(4, low=3)
    cases = ((True, True, n), (False, True, 1), (True, False, n), (False, False, n))
    for training, recording, width in cases:
        (weight, bias), x, upstream = parameters(draw, m, width), draw.normal(k, width), draw.normal(k, m)
        inputs = {
            "weight": weight,
            "bias": bias,
            "x": x,
            "upstream": upstream,
            "others": [draw.normal(k, n + 1), draw.normal(k, n - 1)],
        }
        seen = observe("load", training=training, recording=recording, **inputs)
        right = linear(x, weight, bias)
        expect(seen["first"], "layer.load_state_dict(...); layer(X)").close(right, otherwise=OVERWRITES)
        expect(seen["second"], "layer(X) again").close(right, otherwise=OVERWRITES)
        for position, other in enumerate((n + 1, n - 1)):
            expect(seen["other widths"][position], f"a checkpoint of width {width}; layer(Y) of width {other}").raises(
                otherwise=BROADCAST if width == 1 else PER_WIDTH
            )
        expect(seen["weight.grad"], "weight.grad after an early load").close(upstream.T @ x, otherwise=FROZEN)
        expect(seen["bias.grad"], "bias.grad after an early load").close(upstream.sum(0), otherwise=FROZEN)
    state = {f"0.{name}": value for name, value in named(parameters(draw, m, n)).items()}
    state |= {f"2.0.{name}": value for name, value in named(parameters(draw, p, m)).items()}
    x = draw.normal(k, n)
    seen = observe("load_net", state=state, x=x)
    hidden = linear(x, state["0.weight"], state["0.bias"]).clamp(min=0)
    right = linear(hidden, state["2.0.weight"], state["2.0.bias"])
    expect(seen["loaded"], "net.load_state_dict(...), before the first call").returned(otherwise=OUTERMOST)
    for name in ("output", "handed on"):
        expect(seen[name], f"net(X), its state {name}").close(right, otherwise=OUTERMOST)


@check(points=2, kind="robustness")
def test_what_does_not_fit_is_refused(observe, draw):
    """A checkpoint for other units, with other shapes or names, raises before the first call and after it."""
    n, p, m, k = draw.sizes(4, low=3)
    weight, bias = parameters(draw, m, n)
    bad = {
        f"a layer of {p} units": named(parameters(draw, p, n)),
        "a bias of other units": {"weight": weight, "bias": draw.normal(p)},
        "a bias of one number": {"weight": weight, "bias": draw.normal(1)},
        "a weight of other units": {"weight": draw.normal(p, n), "bias": bias},
        "a weight of one unit": {"weight": draw.normal(1, n), "bias": bias},
        "a turned weight": {"weight": draw.normal(n, m), "bias": bias},
        "a weight with three dimensions": {"weight": draw.normal(m, n, 2), "bias": bias},
        "a weight with one dimension": {"weight": draw.normal(m), "bias": bias},
        "no bias": {"weight": weight},
        "no weight": {"bias": bias},
        "an unknown name": {"weight": weight, "bias": bias, draw.word(): bias},
    }
    seen = observe("load_each", units=m, states=list(bad.values()))
    for position, name in enumerate(bad):
        expect(seen[position], f"MyLazyLinear({m}).load_state_dict(...), {name}").raises(otherwise=ANYTHING_FITS)
    # A refused checkpoint may have written what fitted, so what fits here is what is there.
    states = [{"weight": draw.normal(m, width), "bias": bias} for width in (p, n + 1, 1)]
    x = draw.normal(k, n)
    seen = observe("load_later", weight=weight, bias=bias, states=states, x=x)
    for position in range(len(states)):
        expect(seen["raised"][position], "a checkpoint of another width after the first call").raises(
            otherwise=PER_WIDTH
        )
    expect(seen["output"], "layer(X) after that").close(linear(x, weight, bias), otherwise=PER_WIDTH)


@check(points=1, kind="robustness")
def test_checkpoints_are_only_read(observe, draw):
    """Layer and checkpoint share no memory, and the checkpoint is as it was."""
    n, m, k = draw.sizes(3)
    (weight, bias), new, x = parameters(draw, m, n), parameters(draw, m, n), draw.normal(k, n)
    seen = observe("apart", weight=weight, bias=bias, x=x, new=new)
    expect(seen["state"], "the checkpoint after it was loaded").equal({"weight": weight, "bias": bias}, otherwise=EATEN)
    expect(seen["output"], "layer(X), after a write to the checkpoint").close(linear(x, weight, bias), otherwise=SHARES)
    expect(seen["state, later"], "the checkpoint, after a write to the layer").equal(
        {"weight": 2 * weight, "bias": 2 * bias}, otherwise=SHARES
    )


@check(points=0.5, kind="robustness")
def test_layers_share_nothing(observe, draw):
    """Two layers have Parameters of their own, and X is left alone."""
    n, m, k = draw.sizes(3)
    one, two, x, waiting = parameters(draw, m, n), parameters(draw, m, n), draw.normal(k, n), draw.normal(k, n)
    seen = observe("two_layers", one=one, two=two, x=x, waiting=waiting)
    expect(seen["X"], "X").equal(x, otherwise=INPUTS)
    expect(seen["X.grad"], "X.grad, where a gradient was waiting").equal(waiting, otherwise=INPUTS)
    expect(seen["2 * X"], "X.mul_(2)").equal(2 * x, otherwise=INPUTS)
    expect(seen["first(X)"], "first(X)").close(linear(x, *one), otherwise=PER_OBJECT)
    expect(seen["second(X)"], "second(X)").close(linear(x, *two), otherwise=PER_OBJECT)
