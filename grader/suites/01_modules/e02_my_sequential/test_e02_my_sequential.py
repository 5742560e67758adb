"""A container that runs what it holds."""

from itertools import product

import torch
from torch.nn import functional as F

from grader.judge import Misconception, check, expect

POINTS = 10

NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself, so it can hold no modules.")
ONE_LIST = Misconception(
    "a_list_is_many_arguments", "The constructor takes a list for many arguments: each argument is one module."
)
ANY_NAME = Misconception(
    "any_name_is_free", "`modules` is a method of every nn.Module: an attribute of that name is in its way."
)
CHILDREN = Misconception(
    "children_lists_every_slot",
    "A module was put in several times and met once: `children()` and its like skip what they have seen.",
)
ONCE = Misconception(
    "a_module_once_is_enough", "A module that was put in twice has one slot: the second one was dropped."
)
WALK = Misconception(
    "modules_lists_the_slots",
    "Inner containers run, and then their parts once more: the whole tree was walked.",
)
EARLY = Misconception("return_inside_the_loop", "The output is that of the first module: the others never ran.")
ALL_GET_X = Misconception(
    "every_module_gets_the_input", "The output is that of the last module alone, applied to X itself."
)
BACKWARDS = Misconception("composition_starts_at_the_end", "The modules ran from the last to the first.")
ONE_NAME = Misconception(
    "names_need_not_be_unique", "Two modules got one name: the second took the place of the first."
)
EXHAUSTED = Misconception(
    "an_iterator_can_be_read_again", "The second call runs no module: an iterator that was kept is used up."
)
REMEMBERED = Misconception(
    "results_may_be_remembered", "The weights changed, the output did not: an old result came back."
)
KEPT = Misconception(
    "results_may_be_kept", "The result of a call is kept in the container, which cannot be copied with it."
)
ALL_SHARE = Misconception("class_attribute_belongs_to_the_object", "One container runs what was put into another.")
MATRIX_ONLY = Misconception(
    "input_is_always_a_matrix", "Matrices go through, inputs with more or fewer dimensions do not."
)
FORWARD = Misconception(
    "forward_is_the_same_as_calling", "Hooks of a module did not run: only its `forward` was called."
)
CALL_WRITTEN = Misconception(
    "call_is_the_method_to_write",
    "Either `forward` is missing, or `net(X)` goes past the container's own hooks.",
)
UNPACKED = Misconception("a_tuple_is_a_list_of_arguments", "A tuple did not reach the next module as one value.")
TENSORS_ONLY = Misconception(
    "only_tensors_travel", "What is no tensor does not travel from one module to the next as it is."
)
DETACHED = Misconception(
    "detach_is_harmless", "Gradients do not flow back through the whole chain: it is cut somewhere."
)
FALSY = Misconception(
    "truth_tells_what_is_there", "A module of length 0 did not run: in an `if` it counts as False, and yet it is there."
)
TYPE_OF_X = Misconception(
    "the_result_has_the_type_of_x", "The result was converted: it is not what the module returned."
)
NO_EVAL_GRAD = Misconception(
    "evaluation_needs_no_gradients",
    "In evaluation mode no gradients flow: the mode is no switch for autograd.",
)
LIST_HIDES = Misconception("plain_list_registers", "`state_dict()` is empty: an optimiser would find nothing to train.")
PREFIX = Misconception("registered_means_compatible", "Every name has a prefix that `nn.Sequential` does not have.")
NAMES_FREE = Misconception("names_in_state_dict_are_free", "The slots have other names than those of `nn.Sequential`.")
TAKEN_APART = Misconception(
    "containers_dissolve", "A container that was put in was taken apart: its modules got slots of their own."
)
SAVED_ONCE = Misconception(
    "a_repeat_need_not_be_saved", "Slots are missing in `state_dict()`: a module with two slots stands there twice."
)
PAINTED = Misconception(
    "only_the_names_matter", "The names look right, but what one class saves the other cannot load."
)
FLOAT32 = Misconception("everything_is_float32", "After `double()` the container does not compute in float64.")
CLOSURE = Misconception("a_closure_is_copied_along", "A deep copy runs the modules of the original.")
TORN = Misconception(
    "sharing_means_equal_values",
    "A shared layer is in there several times, with weights of its own each time.",
)
COPIES = Misconception(
    "taking_in_means_copying", "The modules that run are not those that were put in, but copies of them."
)
NAME_IS_INDEX = Misconception(
    "an_index_is_a_name", "An index is looked up as a name: negative ones and those outside are no names."
)
GO_ROUND = Misconception("indices_go_round", "An index outside gives a module: a loop over the slots would never end.")
TEXT_ORDER = Misconception(
    "names_sort_like_numbers", "Beyond ten slots the order is that of text, where '10' is less than '2'."
)
INHERITS = Misconception(
    "inheriting_is_building",
    "The class is, or only wraps, an `nn.Sequential`: what that one accepts, it accepts too.",
)
RETURNS_NONE = Misconception("append_returns_nothing", "`append` returned None: calls cannot be chained.")
RETURNS_MODULE = Misconception("append_returns_the_module", "`append` returned the module, not the container.")
NEVER_RUN = Misconception(
    "an_appended_module_may_wait", "What was appended does not run: the container runs its old chain."
)
NEW_ONE = Misconception(
    "append_makes_a_new_container", "`append` returned another container and left this one as it was."
)
PROTECTED = Misconception("the_input_must_be_protected", "The container works on a copy of X, not on X itself.")
NEVER_EMPTY = Misconception("there_is_always_a_module", "A container without slots has no result.")
SETATTR = Misconception(
    "setattr_checks_like_add_module", "What is no module was accepted: it is kept as a plain attribute."
)
ONE_CHECK = Misconception("one_check_is_enough", "What is no module is refused in one place and accepted in another.")
CALLABLE = Misconception("callable_means_module", "Numbers are refused, but what can be called passes for a module.")
IGNORED = Misconception("bad_input_may_be_ignored", "What is no module was left out without a word.")
SOME_TAKEN = Misconception("some_things_may_pass", "Some of what is no module is refused, and some is accepted.")
OTHER_ERROR = Misconception("any_exception_will_do", "What is no module is refused, but not with a TypeError.")
TRACES = Misconception(
    "a_failure_may_leave_traces", "After a refused `append` the container is not what it was before."
)
TWO_TRUTHS = Misconception(
    "two_sources_of_truth",
    "A child was replaced, and the old one is still used: it is kept somewhere else too.",
)
SETS_MODE = Misconception(
    "a_container_sets_the_mode", "A module was switched to another mode when it was put in or called."
)
UNFROZEN = Misconception(
    "a_container_makes_trainable", "A frozen parameter got a gradient after its module was put in."
)
FORGETS = Misconception("a_container_initialises", "The weights of a module changed when it was put in.")

