"""What a plain list hides."""

from itertools import pairwise

import torch
from torch.nn.functional import linear, relu

from grader.judge import Misconception, check, expect

POINTS = 15

BY_VALUE = Misconception(
    "in_compares_objects",
    "Parameters were compared by their numbers, as `in` and `==` do.",
)
MEMORY = Misconception("one_memory_one_parameter", "Two Parameters over the same memory were taken for one.")
ONE_FIND = Misconception("one_find_is_all", "Something was found, other things that stand beside it were not.")
LISTS_ONLY = Misconception("only_lists_hide", "Lists were searched; another kind of container was not.")
EXACT_TYPE = Misconception("a_type_has_no_heirs", "An object of a derived class was passed over.")
ONE_LEVEL = Misconception("hidden_means_on_top", "What lies deeper, in a container within a container, was missed.")
BARE = Misconception("only_layers_have_parameters", "A Parameter that stands in a container by itself was not found.")
CHILDREN = Misconception("only_the_net_itself_hides", "The net itself was searched, its parts were not.")
INSIDE = Misconception("parameters_of_the_found_is_all", "A hidden module was found, and not searched to its end.")
FALSY = Misconception(
    "truth_tells_what_is_there",
    "Something of length 0 was passed over: in an `if` it counts as False, and yet something hangs on it.",
)
NOT_CONTAINED = Misconception("only_containers_hide", "A module that stands in `vars(net)` unregistered was missed.")
UNDERSCORE = Misconception("an_underscore_keeps_out", "An attribute was passed over for its name.")
TOO_SHALLOW = Misconception("a_few_levels_will_do", "A hundred levels down nothing was found any more.")
MODULES = Misconception("modules_are_parameters", "The list holds other objects than Parameters.")
NOT_A_LIST = Misconception("any_iterable_is_a_list", "What came back is no list.")
COPIES = Misconception("a_copy_is_as_good", "The list holds copies: an optimiser that gets them trains nothing.")
REQUIRES_GRAD = Misconception("requires_grad_makes_a_parameter", "A plain tensor was taken for a Parameter.")
DTYPE = Misconception("parameters_are_float32", "A Parameter of another dtype was left out.")
FROZEN = Misconception("frozen_is_no_parameter", "A Parameter that requires no gradient was left out.")
LISTED = Misconception("in_a_list_means_hidden", "A Parameter that `net.parameters()` gives was called hidden.")
EACH_PART = Misconception("every_module_for_itself", "A part hides what another part of the net shows.")
TWICE = Misconception("every_way_counts", "A Parameter that can be reached in two ways is in the list twice.")
NO_MEMO = Misconception("module_graphs_are_trees", "Something contains itself, and the search never came to an end.")
REMEMBERS = Misconception("a_default_is_made_anew", "An earlier call has an influence on what a later one finds.")
REPAIRS = Misconception("tools_may_repair", "The net, or autograd, is not what it was: looking must not repair.")

LIST_HIDES = Misconception("plain_list_registers", "The module has not heard of its layers: it gives no parameters.")
NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself, so it can hold no layers.")
ONE_LAYER = Misconception("star_copies", "One layer is used several times: its tensors are listed once.")
SHAPES = Misconception("sizes_are_approximate", "The layers are not those that `sizes` asks for.")
ORDER = Misconception("order_of_making_is_free", "The parameters do not come in the order of the layers.")
END_RELU = Misconception("every_layer_ends_in_its_activation", "A ReLU follows the last layer: nothing is below zero.")
NO_RELU = Misconception("linear_includes_relu", "No ReLU between the layers: the output is a linear function of X.")
INPUT_RELU = Misconception("activation_before_the_layer", "A ReLU works on X, before the first layer.")
MODE = Misconception("modes_compute_different_things", "The formula holds in one mode only.")
TEN = Misconception("names_sort_like_numbers", "More than ten layers do not run in order: '10' < '2'.")
FLOAT32 = Misconception("everything_is_float32", "A model in float64 is not computed in float64.")
ANY_SHAPE = Misconception("input_is_always_a_matrix", "Some inputs cannot go in, or come out in another shape.")
GRADIENT = Misconception("right_outputs_right_gradients", "The outputs are right, the gradients are not.")
STALE = Misconception("results_may_be_remembered", "The weights changed, the output did not follow.")
SHARED = Misconception("class_attribute_belongs_to_the_object", "Two models, or two layers, use the same tensors.")
ALIKE = Misconception("a_start_may_repeat", "Two layers, or two models, begin with the same numbers.")
SIZES = Misconception("the_list_is_mine", "The caller's `sizes` were changed, or are still needed after the call.")
SURROUNDINGS = Misconception("a_call_may_leave_traces", "A call changed X, a mode or the random numbers that follow.")

