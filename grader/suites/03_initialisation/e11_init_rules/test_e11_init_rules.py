"""Rules for starting values."""

import math

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect

POINTS = 10

MEAN = Misconception("second_argument_is_std", "The weights lie around std: it was taken for their mean.")
VARIANCE = Misconception("std_is_variance", "The spread is a power of std: variance and deviation were mixed up.")
FIXED = Misconception("the_argument_is_a_comment", "The argument changes nothing: a number in the code decides.")
OTHER_ARGUMENTS = Misconception(
    "names_of_arguments_are_free", "An argument has another name than the task gives it: a call by name fails."
)
FALSY = Misconception("zero_means_not_given", "The argument 0 was taken for a missing one.")
CUT_OFF = Misconception("truncated_normal_is_normal", "Large values are missing: the tails were cut off.")
EVEN = Misconception("random_means_uniform", "The weights are spread evenly: mean and spread do not make a bell.")
BELL = Misconception("xavier_is_normal", "The weights form a bell: here each value between the ends is equally likely.")
WIDTH = Misconception("std_depends_on_the_layer", "The spread depends on the sizes of the layer: std alone decides it.")
OTHER_END = Misconception(
    "the_end_is_another_number", "The weights are spread evenly, but up to another end than Xavier's."
)
ONE_SIDED = Misconception("an_interval_begins_at_zero", "No weight is below 0: the interval reaches from -a to a.")
FAN_IN = Misconception("xavier_looks_one_way", "The ends belong to one of the two sizes; Xavier looks at both.")
GAIN = Misconception("xavier_has_a_gain", "The interval is wider by a factor for a ReLU, which the rule does not have.")
SHARED = Misconception("one_draw_for_many", "Weights of one layer repeat one another: they shared a draw.")
SCALED = Misconception(
    "old_values_will_do", "What stood there before can still be seen: it was only scaled or shifted."
)
BIAS_FORGOTTEN = Misconception("weights_are_everything", "The bias still has the values it had.")
BIAS_FILLED = Misconception("a_bias_is_a_weight", "The bias was filled as if it were a weight.")
BIAS_ZEROED = Misconception("biases_start_at_zero", "The bias was set to zero, though the rule is about weights only.")
ANY_BIAS = Misconception("every_linear_has_a_bias", "A layer that was made without a bias made the code fail.")
NEEDS_BIAS = Misconception("layers_need_a_bias", "A layer without a bias was passed over, its weights included.")
TRUTH = Misconception("a_tensor_is_a_yes", "A bias was asked for yes or no; that is a question about its numbers.")
EXACT_TYPE = Misconception("type_is_isinstance", "A layer of a class derived from nn.Linear was passed over.")
FROZEN = Misconception("frozen_means_untouchable", "A frozen layer was passed over.")
TRAINING = Misconception("only_training_initialises", "A layer in eval mode was passed over.")
SHALLOW = Misconception("apply_goes_one_level", "A layer below the surface was not filled.")
FLOAT32 = Misconception("all_floats_are_float32", "A float64 layer was not filled as it is.")
ONCE = Misconception("initialised_is_initialised", "A second call on the same module did not fill it again.")
FLAG = Misconception("initialised_means_trainable", "After the call `requires_grad` is not what it was.")
MODE = Misconception("initialised_means_training", "After the call a module is in another mode than before.")
EXTRAS = Misconception("all_parameters_are_weights", "A Parameter or buffer that is neither weight nor bias changed.")
HAS_WEIGHT = Misconception("a_weight_makes_a_linear", "A module changed that is no nn.Linear, only similar to one.")
REPLACED = Misconception("a_new_parameter_is_the_same", "The layer has a new Parameter: who knew the old one is left.")
REBOUND = Misconception(
    "data_assignment_is_in_place", "The values stand in new memory: an earlier state_dict() is left."
)
CLEARED = Misconception("a_new_value_needs_no_gradient", "A gradient that was there is gone or changed.")
WATCHED = Misconception("autograd_does_not_mind", "A Parameter was written to while autograd was watching.")
GRAD_MODE = Misconception("grad_mode_is_mine", "After the call the caller's grad mode is not what it was.")
SEEDED = Misconception("seeding_inside_is_repeatable", "Draws that should differ are the same: a seed is set inside.")
OTHER_SOURCE = Misconception("any_chance_will_do", "`torch.manual_seed` did not decide what was drawn.")
DRAWS = Misconception("the_generator_is_free", "Something was drawn though nothing had to be, or a seed was set.")
PREFIX = Misconception("a_name_is_a_text", "A rule reached a module whose name only contains the name that was given.")
EVERYWHERE = Misconception("apply_knows_the_name", "A rule reached the whole net.")
LAST_STEP = Misconception("the_last_step_is_the_name", "A rule went by one step of the name only.")
SELF_ONLY = Misconception(
    "calling_is_applying", "A rule was called with the submodule itself, not with what is inside."
)
ONE_LEVEL = Misconception("children_are_all_below", "A rule was called with a submodule and its children, no deeper.")
INSIDE_ONLY = Misconception("inside_is_all", "A rule was called with what is inside, not with the submodule itself.")
LEAVES = Misconception("containers_have_nothing", "A rule passed over modules that have parts, or are not Linear.")
NOWHERE = Misconception("a_copy_is_the_net", "No rule has reached any module of the net: all is as it was.")
FOR_LINEAR = Misconception("rules_are_for_linear", "A rule was not called with modules other than nn.Linear.")
TOP_LEVEL = Misconception("names_have_one_step", "A dotted name was not found, or only one step of it was followed.")
FIRST_NAME = Misconception("a_module_has_one_name", "The second name of a shared module was not found.")
USED_UP = Misconception("the_rules_are_mine", "The caller's dict of rules was changed.")
SKIPPED = Misconception("unknown_names_are_harmless", "A name that belongs to no submodule was passed over.")

