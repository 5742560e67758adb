"""Modules in modules, and the way to each of them."""

import torch
from torch.nn.functional import linear, relu

from grader.judge import Misconception, check, expect

POINTS = 10

NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself, so it can hold no layers.")
LIST = Misconception("a_list_registers", "Layers are missing from the state: a plain list registers nothing.")
NAMES = Misconception("structure_is_free", "The entries of the state are not those of the task: names are part of it.")
SIZES = Misconception("sizes_are_free", "The layers have other sizes than the task says.")
NO_BIAS = Misconception("bias_is_optional", "A layer has no bias.")
LAST_RELU = Misconception(
    "the_last_activation_is_optional", "The last ReLU of `net` is missing: `linear` gets negative values."
)
FIRST_RELU = Misconception("linear_includes_relu", "There is no activation between the two layers of `net`.")
RELU_AT_END = Misconception("every_layer_ends_in_its_activation", "What comes from `linear` was cut at 0.")
ANOTHER = Misconception("any_activation_will_do", "The activation is another function than ReLU.")
CHAIN_OUTSIDE = Misconception(
    "forward_may_add_steps", "`net` and `forward` do not agree: nest(X) is linear(net(X)), and no more."
)
ANY_BATCH = Misconception("input_is_always_a_matrix", "A matrix goes in, but not every other shape of batch.")
MODE = Misconception("the_mode_changes_the_formula", "In one of the modes the output is another one.")
STALE = Misconception("a_copy_follows_its_weight", "The output does not come from the weights as they are now.")
FLOAT32 = Misconception("everything_is_float32", "After `.double()` not everything is computed in float64.")
CUT = Misconception("detach_is_harmless", "A gradient is missing, or another one, though the values are right.")
HEAD_COPIED = Misconception("containers_own_copies", "The chimera has a copy of the head, not the very object.")
HEAD_LOST = Misconception("the_head_is_a_layer_too_many", "The output is not what the head makes of 20 numbers.")
HEAD_KIND = Misconception("a_head_is_a_layer", "Some heads do not work: any module will do, also one without weights.")
HEAD_MODE = Misconception(
    "the_mode_is_mine", "Making the chimera has switched the mode of the head, or what is frozen in it."
)
MADE_OVER = Misconception(
    "a_new_net_starts_anew", "Making the chimera has changed the head: its numbers, their dtype or its gradients."
)
BEHIND = Misconception("the_mode_stays_outside", "`train()` or `eval()` does not reach every part.")
ALIKE = Misconception("one_net_for_all", "Two chimeras have the same layers, or start with the same numbers.")
TAKEN = Misconception("a_call_may_leave_traces", "A call has changed X, the grad mode or the random state.")

COPIED = Misconception("finding_is_copying", "What was found is a copy: changing it changes nothing in the net.")
DETACHED = Misconception(
    "state_dict_holds_parameters",
    "A tensor over the same memory was found, not the Parameter itself: it has no gradient.",
)
OTHER_PART = Misconception("any_part_of_that_name", "Another part of the net was found than the one that stands there.")
FIRST_NAME = Misconception(
    "every_name_is_listed",
    "A shared part was not found under its second name: listings give it the first one only.",
)
DOTS = Misconception(
    "getattr_understands_dots", "No module has a name with dots in it: the path was taken in one step."
)
PYTHON = Misconception("a_path_is_python", "The path was run as a Python expression, and a name such as 0 is none.")
INDEX = Misconception(
    "every_module_is_a_list", "A number was used as an index: it is a name, and not all modules have one."
)
NOT_SAVED = Misconception("only_what_is_saved_has_a_name", "A buffer that is not saved was not found.")
EMPTY_PATH = Misconception("an_empty_path_leads_nowhere", 'The address "" is that of the net itself.')
FALSY = Misconception("falsy_means_missing", "Something empty or zero was taken for something that is missing.")
REMEMBERED = Misconception(
    "addresses_may_be_remembered", "An earlier find came back, from another net or another time."
)
SILENT = Misconception("missing_is_none", "At an unknown address nothing was raised: None came back.")
LENIENT = Misconception("nearly_right_is_right", "At an unknown address something was found, and nothing was raised.")
LOOKS = Misconception("looking_may_set_the_mode", "`get_by_path` has switched the mode of the net.")
MADE = Misconception("looking_may_make", "Looking for an unknown address has changed the net.")

