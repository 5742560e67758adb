"""Inputs of several widths, one trunk."""

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect

POINTS = 15
EXTRA_CREDIT = True

NOT_REGISTERED = Misconception(
    "a_dict_of_layers_registers",
    "The adapters compute, but the net does not know them by the agreed names: nobody can save, move or train them.",
)
EXTRA = Misconception("extra_state_is_harmless", "The state has other entries than the trunk and the adapters seen.")
MADE_AGAIN = Misconception(
    "an_adapter_for_each_call", "An adapter that was there was replaced: what was written to it is gone."
)
ONE_FOR_ALL = Misconception(
    "one_adapter_fits_all", "There is one adapter for several widths: inputs were padded, cut or refused."
)
WRONG_DIMENSION = Misconception(
    "width_is_another_dimension", "The width was read from the wrong dimension of X: features are the last one."
)
STRIDES = Misconception("tensors_lie_in_one_piece", "A view that does not lie in one piece came out wrong.")
EMPTY = Misconception("batches_are_never_empty", "An X without rows was refused.")
SKIPPED = Misconception(
    "equal_sizes_need_no_layer", "An X whose width is the number of units went to the trunk without an adapter."
)
ROWS = Misconception("a_trunk_takes_rows", "The trunk was not called with (*, units): dimensions in front got lost.")
RENAMED = Misconception(
    "any_name_will_do", "The entries of the trunk have not the names that they have in `net.trunk`."
)
CHANGED = Misconception("a_trunk_is_prepared", "The trunk was changed: its mode, or a frozen flag, is not as it was.")
COPIES = Misconception("a_copy_is_the_trunk", "A write to the trunk that was given does not reach what the net uses.")
INNER_FORWARD = Misconception("forward_is_the_call", "The hooks of the trunk did not run.")
SHARED = Misconception("class_attributes_are_per_object", "Two nets hold the same adapters.")
ACTIVATION = Misconception("layers_end_in_an_activation", "Something was done to the output of the adapter.")
NO_BIAS = Misconception("bias_forgotten", "The adapters have no bias.")
SETTINGS = Misconception(
    "settings_are_mine", "After the call a mode, the grad mode or the default dtype is not what it was before."
)
RECORDS = Misconception("no_grad_is_for_others", "Under torch.no_grad() the net recorded all the same.")
CUT = Misconception("forward_is_not_training", "The outputs are right, the gradients are not those of the formula.")
CLEARS = Misconception("old_gradients_are_useless", "Gradients that were waiting in the net are gone after a call.")
FROZEN = Misconception("no_grad_makes_constants", "An adapter made in this mode does not get its gradients.")
TRAINING_ONLY = Misconception(
    "adapters_are_made_in_training", "A width that was first seen in eval mode got no lasting adapter."
)
FLOAT32 = Misconception("float32_is_everywhere", "A new adapter does not have the dtype of the X that it is made for.")
NOT_RANDOM = Misconception(
    "values_come_later", "A new weight does not start with random, finite numbers of a usual size."
)
SEEDED = Misconception(
    "seeding_is_harmless", "Making an adapter fixes a seed: adapters start alike, or the caller's numbers repeat."
)
DRAWS = Misconception("drawing_is_harmless", "A call with a known width drew random numbers: they were thrown away.")
NOT_TOLD = Misconception(
    "an_optimiser_finds_everything",
    "After the steps an adapter that was made later is where it was: nobody gave it to the optimiser.",
)
NOT_TOLD_BY_LOADS = Misconception(
    "only_calls_make_adapters", "An adapter that was made by a load is not trained: the optimiser has not got it."
)
WEIGHT_ONLY = Misconception("a_layer_is_its_weight", "Of a new adapter the optimiser trains the weight alone.")
TOO_MUCH = Misconception(
    "more_to_train_is_better", "The optimiser trains what it was not to be given, or has got something twice."
)
OWN_SETTINGS = Misconception(
    "new_groups_need_new_settings", "After the steps values are not where the optimiser's usual settings lead."
)
ALL_TOLD = Misconception(
    "everybody_stays_informed", "An optimiser still gets new adapters after another one took its place."
)
NO_ROOM = Misconception(
    "checkpoints_meet_their_adapters", "A checkpoint with an adapter that the net has not made yet cannot be loaded."
)
OUTERMOST = Misconception(
    "load_state_dict_is_called_on_each",
    "The net by itself can load such a checkpoint, but not as part of another net: there names begin with the name of "
    "the part, and its own load_state_dict is not what runs.",
)
FOREIGN = Misconception(
    "all_adapters_are_mine", "Of nets in nets: names of the trunk's own adapters were taken for those of the net."
)
NEIGHBOURS = Misconception("one_optimiser_for_all", "The optimiser was given the adapters of another net as well.")
BOUND = Misconception(
    "a_copy_asks_the_original", "A copy cannot load what the net itself can: what prepares the load is not copied."
)
REPLACED = Misconception("loading_may_replace", "A load put new Parameters in the place of those that were there.")
SHARES = Misconception("loading_may_share", "Net and checkpoint share memory: a write to one is seen in the other.")
ANYTHING_FITS = Misconception("any_checkpoint_fits", "A checkpoint that does not fit was taken without a word.")
INPUTS = Misconception("inputs_are_mine", "The caller's X is not what it was before the call.")

