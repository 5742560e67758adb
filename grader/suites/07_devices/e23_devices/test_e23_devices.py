"""Naming devices."""

import torch

from grader.judge import Misconception, check, expect

POINTS = 5

BARE_CUDA = Misconception(
    "cuda_is_cuda_0", "`torch.device('cuda')` names no number: it is not equal to `torch.device('cuda:0')`."
)
STRING = Misconception("a_string_is_a_device", "What came back is a text, a number or a tuple, not a `torch.device`.")
TYPE = Misconception(
    "gpu_is_a_device_type", "There is no device type of that name; PyTorch's error lists those it has."
)
ONE_BASED = Misconception("gpus_count_from_one", "GPUs are counted from 1 here; the first one has number 0.")
ONLY_EXISTING = Misconception(
    "a_name_must_exist", "`gpu(i)` is a name and needs no GPU; here it depends on what the machine has."
)
FIXED = Misconception("every_gpu_is_the_first", "The number of the GPU is not the one that was asked for.")
DEFAULT = Misconception("the_default_is_mine", "Called without a number, it does not mean GPU number 0.")
PARAMETER = Misconception("names_of_parameters_are_mine", "The argument cannot be given by its name `i`.")
ONCE = Misconception("hardware_is_fixed", "The number of GPUs was not asked for at this call, but kept from before.")
ONE_OR_NONE = Misconception("one_gpu_or_none", "That there is a GPU was asked, not how many there are.")
CAPPED = Misconception("few_gpus_are_enough", "Of many GPUs not all are found.")
NO_COUNT = Misconception("a_count_is_a_number", "`num_gpus()` is not an int with the number of GPUs.")
LAST_INDEX = Misconception("count_is_last_index", "A GPU beyond the last one was found: of n GPUs the last is n - 1.")
TOO_FEW = Misconception("the_last_gpu_does_not_count", "A GPU that is there was not found.")
NEVER_NONE = Misconception("the_loop_covers_none", "Without a GPU the list is not `[cpu()]`.")
CPU_TOO = Misconception("the_cpu_is_always_there", "The CPU stands in the list beside GPUs.")
NOT_A_LIST = Misconception("any_collection_is_a_list", "What came back is not a list.")
NEGATIVE = Misconception("negative_numbers_count_from_the_end", "A negative number names no GPU; here it did.")
WRONG_ERROR = Misconception(
    "any_exception_will_do", "A negative number may give `cpu()` or ValueError; here something else was raised."
)
ONE_LIST = Misconception("one_list_for_all_calls", "What one caller does to the list is seen by the next one.")
CURRENT = Misconception("the_first_is_the_current_one", "Another current device changes which GPU is meant.")
DEFAULT_DEVICE = Misconception("the_default_device_is_the_cpu", "Another default device changes what `cpu()` is.")
BY_USE = Misconception("ask_by_doing", "To find out whether there is a GPU, something was put on it.")
SURROUNDINGS = Misconception(
    "the_surroundings_are_mine", "After the calls, new tensors, random numbers or gradients are other than without."
)
ELSEWHERE = Misconception("no_machine_has_a_gpu", "There is a GPU, and a tensor that was sent there is not on it.")

RAISED = {
    r"Expected one of cpu, cuda": TYPE,
    r"unexpected keyword argument": PARAMETER,
    r"CUDA GPUs are available|invalid device ordinal|Invalid device id|Torch not compiled with CUDA": ONLY_EXISTING,
    r"missing 1 required positional argument": DEFAULT,
    r"object (has no attribute|does not support|is not iterable)": NOT_A_LIST,
}

CPU = torch.device("cpu")
BARE = torch.device("cuda")


def gpus(count):
    return [torch.device("cuda", i) for i in range(count)]


def tried(cases):
    """What `try_gpu` gives for each (number of GPUs, i)."""
    return [torch.device("cuda", i) if i < count else CPU for count, i in cases]


def as_text(values):
    return [str(value) for value in values]