SEARCH_RAISED = {"RecursionError": NO_MEMO, "Boolean value of Tensor": BY_VALUE, "must match the size": BY_VALUE}
RAISED = {
    r"parameters\(\) gives 0 tensors": LIST_HIDES,
    r"same dtype": FLOAT32,
    r"does not require grad": GRADIENT,
    r"before Module\.__init__\(\) call": NO_INIT,
}

# Each case is the code that makes a net of layers a, b, c, Parameters p, q, r, s and a plain tensor t, the names of
# what it hides, and the misconception of whoever finds less.
IN_LISTS = (
    ("net.layers = [a]", "a", ONE_FIND),
    ("net.layers = [a, b, c]", "abc", ONE_FIND),
    ("net.first = a; net.rest = [b, c]", "bc", ONE_FIND),
    ("net.one, net.other = [a], [b]", "ab", ONE_FIND),
    ("net.layers = [torch.relu, a, None, 'relu', nn.ReLU(), 3, b]", "ab", ONE_FIND),
    ("net.eval(); net.layers = [nn.Sequential(a, nn.Sequential(b, c))]", "abc", ONE_FIND),
    ("a.register_parameter('gain', None); net.layers = [a, b]", "ab", ONE_FIND),
)
IN_CONTAINERS = (
    ("net.weights = [p, a]", "pa", BARE),
    ("net.pair = (a, b)", "ab", LISTS_ONLY),
    ("net.parts = {'first': a, 2: b}", "ab", LISTS_ONLY),
    ("net.parts = {'scale': p, None: q}; net.more = (r,)", "pqr", LISTS_ONLY),
    ("net.layers = [[a], [[b]]]", "ab", ONE_LEVEL),
    ("net.parts = {'x': {'y': a}, 'z': {'y': {'x': p}}}", "ap", ONE_LEVEL),
    ("net.things = [{'x': [a]}, (b, [c, ()]), 'text', {}]", "abc", ONE_LEVEL),
    ("net.pair = collections.namedtuple('Pair', 'x y')(a, b)", "ab", EXACT_TYPE),
    ("net.parts = collections.OrderedDict(x=a, y=collections.defaultdict(list, z=[p]))", "ap", EXACT_TYPE),
    ("class Stack(list): pass\nnet.layers = Stack([a, b])", "ab", EXACT_TYPE),
    ("class Scale(nn.Parameter): pass\np = Scale(p.data); net.scales = [p]", "p", EXACT_TYPE),
)
IN_MODULES = (
    ("net.child = nn.Module(); net.child.layers = [a]", "a", CHILDREN),
    ("net.body = nn.Sequential(b, nn.Module()); net.body[1].pair = (a, p)", "ap", CHILDREN),
    ("net.a = a; a.more = {'x': b}", "b", CHILDREN),
    ("net.blocks = nn.ModuleDict({'x': nn.ModuleList([nn.Module()])}); net.blocks['x'][0].more = [p]", "p", CHILDREN),
    ("part = nn.Module(); part.layers = [a]; part.b = b; net.parts = [part]", "ab", INSIDE),
    ("part = nn.Module(); part.child = nn.Module(); part.child.layers = (a, p); net.parts = {0: part}", "ap", INSIDE),
    ("part = nn.Module(); part.p = p; part.child = nn.Module(); part.child.a = a; net.parts = [part]", "ap", INSIDE),
    ("net.layers = [a]; a.more = [b]; b.more = [c]", "abc", INSIDE),
    (
        "x = nn.Sequential(); x.layers = [a]; net.parts = [x]; net.none = nn.ModuleList(); net.none.more = (p,)",
        "ap",
        FALSY,
    ),
    ("vars(net)['quiet'] = a; vars(net)['weight'] = p", "ap", NOT_CONTAINED),
    ("net._layers = [a]; net.__more = [b]; setattr(net, 'training_layers', [c])", "abc", UNDERSCORE),
    ("x = [a]\nfor _ in range(98): x = [x]\nnet.deep = x", "a", TOO_SHALLOW),
    ("x = a\nfor _ in range(48): y = nn.Module(); y.inner = (x,); x = y\nnet.deep = [x]", "a", TOO_SHALLOW),
    ("x = nn.Module(); x.layers = [a]\nfor _ in range(46): x = nn.Sequential(x)\nnet.deep = x", "a", TOO_SHALLOW),
)
NOT_HIDDEN = (
    ("pass", "", LISTED),
    ("net.layers = nn.ModuleList([a, b]); net.parts = nn.ModuleDict({'x': c})", "", LISTED),
    ("net.body = nn.Sequential(a, b); net.p = p; net.more = nn.ParameterList([q, r])", "", LISTED),
    ("net.a = a; net.order = [a]", "", LISTED),
    ("net.a = a; net.weights = {'x': (a.weight, [a.bias])}", "", LISTED),
    ("net.p = p; part = nn.Module(); part.p = p; part.a = a; net.parts = [part]", "a", LISTED),
    ("net.body = nn.Sequential(a, b); net.layers = [net.body, [net.body[0]], c]", "c", LISTED),
    ("net.child = nn.Module(); net.child.layers = [a, b]; net.a = a", "b", EACH_PART),
    ("net.a = a; net.child = nn.Module(); vars(net.child)['owner'] = net; net.child.last = [a, p]", "p", EACH_PART),
    ("net.rnn = nn.GRU(3, 2)", "", LISTED),
    ("net.t = t; net.things = [t, (t, 2 * t), {'t': t}, torch.ones(2)]", "", REQUIRES_GRAD),
    ("net.register_buffer('running', torch.ones(3)); net.things = [net.running, t, a]", "a", REQUIRES_GRAD),
)
ALIKE_ONLY = (
    ("net.p = p; net.more = [q]", "q", BY_VALUE),
    ("q.data = p.data.clone(); net.p = p; net.more = [q]", "q", BY_VALUE),
    ("s.data = r.data.clone(); net.r = r; net.more = [s]", "s", BY_VALUE),
    ("net.a = a; c.load_state_dict(a.state_dict()); net.more = (c, b)", "cb", BY_VALUE),
    ("q.data = p.data.clone(); s.data = r.data.clone(); net.more = [p, q, r, s]", "pqrs", BY_VALUE),
    ("q.data = p.data; net.p = p; net.more = [q]", "q", MEMORY),
    ("q.data = p.data; net.more = [p, q]", "pq", MEMORY),
    ("p.requires_grad_(False); a.requires_grad_(False); net.more = [p, (a,), b]", "pab", FROZEN),
    ("p.data = p.data.double(); a.bfloat16(); net.more = [p, a, b]", "pab", DTYPE),
)
MANY_WAYS = (
    ("net.layers = [a, a]; net.again = (a,)", "a", TWICE),
    ("net.layers = [a]; net.weights = {'x': a.weight, 'y': [a.weight, p, p]}", "ap", TWICE),
    ("x = [a, (p,)]; net.one = x; net.two = {'x': x, 'y': x}", "ap", TWICE),
    ("x = nn.Module(); x.p = p; y = nn.Module(); y.p = p; net.parts = [x, y, nn.Sequential(x, y)]", "p", TWICE),
    ("net.layers = [a, net, b]", "ab", NO_MEMO),
    ("net.layers = [a]; net.layers.append(net.layers); net.layers.append(b)", "ab", NO_MEMO),
    ("net.parts = {'a': a}; net.parts['self'] = net.parts; net.parts['b'] = b", "ab", NO_MEMO),
    ("x = [a]; y = (x, {'x': x}, b); x.append(y); net.parts = x", "ab", NO_MEMO),
    ("net.child = nn.Module(); net.child.owner = net; net.child.layers = [a]", "a", NO_MEMO),
    ("x = nn.Module(); x.owner = [net, x]; x.a = a; net.parts = [x]; net.last = [b]", "ab", NO_MEMO),
)
# The second piece of code runs between two calls.
AFRESH = (
    ("net.layers = [a, b]; net.more = (p,)", "", "abp"),
    ("net.layers = [a, b]", "net.layers.append(c)", "abc"),
    ("net.layers = [a, b]", "net.layers.pop()", "a"),
    ("net.layers = [a, b]", "net.body = nn.Sequential(b)", "a"),
    ("net.body = nn.Sequential(a); net.layers = [a, b]", "del net.body", "ab"),
    ("net.layers = [a, b]", "x = net.layers; net = nn.Module(); net.a = a; net.layers = x", "b"),
)


