"""A distribution nobody ships."""

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect

POINTS = 15

ABS = Misconception("abs_forgotten", "No entry is below 0: all the negative ones were taken for small ones.")
ONE_SIGN = Misconception("one_sign_only", "Half of the entries are not zero, and all of these have the same sign.")
THIRDS = Misconception("three_cases_are_thirds", "Each of the three cases got a third of the entries.")
OTHER_SHARES = Misconception(
    "probabilities_are_approximate", "The three cases do not come with the probabilities 1/4, 1/2 and 1/4."
)
COINS = Misconception("coins_do_not_multiply", "One sign is rarer: it was drawn only where the other was not.")
ONE_DRAW = Misconception("one_draw_per_tensor", "All entries are of one kind: one draw decided for the whole tensor.")
MEAN = Misconception("uniform_is_its_mean", "All sizes are the same number: nothing is spread over 5 to 10.")
WHOLE = Misconception("uniform_means_integers", "All sizes are whole numbers: nothing lies between them.")
TO_15 = Misconception("a_plus_b_times_rand", "Sizes go beyond 10: the width of the interval is not its upper end.")
NORMAL = Misconception("random_means_normal", "Sizes crowd around the middle of 5 to 10, like a bell.")
UNEVEN = Misconception("some_sizes_are_likelier", "Between 5 and 10 some sizes are likelier than others.")
SIGN_AND_SIZE = Misconception(
    "one_draw_for_sign_and_size", "Positive and negative sizes are spread differently: one draw decided on both."
)
PER_ROW = Misconception("one_draw_per_row", "Entries of a row or column are all zero or all not: they shared a draw.")
BROADCAST = Misconception("broadcast_draws", "Each row has the same sizes as the one above: they were drawn only once.")
HALF = Misconception(
    "half_the_draws_will_do", "Numbers, or the pattern of zeros, come again: they were not drawn anew."
)
EXACT = Misconception("probability_is_an_exact_share", "Counts hardly vary: entries were dealt out, not drawn.")
MINUS_ZERO = Misconception(
    "number_times_false_is_zero", "Some zeros are -0.0: a negative number times 0 keeps its sign."
)
WATCHED = Misconception(
    "autograd_does_not_mind", "Autograd was watching when a leaf that requires grad was written to."
)
GRAD_MODE = Misconception("grad_mode_is_mine", "After the call the caller's grad mode was not what it had been.")
THAWED = Misconception("every_parameter_is_trained", "A tensor that did not require grad does so after the call.")
FROZE = Misconception("filling_ends_training", "A tensor that required grad does not do so after the call.")
CLEARED = Misconception("a_new_value_needs_no_gradient", "A gradient that the caller had left is gone or changed.")
CUT = Misconception("data_is_the_same_tensor", "What was returned is cut off: no gradient comes back through it.")
COPY = Misconception("underscore_is_decoration", "The tensor that was handed in still holds its old values.")
NOTHING = Misconception("in_place_returns_nothing", "The call returned None.")
NAN = Misconception("zero_times_anything_is_zero", "Entries that were nan or inf before are not numbers afterwards.")
LEFT_OVER = Misconception("tensors_start_at_zero", "Some entries still hold what stood there before the call.")
RESHAPE = Misconception("reshape_is_a_view", "A view that does not lie in one piece was left as it was.")
ONE_PIECE = Misconception("tensors_lie_in_one_piece", "A transposed tensor has gaps and cannot be seen as one row.")
REBOUND = Misconception(
    "data_assignment_is_in_place", "The values stand in new memory; who shared the old sees nothing."
)
STORAGE = Misconception("a_view_owns_its_storage", "Entries outside of the view changed as well.")
DIMENSIONS = Misconception("weights_have_two_dimensions", "Tensors of another number of dimensions are not filled.")
EMPTY = Misconception("there_is_at_least_one_entry", "A tensor without entries is not filled: the code needs one.")
FLOAT32 = Misconception("all_floats_are_float32", "A float64 tensor is not filled, or does not keep its dtype.")
DECORATION = Misconception("generator_is_decoration", "The seed of the generator does not decide on all of the values.")
REWOUND = Misconception("a_generator_is_a_seed", "The generator did not move on, or torch's global state did.")
FRESH = Misconception("a_new_generator_is_random", "Calls gave the same: a new generator starts at the same place.")
OWN = Misconception("the_default_generator_is_mine", "`torch.manual_seed` did not decide what was drawn.")
SEEDED = Misconception("seeding_inside_is_repeatable", "Calls that should differ gave the same: a seed is set inside.")
ONCE = Misconception("initialised_is_initialised", "A second call on the same layer changed nothing.")
TRAINING = Misconception("only_training_initialises", "A layer in eval mode was not filled.")
MODE = Misconception("initialised_means_training", "A layer in eval mode was put into training mode.")
FROZEN = Misconception("frozen_means_untouchable", "A frozen weight was not filled.")
BIAS = Misconception("every_linear_has_a_bias", "A layer that was made without a bias made the code fail.")
REPLACED = Misconception("a_new_parameter_is_the_same", "The layer has a new Parameter: who knew the old one is left.")
ALL = Misconception("weights_means_all_parameters", "The bias was drawn as well.")
ZERO_BIAS = Misconception("biases_start_at_zero", "The bias was set to zero.")
HAS_WEIGHT = Misconception("a_weight_makes_a_linear", "A module changed that is no `nn.Linear`, only similar to one.")