RAISED = {
    r"has no parameter or buffer named 'adapters\.\d+\.bias'": NO_BIAS,
    r"has no parameter or buffer named 'adapters.*; it has .*'adapters\.\d+\.weight'": MADE_AGAIN,
    r"has no parameter or buffer named 'adapters": NOT_REGISTERED,
    r"more than one parameter group": TOO_MUCH,
    r"have the same dtype|same dtype, but got": FLOAT32,
    r"(Missing|Unexpected) key\(s\)": NO_ROOM,
    r"shapes cannot be multiplied": ONE_FOR_ALL,
    r"does not require grad and does not have a grad_fn": FROZEN,
}


def drawn_state(draw, sizes, widths, dtype=torch.float32):
    units, hidden, outputs = sizes
    shapes = {"trunk.0.weight": (hidden, units), "trunk.0.bias": (hidden,)}
    shapes |= {"trunk.2.weight": (outputs, hidden), "trunk.2.bias": (outputs,)}
    for width in widths:
        shapes |= {f"adapters.{width}.weight": (units, width), f"adapters.{width}.bias": (units,)}
    return draw.state(shapes, dtype=dtype)


def output(state, x, between=lambda hidden: hidden):
    name = f"adapters.{x.shape[-1]}"
    hidden = between(linear(x, state[f"{name}.weight"], state[f"{name}.bias"]))
    hidden = linear(hidden, state["trunk.0.weight"], state["trunk.0.bias"]).tanh()
    return linear(hidden, state["trunk.2.weight"], state["trunk.2.bias"])


def gradients(state, xs, upstreams):
    """The gradients of all calls together: of each entry of the state, None where no call needs it, and of each X."""
    leaves = {name: value.clone().requires_grad_() for name, value in state.items()}
    inputs = [x.clone().requires_grad_() for x in xs]
    for x, upstream in zip(inputs, upstreams, strict=True):
        (output(leaves, x) * upstream).sum().backward()
    return {name: leaf.grad for name, leaf in leaves.items()}, [x.grad for x in inputs]


def viewed(view, x):
    if view == "turned":
        return x.movedim(0, -1)
    if view == "every other":
        return x[..., ::2]
    return x.expand(4, -1) if view == "expanded" else x


def reported(seen_state, like, when, otherwise):
    """The state that a net says it started with, when names, shapes and dtypes are right."""
    for name, value in like.items():
        expect(seen_state[name], f"net.state_dict()[{name!r}], {when}").shaped(*value.shape, otherwise=otherwise)
        expect(seen_state[name], f"the dtype of {name}, {when}").satisfies(
            lambda tensor, dtype=value.dtype: tensor.dtype == dtype, f"{value.dtype}", otherwise=otherwise
        )
    return {name: seen_state[name].tensor() for name in like}