def shapes_of_things(draw):
    n, h, o = draw.sizes(3)
    layers = {"a": (h, n), "b": (o, h), "c": (h, n)}
    tensors = {f"{name}.weight": shape for name, shape in layers.items()}
    tensors |= {f"{name}.bias": shape[:1] for name, shape in layers.items()}
    return tensors | {"p": (n, 2), "q": (n, 2), "r": (), "s": (), "t": (n,)}


def search(observe, draw, code, hidden, missed=None, extra=None, then=None):
    """Look for what is hidden, and then subtract from each entry of the list its gradient.

    Whatever the list holds, this moves what is hidden once, and nothing else, only if the list is right.
    """
    shapes = shapes_of_things(draw)
    values = draw.state(shapes)
    marks = {name: draw.uniform(*shape, low=1, high=2) for name, shape in shapes.items()}
    seen = observe("look", code=code, then=then, values=values, marks=marks)
    steps = [code] if then is None else [code, "hidden_parameters(net).clear()", then]
    called = "; ".join(line for step in steps for line in step.split("\n") if line) + "; hidden_parameters(net)"
    error = seen["found"].raised or ""
    known = next((known for text, known in SEARCH_RAISED.items() if text in error), None)
    found = expect(seen["found"], called).returned(otherwise=known)
    found.satisfies(lambda found: isinstance(found, list), "a list", otherwise=NOT_A_LIST)
    entries = seen["found"].plain() or []
    wanted = {name: name[0] in hidden for name in shapes}
    times = {name: times_moved(seen["after"][name], values[name], marks[name]) for name in wanted}
    if not all(isinstance(entry, torch.Tensor) for entry in entries):
        missed = MODULES
    elif len(entries) == sum(wanted.values()) and not any(times.values()):
        missed = COPIES
    for name, number in times.items():
        expect(seen["after"][name], name).holds(
            number == wanted[name],
            f"{name}, {'once' if wanted[name] else 'not at all'}",
            message=f"`{called}`: {name} is in the list {number} times, expected {int(wanted[name])}",
            actual=f"{number} times",
            otherwise=TWICE if number and number > 1 else missed if wanted[name] else extra or LISTED,
        )
    found.satisfies(
        lambda found: len(found) == sum(wanted.values()),
        f"{sum(wanted.values())} entries",
        message=f"`{called}` holds {len(entries)} things, expected {sum(wanted.values())}",
        otherwise=extra or REMEMBERS,
    )