RAISED = {
    r"unexpected keyword argument": OTHER_ARGUMENTS,
    r"leaf Variable that requires grad": WATCHED,
    r"Boolean value of Tensor with more than one value": TRUTH,
}

NAMES = ("init_normal", "init_constant", "init_xavier")


def values(seen, *shape):
    """The weights that were seen, or zeros where there are none of this shape."""
    w = seen.tensor()
    return w.double() if w is not None and w.shape == shape else torch.zeros(shape, dtype=torch.float64)


def distance(w, cumulative):
    """Return how far the shares of `w` below each of its values are from a cumulative distribution, at most."""
    ordered = w.flatten().sort().values
    steps = torch.arange(1, ordered.numel() + 1, dtype=torch.float64) / ordered.numel()
    return (steps - cumulative(ordered)).abs().max().item()


def repetition(series):
    """Return the largest correlation of a series with itself shifted, times the root of its length.

    For independent entries each of these numbers is standard normal.
    """
    series = series.flatten() - series.mean()
    power = torch.fft.irfft(torch.fft.rfft(series).abs() ** 2, n=series.numel())
    return (power[1:].abs().max() / power[0].clamp_min(1e-30)).item() * series.numel() ** 0.5


def expect_independent(seen, called, *shape):
    w = values(seen, *shape)
    again = 1 - len(w.abs().unique()) / w.numel()
    tie = max(repetition(series) for series in (w, w.abs()))
    expect(seen, called).satisfies(
        lambda _: again < 0.1 and tie < 9,
        "weights that say nothing about one another",
        otherwise=SHARED,
        message=f"{called}: the weights depend on one another",
        actual=f"{again:.0%} of the sizes come again; weights at a fixed distance are tied by {tie:.0f} sigma",
    )


def bell(std):
    return lambda w: 0.5 * (1 + torch.erf(w / (std * math.sqrt(2))))


def even(end):
    return lambda w: ((w + end) / (2 * end)).clamp(0, 1)


def started(draw, *shape):
    """Values that no rule gives, some of them not even numbers."""
    start = draw.uniform(*shape, low=100, high=200)
    start.view(-1)[0], start.view(-1)[-1] = float("nan"), float("inf")
    return start