@check(points=2, kind="value")
def test_output_is_trunk_of_adapter(observe, draw):
    """The output is trunk(adapter of the width of X), for X of any number of dimensions and any width from 1 on."""
    *sizes, n, k = draw.sizes(5, low=3)
    cases = [
        ("as it is", draw.normal(k, n)),
        ("as it is", draw.normal(2, k, n + k)),
        ("as it is", draw.normal(k, 1)),
        ("as it is", draw.normal(n)),
        ("as it is", draw.normal(1, n)),
        ("as it is", draw.normal(0, n)),
        ("turned", draw.normal(n, k)),
        ("every other", draw.normal(k, 2 * n)),
        ("expanded", draw.normal(n)),
        ("as it is", draw.normal(k, sizes[0])),
    ]
    for view, x in cases:
        seen_x = viewed(view, x)
        widths = draw.shuffled([n + 2, 1, seen_x.shape[-1], 11, 12, 13])
        state = drawn_state(draw, sizes, {*widths})
        seen = observe("call", sizes=sizes, widths=widths, state=state, view=view, x=x)
        shape = tuple(seen_x.shape)
        skipped = SKIPPED if shape[-1] == sizes[0] else None
        expect(seen["filled"], "net(X), then writing to its adapters by name").returned(otherwise=skipped)
        otherwise = STRIDES if view != "as it is" else EMPTY if 0 in shape else MADE_AGAIN
        expect(seen["output"], f"net(X), X of shape {shape}").close(
            output(state, seen_x),
            otherwise=WRONG_DIMENSION if len(shape) != 2 else otherwise,
            mistaken={ACTIVATION: output(state, seen_x, torch.relu)},
        )


@check(points=1, kind="state")
def test_state_is_trunk_and_adapters(observe, draw):
    """`state_dict()` names the trunk and the adapters of the widths that were seen, and nothing else."""
    *sizes, n, m = draw.sizes(5)
    widths = [n, 1, n, m]
    state = drawn_state(draw, sizes, {*widths})
    seen = observe("names", sizes=sizes, widths=widths, state=state)
    for position in range(len(widths) + 1):
        known = sorted(drawn_state(draw, sizes, {*widths[:position]}))
        expect(seen["names"][position], f"sorted(net.state_dict()), widths seen: {widths[:position]}").satisfies(
            lambda names, known=known: sorted(names) == known, f"{known}", otherwise=EXTRA
        )
    for name, value in state.items():
        expect(seen["state"][name], f"net.state_dict()[{name!r}]").equal(value, otherwise=NOT_REGISTERED)


@check(points=1.5, kind="value")
def test_adapters_are_made_once(observe, draw):
    """Each later call of a width uses its adapter as it is then, in every mode, after writes, loads and copies."""
    *sizes, n, m, k = draw.sizes(6)
    widths = draw.shuffled([n, m, 1])
    states = {name: drawn_state(draw, sizes, widths) for name in ("state", "loaded", "copied")}
    xs = [draw.normal(k, width) for width in widths]
    seen = observe("follow", sizes=sizes, widths=widths, xs=xs, **states)
    now = dict.fromkeys(("before", "later", "eval", "no_grad"), "state") | {
        "loaded": "loaded",
        "loaded, eval": "loaded",
    }
    for when, name in (now | {"copied": "copied", "original": "loaded", "doubled": "loaded"}).items():
        state = states[name]
        if when == "doubled":
            state = {name: value.double() for name, value in state.items()}
        for position in range({"before": 2, "later": 6}.get(when, 3)):
            x = xs[position % 3].to(state["trunk.0.bias"].dtype)
            expect(seen[when][position], f"net(X) of width {x.shape[-1]}, {when}").close(
                output(state, x), otherwise=MADE_AGAIN
            )