RAISED = {
    r"Only Tensors created explicitly": KEPT,
    r"_modules'|before Module\.__init__\(\) call": NO_INIT,
    r"__init__\(\) takes from 1 to 2 positional arguments": ONE_LIST,
    r"'(method|function)' object|'list' object is not callable|object of type 'method'": ANY_NAME,
}
FUNCTIONS = {"Tanh": torch.tanh, "ReLU": torch.relu, "Sigmoid": torch.sigmoid, "Softplus": F.softplus}


def layer(draw, inputs, outputs, dtype=torch.float32):
    """The description of a drawn nn.Linear that keeps numbers near one."""
    weight = draw.normal(outputs, inputs, dtype=dtype) / inputs**0.5
    return {"weight": weight, "bias": draw.normal(outputs, dtype=dtype)}


def apply(part, x):
    return FUNCTIONS[part](x) if isinstance(part, str) else F.linear(x, part["weight"], part["bias"])


def run(parts, slots, x):
    """What a chain with these slots computes."""
    for slot in slots:
        x = apply(parts[slot], x)
    return x


def reference_names(parts, slots):
    """The names that nn.Sequential gives: those of the modules with parameters, behind the slot's number."""
    return [f"{i}.{name}" for i, slot in enumerate(slots) if not isinstance(parts[slot], str) for name in parts[slot]]


def with_other_weight(part, weight):
    return {"weight": weight, "bias": part["bias"]}


