"""Moving data and nets."""

import itertools

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect
from grader.judge.descent import gradients

POINTS = 15

STAYS = Misconception("to_works_in_place", "What came back is still where the original is: a tensor is never moved.")
CUDA_ONLY = Misconception("device_means_cuda", "It went to the current GPU, not to the device that was asked for.")
NOT_THERE = Misconception("any_device_will_do", "It is not on the device that was asked for.")
NOTHING = Misconception("in_place_returns_nothing", "Nothing came back, or something of another kind.")
INEXACT = Misconception("values_may_be_converted", "The move changed values, shape or dtype.")
GONE = Misconception("a_tensor_leaves_its_place", "The original is not where it was, or not as it was.")
STALE = Misconception("moved_once_is_moved", "The second call returned what the first one had found.")
ALWAYS_COPY = Misconception("moving_is_copying", "It was on that device already, and another tensor was made of it.")
CUT = Misconception("moving_ends_the_graph", "No gradient, or a wrong one, came back through the move to the original.")
RECORDS = Misconception("everything_asks_for_gradients", "The moved tensor asks for a gradient, unlike the original.")
ONE_LEVEL = Misconception("one_level_is_enough", "What lies deeper within a container was not moved.")
NO_CONTAINER = Misconception("only_tensors_move", "A container was not looked into: what it holds was not moved.")
ONE_TYPE = Misconception("one_container_type", "The container came back as one of another type, or incomplete.")
KEYS = Misconception("keys_are_strings", "The keys of a dict, or their order, did not come back as they were.")
NAMEDTUPLE = Misconception("a_namedtuple_is_a_tuple", "A namedtuple did not come back as one of its class.")
WRITES = Misconception("containers_may_be_written", "The caller's own list or dict was changed.")
OTHERS = Misconception("everything_can_be_moved", "What is neither tensor, module nor container did not stay as it is.")
MODULE_COPY = Misconception("modules_are_like_tensors", "The module itself was not moved: its copy was, or nothing.")
NOT_RETURNED = Misconception("a_moved_module_returns_nothing", "What came back is not the module that was given.")
REPLACED = Misconception("new_parameters_are_as_good", "The net has new Parameters: an older optimiser trains nothing.")
LEFT = Misconception("a_net_is_its_parameters", "Part of the net stayed behind: it has more than its parameters.")
LAZY = Misconception("every_parameter_has_a_shape", "A lazy layer, whose shape comes later, was not moved.")
FLAGS = Misconception("flags_are_mine", "The net's mode, or what is frozen in it, is not as it was.")
MODULE_INSIDE = Misconception("containers_hold_tensors", "A module within a container was not moved, or was replaced.")
MODULE_IS_LIST = Misconception("a_modulelist_is_a_list", "A module that holds modules was taken for a list or a dict.")
NO_PARAMETERS = Misconception("every_net_has_parameters", "A net may have no parameter; then its buffers tell.")
PERSISTENT = Misconception("state_dict_lists_everything", "A buffer that is not saved is not in `state_dict()`.")
NET_DEVICE = Misconception("a_net_has_a_device", "A module has no device of its own; its tensors have one each.")
FIRST_TENSOR = Misconception("buffers_come_first", "The parameters tell where a net is, even if a buffer is elsewhere.")
TRAINABLE = Misconception("only_what_learns_counts", "A frozen parameter is a parameter too.")
TOP_LEVEL = Misconception("nets_have_one_level", "The tensors of the net lie deeper, in modules within modules.")
NO_STATE = Misconception("every_net_has_tensors", "A net without any tensor is on the CPU by definition.")
ONCE = Misconception("a_net_stays_where_it_was", "`device_of` does not tell where the net is now.")
NOT_A_DEVICE = Misconception("a_string_is_a_device", "What came back is not a `torch.device`.")
NO_GPU = Misconception("every_machine_has_a_gpu", "There is no GPU on this machine, and none is needed.")
SURROUNDINGS = Misconception(
    "the_surroundings_are_mine", "After the calls, new tensors, random numbers or gradients are other than without."
)