RAISED = {r"leaf Variable that requires grad": WATCHED, r"view size is not compatible": ONE_PIECE}

LEGAL = "every entry 0, or 5 to 10 in size"
SHARES = (0.25, 0.5, 0.25)
SHARES_TEXT = "1/4 of the entries above 0, 1/2 zero, 1/4 below 0"
WRONG_SHARES = (
    ((0.25, 0.75, 0), ABS),
    ((0.5, 0.5, 0), ONE_SIGN),
    ((0, 0.5, 0.5), ONE_SIGN),
    ((1 / 3, 1 / 3, 1 / 3), THIRDS),
    ((0.25, 0.5625, 0.1875), COINS),
    ((1, 0, 0), ONE_DRAW),
    ((0, 1, 0), ONE_DRAW),
    ((0, 0, 1), ONE_DRAW),
)


def legal(w):
    """Whether `w` is a tensor of entries that the distribution can give."""
    return isinstance(w, torch.Tensor) and bool(((w == 0) | ((w.abs() >= 5) & (w.abs() <= 10))).all())


def values(seen, *shape):
    """The values that were seen, or zeros where there are none of this shape."""
    w = seen.tensor()
    return w if w is not None and w.shape == shape else torch.zeros(shape)


def near(left, right, by):
    return all(abs(a - b) <= by for a, b in zip(left, right, strict=True))


def shares(w):
    return tuple(cases.double().mean().item() for cases in (w > 0, w == 0, w < 0))


def expect_shares(seen, called, *shape, by):
    w = values(seen, *shape)
    found = shares(w)
    expect(seen, called).shaped(*shape).holds(
        near(found, SHARES, by),
        SHARES_TEXT,
        otherwise=next((idea for wrong, idea in WRONG_SHARES if near(found, wrong, 0.01)), None) or shared_or_other(w),
        message=f"`{called}`: the three cases have other shares",
        actual="{:.3f} above 0, {:.3f} zero, {:.3f} below 0".format(*found),
    )


def shared_or_other(w):
    """Return the idea behind shares that are off: few draws for many entries, or other probabilities."""
    idea = tied(w.reshape(len(w), -1))
    return idea if idea is not HALF else OTHER_SHARES