@check(points=1, kind="value")
def test_chain(observe, draw):
    """Each module gets what the one before it returned, in order, at every call and for every shape of X."""
    n, b, t = draw.sizes(3)
    parts, x = [layer(draw, n, n), "Tanh", layer(draw, n, n)], draw.normal(b, n)
    slots = (0, 1, 2)
    expected, weight = run(parts, slots, x), draw.normal(n, n)
    y = draw.normal(b, n)
    seen = observe("call_again", parts=parts, slots=slots, x=x, y=y, weight=weight)
    expect(seen["first"], "MySequential(a, tanh, b)(X)").close(
        expected,
        mistaken={
            EARLY: run(parts, (0,), x),
            ALL_GET_X: run(parts, (2,), x),
            BACKWARDS: run(parts, (2, 1, 0), x),
            ONE_NAME: run(parts, (2, 1), x),
        },
    )
    expect(seen["second"], "net(X), the second time").close(expected, mistaken={EXHAUSTED: x})
    rewritten = [with_other_weight(parts[0], weight), *parts[1:]]
    written, fresh = run(rewritten, slots, x), run(rewritten, slots, y)
    kept = REMEMBERED if seen["fresh"].is_close(fresh) else COPIES
    expect(seen["written"], "net(X), after a write to a weight").close(written, mistaken={kept: expected})
    expect(seen["fresh"], "net(Y), after a write to a weight").close(fresh)
    expect(seen["both"]["first"], "one(X), after another container was made").close(written, otherwise=ALL_SHARE)
    expect(seen["both"]["second"], "other(X)").close(torch.tanh(x), otherwise=ALL_SHARE)
    expect(seen["quiet"][0], "net.eval()(X), under torch.no_grad()").close(written)
    expect(seen["quiet"][1], "net.eval()(X), under torch.no_grad(), after another write").close(
        expected, mistaken={REMEMBERED: written}
    )
    seen = observe("call_nested", parts=parts, x=x)
    expect(seen["output"], "MySequential(MySequential(a, tanh), b)(X)").close(
        expected, mistaken={WALK: run(parts, (0, 1, 0, 1, 2), x)}
    )
    h, o = draw.sizes(2)
    parts = [layer(draw, n, h), draw.pick(list(FUNCTIONS)), layer(draw, h, o)]
    shapes = {"row": (n,), "one": (1, n), "sequences": (b, t, n), "empty": (0, n), "batch": (b, n)}
    inputs = {name: draw.normal(*shape) for name, shape in shapes.items()}
    seen = observe("call", parts=parts, slots=slots, inputs=inputs)
    for name, shape in shapes.items():
        expect(seen[name], f"net(X), X of shape {shape}").close(run(parts, slots, inputs[name]), otherwise=MATRIX_ONLY)


@check(points=0.5, kind="value")
def test_children_are_called(observe, draw):
    """Modules are called as `module(x)`, and so is the container: hooks run, lazy layers are built."""
    n, h, o, b = draw.sizes(4)
    parts, x, shift = [layer(draw, n, h), "Tanh", layer(draw, h, o)], draw.normal(b, n), draw.number(1.0, 2.0)
    expected = x
    for part in parts:
        expected = 2 * apply(part, expected + shift)
    seen = observe("call_with_hooks", parts=parts, slots=(0, 1, 2), x=x, shift=shift)
    bare = run(parts, (0, 1, 2), x)
    expect(seen["output"], "net(X), with hooks on the modules").close(expected, mistaken={FORWARD: bare})
    expect(seen["by forward"], "net.forward(X), with hooks on the modules").close(expected, otherwise=CALL_WRITTEN)
    expect(seen["hooked"], "net(X), with a hook on the container").close(
        expected - shift, mistaken={CALL_WRITTEN: expected}
    )
    parts[1] = "ReLU"
    weights = {f"{slot}.{name}": value for slot in (0, 2) for name, value in parts[slot].items()}
    seen = observe("call_lazy", sizes=(h, o), weights=weights, x=x)
    expect(seen["output"], "net(X), with lazy layers").close(run(parts, (0, 1, 2), x))