RAISED = {
    r"Torch not compiled with CUDA|No CUDA GPUs|Found no NVIDIA|must be cuda device": NO_GPU,
    r"has no attribute 'device'": NET_DEVICE,
    r"StopIteration": NO_PARAMETERS,
    r"__new__\(\) (missing|takes)": NAMEDTUPLE,
    r"RecursionError|generator raised": OTHERS,
    r"leaf Variable that requires grad": RECORDS,
    r"has no attribute '(to|cuda)'": OTHERS,
    r"does not support item assignment": ONE_TYPE,
    r"unhashable type|keywords must be strings": KEYS,
    r"Missing key|not allowed to assign|uninitialized parameter": LAZY,
}

CPU = "cpu"
PLACES = (CPU, "cuda:0", "cuda:1")
ROUTES = tuple(itertools.permutations(PLACES, 2))


def wrong_place(seen, source, target, default=NOT_THERE):
    """Why a tensor with this device is not on the target."""
    place = str(seen.plain())
    if place == target:
        return default
    return STAYS if place == source else CUDA_ONLY if place == "cuda:0" else NOTHING if place == "None" else NOT_THERE


def tensors(draw, dtype=torch.float32):
    """Two tensors of one shape, for each shape that matters."""
    n, m, k = draw.sizes(3)
    return [[draw.normal(*shape).mul(5).to(dtype) for _ in "ab"] for shape in ((n, m), (), (0, 3), (1,), (2, m, k))]


@check(points=1.5, kind="device", gpus=2)
def test_a_tensor_moves_there_and_back(observe, draw):
    """A tensor of any shape and dtype comes back on the device, as it is at that call; the original stays."""
    cases = []
    for source, target in ROUTES:
        for (x, later), layout in zip(tensors(draw), ("", "", "", "", "transposed"), strict=True):
            cases.append([x, later, layout, source, target, draw.pick((True, False))])
    for dtype in (torch.float64, torch.int64, torch.bool, torch.uint8, torch.complex64, torch.float16):
        for source, target in (draw.pick(ROUTES[:2]), draw.pick(ROUTES[2:])):
            x, later = (draw.normal(3, 2).mul(3).abs().to(dtype) for _ in "ab")
            cases.append([x, later, "strided", source, target, draw.pick((True, False))])
    seen = observe("move", cases=cases)
    for i, (x, later, _, source, target, as_text) in enumerate(cases):
        called = f'to_device(X, "{target}")' if as_text else f'to_device(X, torch.device("{target}"))'
        reason = wrong_place(seen[i]["place"], source, target)
        expect(seen[i]["moved"], f"{called}, X on {source}").on(target, otherwise=reason)
        expect(seen[i]["used"], f"{called}, used on {target}").equal(
            x, otherwise=INEXACT if reason is NOT_THERE else reason
        )
        expect(seen[i]["original"], f"X, still on {source}").equal(x, otherwise=GONE)
        expect(seen[i]["again"], f"{called}, once X has new values").equal(later, mistaken={STALE: x}, otherwise=STALE)


@check(points=1, kind="identity", gpus=2)
def test_what_is_there_already_is_handed_back(observe, draw):
    """A tensor that is on the device already comes back as the same object, whatever kind of tensor it is."""
    kinds = ("plain", "parameter", "leaf", "inner", "view", "in a list", "plain")
    cases = []
    for device in PLACES:
        for kind, shape in zip(kinds, ((3, 2), (2, 3), (3, 2), (2, 2), (2, 4), (3,), (0, 2)), strict=True):
            cases.append([draw.normal(*shape), kind, device, device, draw.normal(3)])
    cases += [[draw.normal(2, 2), "plain", "cuda:0", "cuda", draw.normal(3)]]
    seen = observe("hand_over", cases=cases)
    for i, (_, kind, device, spelling, mark) in enumerate(cases):
        called = f"Y = to_device(X, {spelling!r}); Y.mark = M; X.mark"
        expect(seen[i]["mark"], f"{called} ({kind}, X on {device})").equal(mark, otherwise=ALWAYS_COPY)