@check(points=1.5, kind="value")
def test_the_trunk_is_the_very_one(observe, draw):
    """The trunk is the object that was given, called as a module: writes, modes, hooks and other nets reach it."""
    *sizes, n, m, k = draw.sizes(6)
    states, xs = [drawn_state(draw, sizes, (n, m)) for _ in range(2)], [draw.normal(k, n), draw.normal(k, m)]
    new = {name[6:]: value for name, value in drawn_state(draw, sizes, ()).items()}
    seen = observe("through", sizes=sizes, widths=(n, m), states=states, new=new, xs=xs)
    trunk = {f"trunk.{name}": value for name, value in new.items()}
    right = [output(state | trunk, x) for state in states for x in xs]
    shared = [output(states[1] | trunk, x) for x in xs] * 2
    stale = [output(state | trunk_of, x) for state, trunk_of in ((states[0], states[1]), (states[1], {})) for x in xs]
    for position, value in enumerate(right):
        called = f"{('one', 'two')[position // 2]}(X)"
        mistaken = {SHARED: shared[position] + 1, COPIES: stale[position] + 1}
        expect(seen["training"][position], f"{called}, after a write to the trunk").close(
            value + 1, mistaken=mistaken, otherwise=COPIES
        )
        expect(seen["eval"][position], f"{called} in eval mode").close(value, otherwise=COPIES)
        expect(seen["hooked"][position], f"{called}, a hook on the trunk").close(
            2 * value, mistaken={INNER_FORWARD: value}
        )
    units, xs = sizes[0], [draw.normal(k, 2, n), draw.normal(2, 1, k, m), draw.normal(n)]
    for training, frozen in ((True, False), (False, True)):
        state = {name: value for name, value in states[0].items() if not name.startswith("trunk")}
        state["trunk.weight"] = draw.normal(units)
        seen = observe("through_another", units=units, training=training, frozen=frozen, state=state, xs=xs)
        expect(seen["names"], "list(net.state_dict())").satisfies(
            lambda names, state=state: sorted(names) == sorted(state),
            f"{sorted(state)}, in any order",
            otherwise=RENAMED,
        )
        hidden = [linear(x, *(state[f"adapters.{x.shape[-1]}.{kind}"] for kind in ("weight", "bias"))) for x in xs]
        for position, value in enumerate(hidden):
            averaged = (value * state["trunk.weight"]).mean(0)
            expect(seen["outputs"][position], f"net(X), X {tuple(xs[position].shape)}, a trunk that averages").close(
                averaged + training, mistaken={CHANGED: averaged + (1 - training)}, otherwise=ROWS
            )
        pulled = sum(value.mean(0).reshape(-1, units).sum(0) for value in hidden[:2])
        pulled = pulled + hidden[2] / units
        expect(seen["gradient"], f"gradient of the trunk's weight, {'frozen' if frozen else 'not frozen'}").close(
            pulled * (not frozen), otherwise=CHANGED, tolerance=(1e-4, 1e-4)
        )


@check(points=1.5, kind="gradient")
def test_gradients_are_those_of_the_formula(observe, draw):
    """Adapter, trunk and X get the gradients of the formula from the first call on; waiting ones are added to."""
    *sizes, n, m, k = draw.sizes(6)
    x, upstream = draw.normal(k, n), draw.normal(k, sizes[-1])
    seen = observe("first_gradients", sizes=sizes, x=x, upstream=upstream)
    state = reported(seen["state"], drawn_state(draw, sizes, (n,)), "after the first call", None)
    right, (right_x,) = gradients(state, [x], [upstream])
    for name, value in right.items():
        expect(seen["gradients"][name], f"gradient of {name} after the first call").close(value, otherwise=CUT)
    expect(seen["X"], "X.grad after the first call").close(right_x, otherwise=CUT)

    state, waiting = (drawn_state(draw, sizes, (n, m, 1)) for _ in range(2))
    xs = [draw.normal(k, n), draw.normal(k, m), draw.normal(n)]
    upstreams = [draw.normal(*x.shape[:-1], sizes[-1]) for x in xs]
    inputs = {"sizes": sizes, "widths": (n, m, 1), "new": n + m, "state": state, "waiting": waiting}
    seen = observe("learn", xs=xs, upstreams=upstreams, **inputs)
    right, right_xs = gradients(state, xs, upstreams)
    for name, value in waiting.items():
        added = value if right[name] is None else value + right[name]
        expect(seen["gradients"][name], f"gradient of {name} after three more calls").close(added, otherwise=CLEARS)
    for position, value in enumerate(right_xs):
        expect(seen["Xs"][position], "X.grad").close(value, otherwise=CUT)