def times_moved(after, value, mark):
    return next((number for number in range(8) if after.is_close(value - number * mark)), None)


@check(points=1.5, kind="value")
def test_layers_in_a_list_are_found(observe, draw):
    """The Parameters of layers in a plain list are returned: the very objects, in a list."""
    for code, hidden, missed in IN_LISTS:
        search(observe, draw, code, hidden, missed)


@check(points=1.5, kind="value")
def test_every_container_is_searched(observe, draw):
    """Lists, tuples and dicts, and what is derived from them, hold layers and Parameters at any depth."""
    for code, hidden, missed in IN_CONTAINERS:
        search(observe, draw, code, hidden, missed)


@check(points=1.5, kind="value")
def test_every_module_is_searched(observe, draw):
    """All attributes of registered and of hidden modules are searched, a hundred levels deep."""
    for code, hidden, missed in IN_MODULES:
        search(observe, draw, code, hidden, missed)


@check(points=1.5, kind="value")
def test_nothing_else_is_called_hidden(observe, draw):
    """What `net.parameters()` gives is not hidden, and what is no Parameter does not count."""
    for code, hidden, extra in NOT_HIDDEN:
        search(observe, draw, code, hidden, extra=extra)


@check(points=1.5, kind="identity")
def test_an_object_is_not_its_values(observe, draw):
    """Parameters with the same values, or over the same memory, are two; frozen ones are Parameters too."""
    for code, hidden, missed in ALIKE_ONLY:
        search(observe, draw, code, hidden, missed)