def expect_news(seen, called, before, idea):
    """Expect a draw that has nothing to do with `before`: signs agree as often as the shares of both let them."""
    w = values(seen, *before.shape)
    same_signs = (w.sign() == before.sign()).double().mean().item()
    by_chance = sum(p * q for p, q in zip(shares(w), shares(before), strict=True))
    same_sizes = int(((w == before) & (w != 0)).sum())
    expect(seen, called).shaped(*before.shape).holds(
        same_signs - by_chance <= 0.4 * (1 - by_chance) and same_sizes < 10,
        "other values than before",
        otherwise=idea,
        message=f"`{called}` repeats an earlier call",
        actual=f"{same_signs:.0%} of the entries have the sign they had before, {same_sizes} the same size",
    )


def spread(sizes):
    """Return the shares of 5 to 6, 6 to 7, ... and the largest distance from an even spread over 5 to 10."""
    sizes = sizes.double().sort().values
    steps = torch.arange(1, len(sizes) + 1, dtype=torch.float64) / max(len(sizes), 1)
    distance = (steps - (sizes - 5) / 5).abs().max().item() if len(sizes) else 1.0
    return [round(((sizes >= a) & (sizes < a + 1)).double().mean().item(), 3) for a in range(5, 10)], distance


def repetition(series):
    """Return the largest correlation of a series with itself shifted, over all shifts, times the root of its length.

    For independent entries each of these numbers is standard normal.
    """
    series = series.double().flatten() - series.double().mean()
    power = torch.fft.irfft(torch.fft.rfft(series).abs() ** 2, n=len(series))
    return (power[1:].abs().max() / power[0].clamp_min(1e-30)).item() * len(series) ** 0.5


def variation(counts, size, share):
    """Return the variance of counts over the one they have when `size` entries are drawn independently."""
    return counts.double().var().item() / (size * share * (1 - share))


def tied(w):
    """Return the idea behind entries of a matrix that are tied to one another."""
    if len(w.sign().unique()) == 1:
        return ONE_DRAW
    if (w.sign()[:, :1] == w.sign()).all() or (w.sign()[:1] == w.sign()).all():
        return PER_ROW
    both = (w[:-1] != 0) & (w[1:] != 0)
    return BROADCAST if both.any() and (w[:-1].abs() == w[1:].abs())[both].all() else HALF


@check(points=2, kind="value")
def test_a_quarter_up_half_zero_a_quarter_down(observe, draw):
    """A quarter of the entries is above 0, half of them are zero, a quarter is below 0."""
    for shape, by in (((200, 300), 0.02), ((1, 10_000), 0.05), ((10_000, 1), 0.05), ((10, 40, 25), 0.05)):
        seen = observe("fill_one", tensor=draw.normal(*shape))
        expect_shares(seen["filled"], "strange_(tensor)", *shape, by=by)


@check(points=1.5, kind="value")
def test_sizes_are_even_between_5_and_10(observe, draw):
    """Sizes are spread evenly over 5 to 10, the positive ones and the negative ones alike."""
    seen = observe("fill_one", tensor=draw.normal(2000, 30))["filled"]
    w = values(seen, 2000, 30)
    sizes, (up, up_off), (down, down_off) = w[w != 0].abs(), spread(w[w > 0]), spread(-w[w < 0])
    known = {
        MEAN: sizes.numel() > 0 and (sizes == sizes[0]).all(),
        WHOLE: (sizes == sizes.round()).all(),
        TO_15: (sizes > 10).any(),
        SIGN_AND_SIZE: not near(up, down, 0.05),
        NORMAL: min(up[2], down[2]) > 0.25,
    }
    expect(seen, "strange_(tensor)").shaped(2000, 30).satisfies(
        lambda w: legal(w) and up_off < 0.04 and down_off < 0.04,
        "sizes of 5-6, 6-7, 7-8, 8-9, 9-10 with a share of 0.2 each, above 0 and below 0, and no other sizes",
        otherwise=next((idea for idea, holds in known.items() if holds), UNEVEN),
        message="`strange_(tensor)`: the sizes are not spread evenly over 5 to 10",
        actual=f"sizes from {w.abs().min():g} to {w.abs().max():g}; shares {up} above 0, {down} below 0",
    )