@check(points=1.5, kind="robustness")
def test_adapters_are_made_in_every_mode(observe, draw):
    """Made in any mode, for any dtype, an adapter works, lasts and can be trained; modes and settings stay."""
    *sizes, n, k = draw.sizes(5)
    both, (single, double) = (True, False), (torch.float32, torch.float64)
    cases = [(training, recording, single, single) for training in both for recording in both]
    for training, recording, dtype, default in [*cases, (True, True, double, single), (True, True, single, double)]:
        state = drawn_state(draw, sizes, (n,), dtype)
        x, upstream = draw.normal(k, n, dtype=dtype), draw.normal(k, sizes[-1], dtype=dtype)
        inputs = {"sizes": sizes, "x": x, "state": state, "upstream": upstream, "default": default}
        seen = observe("made", training=training, recording=recording, **inputs)
        how = f"made in {'training' if training else 'eval'} mode{'' if recording else ' under no_grad'}, {dtype}"
        otherwise = TRAINING_ONLY if not training else FROZEN if not recording else None
        otherwise = FLOAT32 if double in (dtype, default) else otherwise
        start = reported(seen["state"], state, how, otherwise)
        for name, values in (("first", start), ("output", state)):
            right = output(values, x) + training
            expect(seen[name], f"net(X), {name}, {how}, a trunk that adds 1 in training mode").close(
                right, otherwise=otherwise, mistaken={SETTINGS: right + 1}
            )
        right, _ = gradients(state, [x], [upstream])
        for name, value in right.items():
            expect(seen["gradients"][name], f"gradient of {name}, {how}").close(value, otherwise=otherwise)
        expect(seen["recorded"], f"the gradient of (leaf * X).sum() after the call, {how}").equal(
            x if recording else None, otherwise=SETTINGS
        )
        expect(seen["a new tensor"], f"torch.tensor(0.5) after the call, {how}").equal(
            torch.tensor(0.5, dtype=default), otherwise=SETTINGS
        )
        if not recording:
            nothing = {name: None for name in state if name.startswith("trunk")}
            expect(seen["pulled back"], f"gradients of what the call returned, {how}").equal(nothing, otherwise=RECORDS)


@check(points=1, kind="robustness")
def test_adapters_start_random(observe, draw):
    """A new adapter is random, each time anew, from the global generator; a known width draws nothing."""
    *sizes, n = draw.sizes(4, low=6, high=12)
    seeds = [draw.integer(1, 2**31) for _ in range(20)]
    seen = observe("start", sizes=sizes, width=n, seeds=seeds)

    def usual(numbers):
        return bool(torch.isfinite(numbers).all() and (numbers.abs() <= 10).all())

    first = seen["adapters"][0]["weight"].tensor()
    for position in range(len(seeds)):
        weight = expect(seen["adapters"][position]["weight"], "weight of a new adapter").shaped(sizes[0], n)
        weight.satisfies(
            lambda numbers: usual(numbers) and len(numbers.unique()) > 0.9 * numbers.numel(),
            "finite numbers up to 10 that do not repeat",
            otherwise=NOT_RANDOM,
        )
        weight.satisfies(lambda w: bool(w.min() < 0 < w.max()), "numbers of both signs", otherwise=NOT_RANDOM)
        if position:
            weight.satisfies(
                lambda numbers: bool(torch.isin(numbers, first).double().mean() < 0.1),
                "other numbers than in the net before",
                otherwise=SEEDED,
            )
        bias = expect(seen["adapters"][position]["bias"], "bias of a new adapter").shaped(sizes[0])
        bias.satisfies(
            lambda numbers: usual(numbers) and (len(numbers.unique()) > 1 or not numbers.any()),
            "finite numbers up to 10 that are drawn, or zeros",
            otherwise=NOT_RANDOM,
        )
    expect(seen["after a new width"], "torch.rand(4) after each of 20 adapters").shaped(20, 4).satisfies(
        lambda numbers: len(numbers.unique(dim=0)) == 20, "numbers that follow the caller's seed", otherwise=SEEDED
    )
    untouched = torch.rand(4, generator=torch.Generator().manual_seed(seeds[0]))
    expect(seen["after a known width"], "torch.manual_seed(...); net(X); torch.rand(4)").equal(
        untouched, otherwise=DRAWS
    )
    one, two = (seen["pair"][position].tensor() for position in range(2))
    expect(seen["pair"], "the weights of two new adapters, made one after the other").holds(
        one is not None and two is not None and not torch.equal(one, two), "different numbers", otherwise=SEEDED
    )