@check(points=1.5, kind="robustness")
def test_many_ways_lead_to_one_parameter(observe, draw):
    """Each Parameter is returned once, in however many ways it is reached, and cycles come to an end."""
    for code, hidden, missed in MANY_WAYS:
        search(observe, draw, code, hidden, missed)


@check(points=1, kind="robustness")
def test_every_call_looks_afresh(observe, draw):
    """A call finds what is hidden now, whatever was found before and whatever became of that list."""
    for code, then, hidden in AFRESH:
        search(observe, draw, code, hidden, missed=REMEMBERS, extra=REMEMBERS, then=then)


@check(points=1, kind="state")
def test_looking_changes_nothing(observe, draw):
    """The net, its containers, its tensors, their gradients and flags are what they were."""
    shapes = shapes_of_things(draw)
    values, marks, others = (draw.state(shapes) for _ in range(3))
    code = (
        "net.seen = b; net.layers = [a, c]; net.notes = [1, ('two', None), {'x': [p, 3.0]}];"
        "q.requires_grad_(False); net.more = (q, {'t': t})"
    )
    x = draw.normal(4, shapes["a.weight"][1])
    seen = observe("look_and_use", code=code, values=values, marks=marks, others=others, x=x)
    expect(seen["attributes"], "the names in vars(net)").equal(["layers", "more", "notes"], otherwise=REPAIRS)
    expect(seen["notes"], "net.notes").equal([1, ("two", None), {"x": [values["p"], 3.0]}], otherwise=REPAIRS)
    expect(seen["backward"], "a backward pass, after the search").returned(otherwise=REPAIRS)
    for name, mark in marks.items():
        expected = mark if name == "q" else 2 * mark
        expect(seen["gradients"][name], f"{name}.grad, after a backward pass").close(expected, otherwise=REPAIRS)
    outputs = [linear(x, others[f"{name}.weight"], others[f"{name}.bias"]) for name in "ac"]
    expect(seen["outputs"], "[layer(X) for layer in net.layers]").close(outputs, otherwise=REPAIRS)
    for name, value in others.items():
        expected = value.double() if name[0] == "b" else value
        expect(seen["after"][name], f"{name}, after net.double()").equal(expected, otherwise=REPAIRS)


def shapes_of(sizes):
    return [shape for before, after in pairwise(sizes) for shape in ((after, before), (after,))]