@check(points=0.5, kind="value")
def test_hands_on_what_it_gets(observe, draw):
    """What a module gets and returns travels as it is: a number, a tuple, a dict, None, and X itself."""
    x = draw.integers(*draw.sizes(2), low=-9, high=9).to(torch.float32)
    seen = observe("hand_on", x=x)
    number = x.sum().item()
    given = {"number": number, "word": "a word", "tuple": (x, 2 * x), "dict": {"twice": 2 * x}, "None": None}
    mistaken = {
        "number": {TENSORS_ONLY: [torch.tensor(number, dtype=torch.float32)]},
        "tuple": {UNPACKED: [x, 2 * x]},
    }
    for kind, value in given.items():
        expect(seen[kind], f"what a module got after one that returned a {kind}").equal(
            [value], mistaken=mistaken.get(kind), otherwise=TENSORS_ONLY
        )
    seen = observe("hand_on_tensors", x=x)
    expect(seen["hollow"], "net(X), with a module of length 0 that triples").equal(3 * x, otherwise=FALSY)
    expect(seen["integers"], "net(X), with a module that returns whole numbers").equal(x.long(), otherwise=TYPE_OF_X)
    expect(seen["in place"], "net(X), with a module that doubles X in place").equal(2 * x)
    expect(seen["X"], "X, after a module that doubles it in place").equal(2 * x, otherwise=PROTECTED)


@check(points=0.5, kind="gradient")
def test_gradients(observe, draw):
    """Gradients flow through the whole chain, to X and to every weight, in both modes."""
    n, h, b = draw.sizes(3)
    parts, slots = [layer(draw, n, h), "Tanh", layer(draw, h, n), "Sigmoid"], (0, 1, 2, 3)
    x, upstream = draw.normal(b, n), draw.normal(b, n)
    leaves = [
        part if isinstance(part, str) else {k: v.clone().requires_grad_() for k, v in part.items()} for part in parts
    ]
    root = x.clone().requires_grad_()
    (run(leaves, slots, root) * upstream).sum().backward()
    expected = [leaf["weight"].grad for leaf in leaves if not isinstance(leaf, str)]
    for training, nested in product((True, False), repeat=2):
        seen = observe("backward", parts=parts, slots=slots, nested=nested, x=x, upstream=upstream, training=training)
        gradients = [seen["X"], *(seen["weights"][i] for i in range(len(expected)))]
        cut = any(gradient.tensor() is None for gradient in gradients)
        reason = (DETACHED if training else NO_EVAL_GRAD) if cut else None
        expect(seen["ended"], "net(X).backward(upstream)").equal(None, otherwise=reason)
        for gradient, wanted in zip(gradients, [root.grad, *expected], strict=True):
            expect(gradient, "the gradient of X or of a weight").close(wanted, otherwise=reason)


@check(points=0.5, kind="state")
def test_names_as_in_sequential(observe, draw):
    """`list(net.state_dict())` is what `nn.Sequential` gives for the same modules, repeats included."""
    parts = [layer(draw, 2, 2), "ReLU", layer(draw, 2, 2), "Tanh"]
    for slots in ((0, 1, 2), (0, 1, 0, 3, 2), [draw.integer(0, 3) for _ in range(13)] + [0, 0]):
        wanted = reference_names(parts, slots)
        seen = observe("names", parts=parts, slots=slots)
        expect(seen["names"], "list(net.state_dict())").equal(wanted, otherwise=about_names(seen["names"], wanted))
    seen = observe("names_nested", parts=parts, slots=slots)
    every = reference_names(parts, range(len(parts)))
    inner = [f"0.{name}" for name in wanted] + [f"1.{name}" for name in every]
    expect(seen["names"], "the names of containers in a container").equal(
        [*inner, "2.weight", "2.bias", "4.weight", "4.bias"], otherwise=TAKEN_APART
    )


def about_names(seen, wanted):
    names = seen.plain()
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    if not names:
        return LIST_HIDES
    prefixed = len(names) == len(wanted) and all(map(str.endswith, names, ("." + name for name in wanted)))
    if prefixed:
        return PREFIX
    if set(names) < set(wanted):
        return SAVED_ONCE
    return NAMES_FREE if len(names) == len(wanted) else None


@check(points=0.5, kind="state")
def test_loads_from_sequential(observe, draw):
    """What `nn.Sequential` saved can be loaded, and the other way round; then both compute the same."""
    n, h, b = draw.sizes(3)
    parts, saved = ([layer(draw, n, h), "ReLU", layer(draw, h, n)] for _ in range(2))
    slots, x = (0, 1, 2), draw.normal(b, n)
    seen = observe("loads", parts=parts, saved=saved, slots=slots, x=x)
    wanted = reference_names(parts, slots)
    names = seen["there"]["names"]
    reason = PAINTED if names.plain() == wanted else about_names(names, wanted)
    for way in ("there", "back"):
        ended = seen[way]["ended"]
        expect(ended, "target.load_state_dict(source.state_dict())").equal(None, otherwise=reason)
        expect(seen[way]["output"], "target(X), after loading").close(run(saved, slots, x))