@check(points=1.5, kind="value")
def test_normal_weights(observe, draw):
    """`init_normal` draws each weight by itself from the normal distribution with mean 0 and deviation `std`."""
    std, large = draw.number(0.2, 0.6), draw.number(3, 6)
    cases = [("", (), {}, 0.01, (200, 300)), (f", {std}", (std,), {}, std, (200, 300))]
    cases += [(f", std={large}", (), {"std": large}, large, (100, 200)), ("", (), {}, 0.01, (8000, 1))]
    cases += [(f", {std}", (std,), {}, std, (1, 8000))]
    for text, args, kwargs, wanted, shape in cases:
        weight, called = started(draw, *shape), f"layer.weight after init_normal(layer{text})"
        seen = observe("init", rule="init_normal", weight=weight, bias=None, args=args, kwargs=kwargs)
        expect(seen["raised"], f"init_normal(layer{text})").returned()
        w = values(seen["weight"], *shape)
        mean, spread, root = w.mean().item(), w.std().item(), w.numel() ** 0.5
        known = {
            SCALED: not w.isfinite().all() or spread > 20 * max(wanted, 1),
            MEAN: abs(mean - wanted) < 0.1 and abs(spread - 1) < 0.1,
            SHARED: spread == 0 or len(w.unique()) < w.numel() / 10,
            VARIANCE: min(abs(spread - wanted**power) / wanted**power for power in (2, 0.5)) < 0.05,
            FIXED: abs(spread - 0.01) < 0.001 and wanted > 0.1,
            WIDTH: min(abs(spread * size**0.5 / wanted - 1) for size in (*shape, sum(shape)) if size > 1) < 0.05,
            EVEN: distance(w - mean, even(max(spread, 1e-9) * math.sqrt(3))) < 4 / root and spread > 0.5 * wanted,
            CUT_OFF: spread < 0.97 * wanted and w.abs().max() < 2.9 * spread,
        }
        expect(seen["weight"], called).shaped(*shape).satisfies(
            lambda _, mean=mean, spread=spread, w=w, root=root, wanted=wanted: (
                abs(mean) < 8 / root * wanted
                and abs(spread / wanted - 1) < 6 / root
                and distance(w, bell(wanted)) < 4 / root
            ),
            f"a bell around 0 with standard deviation {wanted:g}",
            otherwise=next((idea for idea, holds in known.items() if holds), None),
            message=f"{called}: not the normal distribution that was asked for",
            actual=f"mean {mean:.4g}, standard deviation {spread:.4g}, from {w.min():.4g} to {w.max():.4g}",
        )
        expect_independent(seen["weight"], called, *shape)
    none = observe("init", rule="init_normal", weight=draw.normal(3, 5), bias=None, kwargs={"std": 0})
    expect(none["weight"], "layer.weight after init_normal(layer, std=0)").equal(torch.zeros(3, 5), otherwise=FALSY)


@check(points=0.5, kind="value")
def test_constant_weights(observe, draw):
    """`init_constant` sets all weights to `value`, by default 1."""
    number = draw.number(-9, -2)
    cases = [("", (), {}, 1.0), (", 7", (7,), {}, 7), (f", value={number}", (), {"value": number}, number)]
    for text, args, kwargs, wanted in [*cases, (", 0", (0,), {}, 0)]:
        shape, called = draw.sizes(2), f"layer.weight after init_constant(layer{text})"
        weight = started(draw, *shape)
        seen = observe("init", rule="init_constant", weight=weight, bias=None, args=args, kwargs=kwargs)
        expect(seen["raised"], f"init_constant(layer{text})").returned()
        idea = FALSY if wanted == 0 else FIXED
        idea = idea if values(seen["weight"], *shape).isfinite().all() else SCALED
        expect(seen["weight"], called).close(torch.full(shape, float(wanted)), otherwise=idea)