@check(points=1.5, kind="gradient", gpus=2)
def test_gradients_flow_back(observe, draw):
    """The gradient of what is computed with the moved tensor is added to that of the original, over there."""
    kinds = ("leaf", "inner", "parameter", "in a dict", "in a namedtuple")
    routes = [*ROUTES, *((place, place) for place in PLACES)]
    cases = [
        [draw.normal(3, 2), draw.normal(3, 2), draw.normal(3, 2), kind, *route] for kind in kinds for route in routes
    ]
    seen = observe("send_and_learn", cases=cases)
    for i, (_, waiting, upstream, kind, source, target) in enumerate(cases):
        called = f"Y = to_device(X, '{target}'); (Y * G).sum().backward(); X.grad ({kind}, X on {source})"
        expected = waiting + (3 if kind == "inner" else 1) * upstream
        expect(seen[i]["grad"], called).close(expected, mistaken={CUT: waiting}, otherwise=CUT)


@check(points=0.5, kind="gradient", gpus=2)
def test_nothing_is_recorded_where_nothing_was_asked(observe, draw):
    """Without gradients before the move, or under `no_grad`, the moved tensor is one that can be written to."""
    cases = [
        [draw.normal(3, 2), draw.normal(3, 2), kind, source, target]
        for kind, (source, target) in itertools.product(("frozen", "under no_grad"), ROUTES)
    ]
    seen = observe("send_quietly", cases=cases)
    for i, (x, waiting, kind, _, target) in enumerate(cases):
        called = f"to_device(X, '{target}').mul_(2) ({kind})"
        expect(seen[i]["doubled"], called).close(2 * x, otherwise=RECORDS)
        expect(seen[i]["weight"], "w.grad, after (Y * w).sum().backward()").close(x, otherwise=RECORDS)
        expect(seen[i]["grad"], f"X.grad ({kind})").close(waiting, otherwise=RECORDS)


def structures(draw):
    """Structures with drawn tensors, and the misconception of which each tells."""

    def x():
        return draw.normal(*draw.sizes(2))

    flag = torch.tensor(True)
    return [
        ([x(), x()], ONE_TYPE),
        ((x(), x(), x()), ONE_TYPE),
        ({"a": x(), "b": x()}, ONE_TYPE),
        ((x(),), ONE_TYPE),
        ([], ONE_TYPE),
        ((), ONE_TYPE),
        ({}, ONE_TYPE),
        ({"z": x(), 3: x(), None: x(), 2.5: x(), False: x(), b"a": x(), "a": x()}, KEYS),
        ([x(), None, "text", 3, 2.5, True, x()], OTHERS),
        ([[x(), (x(), {"a": x()})], {"b": [x()], "c": (x(), [])}], ONE_LEVEL),
        ((1, [(x(), (x(), [x(), {}]))]), ONE_LEVEL),
        ({"a": {"b": {"c": (x(), [flag, x()])}}, "d": torch.arange(3)}, ONE_LEVEL),
    ]


def flat(structure):
    """The tensors of a structure, in order."""
    if isinstance(structure, torch.Tensor):
        return [structure]
    values = structure.values() if isinstance(structure, dict) else structure
    return [
        tensor for value in values if isinstance(value, (torch.Tensor, dict, list, tuple)) for tensor in flat(value)
    ]