def drawn_weights(draw, sizes, dtype=torch.float32):
    return [draw.normal(*shape, dtype=dtype) / shape[-1] ** 0.5 for shape in shapes_of(sizes)]


def mlp(weights, x, first=False, between=True, last=False):
    layers = list(zip(weights[::2], weights[1::2], strict=True))
    x = relu(x) if first else x
    for number, (weight, bias) in enumerate(layers, 1):
        x = linear(x, weight, bias)
        if last if number == len(layers) else between:
            x = relu(x)
    return x


MODES = ("training", "eval", "no_grad")
READINGS = {END_RELU: {"last": True}, NO_RELU: {"between": False}, INPUT_RELU: {"first": True}}


def telling(draw, sizes, rows=8, dtype=torch.float32):
    """Weights and X (rows, sizes[0]) for which each misreading gives another output, and no ReLU is near its kink."""
    while True:
        weights, x = drawn_weights(draw, sizes, dtype), draw.normal(rows, sizes[0], dtype=dtype)
        right = mlp(weights, x)
        hidden = [mlp(weights[:end], x) for end in range(2, len(weights), 2)]
        apart = [(mlp(weights, x, **reading) - right).abs().max() > 0.01 for reading in READINGS.values()]
        apart[1] = apart[1] or not hidden
        if all(apart) and all(values.abs().min() > 1e-4 for values in hidden):
            return weights, x


@check(points=0.5, kind="shape")
def test_stacked_mlp_has_its_layers(observe, draw):
    """`parameters()` gives weight and bias of each layer, in the order of the layers, and nothing else."""
    n, h, o, k = draw.sizes(4)
    all_sizes = [(n, h, o), (n, o), (n, h, o, k), (n, 1, o), (1, 1), (n, h, h, h, o), tuple(range(20, 6, -1))]
    seen = observe("shapes", all_sizes=all_sizes)
    for position, sizes in enumerate(all_sizes):
        expected, there = shapes_of(sizes), seen[position].plain()
        why = LIST_HIDES if there == [] else SHAPES
        if isinstance(there, list) and there:
            few = len(there) < len(expected) and set(there) == set(expected)
            why = ONE_LAYER if few else ORDER if sorted(there) == sorted(expected) else SHAPES
        called = f"shapes of StackedMLP({list(sizes)}).parameters()"
        expect(seen[position], called).equal(expected, otherwise=why)


@check(points=1.5, kind="value")
def test_stacked_mlp_computes_the_chain(observe, draw):
    """X runs through the layers, with a ReLU between two and none at the end, in every mode and any batch."""
    n, h, o, k = draw.sizes(4, low=3)
    for sizes in ((n, o), (n, h, o), (n, h, k, o), (n, h, h, h, o), (n, 1, o), (n, h, 1), (1, h, o), (3,) * 13):
        weights, x = telling(draw, sizes)
        shapes = {"a row": (sizes[0],), "one row": (1, sizes[0]), "no rows": (0, sizes[0]), "3-D": (2, 3, sizes[0])}
        inputs = {"X": x} | {name: draw.normal(*shape) for name, shape in shapes.items()}
        view = draw.normal(3, 2, sizes[0])
        seen = observe("call", sizes=sizes, weights=weights, inputs=inputs, view=view)
        readings = {known: mlp(weights, x, **reading) for known, reading in READINGS.items()}
        right = any(seen[mode]["X"].is_close(mlp(weights, x)) for mode in MODES)
        for mode in MODES:
            called = f"StackedMLP({list(sizes)})(X), {mode}"
            expect(seen[mode]["X"], called).close(
                mlp(weights, x),
                mistaken={} if right else readings,
                otherwise=MODE if right else TEN if len(sizes) > 11 else None,
            )
            for name, values in inputs.items() | {("a view", view)}:
                expect(seen[mode][name], f"{called}, X is {name}").close(mlp(weights, values), otherwise=ANY_SHAPE)
        for name, values in inputs.items():
            expect(seen["inputs"][name], "X, after the call").equal(values, otherwise=SURROUNDINGS)