@check(points=1, kind="value")
def test_xavier_weights(observe, draw):
    """`init_xavier` draws each weight by itself, evenly from -a to a, a = sqrt(6 / (in_features + out_features))."""
    for rows, columns in ((100, 400), (400, 80), (1, 8000), (8000, 1)):
        seen = observe("init", rule="init_xavier", weight=started(draw, rows, columns), bias=None)
        expect(seen["raised"], "init_xavier(layer)").returned()
        called = f"layer.weight after init_xavier(layer), layer = nn.Linear({columns}, {rows})"
        w, end, root = values(seen["weight"], rows, columns), math.sqrt(6 / (rows + columns)), (rows * columns) ** 0.5
        largest = w.abs().max().item()
        one_sided = [gain * math.sqrt(6 / size) for size in (rows, columns) for gain in (1, math.sqrt(1 / 2))]
        known = {
            SCALED: not w.isfinite().all() or largest > 99,
            SHARED: len(w.unique()) < w.numel() / 10,
            FAN_IN: any(0.98 * other < largest <= 1.001 * other for other in one_sided),
            ONE_SIDED: w.min() >= 0,
            GAIN: 0.98 < largest / (math.sqrt(2) * end) < 1.001,
            BELL: distance(w, bell(end / math.sqrt(3))) < 4 / root,
            OTHER_END: distance(w, even(max(largest, 1e-9))) < 4 / root,
        }
        expect(seen["weight"], called).shaped(rows, columns).satisfies(
            lambda _, w=w, end=end, root=root, largest=largest: (
                0.98 * end < largest <= 1.00001 * end and distance(w, even(end)) < 4 / root
            ),
            f"weights spread evenly from -{end:.4g} to {end:.4g}",
            otherwise=next((idea for idea, holds in known.items() if holds), None),
            message=f"{called}: the weights are not spread over Xavier's interval",
            actual=f"the largest size is {largest:.4g}, the standard deviation {w.std():.4g}",
        )
        expect_independent(seen["weight"], called, rows, columns)


@check(points=1, kind="value")
def test_biases(observe, draw):
    """`init_normal` and `init_constant` set the bias to 0, `init_xavier` keeps it."""
    for rows, columns in (draw.sizes(2), (1, 4), (4, 1)):
        for rule in NAMES:
            weight, bias = draw.normal(rows, columns), draw.normal(rows)
            starts = [bias] if rule == "init_xavier" else [bias, started(draw, rows)]
            for start in starts:
                wanted = start if rule == "init_xavier" else torch.zeros(rows)
                seen = observe("init", rule=rule, weight=weight, bias=start)
                expect(seen["raised"], f"{rule}(layer)").returned()
                found = values(seen["bias"], rows)
                idea = BIAS_FILLED if found.any() else BIAS_ZEROED
                if rule != "init_xavier":
                    kept = torch.equal(found, bias.double())
                    idea = BIAS_FORGOTTEN if kept else SCALED if not found.isfinite().all() else BIAS_FILLED
                expect(seen["bias"], f"layer.bias after {rule}(layer)").equal(wanted, otherwise=idea)


def expect_filled(seen, called, rule, shape, dtype=torch.float32, otherwise=None):
    """Expect weights of the size that the rule gives; before the call they were larger than that."""
    high = 0.1 if rule == "init_normal" else 3.0
    expect(seen, called).shaped(*shape, otherwise=otherwise).satisfies(
        lambda w: w.dtype == dtype and bool(((w == 1) if rule == "init_constant" else (w.abs() <= high)).all()),
        f"{dtype} weights that the rule gives",
        otherwise=otherwise,
    )


@check(points=0.5, kind="robustness")
def test_layers_without_a_bias(observe, draw):
    """A layer that was made without a bias is filled, and still has none."""
    for rule in draw.shuffled(NAMES):
        weight = draw.uniform(*draw.sizes(2), low=100, high=200)
        seen = observe("init", rule=rule, weight=weight, bias=None)
        expect(seen["raised"], f"{rule}(nn.Linear(..., bias=False))").returned(otherwise=ANY_BIAS)
        called = f"layer.weight after {rule}(layer)"
        expect_filled(seen["weight"], called, rule, tuple(weight.shape), otherwise=NEEDS_BIAS)
        expect(seen["bias"], "layer.bias").equal(None, otherwise=ANY_BIAS)