RAISED = {
    r"before Module\.__init__\(\) call": NO_INIT,
    r"has no attribute '[^']*\.": DOTS,
    r"^SyntaxError|^NameError": PYTHON,
    r"not subscriptable|does not support indexing|out of range|list indices": INDEX,
    r"Boolean value of Tensor": FALSY,
}

SHAPES = {
    "net.0.weight": (64, None),
    "net.0.bias": (64,),
    "net.2.weight": (32, 64),
    "net.2.bias": (32,),
    "linear.weight": (16, 32),
    "linear.bias": (16,),
}


def shapes(n):
    return {name: tuple(n if size is None else size for size in shape) for name, shape in SHAPES.items()}


def scaled(draw, n):
    """Weights with which values stay of about the same size from layer to layer."""
    w = draw.state(shapes(n))
    return {name: value / value.shape[-1] ** 0.5 if name.endswith("weight") else value for name, value in w.items()}


def chimera_weights(draw, n, k=None):
    w = {f"0.{name}": value for name, value in scaled(draw, n).items()}
    w |= {"1.weight": draw.normal(20, 16) / 4, "1.bias": draw.normal(20)}
    return w if k is None else w | {"2.weight": draw.normal(k, 20) / 4, "2.bias": draw.normal(k)}


def layer(w, name, x):
    return linear(x, w[f"{name}.weight"], w[f"{name}.bias"])


def nest(w, x, prefix=""):
    return layer(w, prefix + "linear", chain(w, x, prefix)[-1])


def chain(w, x, prefix=""):
    first = layer(w, prefix + "net.0", x)
    second = layer(w, prefix + "net.2", relu(first))
    return [first, relu(first), second, relu(second)]


def chimera(w, x):
    output = layer(w, "1", nest(w, x, "0."))
    return layer(w, "2", output) if "2.weight" in w else output


def clear(draw, n, w, prefix="", rows=5):
    """An X for which rounding does not decide what a ReLU cuts."""
    while True:
        x = draw.normal(rows, n)
        stages = chain(w, x, prefix)
        if min(stages[0].abs().min(), stages[2].abs().min()) > 1e-5:
            return x


@check(points=0.5, kind="shape")
def test_shapes(observe, draw):
    """A NestMLP maps `num_inputs` numbers to 16, for any number of leading dimensions."""
    a, b, width = draw.sizes(3)
    for n in (width, 1):
        inputs = [draw.normal(*lead, n) for lead in ((a,), (a, b), (), (0,), (1,))]
        seen = observe("nest_shapes", num_inputs=n, inputs=inputs)
        expect(seen["outputs"][0], f"NestMLP({n})(X)").shaped(a, 16)
        for i, x in enumerate(inputs):
            expect(seen["outputs"][i], f"NestMLP({n})(X)").shaped(*x.shape[:-1], 16, otherwise=ANY_BATCH)


@check(points=1, kind="state")
def test_names(observe, draw):
    """The state has the names and shapes of the task: six entries of a NestMLP, and "0.", "1.", "2." before them."""
    n, k = draw.sizes(2)
    wanted = shapes(n)
    seen = observe("nest_shapes", num_inputs=n, inputs=[])["state"]
    expect(seen, "shapes of NestMLP(n).state_dict()").equal(wanted, otherwise=what_is_wrong(seen.plain(), wanted))
    wanted = {f"0.{name}": shape for name, shape in wanted.items()} | {"1.weight": (20, 16), "1.bias": (20,)}
    wanted |= {"2.0.weight": (k, 20), "2.0.bias": (k,), "2.2.num_batches_tracked": ()}
    wanted |= {f"2.2.{name}": (k,) for name in ("weight", "bias", "running_mean", "running_var")}
    seen = observe("chimera_state", num_inputs=n, sizes=[k])
    expect(seen, "shapes of make_chimera(n, head).state_dict()").equal(
        wanted, otherwise=what_is_wrong(seen.plain(), wanted)
    )


def what_is_wrong(seen, wanted):
    if not isinstance(seen, dict):
        return None
    missing = set(wanted) - set(seen)
    if set(seen) == set(wanted):
        return SIZES
    if set(seen) < set(wanted):
        return NO_BIAS if all(name.endswith("bias") for name in missing) else LIST
    return NAMES