@check(points=1.5, kind="device", gpus=2)
def test_containers_keep_their_types(observe, draw):
    """Lists, tuples and dicts come back as such, with all tensors in them on the device, however deep."""
    cases, reasons = [], []
    for structure, reason in structures(draw):
        for source, target in draw.shuffled(ROUTES)[:2]:
            cases.append([structure, source, target])
            reasons.append(reason)
    seen = observe("move_structures", cases=cases)
    for i, ((structure, source, target), reason) in enumerate(zip(cases, reasons, strict=True)):
        called = f"to_device({type(structure).__name__}, '{target}')"
        tensors_within = flat(structure)
        places = [str(place) for place in seen[i]["places"].plain() or []]
        stayed = NO_CONTAINER if source in places and reason is not ONE_LEVEL else reason
        expect(seen[i]["moved"], called).equal(structure, otherwise=reason)
        expect(seen[i]["places"], f"the devices of the tensors in {called}").equal(
            [torch.device(target)] * len(tensors_within), otherwise=stayed
        )
        expect(seen[i]["used"], f"the tensors in {called}, used there").equal(tensors_within, otherwise=stayed)
        if isinstance(structure, dict):
            expect(seen[i]["keys"], f"list({called})").equal(list(structure), otherwise=KEYS)
    x, kinds = draw.normal(2, 3), draw.shuffled(["list", "tuple", "dict"] * 14)
    seen = observe("move_deep", x=x, kinds=kinds, source=CPU, target="cuda:1")
    expect(seen, "a tensor that lies in 42 containers").equal(x, otherwise=ONE_LEVEL)
    x, y = draw.normal(2), draw.normal(3)
    seen = observe("move_by_strange_keys", x=x, y=y, target="cuda:1")
    expect(seen["used"], 'to_device({("a", 1): X, nn.ReLU: [Y], ...}, "cuda:1")').equal([x, y, x, y], otherwise=KEYS)
    expect(seen["order"], "the order of the keys").equal([0, 1, 2, 3], otherwise=KEYS)


@check(points=1, kind="state", gpus=2)
def test_the_callers_containers_stay(observe, draw):
    """Lists and dicts of the caller hold the same things as before, where they were."""
    cases = [[structure, *draw.pick(ROUTES)] for structure, _ in structures(draw)]
    seen = observe("keep_the_original", cases=cases)
    for i, (structure, source, target) in enumerate(cases):
        called = f"obj, after to_device(obj, '{target}')"
        tensors_within = flat(structure)
        expect(seen[i]["original"], called).equal(structure, otherwise=WRITES)
        expect(seen[i]["places"], f"the devices of the tensors in {called}").equal(
            [torch.device(source)] * len(tensors_within), otherwise=WRITES
        )
        expect(seen[i]["used"], f"the tensors in {called}, used on {source}").equal(tensors_within, otherwise=WRITES)


@check(points=1, kind="robustness", gpus=2)
def test_a_namedtuple_keeps_its_class(observe, draw):
    """A namedtuple comes back as one of its own class, with each field moved, also within other containers."""
    cases = []
    for source, target in ROUTES:
        n, m, k = draw.sizes(3)
        cases.append([draw.normal(n, m), draw.normal(m, k), source, target])
    seen = observe("move_namedtuples", cases=cases)
    for i, (x, weight, source, target) in enumerate(cases):
        called = f"to_device(Batch(X, weight, [X, 'text']), '{target}')"
        expect(seen[i]["score"], f"{called}.score()").close(x @ weight, otherwise=NAMEDTUPLE)
        expect(seen[i]["extra"], f"{called}.extra[0]").equal(x, otherwise=NAMEDTUPLE)
        expect(seen[i]["within"], "the scores of batches in {'batches': [batch, (batch, 1)]}").close(
            [x @ weight, x @ weight], otherwise=NAMEDTUPLE
        )
        expect(seen[i]["single"], f"to_device(Single(X), '{target}').X").equal(x, otherwise=NAMEDTUPLE)
        expect(seen[i]["replaced"], f"to_device(Single(X), '{target}')._replace(X=weight).X").equal(
            weight, otherwise=NAMEDTUPLE
        )
        expect(seen[i]["original"], f"batch.score(), on {source}").close(x @ weight, otherwise=GONE)