@check(points=0.5, kind="state")
def test_reaches_its_children(observe, draw):
    """`eval()`, `train()`, `double()` and `modules()` reach the modules inside."""
    n, h, o = draw.sizes(3)
    parts, x = [layer(draw, n, h), layer(draw, h, o)], draw.normal(4, n)
    wide = [layer(draw, n, h, torch.float64), layer(draw, h, o, torch.float64)]
    seen = observe("reach", parts=parts, wide=wide, x=x)
    silent = parts[1]["bias"].expand(4, o)
    for moment, expected in (("begun", silent), ("evaluation", run(parts, (0, 1), x)), ("training", silent)):
        expect(seen[moment], "net(X), with a Dropout(1.0) inside").close(expected)
    expect(seen["kinds"], "the types in net.modules()").equal(["Linear", "Dropout", "Linear"])
    expect(seen["double"], "net.double()(X)").close(run(wide, (0, 1), x.double()), otherwise=FLOAT32)


@check(points=0.5, kind="state")
def test_a_copy_runs_its_own_modules(observe, draw):
    """A deep copy has modules of its own, and runs those."""
    n, h, b = draw.sizes(3)
    parts, others = ([layer(draw, n, h), layer(draw, h, n)] for _ in range(2))
    slots, x = (0, 1), draw.normal(b, n)
    seen = observe("copied", parts=parts, slots=slots, others=others, x=x)
    old, new = run(parts, slots, x), run(others, slots, x)
    expect(seen["apart"]["net"], "net(X), after writing into the copy").close(old, mistaken={CLOSURE: new})
    expect(seen["apart"]["twin"], "the output of a deep copy with its own weights").close(new, mistaken={CLOSURE: old})
    expect(seen["longer"]["net"], "net(X), after appending to the copy").close(old)
    expect(seen["longer"]["twin"], "the copy's output, after appending to it").close(
        new.tanh(), mistaken={NEVER_RUN: new}
    )


@check(points=1, kind="identity")
def test_a_repeated_module_runs_each_time(observe, draw):
    """A module that was put in several times runs several times."""
    n, b = draw.sizes(2)
    times = draw.integer(3, 5)
    parts, x = [layer(draw, n, n), "Tanh"], draw.normal(b, n)
    for slots in ([0, 1] * (times - 1) + [0], [0] * times):
        seen = observe("call_with_counter", parts=parts, slots=slots, x=x)
        distinct = sorted(set(slots))
        dropped = seen["slots"].plain() == len(distinct)
        expect(seen["output"], "net(X), with one layer in several slots").close(
            run(parts, slots, x), mistaken={ONCE if dropped else CHILDREN: run(parts, distinct, x)}
        )
        expect(seen["calls"], f"calls of a layer that was put in {times} times").equal(times)


@check(points=0.5, kind="identity")
def test_a_shared_layer_is_one_layer(observe, draw):
    """A layer in two slots is one layer: one set of parameters, trained by both uses, written once."""
    n, b = draw.sizes(2)
    parts, slots, x, rate = [layer(draw, n, n), "Tanh"], (0, 1, 0), draw.normal(b, n), draw.number(0.02, 0.05)
    leaf = {name: value.clone().requires_grad_() for name, value in parts[0].items()}
    run([leaf, "Tanh"], slots, x).sum().backward()
    stepped = {name: (value - rate * value.grad).detach() for name, value in leaf.items()}
    weight = draw.normal(n, n) / n
    seen = observe("share", parts=parts, slots=slots, x=x, weight=weight, rate=rate)
    expect(seen["stepped"], "net(X), after one step of gradient descent").close(
        run([stepped, "Tanh"], slots, x), otherwise=TORN if seen["count"].plain() == 4 else None
    )
    expect(seen["written"], "net(X), after a write to the layer's weight").close(
        run([with_other_weight(stepped, weight), "Tanh"], slots, x), otherwise=TORN
    )
    expect(seen["count"], "len(list(net.parameters()))").equal(2)