@check(points=1, kind="value")
def test_nest_computes_from_its_weights(observe, draw):
    """`NestMLP` computes linear(net(X)), and `net` runs layer, ReLU, layer, ReLU."""
    n = draw.integer(3, 9)
    w, x = scaled(draw, n), draw.normal(5, n)
    inputs = {"a row alone": draw.normal(n), "a batch of one": draw.normal(1, n), "no rows": draw.normal(0, n)}
    inputs |= {"three dimensions": draw.normal(2, 3, n), "an X that asks for a gradient": draw.normal(5, n)}
    view = draw.normal(4, 3, n)
    first, active, second, end = stages = chain(w, x)
    seen = observe("nest_call", values=w, x=x, stages=[x, *stages[:-1]], inputs=inputs, view=view)
    predicted = {
        LAST_RELU: layer(w, "linear", second),
        FIRST_RELU: layer(w, "linear", relu(layer(w, "net.2", first))),
        RELU_AT_END: relu(nest(w, x)),
    }
    reason = ANOTHER if seen["stages"][0].is_close(first) and not seen["stages"][1].is_close(active) else None
    if seen["chain"].is_close(end):
        reason = CHAIN_OUTSIDE
    expect(seen["output"], "nest(X)").close(nest(w, x), mistaken=predicted, otherwise=reason)
    for name, value in (inputs | {"a transposed view": view}).items():
        expect(seen["inputs"][name], f"nest(X), for {name}").close(nest(w, value), otherwise=ANY_BATCH)
    expect(seen["chain"], "nest.net(X)").close(end, otherwise=CHAIN_OUTSIDE)
    for i, stage in enumerate(stages):
        expect(seen["stages"][i], f"nest.net[{i}], given the values before it").close(stage, otherwise=CHAIN_OUTSIDE)


@check(points=0.5, kind="value")
def test_every_call_and_mode(observe, draw):
    """Every call, in every mode, uses the weights as they are now; so do copies, reloaded nets and `.double()`."""
    n = draw.integer(3, 9)
    w, others, x = scaled(draw, n), scaled(draw, n), draw.normal(5, n)
    wide = draw.normal(5, n, dtype=torch.float64)
    seen = observe("nest_again", values=w, others=others, x=x, wide=wide)
    for way in ("train", "eval", "again", "no_grad"):
        expect(seen[way], f"nest(X), in a call of its own ({way})").close(nest(w, x), otherwise=MODE)
    for way in ("written", "train written"):
        expect(seen[way], "nest(X), after a write to its weights").close(nest(others, x), otherwise=STALE)
    for way in ("twin", "loaded"):
        expect(seen[way], "the output of a deep copy, or a reloaded net").close(nest(w, x), otherwise=STALE)
    doubled = {name: value.double() for name, value in w.items()}
    expect(seen["double"], "nest.double()(X)").close(nest(doubled, wide), otherwise=FLOAT32)


@check(points=1, kind="value")
def test_chimera_ends_in_the_head(observe, draw):
    """The chimera is head(layer(NestMLP(X))), for any head, which is the very object that was given."""
    n, k = draw.sizes(2)
    w, others, x = chimera_weights(draw, n, k), chimera_weights(draw, n, k), draw.normal(5, n)
    seen = observe("chimera_call", values=w, others=others, x=x)
    for way in ("output", "eval", "again"):
        expect(seen[way], "make_chimera(n, head)(X)").close(chimera(w, x), otherwise=HEAD_LOST)
    new_head = w | {name: others[name] for name in ("2.weight", "2.bias")}
    expect(seen["head written"], "net(X), after a write to the head").close(
        chimera(new_head, x), mistaken={HEAD_COPIED: chimera(w, x)}
    )
    expect(seen["written"], "net(X), after a write to the net").close(chimera(others, x), otherwise=STALE)
    expect(seen["head"], "the head, after a write to the net").close(
        layer(others, "2", torch.eye(20)), otherwise=HEAD_COPIED
    )
    w = chimera_weights(draw, n)
    weight = draw.normal(k, 20)
    seen = observe("chimera_heads", values=w, weight=weight, x=x)
    output = chimera(w, x)
    expect(seen["Identity"], "net(X), where the head has no weights").close(output, otherwise=HEAD_KIND)
    expect(seen["Pair"], "net(X), where the head returns a pair").close((output, 2 * output), otherwise=HEAD_KIND)
    expect(seen["Dropout"], "net(X), where the head is a Dropout in evaluation mode").close(
        output, mistaken={HEAD_MODE: 0 * output}
    )
    expect(seen["frozen"], "the gradient of a frozen head").equal(0 * weight, otherwise=HEAD_MODE)
    values = draw.state({"weight": (k, 20), "bias": (k,)}, dtype=torch.float64)
    mark = draw.normal(k, 20, dtype=torch.float64)
    seen = observe("chimera_takes", num_inputs=n, values=values, mark=mark)
    expect(seen["head"], "the parameters of the head, after make_chimera(n, head)").equal(values, otherwise=MADE_OVER)
    expect(seen["grad"], "head.weight.grad, after make_chimera(n, head)").equal(mark, otherwise=MADE_OVER)