@check(points=2, kind="gradient")
def test_the_optimiser_hears_of_new_adapters(observe, draw):
    """Adapters made after `announce_to`, by a call or a load, are trained by that optimiser, and nothing else is."""
    *sizes, a, b, k = draw.sizes(6, low=3)
    lr = 0.05
    cases = [
        ("once", "net", (), (a, b), False, OWN_SETTINGS),
        ("once", "net", (a,), (b,), False, OWN_SETTINGS),
        ("once", "trunk", (a,), (b,), False, TOO_MUCH),
        ("once", "net", (a,), (), True, NOT_TOLD_BY_LOADS),
        ("twice", "net", (), (a, b), False, ALL_TOLD),
    ]
    for announced, optimised, early, late, loaded, otherwise in cases:
        state = drawn_state(draw, sizes, (a, b))
        xs = [draw.normal(k, width) for width in (b, a, b)]
        upstreams = [draw.normal(k, sizes[-1]) / k for _ in xs]
        inputs = {"announced": announced, "optimised": optimised, "early": early, "late": late, "loaded": loaded}
        inputs |= {"sizes": sizes, "state": state, "xs": xs, "upstreams": upstreams, "lr": lr}
        inputs["modes"] = draw.shuffled([(True, False), (False, True)])
        seen = observe("steps", **inputs)

        new = tuple(f"adapters.{width}." for width in (a, b) if width not in early)

        def after(standing, new=new, state=state, xs=xs, upstreams=upstreams):
            state = dict(state)
            for x, upstream in zip(xs, upstreams, strict=True):
                for name, gradient in gradients(state, [x], [upstream])[0].items():
                    if gradient is not None and not name.startswith(standing):
                        state[name] = state[name] - (lr if name.startswith(new) else lr / 2) * gradient
            return state

        kept = (f"adapters.{a}.",) if optimised == "trunk" else ()
        right, still = after(kept), after((*kept, *new))
        weights = after((*kept, *(f"{name}bias" for name in new)))
        made = f"adapters made before: {list(early)}, after: {[a, b] if loaded else list(late)}"
        for name in sorted(right, reverse=True):
            expect(seen["state"][name], f"{name} after three steps; {made}").close(
                right[name],
                otherwise=otherwise,
                mistaken=[(NOT_TOLD_BY_LOADS if loaded else NOT_TOLD, still[name]), (WEIGHT_ONLY, weights[name])],
            )
            if not loaded:
                called = f"{name} of another net, that announces to nobody"
                expect(seen["neighbour"][name], called).equal(state[name], otherwise=NEIGHBOURS)