@check(points=0.5, kind="identity")
def test_slots_by_index(observe, draw):
    """`len(net)` counts the slots, `net[i]` is the module in slot i, and outside there is an IndexError."""
    n, b = draw.sizes(2)
    parts, x = [layer(draw, n, n), "Tanh", layer(draw, n, n)], draw.normal(b, n)
    for slots in ([0, 1, 0, 2], [1, 1, 2], [0]):
        look_up(observe, parts, slots, list(range(len(slots))), x)
        look_up(observe, parts, slots, [-i - 1 for i in range(len(slots))], x)
    parts = [layer(draw, n, n) for _ in range(12)]
    look_up(observe, parts, list(range(12)), draw.shuffled(range(-12, 12)), x)
    weights = [draw.normal(n, n) for _ in range(3)]
    slots = (1, 0, 2, 0)
    seen = observe("index_and_write", parts=parts[:3], slots=slots, weights=weights, x=x)
    written = [with_other_weight(part, weight) for part, weight in zip(parts[:3], weights, strict=True)]
    for way in ("there", "back"):
        for i, slot in enumerate(slots):
            expect(seen[way][i], f"net[{i}](X), after a write").close(apply(written[slot], x), otherwise=COPIES)
    for i, slot in enumerate(slots):
        expect(seen["slots"][i], f"net[{i}]").same_object_as(seen["modules"][slot], otherwise=COPIES)
    for slots in ((0, 1, 0, 2), ()):
        k = len(slots)
        outside = draw.shuffled([k, k + 1, k + draw.integer(2, 50), -k - 1, -k - 2, -k - draw.integer(3, 50)])
        seen = observe("index", parts=parts[:3], slots=slots, indices=outside, x=x)
        for i, number in enumerate(outside):
            found = seen["found"][i]
            wrong = NAME_IS_INDEX if found.tensor() is None else GO_ROUND
            expect(found, f"net[{number}], of {k} slots").raises("IndexError", otherwise=wrong)


def look_up(observe, parts, slots, indices, x):
    """Ask for the number of modules, and for those under these indices."""
    seen = observe("index", parts=parts, slots=slots, indices=indices, x=x)
    distinct, by_text = list(dict.fromkeys(slots)), sorted(slots, key=str)
    expect(seen["length"], "len(net)").equal(len(slots), mistaken={CHILDREN: len(distinct)})
    for i, number in enumerate(indices):
        mistaken = {}
        if len(distinct) < len(slots) and -len(distinct) <= number < len(distinct):
            mistaken[CHILDREN] = apply(parts[distinct[number]], x)
        if len(slots) > 10:
            mistaken[TEXT_ORDER] = apply(parts[by_text[number]], x)
        found = seen["found"][i]
        no_name = NAME_IS_INDEX if number < 0 and found.tensor() is None else None
        expect(found, f"net[{number}](X)").close(apply(parts[slots[number]], x), mistaken=mistaken, otherwise=no_name)


@check(points=0.5, kind="identity", claim=True)
def test_is_a_container_of_its_own(observe, draw):
    """The class is no `nn.Sequential`, and takes no dict of modules as that does."""
    n, h, b = draw.sizes(3)
    parts, x = [layer(draw, n, h), "Tanh"], draw.normal(b, n)
    seen = observe("origins", parts=parts, x=x)
    expect(seen["output"], "net(X)").close(run(parts, (0, 1), x))
    expect(seen["inherits"], "isinstance(net, nn.Sequential)").equal(False, otherwise=INHERITS)
    accepted = seen["from a dict"].is_close(run(parts, (0,), x))
    expect(seen["from a dict"], "MySequential(OrderedDict(...))").raises(
        "TypeError", otherwise=INHERITS if accepted else OTHER_ERROR if seen["from a dict"].raised else None
    )


@check(points=0.5, kind="robustness")
def test_empty_returns_its_input(observe, draw):
    """A container without slots returns X itself, whatever X is."""
    x, drawn, word = draw.normal(*(shape := draw.sizes(2))), draw.normal(*shape), draw.word()
    seen = observe("empty", x=x, drawn=drawn, word=word)
    for i in (0, 1):
        nothing = NEVER_EMPTY if seen["before"][i].record is None else None
        expect(seen["before"][i], "MySequential()(X)").close(x, otherwise=nothing)
        expect(seen["after"][i], "the result, after a write to X").close(drawn, mistaken={PROTECTED: x})
        expect(seen["after"][i], "the result").same_object_as(seen["x"], otherwise=PROTECTED)
    expect(seen["other"][0], "MySequential()([word, X])[0]").equal(word)
    expect(seen["other"][1], "MySequential()([word, X])[1]").close(drawn, mistaken={PROTECTED: x})
    expect(seen["length"], "len(MySequential())").equal(0)