@check(points=0.5, kind="gradient")
def test_gradients(observe, draw):
    """Gradients reach X and all parameters: six of a NestMLP, ten of a chimera with a layer as its head."""
    n, k = draw.sizes(2)
    w = scaled(draw, n)
    for training in (True, False):
        x, upstream = clear(draw, n, w), draw.normal(5, 16)
        seen = observe("nest_backward", values=w, x=x, upstream=upstream, training=training)
        expect(seen["ended"], "nest(X).backward(upstream)").equal(None, otherwise=CUT)
        expect(seen["grad"], "the gradients").close(
            gradients(w | {"X": x}, nest, upstream), otherwise=CUT, tolerance=(1e-3, 1e-4)
        )
    w = chimera_weights(draw, n, k)
    x, upstream = clear(draw, n, w, "0."), draw.normal(5, k)
    seen = observe("chimera_backward", values=w, x=x, upstream=upstream)
    wanted = gradients(w | {"X": x}, chimera, upstream)
    wanted.pop("X")
    expect(seen["grad"], "the gradients").close(wanted, otherwise=CUT, tolerance=(1e-3, 1e-4))
    of_head = {name: wanted[f"2.{name}"] for name in ("weight", "bias")}
    expect(seen["head"], "the gradients of the head").close(of_head, otherwise=HEAD_COPIED, tolerance=(1e-3, 1e-4))


def gradients(values, function, upstream):
    leaves = {name: value.clone().requires_grad_() for name, value in values.items()}
    (function(leaves, leaves["X"]) * upstream).sum().backward()
    return {name: leaf.grad for name, leaf in leaves.items()}


# A net of linear layers without bias: where a part gives c times as much, the net does so as well, once for
# every run of that part. Second addresses lead to the first ones.
FIRST = {"again": "twice.0", "other.block": "block", "other.block.inner": "block.inner"}
LEAVES = ["enc.0", "enc.first-step", "enc.0x", "10", "1", "class.1.deep.er.weight-less"]
LEAVES += ["a.b.c.d.e.f.g.h.i.j.k.l", "a.b.c.d.e.2", "twice.0", "block.inner"]


def drawn_plan(draw, n):
    at = {path: torch.linalg.qr(draw.normal(n, n, dtype=torch.float64)).Q for path in LEAVES}
    mask, seen = draw.normal(2), draw.normal()
    return {
        "layers": list(at.items()),
        "empty": ["enc.nothing"],
        "parameters": [["scale", draw.normal(3)], ["enc.zero", torch.zeros(())], ["class.1.p", draw.normal(2, 3)]],
        "buffers": [
            ["mean", draw.normal(4), True],
            ["enc.mask", mask, False],
            ["10.seen", seen, True],
            ["block.total", draw.normal(3), True],
        ],
        "shared": [["again", "twice.0"], ["other.block", "block"]],
    }


def run(plan, x, path=""):
    """What the part at `path` makes of X; the whole net runs its shared parts once more, at the end."""
    at, path = dict(plan["layers"]), FIRST.get(path, path)
    leaves = [leaf for leaf in LEAVES if leaf == path or leaf.startswith(f"{path}.") or not path]
    for leaf in leaves if path else [*leaves, "twice.0", "block.inner"]:
        x = x @ at[leaf].T
    return x