@check(points=1.5, kind="value")
def test_entries_are_independent(observe, draw):
    """Entries are independent: each has its own draw, and counts are left to chance."""
    for shape in ((200, 300), (10_000, 1), (1, 10_000), (10, 40, 25)):
        seen = observe("fill_one", tensor=draw.normal(*shape))["filled"]
        w = values(seen, *shape)
        sizes = w[w != 0].abs()
        again = 1 - len(sizes.unique()) / max(len(sizes), 1)
        tie = max(repetition(series) for series in (w.sign(), w == 0, torch.where(w == 0, 7.5, w.abs())))
        expect(seen, "strange_(tensor)").shaped(*shape).satisfies(
            lambda w, again=again, tie=tie: len(w.unique()) > 1 and again < 0.1 and tie < 9,
            "entries that say nothing about one another, and sizes that practically never come twice",
            otherwise=tied(w.reshape(shape[0], -1)),
            message="`strange_(tensor)`: the entries depend on one another",
            actual=f"{again:.0%} of the sizes come again; entries at a fixed distance are tied by {tie:.0f} sigma",
        )
    table = observe("fill_one", tensor=draw.normal(200, 300))["filled"]
    many = observe("fill_each", tensors=draw.normal(500, 40))["filled"]
    expect(many, "strange_(tensor), 500 times").shaped(500, 40)
    if_repeated = HALF if (values(many, 500, 40).sign() == values(many, 500, 40)[0].sign()).all() else EXACT
    for seen, shape, part in ((table, (200, 300), "a row"), (many, (500, 40), "one of 500 tensors")):
        for sign, share in ((0, 0.5), (1, 0.25), (-1, 0.25)):
            ratio = variation((values(seen, *shape).sign() == sign).sum(1), shape[1], share)
            expect(seen, "strange_(tensor)").shaped(*shape).holds(
                0.45 < ratio < 1.8,
                "counts that vary as much as those of independent draws",
                otherwise=if_repeated if ratio < 1 else ONE_DRAW,
                message=f"`strange_(tensor)`: how many entries of {part} have sign {sign} is not left to chance",
                actual=f"the variance of this count is {ratio:.2f} times that of independent draws",
            )


@check(points=0, kind="value", bonus=True)
def test_zeros_are_plain_zeros(observe, draw):
    """Advice: the zeros are plain 0.0, none of them is -0.0."""
    seen = observe("fill_each", tensors=draw.normal(50, 60))["filled"]
    w = values(seen, 50, 60)
    minus = int(w[w == 0].signbit().sum())
    expect(seen, "strange_(tensor)").shaped(50, 60).satisfies(
        lambda w: bool((w == 0).any()) and minus == 0,
        "no zero with a sign",
        otherwise=MINUS_ZERO if minus else None,
        message="`strange_(tensor)`: there are zeros for which 1 / w is -inf",
        actual=f"{minus} of {int((w == 0).sum())} zeros are -0.0",
    )


@check(points=1.5, kind="gradient")
def test_parameters_that_require_grad_are_filled(observe, draw):
    """A Parameter is filled in any grad mode and stays a leaf; flags, gradients and the grad mode stay."""
    both = (True, False)
    cases = draw.shuffled([(trained, recording, left) for trained in both for recording in both for left in both])
    start, left, x = draw.uniform(3, 5, low=0.5, high=4), draw.normal(3, 5), draw.normal(3, 5)
    all_seen = observe("fill_in_modes", values=start, left=left, x=x, cases=cases)
    modes = expect(all_seen.each("mode"), "[torch.is_grad_enabled(), ...]")
    modes.equal([recording for _, recording, _ in cases], otherwise=GRAD_MODE)
    for number, (trained, _, has_gradient) in enumerate(cases):
        seen, before = all_seen[number], left if has_gradient else None
        expect(seen["filled"], "strange_(parameter)").satisfies(legal, LEGAL)
        expect(seen["trainable"], "parameter.requires_grad").equal(trained, otherwise=FROZE if trained else THAWED)
        expect(seen["left"], "parameter.grad").equal(before, otherwise=CLEARED)
        gradient = expect(seen["gradient"], "parameter.grad after (strange_(parameter) * X).sum().backward()")
        if trained:
            gradient.close(x if before is None else before + x, otherwise=CUT)
        else:
            gradient.equal(before)