@check(points=1, kind="robustness", gpus=2)
def test_anything_else_is_handed_back(observe, draw):
    """Texts, numbers, functions, iterators and objects of other classes come back as the objects that they are."""
    values = [draw.word(), "", None, draw.integer(2, 99), draw.number(0.0, 1.0), True, 0, b"bytes", torch.float64]
    values = draw.shuffled(values)
    for source, target in (("cpu", "cuda:1"), ("cuda:1", "cuda:0"), ("cuda:0", "cpu")):
        x, mark = draw.normal(3), draw.normal(2)
        seen = observe("pass_through", values=values, x=x, mark=mark, source=source, target=target)
        expect(seen["values"], f"[to_device(value, '{target}') for value in {values}]").equal(values, otherwise=OTHERS)
        expect(seen["in a list"], f"to_device({values}, '{target}')").equal(values, otherwise=OTHERS)
        expect(seen["mark"], "to_device(obj, device).mark = M; obj.mark").equal(mark, otherwise=OTHERS)
        expect(seen["mark within"], "to_device({'box': obj}, device)['box'].mark").equal(mark, otherwise=OTHERS)
        expect(seen["inside"], f"the tensor in an attribute of obj, on {source}").equal(x, otherwise=OTHERS)
        expect(seen["iterator"], "it = to_device(iter([1, 2]), device); [next(it), *it]").equal(
            [1, 2], otherwise=OTHERS
        )
        expect(seen["function"], "to_device(function, device)(X)").equal(torch.device(CPU), otherwise=OTHERS)


@check(points=1.5, kind="identity", gpus=2)
def test_a_module_moves_in_place(observe, draw):
    """A module is moved itself, keeps its Parameters, of which an older optimiser knows, and is returned."""
    for source, target in ROUTES:
        n, h, batch = draw.sizes(3)
        weight, bias, scale = draw.normal(h, n), draw.normal(h), draw.normal(h)
        x, upstream, lr = draw.normal(batch, n), draw.normal(batch, h), draw.number(0.1, 0.3)
        inputs = {"weight": weight, "bias": bias, "scale": scale, "x": x, "upstream": upstream, "lr": lr}
        seen = observe("move_net", **inputs, source=source, target=target)

        def net(w, b, c=scale, x=x):
            return linear(x, w, b) * c

        grads = gradients([weight, bias], lambda w, b, net=net, up=upstream: (net(w, b) * up).sum())
        called = f"to_device(net, '{target}')"
        expect(seen["net"], f"net, after {called}, once on {source}").on(target, otherwise=MODULE_COPY)
        expect(seen["net(X)"], f"{called}; net(X)").close(net(weight, bias), otherwise=MODULE_COPY)
        expect(seen["moved(X)"], f"{called}(X)").close(net(weight, bias), otherwise=NOT_RETURNED)
        stepped = net(weight - lr * grads[0], bias - lr * grads[1])
        expect(seen["after a step"], "net(X), after a step of the optimiser").close(stepped, otherwise=REPLACED)
        expect(seen["after a write"], "net(X), after a write to the returned net").close(
            net(weight, bias - lr * grads[1], 2 * scale), otherwise=NOT_RETURNED
        )


PARAMETERS = {
    "free": (3,), "frozen": (2, 3), "number": (), "list.0.weight": (2, 3), "list.0.bias": (2,),
    "list.1.norm.weight": (2,), "list.1.norm.bias": (2,), "parts.0": (2,), "parts.1": (1,),
}  # fmt: skip
BUFFERS = {
    "kept": (3,), "passing": (1, 4), "list.0.deep": (2, 2), "list.1.norm.running_mean": (2,),
    "list.1.norm.running_var": (2,),
}  # fmt: skip