def expect_modules(observe, draw, paths, times, otherwise):
    n = draw.integer(3, 5)
    plan, x = drawn_plan(draw, n), draw.normal(4, n, dtype=torch.float64)
    factor, base = draw.number(1.5, 3.0), run(plan, x)
    for path in paths:
        reason = {"": EMPTY_PATH, "enc.nothing": FALSY}.get(path, otherwise)
        seen = observe("module_by_path", plan=plan, path=path, factor=factor, x=x)
        found = f'get_by_path(net, "{path}")'
        if seen["part"].tensor() is not None:
            reason = reason or OTHER_PART
        expect(seen["part"], f"{found}(X)").close(run(plan, x, path), otherwise=reason)
        expect(seen["net"], f"net(X), where {found} was made to give {factor:.2f} times as much").close(
            factor**times * base, mistaken={COPIED: base}, otherwise=OTHER_PART
        )


def expect_tensors(observe, draw, paths, otherwise):
    plan = drawn_plan(draw, draw.integer(3, 5))
    at = {f"{path}.weight": value for path, value in plan["layers"]}
    at |= {path: value for path, value, *_ in plan["parameters"] + plan["buffers"]}
    coefficients, others, written = (
        {name: draw.normal(*value.shape, dtype=value.dtype) for name, value in at.items()} for _ in range(3)
    )
    for path, first in paths.items():
        seen = observe(
            "tensor_by_path", plan=plan, path=path, coefficients=coefficients, others=others, written=written[first]
        )
        found = f'get_by_path(net, "{path}")'
        reason = {"enc.mask": NOT_SAVED, "enc.zero": FALSY}.get(path, otherwise)
        expect(seen["value"], found).close(at[first], otherwise=reason)
        expect(seen["others"], f"{found}, after a write to the net").close(others[first], otherwise=COPIED)
        expect(seen["written"], f"what stands in the net, after a write to {found}").close(
            written[first], otherwise=COPIED
        )
        if first not in BUFFERS:
            expect(seen["grad"], f"{found}.grad").close(coefficients[first], otherwise=DETACHED)


BUFFERS = ("mean", "enc.mask", "10.seen", "block.total")
TENSORS = (
    "enc.0.weight",
    "10.weight",
    "class.1.deep.er.weight-less.weight",
    "scale",
    "class.1.p",
    "enc.zero",
    *BUFFERS,
)


@check(points=1, kind="identity")
def test_path_leads_to_the_module(observe, draw):
    """An address leads to the module itself, however deep it is and whatever the names are; "" to the net."""
    paths = [*LEAVES[:-2], "enc", "class.1.deep", "a.b.c.d", "enc.nothing", ""]
    expect_modules(observe, draw, paths, 1, None)
    n = draw.integer(3, 5)
    weight, x = draw.normal(n + 1, n), draw.normal(4, n)
    seen = observe("alone", weight=weight, x=x)
    expect(seen["itself"], 'get_by_path(layer, "")(X)').close(linear(x, weight), otherwise=EMPTY_PATH)
    expect(seen["written"], 'layer(X), after a write to get_by_path(layer, "weight")').close(linear(x, 2 * weight))


@check(points=1, kind="identity")
def test_path_leads_to_the_tensor(observe, draw):
    """An address leads to the parameter or buffer itself: writes arrive on both sides, and its gradient is there."""
    expect_tensors(observe, draw, {path: path for path in TENSORS}, None)


@check(points=1, kind="identity")
def test_a_shared_part_has_several_addresses(observe, draw):
    """Under each of its addresses a shared part is found, and what lies in it."""
    paths = [*FIRST, "twice.0", "block.inner", "block"]
    expect_modules(observe, draw, paths, 2, FIRST_NAME)
    weights = {
        f"{path}.weight": f"{FIRST.get(path, path)}.weight" for path in paths if path not in ("block", "other.block")
    }
    expect_tensors(observe, draw, weights | {"other.block.total": "block.total"}, FIRST_NAME)


@check(points=0.5, kind="identity")
def test_looks_afresh(observe, draw):
    """Each call finds what stands there now, in the net that was given."""
    n = draw.integer(3, 5)
    plan, x = drawn_plan(draw, n), draw.normal(4, n, dtype=torch.float64)
    for path in ("enc.0", "10", "class.1.deep.er.weight-less"):
        weights = [draw.normal(n, n, dtype=torch.float64) for _ in range(2)]
        seen = observe("replaced", plan=plan, path=path, weights=weights, x=x)
        for i, weight in enumerate([dict(plan["layers"])[path], *weights]):
            reason = REMEMBERED if i else None
            expect(seen[i], f'get_by_path(net, "{path}")(X)').close(linear(x, weight), otherwise=reason)