@check(points=1.5, kind="robustness")
def test_every_linear_of_a_net_is_filled(observe, draw):
    """Every nn.Linear is filled: nested, derived, frozen, in eval mode, float64; flags and modes stay."""
    ideas = {"derived": EXACT_TYPE, "frozen": FROZEN, "eval": TRAINING, "float64": FLOAT32, "nested": SHALLOW}
    kinds = draw.shuffled([*ideas, "plain", "lazy", "no_grad"])
    for rule in draw.shuffled(NAMES):
        for rows, columns in (draw.sizes(2), (1, 1)):
            weight, bias = draw.uniform(rows, columns, low=100, high=200), draw.normal(rows)
            extra = draw.uniform(rows, low=1, high=2)
            inputs = {"weight": weight, "bias": bias, "extra": extra}
            all_seen = observe("apply_to_kinds", rule=rule, kinds=kinds, **inputs)
            for kind in kinds:
                seen, called, idea = all_seen[kind], f"net.apply({rule}), {kind} layer", ideas.get(kind)
                expect(seen["raised"], called).returned(otherwise=idea)
                dtype = torch.float64 if kind == "float64" else torch.float32
                expect_filled(seen["weight"], f"layer.weight after {called}", rule, (rows, columns), dtype, idea)
                wanted = (bias if rule == "init_xavier" else bias * 0).to(dtype)
                expect(seen["bias"], f"layer.bias after {called}").equal(wanted, otherwise=idea)
                expect(seen["extra"], "what else the layer has").equal([extra, extra], otherwise=EXTRAS)
                gradients = [weight.to(dtype) * (kind != "frozen"), bias.to(dtype) * (kind != "frozen")]
                arriving = expect(
                    seen["arriving"], f"[layer.weight.grad, layer.bias.grad], of a product, after {called}"
                )
                arriving.equal(gradients, otherwise=FLAG)
                noise = [extra * (kind == "eval")] * (5 if kind == "nested" else 1)
                modes = expect(seen["noise"], "[dropout(X, 1.0, module.training) for module in net.modules()]")
                modes.equal(noise, otherwise=MODE)


@check(points=1, kind="state")
def test_other_modules_are_left_alone(observe, draw):
    """A module of any other kind keeps its values, even when it has a `weight`."""
    shapes = {
        "Conv2d": {"weight": (3, 2, 2, 2), "bias": (3,)},
        "BatchNorm1d": {"weight": (3,), "bias": (3,), "running_mean": (3,), "running_var": (3,)},
        "LayerNorm": {"weight": (3,), "bias": (3,)},
        "Embedding": {"weight": (4, 3)},
        "Bilinear": {"weight": (4, 2, 3), "bias": (4,)},
        "PReLU": {"weight": (3,)},
        "GRU": {"weight_ih_l0": (9, 2), "weight_hh_l0": (9, 3), "bias_ih_l0": (9,), "bias_hh_l0": (9,)},
        "LinearScores": {"weight": (3, 2), "bias": (3,)},
    }
    kinds = draw.shuffled(list(shapes))
    weights = {kind: draw.state(shapes[kind]) for kind in kinds}
    seen = observe("apply_to_others", kinds=kinds, weights=weights)
    for kind in kinds:
        for rule in NAMES:
            result = seen[f"{kind}, {rule}"]
            expect(result["raised"], f"{kind}(...).apply({rule})").returned(otherwise=HAS_WEIGHT)
            state = expect(result["state"], f"{kind}(...).state_dict() after apply({rule})")
            state.equal(weights[kind], otherwise=HAS_WEIGHT)


@check(points=1, kind="identity")
def test_layers_are_filled_in_place(observe, draw):
    """Weight and bias stay the same Parameters over the same memory, with the gradients they have."""
    for rule in draw.shuffled(NAMES):
        rows, columns = draw.sizes(2)
        weight, bias = draw.uniform(rows, columns, low=100, high=200), draw.normal(rows)
        left, later = ([draw.uniform(rows, columns, low=100, high=200), draw.normal(rows)] for _ in range(2))
        x, upstream = draw.normal(6, columns), draw.normal(6, rows)
        inputs = {"weight": weight, "bias": bias, "left": left, "later": later, "x": x, "upstream": upstream}
        seen = observe("apply_and_write", rule=rule, **inputs)
        called = f"layer(X) after layer.apply({rule}) and a write to the Parameters from before"
        expect(seen["output"], called).close(linear(x, *later), otherwise=REPLACED)
        expect_filled(
            seen["weight"], 'the "weight" of an earlier state_dict()', rule, (rows, columns), otherwise=REBOUND
        )
        wanted = bias if rule == "init_xavier" else torch.zeros(rows)
        expect(seen["bias"], 'the "bias" of an earlier state_dict()').equal(wanted, otherwise=REBOUND)
        expect(seen["left"], "[layer.weight.grad, layer.bias.grad]").equal(left, otherwise=CLEARED)
        gradients = [left[0] + upstream.t() @ x, left[1] + upstream.sum(0)]
        expect(seen["gradients"], "the gradients after a further backward()").close(gradients, mistaken={FLAG: left})
        called = f"layer.weight after a second layer.apply({rule})"
        expect_filled(seen["again"], called, rule, (rows, columns), otherwise=ONCE)