@check(points=0.5, kind="gradient")
def test_stacked_mlp_gradients(observe, draw):
    """In both modes every parameter and X get the gradients of the chain, added to those that are there."""
    n, h, o, k = draw.sizes(4, low=3)
    for sizes in ((n, h, k, o), (n, o)):
        weights, x = telling(draw, sizes, dtype=torch.float64)
        upstream = draw.normal(8, o, dtype=torch.float64)
        leaves = [value.clone().requires_grad_() for value in (*weights, x)]
        (mlp(leaves[:-1], leaves[-1]) * upstream).sum().backward()
        for training in (True, False):
            seen = observe("backward", sizes=sizes, weights=weights, x=x, upstream=upstream, training=training)
            expect(seen["gradients"], "[p.grad for p in net.parameters()], after two backward passes").close(
                [2 * leaf.grad for leaf in leaves[:-1]], otherwise=GRADIENT
            )
            expect(seen["of X"], "X.grad, after two backward passes").close(2 * leaves[-1].grad, otherwise=GRADIENT)


@check(points=1, kind="state")
def test_stacked_mlp_loads_and_copies(observe, draw):
    """After `load_state_dict`, in a deep copy, in float64: the weights as they are now, shared with nobody."""
    sizes = draw.sizes(4, low=3)
    for dtype, training in ((torch.float32, True), (torch.float32, False), (torch.float64, True)):
        mine, x = telling(draw, sizes, dtype=dtype)
        others, more = (drawn_weights(draw, sizes, dtype) for _ in range(2))
        seen = observe("load_and_copy", sizes=sizes, weights=[mine, others, more], x=x, training=training)
        for name, weights, stranger in (
            ("net", mine, others),
            ("net, after load_state_dict", others, more),
            ("a deep copy of net", mine, others),
            ("the other net, after a write", more, others),
        ):
            expect(seen[name], f"net(X) of {name}").close(
                mlp(weights, x), mistaken={SHARED: mlp(stranger, x)}, otherwise=STALE
            )


@check(points=0.5, kind="identity")
def test_stacked_mlps_are_independent(observe, draw):
    """Each layer of each model starts random; `sizes`, modes and random numbers stay the caller's."""
    n, h = draw.sizes(2, low=5)
    seen = observe("starts", sizes=[n, h, h, h])
    for model, layer, other_model, other in ((0, 1, 0, 2), (0, 0, 1, 0), (0, 1, 1, 1), (0, 1, 1, 2)):
        first = seen[model][layer].tensor()
        expect(seen[other_model][other], f"the weight of layer {other} of a new model").satisfies(
            lambda value, first=first: first is not None and value is not None and not torch.equal(value, first),
            f"other numbers than those of layer {layer}" + (" of another model" if model != other_model else ""),
            otherwise=ALIKE,
        )
    sizes = draw.sizes(4, low=3)
    weights, x = telling(draw, sizes)
    seen = observe("keep_the_list", sizes=sizes, weights=weights, x=x)
    expect(seen["sizes"], "sizes, after StackedMLP(sizes)").equal(list(sizes), otherwise=SIZES)
    expect(seen["output"], "net(X), after sizes.clear()").close(mlp(weights, x), otherwise=SIZES)
    for training in (True, False):
        seed = draw.integer(1, 2**31)
        seen = observe("surroundings", sizes=sizes, x=x, seed=seed, training=training)
        numbers = torch.rand(4, generator=torch.Generator().manual_seed(seed), dtype=torch.float32)
        expect(seen["random"], "torch.manual_seed(s); net(X); torch.rand(4)").close(numbers, otherwise=SURROUNDINGS)
        expect(seen["witness"], f"a Dropout(1.0) in the model, after net.train({training})(X)").close(
            torch.zeros_like(x) if training else x, otherwise=SURROUNDINGS
        )