@check(points=1, kind="robustness")
def test_unknown_addresses_raise(observe, draw):
    """An address at which nothing stands raises, whatever is similar to it or lies elsewhere, and changes nothing."""
    n = draw.integer(3, 5)
    plan, x = drawn_plan(draw, n), draw.normal(4, n, dtype=torch.float64)
    paths = ["weight", "0", "enc.1", "enc.weight", "enc.0.weigh", "enc.0.weights", "enc.0.0", "en", "encoder", "Enc"]
    paths += ["deep", "class.deep", "class.2.deep", "01", "-1", "2", "100", "enc.-1", "enc.0.bias.x", draw.word()]
    paths += ["enc.0.weight.x", "scale.x", "enc.nothing.0", "enc.nothing.x", "again.0", "net.enc", "1.10", "enc/0"]
    paths += [" 1", "1 ", "enc. 0", "scale ", "enc.first_step"]
    seen = observe("unknown", plan=plan, paths=paths, x=x)
    expect_raised(seen["raised"], paths)
    expect(seen["output"], "net(X), after looking for unknown addresses").close(run(plan, x), otherwise=MADE)
    paths = ["0.net.4", "0.net.-1", "-1", "3", "00", "0.net.02", "0.net.0.2", "net.2", "linear", "0.net.2.weight.x"]
    paths += ["1.2"]
    expect_raised(observe("unknown_in_sequential", values=chimera_weights(draw, n), paths=paths), paths)


def expect_raised(seen, paths):
    for path in paths:
        reason = SILENT if seen[path].record is None else LENIENT
        expect(seen[path], f'get_by_path(net, "{path}")').raises(otherwise=reason)


@check(points=0.5, kind="state")
def test_nets_are_their_own(observe, draw):
    """`train()` and `eval()` reach every part; two chimeras start with different numbers and share none."""
    n = draw.integer(3, 9)
    w, others, x = chimera_weights(draw, n), chimera_weights(draw, n), draw.normal(5, n)
    seen = observe("chimera_modes", values=w, x=x)
    for part in ("0", "0.net.0", "0.net.1", "0.linear", "1", "2"):
        called = f"a Dropout(1.0) in part {part}, after net.{{}}()"
        expect(seen["train"][part], called.format("train")).close(torch.zeros(3), otherwise=BEHIND)
        expect(seen["eval"][part], called.format("eval")).close(torch.ones(3), otherwise=BEHIND)
    seen = observe("several", values=w, others=others, x=x)
    expect(seen["one"], "one(X)").close(chimera(w, x), otherwise=ALIKE)
    expect(seen["two"], "two(X)").close(chimera(others, x), otherwise=ALIKE)
    for name in w:
        if name.endswith("weight"):
            first = seen["started"][0][name].tensor()
            expect(seen["started"][1][name], f"{name} of a second chimera").satisfies(
                lambda value, first=first: first is not None and value is not None and not torch.equal(value, first),
                "different from that of the first",
                otherwise=ALIKE,
                message=f"Two new chimeras have the same {name}",
            )


@check(points=0.5, kind="robustness")
def test_leaves_things_alone(observe, draw):
    """A call leaves X, the grad mode and the random state alone; so does looking, and modes stay too."""
    n, seed = draw.integer(3, 9), draw.integer(1, 2**31)
    w, x = chimera_weights(draw, n), draw.normal(5, n)
    seen = observe("surroundings", values=w, x=x, seed=seed)
    expect(seen["X"], "X, after net(X)").equal(x, otherwise=TAKEN)
    numbers = torch.rand(4, generator=torch.Generator().manual_seed(seed))
    expect(seen["random"], "torch.rand(4), after net(X)").close(numbers, otherwise=TAKEN)
    three = torch.ones(3)
    expect(seen["modes"], "a Dropout(1.0), after a look in training mode and in evaluation mode").close(
        [0 * three, three], otherwise=LOOKS
    )
    expect(seen["grads"], "gradients, after net(X)").close(
        {"anchor": 2 * three, "quiet": 0 * three, "X": 0 * x}, otherwise=TAKEN
    )