@check(points=1, kind="state", gpus=2)
def test_the_whole_net_moves(observe, draw):
    """All parameters and buffers move, frozen, passing and lazy ones too, and modes, flags and gradients stay."""
    for source, target in draw.shuffled(ROUTES):
        state, waiting = draw.state(PARAMETERS | BUFFERS), draw.state(PARAMETERS)
        seen = observe("move_whole_net", state=state, waiting=waiting, source=source, target=target)
        called = f"to_device(net, '{target}')"
        everything = state | {"list.1.norm.num_batches_tracked": torch.tensor(0)}
        expect(seen["places"], f"the devices of all tensors, after {called}").equal(
            dict.fromkeys(everything, torch.device(target)), otherwise=LEFT
        )
        expect(seen["used"], f"all tensors, used on {target} after {called}").equal(everything, otherwise=LEFT)
        grads = {name: grad for name, grad in waiting.items() if name != "frozen"}
        expect(seen["grads"], f"the gradients, used on {target} after {called}").equal(grads, otherwise=LEFT)
        modes = [True, True, True, False, False, True]
        expect(seen["modes"], f"[module.training for module in net.modules()], after {called}").equal(
            modes, otherwise=FLAGS
        )
        trainable = [name != "frozen" for name in PARAMETERS]
        expect(seen["trainable"], f"[p.requires_grad for p in net.parameters()], after {called}").equal(
            trainable, otherwise=FLAGS
        )
    for target in ("cuda:1", "cuda:0"):
        n, h, batch = draw.sizes(3)
        weight, bias, x = draw.normal(h, n), draw.normal(h), draw.normal(batch, n)
        seen = observe("move_lazy_net", weight=weight, bias=bias, x=x, target=target)
        expect(seen["first"], "net(X), of a lazy net that was moved").shaped(batch, h, otherwise=LAZY)
        expect(seen["net(X)"], "net(X), of a lazy net that was moved").close(linear(x, weight, bias), otherwise=LAZY)


@check(points=1, kind="device", gpus=2)
def test_modules_in_containers_move(observe, draw):
    """Modules within lists, tuples and dicts are moved in place, and modules that hold modules are modules."""
    for source, target in ROUTES:
        n, h, batch = draw.sizes(3)
        weights = [(draw.normal(h, n), draw.normal(h)) for _ in "ab"]
        x, mark = draw.normal(batch, n), draw.normal(2)
        expected = [linear(x, *weight) for weight in weights]
        inputs = {"weights": weights, "x": x, "mark": mark, "source": source, "target": target}
        seen = observe("move_nets_in_structures", **inputs)
        called = f"moved = to_device({{'net': net, 'batch': (X, [other])}}, '{target}')"
        expect(seen["of the result"], f"{called}; moved['net'](moved['batch'][0])").close(
            expected[0], otherwise=MODULE_INSIDE
        )
        expect(seen["deeper"], f"{called}; moved['batch'][1][0](X)").close(expected[1], otherwise=MODULE_INSIDE)
        expect(seen["of the caller"], f"{called}; net(X), other(X)").close(expected, otherwise=MODULE_INSIDE)
        marks = [draw.normal(2) for _ in range(5)]
        inputs = {"weight": weights[0], "x": x, "marks": marks, "source": source, "target": target}
        seen = observe("move_containers_of_nets", **inputs)
        kinds = ("ModuleList", "ModuleDict", "Sequential", "ParameterList", "ParameterDict")
        for kind, own in zip(kinds, marks, strict=True):
            called = f"to_device(nn.{kind}(...), '{target}')"
            expect(seen[kind]["mark"], f"moved = {called}; moved.mark = M; net.mark").equal(
                own, otherwise=MODULE_IS_LIST
            )
            expect(seen[kind]["weight"], f"the first parameter, after {called}").equal(
                weights[0][0], otherwise=MODULE_IS_LIST
            )


KINDS = {
    "linear": None,
    "nested": TOP_LEVEL,
    "frozen": TRAINABLE,
    "lazy": LAZY,
    "lying": NET_DEVICE,
    "empty": NO_PARAMETERS,
    "buffer": NO_PARAMETERS,
    "passing buffer": PERSISTENT,
    "buffer elsewhere": FIRST_TENSOR,
    "no parameter": NO_PARAMETERS,
}


def reason_for(seen, reason):
    """Why this is not the device of a net: what was raised tells by itself."""
    plain = seen.plain()
    if plain is not None and not isinstance(plain, torch.device):
        return NOT_A_DEVICE
    return None if seen.raised_a("AttributeError", "StopIteration") else reason