@check(points=1.5, kind="state")
def test_a_checkpoint_makes_its_adapters(observe, draw):
    """A load makes the adapters that are not there yet, also in a part or a copy, and shares no memory."""
    *sizes, a, b, k = draw.sizes(6)
    xs = [draw.normal(k, a), draw.normal(k, b), draw.normal(k, 1)]
    cases = [((), "net"), ((a,), "net"), ((a, b, 1), "net"), ((), "outer"), ((b,), "outer"), ((a,), "copy")]
    wrong = {"net": NO_ROOM, "outer": OUTERMOST, "copy": BOUND}
    for early, where in cases:
        state, changed = drawn_state(draw, sizes, (a, b, 1)), drawn_state(draw, sizes, early)
        seen = observe("load", sizes=sizes, state=state, early=early, where=where, changed=changed, xs=xs)
        loading = f"widths {list(early)} known, {where}.load_state_dict(...)"
        expect(seen["loaded"], loading).returned(otherwise=wrong[where])
        doubled = {name: 2 * value for name, value in state.items()}
        for position, x in enumerate(xs):
            called = f"{loading}; net(X) of width {x.shape[-1]}"
            mixed = {name: value if name.startswith("trunk") else doubled[name] for name, value in state.items()}
            expect(seen["outputs"][position], called).close(
                output(state, x),
                otherwise=wrong[where],
                mistaken=[(SHARES, output(doubled, x)), (SHARES, output(mixed, x))],
            )
            expect(seen["changed"][position], f"{called}, after a write to the Parameters of before").close(
                output(state | changed, x), otherwise=REPLACED
            )
    width = a + 1
    inner, x = drawn_state(draw, sizes, (width,)), draw.normal(k, a)
    state = {f"trunk.{name}": value for name, value in inner.items()}
    state |= draw.state({f"adapters.{a}.weight": (width, a), f"adapters.{a}.bias": (width,)})
    seen = observe("load_nested", sizes=sizes, state=state, x=x)
    hidden = linear(x, state[f"adapters.{a}.weight"], state[f"adapters.{a}.bias"])
    called = "net.load_state_dict(...), of a net with a MultiWidth as its trunk"
    expect(seen["loaded"], called).returned(otherwise=FOREIGN)
    expect(seen["output"], f"{called}; net(X)").close(output(inner, hidden), otherwise=FOREIGN)


@check(points=1, kind="robustness")
def test_what_does_not_fit_is_refused(observe, draw):
    """A checkpoint with other shapes, or with names that are missing or unknown, raises; a fitting one loads."""
    *sizes, a, b = draw.sizes(5, low=3)
    good, units = drawn_state(draw, sizes, (a, b)), sizes[0]
    weight, bias = f"adapters.{b}.weight", f"adapters.{b}.bias"
    word = draw.word()
    bad = {
        "an adapter for other units": {weight: draw.normal(units + 1, b), bias: draw.normal(units + 1)},
        "an adapter for another width than its name says": {weight: draw.normal(units, b + 1)},
        "a turned weight": {weight: draw.normal(b, units + b)},
        "a bias of one number": {bias: draw.normal(1)},
        "no bias": {bias: None},
        "no weight": {weight: None},
        "an adapter that the net has is missing": {f"adapters.{a}.weight": None, f"adapters.{a}.bias": None},
        "no trunk": {name: None for name in good if name.startswith("trunk")},
        "an unknown name in an adapter": {f"adapters.{b}.{word}": draw.normal(units)},
        "an unknown name": {word: draw.normal(units)},
        "a width that is no number": {
            f"adapters.{word}.weight": draw.normal(units, b),
            f"adapters.{word}.bias": draw.normal(units),
        },
    }
    states = [good]
    for changes in bad.values():
        states.append({name: value for name, value in (good | changes).items() if value is not None})
    seen = observe("load_each", sizes=sizes, early=(a,), states=states)
    expect(seen[0], "net.load_state_dict(...), one that fits").returned(otherwise=NO_ROOM)
    for position, name in enumerate(bad, 1):
        expect(seen[position], f"net.load_state_dict(...), {name}").raises(otherwise=ANYTHING_FITS)


@check(points=0.5, kind="robustness")
def test_x_is_left_alone(observe, draw):
    """A call does nothing to X."""
    *sizes, n, k = draw.sizes(5)
    x = draw.normal(k, n)
    seen = observe("untouched", sizes=sizes, x=x)
    expect(seen["X"], "X after the calls").equal(x, otherwise=INPUTS)
    expect(seen["2 * X"], "X.mul_(2)").equal(2 * x, otherwise=INPUTS)