@check(points=1.5, kind="identity")
def test_the_very_tensor_is_filled_and_returned(observe, draw):
    """Every entry of the given tensor is overwritten, whatever it was, and the call returns that very tensor."""
    nan, inf = float("nan"), float("inf")
    odd = torch.tensor(draw.shuffled([nan, inf, -inf, 1e30, -0.0, 3.0, -3.0, nan])).repeat(9, 1)
    for start in (draw.uniform(9, 8, low=0.5, high=4), odd):
        later = draw.normal(9, 8)
        seen = observe("fill_and_return", tensor=start, later=later)
        filled = values(seen["filled"], 9, 8)
        kept = (filled == start) | (filled.isnan() & start.isnan())
        idea = COPY if kept.all() else LEFT_OVER if start.isfinite().all() else NAN
        expect(seen["filled"], "tensor").shaped(9, 8).satisfies(legal, LEGAL, otherwise=idea)
        nothing = NOTHING if seen["returned"].record is None else COPY
        expect(seen["returned"], "strange_(tensor)").equal(filled, otherwise=nothing)
        expect(seen["tensor"], "tensor, after a write to what strange_(tensor) returned").equal(later)


@check(points=1, kind="identity")
def test_views_fill_what_they_look_into(observe, draw):
    """A slice, a transpose or every other column is filled in its base, and nothing beside it changes."""
    rows, columns, depth = draw.sizes(3, low=5, high=11)
    flat, deep = (draw.uniform(*shape, low=0.5, high=4) for shape in ((rows, columns), (rows, columns, depth)))
    views = [(flat, v) for v in (flat.t(), flat[:, ::2], flat[1:3], flat[:, 2], flat.t()[1:-1, ::2])]
    views += [(deep, v) for v in (deep.permute(2, 0, 1), deep[:, 1:3, -1], deep[2])]
    for base, view in draw.shuffled(views):
        layout = {"size": tuple(view.shape), "stride": view.stride(), "offset": view.storage_offset()}
        inside = torch.zeros_like(base)
        inside.as_strided(*layout.values()).fill_(1.0)
        seen = observe("fill_view", base=base, **layout)
        after = values(seen["base"], *base.shape)
        idea = REBOUND if legal(seen["view"].plain()) else None if view.is_contiguous() else RESHAPE
        expect(seen["base"], "base, after strange_(view)").shaped(*base.shape).satisfies(
            lambda _, entries=after[inside == 1]: legal(entries),
            "every entry of the view 0, or 5 to 10 in size",
            otherwise=idea,
        ).equal(torch.where(inside == 1, after, base), otherwise=STORAGE)


@check(points=1, kind="robustness")
def test_any_shape_and_dtype(observe, draw):
    """Tensors of any shape are filled, 0-dim and empty ones too, and float64 ones stay float64."""
    n, m, k = draw.sizes(3, low=4)
    whole = [(), (n,), (1,), (1, 1), (1, n), (m, 1), (n, m, k), (1, 1, k), (n, 1, m, k)]
    empty = [(0, n), (n, 0), (0,), (n, 0, m)]
    cases = [(shape, torch.float32) for shape in whole] + [(shape, torch.float64) for shape in whole]
    cases += [(shape, dtype) for dtype in (torch.float32, torch.float64) for shape in empty]
    seen = observe("fill_shapes", tensors=[torch.full(shape, 1.0, dtype=dtype) for shape, dtype in cases])
    for number, (shape, dtype) in enumerate(cases):
        idea = EMPTY if 0 in shape else FLOAT32 if dtype == torch.float64 else DIMENSIONS
        called = f"strange_(torch.ones({shape}, dtype={dtype}))"
        result = expect(seen[number], called).shaped(*shape, otherwise=idea)
        result.satisfies(lambda w, dtype=dtype: legal(w) and w.dtype == dtype, f"{LEGAL}, {dtype}", otherwise=idea)
    single = observe("fill_each", tensors=draw.normal(500))["filled"]
    expect_shares(single, "strange_(torch.tensor(1.0)), 500 times", 500, by=0.2)