@check(points=0.5, kind="device")
def test_names(observe, draw):
    """`cpu()` is the CPU and `gpu(i)` is GPU number i, 0 when left out, on a machine that has none."""
    indices = [0, 1, 2, *(draw.integer(3, 60) for _ in range(4))]
    expected = [torch.device("cuda", i) for i in indices]
    seen = observe("names", indices=indices)
    for key, called in (("gpu", "gpu(i)"), ("by keyword", "gpu(i=i)")):
        expect(seen[key], f"[{called} for i in {indices}]").equal(
            expected,
            mistaken=[
                (STRING, as_text(expected)),
                (STRING, indices),
                (BARE_CUDA, [BARE for _ in indices]),
                (BARE_CUDA, [BARE, *expected[1:]]),
                (ONE_BASED, [torch.device("cuda", i + 1) for i in indices]),
                (ONE_BASED, [torch.device("cuda", max(i - 1, 0)) for i in indices]),
                (ONLY_EXISTING, [CPU for _ in indices]),
                (ONLY_EXISTING, [None for _ in indices]),
                (FIXED, [torch.device("cuda", 0) for _ in indices]),
            ],
            otherwise=FIXED,
        )
    expect(seen["default"], "gpu()").equal(torch.device("cuda", 0), mistaken={BARE_CUDA: BARE}, otherwise=DEFAULT)
    expect(seen["cpu"], "[cpu(), ...]").equal([CPU for _ in indices], otherwise=STRING)


@check(points=0.5, kind="value")
def test_without_gpus(observe, draw):
    """Without a GPU the count is 0, `try_gpu` gives the CPU for each number, and `try_all_gpus` gives `[cpu()]`."""
    indices = [0, 1, *(draw.integer(2, 60) for _ in range(3))]
    seen = observe("here", indices=indices)
    expect(seen["count"], "num_gpus()").equal(0, otherwise=NO_COUNT)
    there = [CPU for _ in ["default", *indices]]
    expect(seen["found"], f"[try_gpu(), *(try_gpu(i) for i in {indices})]").equal(
        there, mistaken={STRING: as_text(there)}, otherwise=LAST_INDEX
    )
    expect(seen["all"], "try_all_gpus()").equal(
        [CPU], mistaken={STRING: ["cpu"], NOT_A_LIST: (CPU,)}, otherwise=NEVER_NONE
    )


@check(points=0.5, kind="value", simulated=True)
def test_gpus_are_counted_at_each_call(observe, draw):
    """`num_gpus()` is the number of GPUs at the moment of the call."""
    machines = [*draw.shuffled([0, 1, 2, 3, 8, 16]), draw.integer(4, 7), draw.integer(9, 15)]
    seen = observe("count", machines=machines)
    expect(seen, f"num_gpus(), on machines with {machines} GPUs").equal(
        machines,
        mistaken=[
            (ONE_OR_NONE, [min(count, 1) for count in machines]),
            (ONE_OR_NONE, [count > 0 for count in machines]),
            (ONCE, [0 for _ in machines]),
            (ONCE, [machines[0] for _ in machines]),
            (LAST_INDEX, [count - 1 for count in machines]),
            (LAST_INDEX, [max(count - 1, 0) for count in machines]),
            *((CAPPED, [min(count, most) for count in machines]) for most in (2, 4, 8)),
        ],
        otherwise=NO_COUNT,
    )


