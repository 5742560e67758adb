"""Modules, autograd and optimisers on simulated devices."""

from __future__ import annotations

# Before devices are simulated: optimisers import it, and what is imported under a simulation keeps stand-ins.
import pytest
import torch
import torch._dynamo
from torch import nn
from torch.nn import functional

from grader.worker.simulator import simulated
from simulation import SAME, device, devices, mlp, of_a_formula, refused, values


@pytest.fixture(autouse=True)
def counters():
    with simulated(2) as counters:
        yield counters


def on(place, *shape):
    return torch.ones(*shape, device=place)


# -- modules


def test_modules_move_in_place():
    """`.to` moves the very parameters of a module, whose outputs are those on the host."""
    net, expected = mlp(), mlp()(torch.ones(3, 4))
    before = list(net.parameters())

    assert net.to("cuda:1") is net
    assert all(one is other for one, other in zip(before, net.parameters(), strict=True))
    assert devices(*net.parameters()) == {"cuda:1"}
    assert all(type(one) is nn.Parameter and one.is_leaf and one.requires_grad for one in net.parameters())
    torch.testing.assert_close(net(on("cuda:1", 3, 4)).cpu(), expected)


def test_modules_move_on_and_back():
    """`.cuda`, `.cpu` and `.to` with a dtype move a module from anywhere to anywhere."""
    net = mlp().cuda()
    assert device(net[0].weight) == "cuda:0"
    net.cpu()(torch.ones(1, 4))
    assert device(net.cuda(1)[2].bias) == "cuda:1"
    net.to(device="cuda:0", dtype=torch.float64)
    assert device(net[0].weight) == "cuda:0" and net[0].weight.dtype == torch.float64


def test_buffers_move_along():
    """Running statistics are updated where they are."""
    norm = nn.BatchNorm1d(3).to("cuda:0")
    out = norm(torch.randn(5, 3, device="cuda:0"))

    assert devices(out, norm.running_mean, norm.num_batches_tracked) == {"cuda:0"}
    assert norm.num_batches_tracked.item() == 1