@check(points=1, kind="robustness")
def test_the_generator_decides(observe, draw):
    """With a generator all of the chance comes from it: same seed, same values; it moves on; nothing else moves."""
    seed, other, start = draw.integer(1, 10**6), draw.integer(10**6 + 1, 10**9), draw.integer(1, 10**6)
    shape = draw.sizes(2, low=20, high=40)
    seen = observe("fill_with_generators", shape=shape, seed=seed, other_seed=other, global_seeds=[start, start + 1])
    first = values(seen["first"], *shape)
    expect(seen["first"], "strange_(tensor, generator)").shaped(*shape).satisfies(legal, LEGAL)
    expect(seen["same seed"], "strange_(tensor, a generator with the same seed)").equal(first, otherwise=DECORATION)
    expect(seen["by keyword"], "strange_(tensor, generator=...)").equal(first, otherwise=DECORATION)
    expect_news(seen["second"], "strange_(tensor, generator), a second time", first, REWOUND)
    expect_news(seen["other seed"], "strange_(tensor, a generator with another seed)", first, DECORATION)
    for place, global_seed in enumerate((start, start + 1)):
        untouched = torch.rand(4, generator=torch.Generator().manual_seed(global_seed))
        called = "torch.rand(4), after torch.manual_seed and strange_(tensor, generator)"
        expect(seen["global draws"][place], called).equal(untouched, otherwise=REWOUND)


@check(points=1, kind="robustness")
def test_the_global_seed_decides_without_a_generator(observe, draw):
    """Without a generator `torch.manual_seed` makes the draw repeatable, and each call draws anew."""
    seed, other, shape = draw.integer(1, 10**6), draw.integer(10**6 + 1, 10**9), draw.sizes(2, low=20, high=40)
    seen = observe("fill_without_generator", shape=shape, seed=seed, other_seed=other)
    first = values(seen["first"], *shape)
    untouched = torch.equal(values(seen["following"], 4), torch.rand(4, generator=torch.Generator().manual_seed(seed)))
    idea = FRESH if untouched else SEEDED
    expect(seen["first"], "strange_(tensor)").shaped(*shape).satisfies(legal, LEGAL)
    expect_news(seen["second"], "strange_(tensor), a second time", first, idea)
    expect_news(seen["other"], "strange_(tensor), after torch.manual_seed with another seed", first, idea)
    expect(seen["again"], "strange_(tensor), after torch.manual_seed with the same seed").equal(first, otherwise=OWN)


@check(points=1, kind="value")
def test_my_init_fills_each_linear(observe, draw):
    """`my_init` fills the weight of each nn.Linear: with or without bias, in every mode, at every call."""
    usual = {"bias": True, "dtype": torch.float32, "frozen": False, "training": True, "recording": True}
    special = [("bias", False), ("training", False), ("frozen", True), ("recording", False), ("dtype", torch.float64)]
    ideas = {"bias": BIAS, "training": TRAINING, "frozen": FROZEN, "dtype": FLOAT32}
    cases = [("bias", True), *draw.shuffled(special)]
    rows, columns = draw.sizes(2, low=3)
    drawn = [usual | dict([case]) for case in cases]
    all_seen = observe("init_layers", cases=drawn, rows=rows, columns=columns)
    for name, called, idea in (
        ("training", "[layer.training, ...]", MODE),
        ("recording", "[torch.is_grad_enabled(), ...]", GRAD_MODE),
    ):
        expect(all_seen.each(name), called).equal([case[name] for case in drawn], otherwise=idea)
    for number, (name, value) in enumerate(cases):
        seen, settings, idea = all_seen[number], usual | {name: value}, ideas.get(name)
        called, dtype = f"my_init(layer), {name}={value}", settings["dtype"]
        idea = None if (name, value) == ("bias", True) else idea
        expect(seen["raised"], called).returned(otherwise=idea)
        expect(seen["weight"], f"layer.weight after {called}").shaped(rows, columns).satisfies(
            lambda w, dtype=dtype: legal(w) and w.dtype == dtype, f"{LEGAL}, {dtype}", otherwise=idea or COPY
        )
    size = draw.integer(120, 140)
    net = observe("init_net", size=size, seed=draw.integer(1, 10**9))
    first = values(net["first"][0], size, size)
    for place in range(3):
        expect_shares(net["first"][place], "layer.weight after net.apply(my_init)", size, size, by=0.04)
        if place:
            expect_news(net["first"][place], "the weight of another layer", first, SEEDED)
    expect_news(net["second"][0], "layer.weight after a second net.apply(my_init)", first, ONCE)
    expect(net["again"][0], "layer.weight after torch.manual_seed with the same seed").equal(first, otherwise=OWN)