@check(points=1, kind="device", simulated=True)
def test_try_gpu(observe, draw):
    """`try_gpu(i)` is `gpu(i)` if there is such a GPU, else the CPU; without a number it is `try_gpu(0)`."""
    cases = [(2, 0), (2, 1), (2, 2), (2, 10), (0, 0), (0, 1), (1, 0), (1, 1), (3, 2), (3, 3), (16, 15), (16, 16)]
    several = [draw.integer(4, 15) for _ in range(4)]
    cases = draw.shuffled(cases + [(count, i) for count in several for i in (count - 1, count, count // 2, 3 * count)])
    expected = tried(cases)

    def each(rule):
        """The answers of someone for whom `rule(count, i)` says whether there is such a GPU."""
        return [[torch.device("cuda", i) if rule(count, i) else CPU] * 2 for count, i in cases]

    mistaken = [
        (STRING, [as_text([device] * 2) for device in expected]),
        (LAST_INDEX, each(lambda count, i: i <= count)),
        (LAST_INDEX, each(lambda count, i: count and i <= count)),
        (TOO_FEW, each(lambda count, i: i < count - 1)),
        (TOO_FEW, each(lambda count, i: i + 1 < count)),
        (ONE_OR_NONE, each(lambda count, i: count)),
        (ONE_OR_NONE, each(lambda count, i: count and i == 0)),
        (ONCE, each(lambda count, i: False)),
        (ONCE, each(lambda count, i: i < cases[0][0])),
        *((CAPPED, each(lambda count, i, most=most: i < min(count, most))) for most in (2, 4, 8)),
        (FIXED, [[torch.device("cuda", 0) if device != CPU else CPU] * 2 for device in expected]),
        (BARE_CUDA, [[BARE if device != CPU else CPU] * 2 for device in expected]),
    ]
    seen = observe("ask", cases=cases)
    expect(seen["given"], f"[try_gpu(i), try_gpu(i=i)], for (GPUs there, i) in {cases}").equal(
        [[device, device] for device in expected], mistaken=mistaken, otherwise=ONCE
    )
    firsts = tried([(count, 0) for count, _ in cases])
    expect(seen["default"], f"try_gpu(), on machines with {[count for count, _ in cases]} GPUs").equal(
        firsts,
        mistaken=[
            (STRING, as_text(firsts)),
            (BARE_CUDA, [CPU if device == CPU else BARE for device in firsts]),
            (ONCE, [CPU for _ in firsts]),
            (ONCE, [firsts[0] for _ in firsts]),
        ],
        otherwise=DEFAULT,
    )


@check(points=0.5, kind="device", simulated=True)
def test_try_all_gpus(observe, draw):
    """`try_all_gpus()` is the list of all GPUs in order, and `[cpu()]` where there is none."""
    machines = [*draw.shuffled([0, 1, 2, 3, 8, 16]), draw.integer(4, 7), draw.integer(9, 15), 0]
    expected = [gpus(count) or [CPU] for count in machines]
    mistaken = [
        (NEVER_NONE, [gpus(count) for count in machines]),
        (NEVER_NONE, [gpus(count) or None for count in machines]),
        (CPU_TOO, [[*gpus(count), CPU] for count in machines]),
        (CPU_TOO, [[CPU, *gpus(count)] for count in machines]),
        (STRING, [as_text(devices) for devices in expected]),
        (NOT_A_LIST, [tuple(devices) for devices in expected]),
        (NOT_A_LIST, [devices if len(devices) > 1 else devices[0] for devices in expected]),
        (NOT_A_LIST, [devices if count else CPU for count, devices in zip(machines, expected, strict=True)]),
        (ONE_OR_NONE, [devices[:1] for devices in expected]),
        (ONCE, [[CPU] for _ in machines]),
        (ONCE, [expected[0] for _ in machines]),
        (TOO_FEW, [gpus(count - 1) or [CPU] for count in machines]),
        (TOO_FEW, [gpus(count)[1:] or [CPU] for count in machines]),
        (TOO_FEW, [devices[-1:] for devices in expected]),
        (LAST_INDEX, [gpus(count + 1) if count else [CPU] for count in machines]),
        *((CAPPED, [devices[:most] for devices in expected]) for most in (2, 4, 8)),
        (BARE_CUDA, [[BARE] * count or [CPU] for count in machines]),
    ]
    seen = observe("ask_for_all", machines=machines)
    expect(seen, f"try_all_gpus(), on machines with {machines} GPUs").equal(
        expected, mistaken=mistaken, otherwise=NOT_A_LIST
    )


@check(points=0.5, kind="value", gpus=1)
def test_devices_can_be_used(observe, draw):
    """On a machine with a GPU, tensors made on or sent to these devices are computed with there."""
    x = draw.normal(5)
    seen = observe("use", x=x)
    expect(seen["made"], "torch.ones(5, device=try_gpu())").close(torch.ones_like(x), otherwise=ELSEWHERE)
    for i in range(len(seen["all"].plain() or [None])):
        expect(seen["all"][i], f"x.to(try_all_gpus()[{i}])").close(x, otherwise=ELSEWHERE)


@check(points=0.5, kind="state", simulated=True)
def test_each_list_is_new(observe, draw):
    """What a caller does to the list of `try_all_gpus` reaches no other list."""
    machines = draw.shuffled([0, 1, 2, 0, draw.integer(9, 16)])
    seen = observe("alter_the_list", machines=machines)
    expected = [[gpus(count) or [CPU]] * 3 for count in machines]
    expect(seen, f"a list, another one and, after first.append(None), a third one, with {machines} GPUs").equal(
        expected, otherwise=ONE_LIST
    )


@check(points=0.5, kind="robustness", simulated=True)
def test_negative_numbers_name_no_gpu(observe, draw):
    """`try_gpu` of a negative number is the CPU, or raises ValueError."""
    cases = [(count, i) for count in (0, 1, 2, draw.integer(3, 16)) for i in (-1, -2, -draw.integer(3, 16))]
    seen = observe("ask_for_what_no_gpu_has", cases=cases)
    for place, (count, i) in enumerate(cases):
        found = seen[place]
        called = f"try_gpu({i}), with {count} GPUs"
        if found.raised:
            expect(found, called).raises("ValueError", otherwise=WRONG_ERROR)
        else:
            expect(found, called).equal(CPU, otherwise=NEGATIVE)


@check(points=0.5, kind="robustness", simulated=True)
def test_asking_is_not_using(observe, draw):
    """Neither the current nor the default device changes an answer, and asking changes and uses nothing."""
    count = draw.integer(3, 8)
    machines = [(2, 1, "cuda:1"), (count, draw.integer(1, count - 2), "cuda:0"), (2, 1, "meta"), (2, 1, "cpu")]
    seen = observe("elsewhere", machines=machines)
    for place, (there, current, default) in enumerate(machines):
        set_up = f"cuda:{current} being current and {default} the default, of {there} GPUs"
        named = [CPU, torch.device("cuda", 0), torch.device("cuda", 0), CPU]
        moved = torch.device("cuda", current)
        expect(seen[place]["found"], f"[cpu(), gpu(), try_gpu(), try_gpu({there})], {set_up}").equal(
            named,
            mistaken=[
                (DEFAULT_DEVICE, [torch.device(default), *named[1:3], wrong]) for wrong in (CPU, torch.device(default))
            ]
            + [(CURRENT, [CPU, *others, CPU]) for others in ([moved, moved], [moved, named[1]], [named[1], moved])],
            otherwise=CURRENT,
        )
        expect(seen[place]["all"], f"try_all_gpus(), {set_up}").equal(gpus(there), otherwise=CURRENT)
    x, seed = draw.normal(4), draw.integer(1, 2**31)
    seen = observe("look_around", machines=machines, x=x, seed=seed)
    random = torch.rand(4, generator=torch.Generator().manual_seed(seed), dtype=torch.float32)
    for place, (there, current, default) in enumerate(machines):
        expect(seen[place]["taken"], f"the bytes taken on each of {there} GPUs").equal([0] * there, otherwise=BY_USE)
        expect(seen[place]["random"], "torch.manual_seed(s); the calls; torch.rand(4)").equal(
            random, otherwise=SURROUNDINGS
        )
        expect(seen[place]["made"], "the devices of torch.ones(4), torch.ones(4, device='cuda')").equal(
            [torch.device(default), torch.device("cuda", current)], otherwise=SURROUNDINGS
        )
        expect(seen[place]["grad"], "the gradient of a product with x, after the calls").close(
            x, otherwise=SURROUNDINGS
        )