@check(points=0.5, kind="robustness")
def test_more_than_ten_keep_their_order(observe, draw):
    """A long chain runs in the order in which it was put together."""
    count = draw.integer(12, 15)
    parts = [scaled(draw) for _ in range(count)]
    slots, x = list(range(count)), draw.normal(5, 1, dtype=torch.float64)
    seen = observe("call", parts=parts, slots=slots, inputs={"X": x})
    by_text = run(parts, sorted(slots, key=str), x)
    expect(seen["X"], f"net(X), with {count} modules").close(run(parts, slots, x), mistaken={TEXT_ORDER: by_text})


def scaled(draw):
    """A module x -> a x + c; two of them give different results in the two orders."""
    return {
        "weight": draw.uniform(1, 1, low=0.5, high=2.0, dtype=torch.float64),
        "bias": draw.uniform(1, low=1.0, high=9.0, dtype=torch.float64),
    }


@check(points=0.5, kind="robustness")
def test_append(observe, draw):
    """`append` adds one slot at the end, in place, and returns the container."""
    n, b = draw.sizes(2)
    parts, x = [layer(draw, n, n), "Tanh", layer(draw, n, n)], draw.normal(b, n)
    for slots, more in (((), (0,)), ((0, 1), (2,)), ((0, 1, 0), (2, 0, 1)), ((0, 1) * 5, (2, 0, 2))):
        seen = observe("append", parts=parts, slots=slots, more=more, x=x)
        for i in range(len(more)):
            kept, present = (*slots, *more[:i]), (*slots, *more[: i + 1])
            step = seen["steps"][i]
            returned = {"nothing": RETURNS_NONE, "module": RETURNS_MODULE, "another": NEW_ONE}
            ignored = ONCE if more[i] in kept else NEW_ONE
            if step["returned"].plain() == "net" and step["length"].plain() == len(present):
                ignored = NEVER_RUN
            mistaken = {ignored: run(parts, kept, x)}
            if (distinct := len(set(kept))) < len(kept):
                mistaken[CHILDREN] = run(parts, (*kept[:distinct], more[i], *kept[distinct + 1 :]), x)
            expect(step["by net"], "net(X), after net.append(module)").close(run(parts, present, x), mistaken=mistaken)
            kind = step["returned"].plain()
            expect(step["returned"], "what net.append(module) returned").equal("net", otherwise=returned.get(str(kind)))
            expect(step["length"], "len(net), after net.append(module)").equal(
                len(present), mistaken={CHILDREN: len(set(present))}
            )
        expect(seen["names"], "list(net.state_dict())").equal(reference_names(parts, present))
    seen = observe("append_in_a_row", parts=parts, x=x)
    for way in ("by net", "by result"):
        expect(seen[way], "net(X), after net.append(a).append(b).append(c)").close(run(parts, (0, 1, 2), x))


@check(points=0.5, kind="robustness")
def test_refuses_what_is_no_module(observe, draw):
    """What is no nn.Module raises TypeError, in the constructor and in `append`, and leaves no trace."""
    n, b = draw.sizes(2)
    parts, x = [layer(draw, n, n), "Tanh"], draw.normal(b, n)
    bad = ["lambda", "torch.tanh", "nn.ReLU", "number", "word", "list", "tensor", "lookalike"]
    order = draw.shuffled(["module", *bad, "module"])
    seen = observe("refuse", parts=parts, order=order, x=x)
    alone = observe("refuse_uncalled", parts=parts, order=bad)
    reason = why_accepted(seen, order, accepted(alone, bad))
    ways = {"last": "MySequential(module, {})", "first": "MySequential({}, module)", "append": "net.append({})"}
    for i, name in enumerate(bad):
        unpacked = ONE_LIST if name == "list" and alone["first"][i].raised else reason
        expect(alone["alone"][i], f"MySequential({name})").raises("TypeError", otherwise=unpacked)
    for i, name in enumerate(bad):
        for way, called in ways.items():
            expect(alone[way][i], called.format(name)).raises("TypeError", otherwise=reason)
    for i, name in enumerate(order):
        here = {way: seen[way][i] for way in ("constructor", "append", "after")}
        called = {"constructor": f"MySequential(module, {name})", "append": f"net.append({name})"}
        if name == "module":
            for way in here:
                expect(here[way], f"{called.get(way, 'net')}(X)").close(run(parts, (0, 1), x))
            continue
        for way in called:
            expect(here[way], called[way]).raises("TypeError", otherwise=reason)
        expect(here["after"], f"net(X), after {called['append']} was refused").close(run(parts, (0,), x))
        expect(seen["length"][i], "len(net), after a refused append").equal(1, otherwise=TRACES)
        expect(seen["names"][i], "list(net.state_dict()), after a refused append and a good one").equal(
            reference_names(parts, (0, 0)), otherwise=TRACES
        )