@check(points=1, kind="identity")
def test_my_init_keeps_parameter_and_bias(observe, draw):
    """The weight stays the same Parameter over the same memory; bias, gradient and frozen flag stay as they were."""
    for frozen in draw.shuffled([True, False]):
        rows, columns = draw.sizes(2, low=4)
        weight, bias, x = draw.uniform(rows, columns, low=0.5, high=4), draw.normal(rows), draw.normal(6, columns)
        left, later = draw.normal(rows, columns), draw.normal(rows, columns)
        seen = observe("init_and_look", weight=weight, bias=bias, left=left, x=x, later=later, frozen=frozen)
        changed = ALL if values(seen["bias"], rows).any() else ZERO_BIAS
        expect(seen["weight"], "layer.weight").shaped(rows, columns).satisfies(legal, LEGAL)
        expect(seen["bias"], "layer.bias").equal(bias, otherwise=changed)
        called = "layer(X), after a write to the Parameter that the layer had before"
        expect(seen["output"], called).close(linear(x, later, bias), otherwise=REPLACED)
        flags = expect(seen["trainable"], "[layer.weight.requires_grad, layer.bias.requires_grad]")
        flags.equal([not frozen, True], otherwise=THAWED if frozen else FROZE)
        expect(seen["left"], "layer.weight.grad").equal(left, otherwise=CLEARED)
        state = expect(seen["state"], 'the "weight" of an earlier layer.state_dict()')
        state.satisfies(legal, "the new values", otherwise=REBOUND)


@check(points=1, kind="state")
def test_my_init_leaves_other_modules_alone(observe, draw):
    """A module of any other kind keeps its values, even when it has a `weight`."""
    shapes = {
        "Conv2d": {"weight": (3, 2, 2, 2), "bias": (3,)},
        "ConvTranspose1d": {"weight": (2, 3, 2), "bias": (3,)},
        "BatchNorm1d": {"weight": (3,), "bias": (3,), "running_mean": (3,), "running_var": (3,)},
        "LayerNorm": {"weight": (3,), "bias": (3,)},
        "Embedding": {"weight": (4, 3)},
        "Bilinear": {"weight": (4, 2, 3), "bias": (4,)},
        "PReLU": {"weight": (3,)},
        "GRU": {"weight_ih_l0": (9, 2), "weight_hh_l0": (9, 3), "bias_ih_l0": (9,), "bias_hh_l0": (9,)},
        "LinearScores": {"weight": (3, 2), "bias": (3,)},
    }
    kinds = draw.shuffled(list(shapes))
    weights = {kind: {name: draw.normal(*shape) for name, shape in shapes[kind].items()} for kind in kinds}
    seen = observe("init_others", kinds=kinds, weights=weights)
    for kind in kinds:
        result = seen[kind]
        expect(result["raised"], f"my_init({kind}(...))").holds(True, "no exception", otherwise=HAS_WEIGHT)
        for name, value in weights[kind].items():
            expect(result[name], f"{kind}(...).{name} after my_init").equal(value, otherwise=HAS_WEIGHT)