@check(points=0.5, kind="robustness")
def test_chance_and_grad_mode_belong_to_the_caller(observe, draw):
    """Draws are new for each layer and call and follow the global seed; the caller's grad mode stays."""
    one, two = draw.integer(1, 10**6), draw.integer(10**6 + 1, 10**9)
    for rule in draw.shuffled(NAMES):
        for recording in draw.shuffled([True, False]):
            size, factor = draw.integer(3, 8), draw.normal(3)
            inputs = {"rule": rule, "size": size, "seeds": [one, two, one], "recording": recording, "factor": factor}
            seen = observe("apply_seeded", **inputs)
            for place, seed in enumerate((one, two, one)):
                called = f"the gradient of a leaf{'' if recording else ' under no_grad'}, after net.apply({rule})"
                expect(seen[place]["gradient"], called).equal(factor * recording, otherwise=GRAD_MODE)
                if rule == "init_constant":
                    untouched = torch.rand(4, generator=torch.Generator().manual_seed(seed))
                    called = "torch.rand(4) after torch.manual_seed and net.apply(init_constant)"
                    expect(seen[place]["following"], called).equal(untouched, otherwise=DRAWS)
            if rule != "init_constant":
                first = values(seen[0]["weights"][0], size, size)
                for other, name in ((seen[0]["weights"][1], "another layer"), (seen[1]["weights"][0], "another seed")):
                    expect(other, f"the weights of {name}, after net.apply({rule})").satisfies(
                        lambda w, first=first: bool((w.abs() == first.abs()).double().mean() < 0.5),
                        "new draws",
                        otherwise=SEEDED,
                    )
                again = expect(seen[2]["weights"], f"the weights after the same seed and net.apply({rule})")
                again.equal(seen[0]["weights"].plain(), otherwise=OTHER_SOURCE)


def names_of(parts, above=""):
    """All names in a tree of parts."""
    return [name for step, below in parts.items() for name in (above + step, *names_of(below, f"{above}{step}."))]


def inside(name, key):
    return name == key or name.startswith(f"{key}.")


def after(start, numbers, reached=inside):
    """The numbers after rules that reach what `reached(name, key)` says."""
    wanted = dict(start)
    for key, number in numbers.items():
        wanted |= {name: number for name in start if reached(name.removesuffix("number").rstrip("."), key)}
    return wanted


def numbers_of(draw, names):
    return {name: draw.normal(1)[0] for name in names}


@check(points=0.5, kind="value")
def test_a_rule_reaches_only_its_submodule(observe, draw):
    """A rule reaches the submodule of exactly its name: "1" is neither "10" nor "11", nor "2.1"."""
    word = draw.word()
    chain = {str(place): {} for place in range(12)}
    words = {word: {"in": {}}, f"{word}s": {"in": {}}, f"a{word}": {word: {}}, "in": {word: {}}}
    for parts, keys in ((chain | {"2": {"1": {}}}, ["1", "11"]), (words, [word]), (words, [f"a{word}.{word}", "in"])):
        start = numbers_of(draw, ["number", *(f"{name}.number" for name in names_of(parts))])
        numbers, parts_of = numbers_of(draw, draw.shuffled(keys)), names_of(parts)
        seen = observe("by_name", parts=parts, twice={}, start=start, calls=[numbers])[0]
        expect(seen["raised"], f"init_by_name(net, rules for {list(numbers)})").returned(otherwise=TOP_LEVEL)
        slips = {
            PREFIX: [str.startswith, str.__contains__],
            EVERYWHERE: [lambda name, key: True],
            NOWHERE: [lambda name, key: False],
            SELF_ONLY: [str.__eq__],
            LEAVES: [lambda name, key, known=parts_of: inside(name, key) and f"{name}.in" not in known],
            LAST_STEP: [
                lambda name, key: name.split(".")[-1] == key,
                lambda name, key: name.split(".")[-1] == key.split(".")[-1],
                lambda name, key: key in name.split("."),
            ],
        }
        mistaken = [(idea, after(start, numbers, reached)) for idea, many in slips.items() for reached in many]
        expect(seen["state"], "dict(net.named_parameters())").equal(after(start, numbers), mistaken=mistaken)