@check(points=1, kind="device", gpus=2)
def test_device_of(observe, draw):
    """`device_of` is the device of the parameters, without any that of the buffers, at each call."""
    cases = [
        [kind, device, draw.pick([place for place in PLACES if place != device])] for kind in KINDS for device in PLACES
    ]
    seen = observe("ask", cases=cases)
    for i, (kind, device, _) in enumerate(cases):
        expect(seen[i], f"device_of(net), a net of kind '{kind}' on {device}").equal(
            torch.device(device),
            otherwise=reason_for(seen[i], KINDS[kind] or ONCE),
        )
    route = [*draw.shuffled(PLACES), *draw.shuffled(PLACES)]
    seen = observe("ask_along_the_way", route=route)
    expect(seen, f"[device_of(net.to(device)) for device in {route}]").equal(
        [torch.device(place) for place in route], otherwise=ONCE
    )


@check(points=0.5, kind="robustness")
def test_device_of_a_net_without_tensors(observe, draw):
    """`device_of` of a net that has no tensor at all is the CPU, and any device can be named."""
    seen = observe("ask_without_state", rounds=2)
    for i in range(8):
        expect(seen[i], "device_of(net), a net without tensors").equal(
            torch.device(CPU), otherwise=reason_for(seen[i], NO_STATE)
        )
    cases = [[kind, device, other] for kind in KINDS for device, other in (("meta", CPU), (CPU, "meta"))]
    seen = observe("ask", cases=cases)
    for i, (kind, device, _) in enumerate(cases):
        expect(seen[i], f"device_of(net), a net of kind '{kind}' on {device}").equal(
            torch.device(device), otherwise=reason_for(seen[i], KINDS[kind] or NO_STATE)
        )


@check(points=0.5, kind="value")
def test_works_without_a_gpu(observe, draw):
    """On a machine without a GPU everything goes to the CPU, where it is already, and to the meta device."""
    for device in (CPU, torch.device(CPU)):
        structure = [draw.normal(2, 3), {"a": (draw.normal(3), "text"), 1: []}]
        weight, x, mark = (draw.normal(2, 3), draw.normal(2)), draw.normal(4, 3), draw.normal(2)
        inputs = {"structure": structure, "weight": weight, "x": x, "device": str(device), "mark": mark}
        seen = observe("stay_here", **inputs)
        expect(seen["obj"], "to_device([X, {'a': (Y, 'text'), 1: []}], 'cpu')").equal(structure, otherwise=ONE_TYPE)
        expect(seen["outputs"], "the outputs of nets on the CPU").close(
            [linear(x, *weight)] * 3, otherwise=NOT_RETURNED
        )
        expect(seen["mark"], "to_device(X, 'cpu').mark = M; X.mark").equal(mark, otherwise=ALWAYS_COPY)
        seen = observe("send_to_meta", x=x, weight=weight)
        expect(seen["places"], "the devices after to_device([X, {'net': net}], 'meta')").equal(
            [torch.device("meta")] * 3, otherwise=NOT_THERE
        )
        expect(seen["x"], "X").equal(x, otherwise=GONE)


@check(points=0.5, kind="robustness", gpus=2)
def test_leaves_the_rest_alone(observe, draw):
    """Current and default device, grad mode and random numbers are as they would be without the calls."""
    x, seed = draw.normal(4, 3), draw.integer(1, 2**31)
    cases = list(itertools.product((0, 1), (False, True)))
    seen = observe("look_around", x=x, seed=seed, cases=cases)
    random = torch.rand(4, generator=torch.Generator().manual_seed(seed), dtype=torch.float32)
    for i, (current, quiet) in enumerate(cases):
        expect(seen[i]["grad"], "the gradient of a product with X, after the calls").equal(
            0 * x if quiet else x, otherwise=SURROUNDINGS
        )
        expect(seen[i]["places"], "the devices of torch.rand(4), torch.ones(4), torch.ones(4, device='cuda')").equal(
            [torch.device(CPU), torch.device(CPU), torch.device("cuda", current)], otherwise=SURROUNDINGS
        )
        expect(seen[i]["made"], "torch.rand(4), torch.ones(4), after the calls").equal(
            [random, torch.ones(4, dtype=torch.float32)], otherwise=SURROUNDINGS
        )