def test_what_is_not_registered_stays_behind():
    """A tensor in a plain attribute does not move with its module."""

    class Shift(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(torch.rand(3))
            self.register_buffer("constant", torch.ones(3))
            self.plain = torch.ones(3)

        def forward(self, x):
            return x * self.weight + self.constant

    module = Shift().to("cuda:1")

    assert devices(module.weight, module.constant, module(on("cuda:1", 3))) == {"cuda:1"}
    refused(lambda: module(on("cuda:1", 3)) + module.plain, SAME)


def test_lazy_modules_moved_first():
    """A lazy layer that was moved makes its parameters there."""
    net = nn.Sequential(nn.LazyLinear(8), nn.ReLU(), nn.LazyLinear(2)).to("cuda:1")
    out = net(on("cuda:1", 3, 5))

    assert devices(out, *net.parameters()) == {"cuda:1"}
    assert type(net[0]) is nn.Linear and net[0].weight.shape == (8, 5)
    refused(lambda: nn.LazyLinear(2).cuda()(torch.ones(2, 3)), SAME)


def test_lazy_modules_moved_later():
    """A lazy layer that has met data is an ordinary one."""
    net = nn.Sequential(nn.LazyLinear(8), nn.LazyBatchNorm1d(), nn.LazyLinear(2))
    net(torch.ones(3, 5))

    assert devices(net.cuda()(on("cuda:0", 3, 5)), net[0].weight) == {"cuda:0"}


def test_data_of_a_parameter():
    """What is put into `.data` brings its place along."""
    parameter = nn.Parameter(torch.ones(2))
    parameter.data = parameter.data.to("cuda:1")
    parameter.data[:] = 3

    assert device(parameter) == "cuda:1" and values(parameter) == [3.0, 3.0]


def test_initialisers_work_in_place():
    """`nn.init` and writes without gradients leave a layer where it is."""
    layer = nn.Linear(3, 3).to("cuda:1")
    for initialise in (nn.init.xavier_uniform_, nn.init.normal_, nn.init.orthogonal_):
        initialise(layer.weight)
    with torch.no_grad():
        layer.weight.fill_(2.0)
        layer.bias.copy_(torch.ones(3))

    assert values(layer(on("cuda:1", 1, 3))) == [[7.0, 7.0, 7.0]] and device(layer.weight) == "cuda:1"


# -- layers


def test_convolutions():
    """A small convolutional network learns on a device."""
    layers = [nn.Conv2d(1, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(), nn.Flatten()]
    net = nn.Sequential(*layers, nn.LazyLinear(2)).to("cuda:1")
    out = net(torch.randn(2, 1, 8, 8, device="cuda:1"))
    functional.cross_entropy(out, torch.tensor([0, 1], device="cuda:1")).backward()

    assert devices(out, net[0].weight.grad) == {"cuda:1"}


@pytest.mark.parametrize("kind", [nn.RNN, nn.LSTM, nn.GRU])
def test_recurrent_layers(kind):
    """Sequences, padded or packed, with lengths that lie on the host."""
    layer = kind(3, 4, num_layers=2).to("cuda:1")
    out, _ = layer(torch.randn(5, 2, 3, device="cuda:1"))
    out.sum().backward()
    packed = nn.utils.rnn.pack_padded_sequence(on("cuda:1", 5, 2, 3), torch.tensor([5, 3]))
    padded, lengths = nn.utils.rnn.pad_packed_sequence(layer(packed)[0])

    assert devices(out, layer.weight_ih_l0.grad, packed.data, padded) == {"cuda:1"}
    assert devices(packed.batch_sizes, lengths) == {"cpu"}


def test_attention():
    """Attention alone, in a layer and in a transformer, forward, backward and without gradients."""
    q = torch.randn(2, 4, 5, 8, device="cuda:1", requires_grad=True)
    functional.scaled_dot_product_attention(q, q, q, is_causal=True).sum().backward()
    functional.scaled_dot_product_attention(q, q, q, is_causal=True, dropout_p=0.5).sum().backward()
    encoder = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True).to("cuda:1")
    x = torch.randn(2, 5, 8, device="cuda:1")
    encoder(x).sum().backward()
    encoder.eval()
    with torch.no_grad():
        fast = encoder(x)
    attention = nn.MultiheadAttention(8, 2, batch_first=True).to("cuda:1")

    assert devices(q.grad, encoder.linear1.weight.grad, fast, *attention(x, x, x)) == {"cuda:1"}


def test_embeddings_and_norms():
    """Look-ups, norms and classes."""
    embedding, norm = nn.Embedding(10, 4).to("cuda:0"), nn.LayerNorm(4).to("cuda:0")
    out = norm(embedding(torch.tensor([[1, 2]], device="cuda:0")))
    out.sum().backward()
    classes = functional.softmax(out, -1).argmax(-1)

    assert devices(out, embedding.weight.grad, classes, functional.one_hot(classes, 4)) == {"cuda:0"}


def test_ctc_loss_takes_lengths_of_the_host():
    """The lengths, and the targets, may lie on the host; the loss and its gradient are those of the host."""
    torch.manual_seed(0)
    scores = torch.randn(12, 2, 5)
    targets, lengths, sizes = torch.randint(1, 5, (2, 4)), torch.tensor([12, 10]), torch.tensor([4, 3])
    gradients = []
    for place in ("cpu", "cuda:1"):
        x = scores.detach().to(place).requires_grad_()
        loss = functional.ctc_loss(x.log_softmax(2), targets, lengths, sizes)
        loss.backward()
        assert devices(loss, x.grad) == {place}
        gradients.append(x.grad.cpu())

    torch.testing.assert_close(*gradients)


if hasattr(functional, "linear_cross_entropy"):  # since torch 2.13

    def test_fused_linear_and_loss():
        """An operator that is written in Python makes its buffers on the device."""
        x, weight = on("cuda:1", 6, 4).requires_grad_(), on("cuda:1", 5, 4).requires_grad_()
        options = nn.LinearCrossEntropyOptions() if hasattr(nn, "LinearCrossEntropyOptions") else None
        target = torch.zeros(6, dtype=torch.long, device="cuda:1")
        functional.linear_cross_entropy(x, weight, target, options=options).backward()

        assert devices(x.grad, weight.grad) == {"cuda:1"}


def test_operators_defined_in_python():
    """An operator of `torch.library` runs its kernel for the device; what that calls is checked and tagged."""

    @torch.library.custom_op("simulator_tests::doubled", mutates_args=())
    def doubled(x: torch.Tensor) -> torch.Tensor:
        return x * 2 + torch.zeros(2, device=x.device)

    @doubled.register_kernel("cuda")
    def _(x: torch.Tensor) -> torch.Tensor:
        return x * 20 + torch.zeros(2, device=x.device)

    assert values(doubled(torch.ones(2))) == [2.0, 2.0]
    assert values(doubled(on("cuda:1", 2))) == [20.0, 20.0] and device(doubled(on("cuda:1", 2))) == "cuda:1"


def test_scripted_functions():
    """TorchScript runs on devices, and mixing is refused in it; tracing is refused with a reason."""

    def twice(x):
        return x * 2 + x

    function, net = torch.jit.script(twice), torch.jit.script(mlp().to("cuda:1"))
    assert devices(*[function(on("cuda:1", 2)) for _ in range(3)], net(on("cuda:1", 1, 4))) == {"cuda:1"}
    assert device(function(torch.ones(2))) == "cpu"
    refused(lambda: net(torch.ones(1, 4)), "failed in the TorchScript interpreter")
    refused(lambda: torch.jit.trace(twice, (torch.ones(2),)), "torch.jit.script does")
    refused(lambda: torch.jit.trace_module(mlp(), {"forward": torch.ones(1, 4)}), "torch.jit.script does")


def test_autocast():
    """`torch.autocast("cuda")` computes in the lower precision."""
    layer = nn.Linear(3, 2).cuda()
    with torch.autocast("cuda", dtype=torch.bfloat16):
        out = layer(on("cuda:0", 1, 3))

    assert out.dtype == torch.bfloat16 and device(out) == "cuda:0"
    with torch.autocast("cuda"):
        assert layer(on("cuda:0", 1, 3)).dtype == torch.float16


def test_data_parallel():
    """`nn.DataParallel` spreads a batch, gathers the outputs and sums the gradients."""
    net, plain = nn.DataParallel(mlp(), device_ids=[0, 1]).to("cuda:0"), mlp()
    out = net(on("cuda:0", 4, 4))
    out.sum().backward()
    plain(torch.ones(4, 4)).sum().backward()

    assert devices(out, net.module[0].weight.grad) == {"cuda:0"}
    torch.testing.assert_close(net.module[0].weight.grad.cpu(), plain[0].weight.grad)
    assert [device(part) for part in nn.parallel.scatter(on("cuda:0", 4), [0, 1])] == ["cuda:0", "cuda:1"]


def test_parts_and_sums_of_parallel_work():
    """Tensors are scattered in parts of any size, gathered anywhere, sent to all, and summed."""
    x, comm = torch.arange(6.0, device="cuda:0"), torch.nn.parallel.comm
    parts = comm.scatter(x, [0, 1], chunk_sizes=[4, 2])
    sent = comm.broadcast(x, [0, 1])

    assert [(device(part), len(part)) for part in parts] == [("cuda:0", 4), ("cuda:1", 2)]
    assert device(comm.gather(parts, destination=1)) == "cuda:1" and device(comm.gather(parts, destination=-1)) == "cpu"
    assert [device(one) for one in sent] == ["cuda:0", "cuda:1"]
    (total,) = comm.reduce_add_coalesced([[sent[0]], [sent[1]]], 0)
    assert device(total) == "cuda:0" and values(total) == values(x * 2)


def test_replicas_work_on_their_devices():
    """Each replica sees its own device as the current one, and its part of the keyword arguments."""
    seen = []

    class Scaled(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(torch.ones(1))

        def forward(self, x, *, scale):
            seen.append((torch.cuda.current_device(), *devices(x, scale, self.weight)))
            return x * scale * self.weight

    out = nn.DataParallel(Scaled().cuda(), [0, 1])(on("cuda:0", 4), scale=on("cuda:0", 4) * 3)

    assert seen == [(0, "cuda:0"), (1, "cuda:1")] and values(out) == [3.0] * 4 and device(out) == "cuda:0"


# -- autograd


def test_gradients_are_where_their_tensors_are():
    """`backward` leaves gradients, of the values on the host, beside the leaves."""
    x = torch.tensor([1.0, 2.0], device="cuda:1", requires_grad=True)
    (x * x).sum().backward()
    net, plain = mlp().to("cuda:1"), mlp()
    for one, place in ((net, "cuda:1"), (plain, "cpu")):
        functional.mse_loss(one(on(place, 3, 4)), on(place, 3, 2)).backward()

    assert x.is_leaf and device(x.grad) == "cuda:1" and values(x.grad) == [2.0, 4.0]
    torch.testing.assert_close(net[0].weight.grad.cpu(), plain[0].weight.grad)
    assert device(net[0].weight.grad) == "cuda:1"


def test_gradients_follow_moves_back():
    """A gradient goes back through each move, `copy_` included, to where the leaf is."""
    weight = torch.tensor([2.0], requires_grad=True)
    ((weight.to("cuda:0") * 3).to("cuda:1") * 2).sum().backward()
    a = on("cuda:0", 2).requires_grad_()
    (a.cpu() * 2).sum().backward()
    b, c = torch.ones(2, 2, requires_grad=True), torch.zeros(2, 2, device="cuda:1")
    c.copy_(b * 3)
    c.sum().backward()
    d = torch.ones(2, requires_grad=True)
    (d.to("cuda:0", torch.float64) * 2).sum().backward()

    assert (device(weight.grad), values(weight.grad)) == ("cpu", [6.0])
    assert (device(a.grad), values(a.grad)) == ("cuda:0", [2.0, 2.0])
    assert (device(b.grad), values(b.grad)) == ("cpu", [[3.0, 3.0], [3.0, 3.0]])
    assert (device(d.grad), d.grad.dtype) == ("cpu", torch.float32)


PARTIAL = {
    "chunk": lambda x: x.chunk(3, dim=1)[0] * 2,
    "max": lambda x: x.max(dim=1).values,
    "unbind": lambda x: x.unbind(0)[1],
    "slice": lambda x: x[1:3, 2],
    "gather": lambda x: x.gather(1, torch.zeros(4, 1, dtype=torch.long, device="cuda:1")),
    "index": lambda x: x[torch.tensor([0, 1])],
    "sort and product": lambda x: x.sort().values[0].prod(),
    "norm": torch.linalg.norm,
    "as_strided": lambda x: x.as_strided((2,), (1,)),
    "diagonal": lambda x: x.diagonal() * x.diagonal(),
    "cumprod": lambda x: x.cumprod(0),
}


@pytest.mark.parametrize("part", PARTIAL.values(), ids=list(PARTIAL))
def test_gradients_of_parts(part):
    """What a C++ formula fills with zeros belongs to the device too, and may be computed with."""
    x = torch.randn(4, 6, device="cuda:1", requires_grad=True)
    plain = x.detach().cpu().requires_grad_()
    (part(x).sum() * x.sum()).backward()
    (gradient,) = torch.autograd.grad(part(x).sum(), x)

    assert devices(x.grad, gradient, x.grad + gradient) == {"cuda:1"}
    if part is not PARTIAL["gather"]:
        (part(plain).sum() * plain.sum()).backward()
        torch.testing.assert_close(x.grad.cpu(), plain.grad)


def test_gradients_of_scalars_of_the_host():
    """A 0-dim tensor of the host keeps its gradient on the host."""
    scale = torch.tensor(2.0, requires_grad=True)
    (scale * on("cuda:1", 2, 2)).sum().backward()

    assert (device(scale.grad), values(scale.grad)) == ("cpu", 4.0)


def test_gradients_of_gradients():
    """A gradient that keeps its graph can be differentiated again."""
    x = torch.tensor([3.0], device="cuda:0", requires_grad=True)
    (gradient,) = torch.autograd.grad((x**3).sum(), x, create_graph=True)
    gradient.sum().backward()

    assert devices(gradient, x.grad) == {"cuda:0"} and values(x.grad) == [18.0]


def test_functions_of_ones_own():
    """A `torch.autograd.Function` sees gradients where its tensors are."""
    seen = []

    class Square(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx, gradient):
            (x,) = ctx.saved_tensors
            seen.extend([device(x), device(gradient)])
            return 2 * x * gradient

    x = on("cuda:1", 2).requires_grad_()
    Square.apply(x).sum().backward()

    assert seen == ["cuda:1", "cuda:1"] and values(x.grad) == [2.0, 2.0]


@pytest.mark.parametrize("call", ["Tensor.backward", "autograd.backward", "autograd.grad"])
def test_what_a_backward_of_ones_own_makes_goes_to_the_host(call):
    """A tensor that Python code makes on the way back, without saying where, is one of the host."""

    class Ones(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return 2 * x

        @staticmethod
        def backward(ctx, upstream):
            return upstream * torch.full((3,), 2.0)

    leaf = on("cuda:1", 3).requires_grad_()
    total = Ones.apply(leaf).sum()
    run = {
        "Tensor.backward": total.backward,
        "autograd.backward": lambda: torch.autograd.backward(total),
        "autograd.grad": lambda: torch.autograd.grad(total, leaf),
    }

    refused(run[call], SAME)
    assert leaf.grad is None


def test_gradients_without_a_place():
    """A gradient that nothing has placed yet is placed beside its tensor, not beside the output."""

    class Ones(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x.clone()

        @staticmethod
        def backward(ctx, gradient):
            return of_a_formula(torch.ones, 2)

    x = on("cuda:1", 2).requires_grad_()
    (gradient,) = torch.autograd.grad(Ones.apply(x).to("cuda:0").sum(), x)
    Ones.apply(x).to("cuda:0").sum().backward()

    assert devices(gradient, x.grad) == {"cuda:1"}


def test_what_a_formula_makes_belongs_to_its_first_partner():
    """A tensor that torch makes for itself on the way back goes to where it is used first."""
    met, copied = [], []

    class Doubled(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2

        @staticmethod
        def backward(ctx, gradient):
            met.append(of_a_formula(torch.full, (2,), 2.0))
            copied.append(of_a_formula(torch.empty, 2))
            copied[0].copy_(gradient)
            return met[0] * gradient

    Doubled.apply(on("cuda:1", 2).requires_grad_()).sum().backward()

    assert devices(*met, *copied) == {"cuda:1"}


def test_what_a_formula_makes_meets_anything():
    """A tensor that has no place yet may be a mask, values to be written, or a partner among numbers of the host."""
    x, leaf = on("cuda:1", 2), on("cuda:1", 2)
    leaf.grad = of_a_formula(torch.full, (2,), 6.0)
    made = [
        x.masked_fill(of_a_formula(torch.zeros, 2).bool(), torch.tensor(5.0)),
        x.index_put((torch.arange(2),), of_a_formula(torch.full, (2,), 4.0)),
        of_a_formula(torch.full, (2,), 4.0).index_put((torch.arange(2),), x),
        torch.addcmul(x, of_a_formula(torch.full, (2,), 3.0), torch.tensor(2.0)),
    ]
    with_host = of_a_formula(torch.ones, 2) + torch.ones(2)
    refused(lambda: x + with_host, SAME)
    assert devices(*made, leaf.grad) == {"cuda:1"} and values(leaf.grad) == [6.0, 6.0]
    assert [values(one) for one in made] == [[1.0, 1.0], [4.0, 4.0], [1.0, 1.0], [7.0, 7.0]]


def test_gradients_from_elsewhere_are_refused():
    """A gradient can only be assigned where its tensor is."""
    x = on("cuda:0", 2).requires_grad_()
    words = "attempting to assign a gradient"
    refused(
        lambda: setattr(x, "grad", torch.ones(2)), words, "with device type 'cpu' to a tensor with device type 'cuda'"
    )
    refused(lambda: setattr(x, "grad", on("cuda:1", 2)), words, "device with index '1' to a tensor located on device")
    x.grad = on("cuda:0", 2)
    del x.grad

    assert x.grad is None


# -- optimisers


def trained(optimiser, place):
    net = mlp().to(place)
    stepper = optimiser(net.parameters())
    x, y = (torch.arange(12.0).reshape(3, 4) / 10).to(place), torch.ones(3, 2).to(place)
    for _ in range(4):
        stepper.zero_grad()
        functional.mse_loss(net(x), y).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        stepper.step()
    return net, stepper


OPTIMISERS = {
    "SGD": lambda parameters: torch.optim.SGD(parameters, lr=0.1),
    "SGD with momentum": lambda parameters: torch.optim.SGD(parameters, lr=0.1, momentum=0.9, foreach=True),
    "Adam": lambda parameters: torch.optim.Adam(parameters, lr=0.01),
    "AdamW, one by one": lambda parameters: torch.optim.AdamW(parameters, lr=0.01, foreach=False),
    "RMSprop": lambda parameters: torch.optim.RMSprop(parameters, lr=0.01),
}


@pytest.mark.parametrize("optimiser", OPTIMISERS.values(), ids=list(OPTIMISERS))
def test_training_gives_the_same_weights(optimiser):
    """Four steps on a device give the weights of the host, and the optimiser's state is there."""
    net, stepper = trained(optimiser, "cuda:1")
    state = [one for entry in stepper.state.values() for name, one in entry.items() if name != "step"]

    assert devices(*net.parameters(), *[one for one in state if one is not None]) == {"cuda:1"}
    for one, other in zip(net.parameters(), trained(optimiser, "cpu")[0].parameters(), strict=True):
        torch.testing.assert_close(one.detach().cpu(), other.detach())


def test_a_network_over_two_devices():
    """One optimiser, and one clipping, serve parameters of several devices."""
    a, b = nn.Linear(4, 3).to("cuda:0"), nn.Linear(3, 2).to("cuda:1")
    stepper = torch.optim.Adam([*a.parameters(), *b.parameters()], foreach=True)
    b(a(on("cuda:0", 2, 4)).to("cuda:1")).sum().backward()
    nn.utils.clip_grad_norm_([*a.parameters(), *b.parameters()], 1.0, foreach=True)
    stepper.step()

    assert devices(a.weight.grad, stepper.state[a.weight]["exp_avg"]) == {"cuda:0"}
    assert devices(b.weight.grad, stepper.state[b.weight]["exp_avg"]) == {"cuda:1"}


def test_groups_of_tensors():
    """Tensors are grouped by device and dtype, and keep their positions."""
    tensors = [on("cuda:0", 1), on("cuda:1", 1), on("cuda:0", 1).double(), on("cuda:1", 1)]
    groups = torch.utils._foreach_utils._group_tensors_by_device_and_dtype([tensors], with_indices=True)

    assert {(str(place), dtype): indices for (place, dtype), (_, indices) in groups.items()} == {
        ("cuda:0", torch.float32): [0],
        ("cuda:1", torch.float32): [1, 3],
        ("cuda:0", torch.float64): [2],
    }


def test_the_state_of_an_optimiser_moves_to_its_parameters():
    """A loaded state goes where the parameters are."""
    _, stepper = trained(OPTIMISERS["Adam"], "cuda:1")
    net = mlp().to("cuda:0")
    other = torch.optim.Adam(net.parameters())
    other.load_state_dict(stepper.state_dict())

    assert device(other.state[net[0].weight]["exp_avg"]) == "cuda:0"