@check(points=0.5, kind="value")
def test_a_rule_reaches_all_that_lies_inside(observe, draw):
    """A rule reaches its submodule and every module inside, by any of its names, and at every call."""
    parts = {
        "top": {"a": {"deep": {"deeper": {}}, "b": {}}, "c": {}, "linear": {}},
        "other": {"a": {"deep": {}}},
        "last": {},
    }
    names = names_of(parts)
    start, filled = numbers_of(draw, ["number", *(f"{name}.number" for name in names)]), set()
    keys = (["top"], ["other.a", "top.a.deep"], ["again", "last"], ["again.deep"], [], ["top.a", "other"])
    calls = [numbers_of(draw, these) for these in keys]
    x, modes = draw.uniform(3, low=1, high=2), draw.shuffled([True, False] * 6)[: len(start)]
    all_seen = observe("by_name", parts=parts, twice={"top.a": "again"}, start=start, calls=calls, modes=modes, x=x)
    for place, numbers in enumerate(calls):
        seen, second = all_seen[place], any("again" in key for key in numbers)
        idea = FIRST_NAME if second else TOP_LEVEL
        slips = {
            NOWHERE: lambda name, key: False,
            FOR_LINEAR: lambda name, key: inside(name, key) and name.endswith("linear"),
            SELF_ONLY: str.__eq__,
            INSIDE_ONLY: lambda name, key: name.startswith(f"{key}."),
            ONE_LEVEL: lambda name, key: inside(name, key) and name.count(".") <= key.count(".") + 1,
            LEAVES: lambda name, key: inside(name, key) and not any(n.startswith(f"{name}.") for n in names),
            ONCE: lambda name, key, filled=filled: inside(name, key) and f"{name}.number" not in filled,
        }
        known = {key: number for key, number in numbers.items() if "again" not in key}
        numbers = {key.replace("again", "top.a"): number for key, number in numbers.items()}
        mistaken = [(FIRST_NAME, after(start, known))] if second else []
        mistaken += [(slip, after(start, numbers, reached)) for slip, reached in slips.items()]
        wanted = after(start, numbers)
        expect(seen["raised"], f"init_by_name(net, rules for {keys[place]})").returned(otherwise=idea)
        expect(seen["state"], "dict(net.named_parameters())").equal(wanted, mistaken=mistaken, otherwise=idea)
        expect(seen["names"], "list(rules) after the call").equal(keys[place], otherwise=USED_UP)
        recording = place % 2 == 0
        called = f"the gradient of a leaf{'' if recording else ' under no_grad'}, after the call"
        expect(seen["gradient"], called).equal(x * recording, otherwise=GRAD_MODE)
        called = "[dropout(X, 1.0, module.training) for module in net.modules()]"
        expect(seen["noise"], called).equal([x * (not mode) for mode in modes], otherwise=MODE)
        filled |= {name for name in wanted if not torch.equal(wanted[name], start[name])}
        start = wanted


@check(points=0.5, kind="robustness")
def test_an_unknown_name_raises(observe, draw):
    """A name that belongs to no submodule raises, at any depth; a known one does not."""
    word, number = draw.word(), draw.normal(1)[0]
    parts = {word: {"inner": {}}, "1": {}}
    start = numbers_of(draw, ["number", *(f"{name}.number" for name in names_of(parts))])
    unknown = [f"{word}s", word[:-1], f"{word}.{word}", "inner", "2", f"{word}.inner.{word}", f"{word}.number"]
    calls = [{name: number} for name in [*draw.shuffled(unknown), word]] + [{"1": number, f"{word}x": number}]
    seen = observe("by_name", parts=parts, twice={}, start=start, calls=calls)
    for place, numbers in enumerate(calls):
        result = expect(seen[place]["raised"], f"init_by_name(net, rules for {list(numbers)})")
        if list(numbers) == [word]:
            result.returned()
        else:
            result.raises(otherwise=SKIPPED)