def accepted(alone, bad):
    """The names of what was not refused everywhere."""
    ways = ("last", "first", "append")
    return {name for i, name in enumerate(bad) if not all(alone[way][i].raised for way in ways)}


def why_accepted(seen, order, taken_in):
    """Choose the misconception that fits best to what was accepted and what was refused."""
    number, lambda_, lookalike = (order.index(name) for name in ("number", "lambda", "lookalike"))
    taken = {i: seen["append"][i].tensor() is not None for i in (number, lambda_, lookalike)}
    built = seen["constructor"][number].tensor() is not None
    if taken[number] != built:
        return ONE_CHECK
    if taken[number]:
        return SETATTR if seen["kept"][number].plain() is True else IGNORED
    if taken[lambda_] or taken[lookalike]:
        return CALLABLE
    return SOME_TAKEN if taken_in else OTHER_ERROR


@check(points=0.5, kind="robustness")
def test_a_replaced_child_runs(observe, draw):
    """After `setattr(net, "1", another)` the new module runs, and `net[1]` is the new one."""
    n, b = draw.sizes(2)
    parts, x = [layer(draw, n, n), "Tanh", layer(draw, n, n)], draw.normal(b, n)
    for slots, position, another in (
        ((0, 1, 2), draw.integer(0, 2), "Sigmoid"),
        ((0, 1, 0), draw.integer(0, 2), layer(draw, n, n)),
        ((0, 0, 1), 2, layer(draw, n, n)),
    ):
        seen = observe("replace", parts=parts, slots=slots, position=position, part=another, x=x)
        expect(seen["before"], "net(X)").close(old := run(parts, slots, x))
        present = [*slots]
        present[position] = len(parts)
        expect(seen["output"], f"net(X), after slot {position} was replaced").close(
            run([*parts, another], present, x), mistaken={TWO_TRUTHS: old}
        )
        expect(seen["slot"], f"net[{position}](X)").close(
            apply(another, x), mistaken={TWO_TRUTHS: apply(parts[slots[position]], x)}
        )
        expect(seen["length"], "len(net)").equal(3)


@check(points=0.5, kind="robustness")
def test_modules_are_taken_as_they_are(observe, draw):
    """Putting a module in, or running it, changes neither its mode nor its weights, nor what is frozen."""
    n, h, o = draw.sizes(3)
    parts, x = [layer(draw, n, h), layer(draw, h, o)], draw.normal(4, n)
    seen = observe("as_they_are", parts=parts, x=x)
    expected = run(parts, (0, 1), x)
    silent = parts[1]["bias"].expand(4, o)
    for i in (0, 1):
        expect(seen["weights"][i], "the weight of a module that was put in").equal(
            parts[i]["weight"], otherwise=FORGETS
        )
    for i in (0, 1):
        expect(seen["outputs"][i], "net(X), with a Dropout(1.0) that is in evaluation mode").close(
            expected, mistaken={SETS_MODE: silent}
        )
    hidden = run(parts, (0,), x)
    expect(seen["outputs"][2], "net(X), with a Dropout(1.0) that is in training mode").close(
        torch.zeros(4, h), mistaken={SETS_MODE: hidden}
    )
    expect(seen["grads"][0], "the gradient of a frozen weight").equal(torch.zeros(h, n), otherwise=UNFROZEN)
    expect(seen["grads"][1], "the gradient of the other weight").close(torch.ones(4, o).T @ hidden)
