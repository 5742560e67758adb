"""Rules for tensors that are apart, by family of operators."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from .table import ANYHOW, ITERATED, SAME, apart, place, refused, rules, seen

INDICES = torch.tensor([1, 0])
AT_HOST = "torch.FloatTensor"
AT_DEVICE = "torch.cuda.FloatTensor"

POINTWISE = rules(
    "pointwise",
    {
        "a tensor of the host is refused on the right": (lambda x, host: x + host, ITERATED),
        "a tensor of the host is refused on the left": (lambda x, host: host * x, ITERATED),
        "comparisons refuse it": (lambda x, host: x > host, ITERATED),
        "powers refuse it": (lambda x, host: host**x, ITERATED),
        "maximum refuses it": (torch.maximum, ITERATED),
        "addcmul refuses it": (lambda x, host: torch.addcmul(x, x, host), ITERATED),
        "where refuses a condition of the host": (lambda x, host: torch.where(host > 0, x, x), ITERATED),
        "where refuses a value of the host": (lambda x, host: torch.where(x > 0, x, host), ITERATED),
        "clamp checks its arguments": (torch.clamp, apart("min", "wrapper_CUDA_clamp_Tensor")),
        "logaddexp checks its arguments": (torch.logaddexp, apart("other", "wrapper_CUDA_logaddexp")),
        "an output of the host is refused": (lambda x, host: torch.add(x, x, out=host), ITERATED),
        "numbers of Python may meet a tensor": (lambda x: seen(2 * x + 1), ["cuda:0", [[3.0, 3.0]] * 2]),
        "two devices are refused": (
            lambda x, other: x + other,
            refused(SAME, "found at least two devices, cuda:0 and cuda:1!"),
        ),
    },
)
IN_PLACE = rules(
    "in place",
    {
        "a tensor of the device refuses one of the host": (lambda x, host: x.add_(host), ITERATED),
        "a tensor of the host refuses one of the device": (lambda x, host: host.add_(x), ITERATED),
        "two devices are refused": (lambda x, other: x.mul_(other), refused(SAME, "cuda:0 and cuda:1!")),
        "copy_ crosses to the device": (lambda x, host: seen(x.copy_(host * 3)), ["cuda:0", [[3.0, 3.0]] * 2]),
        "copy_ crosses to the host": (lambda x, host: seen(host.copy_(x * 3)), ["cpu", [[3.0, 3.0]] * 2]),
        "copy_ crosses between devices": (lambda x, other: seen(x.copy_(other * 3)), ["cuda:0", [[3.0, 3.0]] * 2]),
        "fill_ reads a value of the device for a tensor of the host": (
            lambda x, host: seen(host.fill_(x.sum())),
            ["cpu", [[4.0, 4.0]] * 2],
        ),
        "fill_ takes a value of the host": (lambda x: seen(x.fill_(torch.tensor(3.0))), ["cuda:0", [[3.0, 3.0]] * 2]),
        "masked_fill_ compares tensor and mask": (
            lambda x, host: x.masked_fill_(host > 0, 0.0),
            refused("expected self and mask to be on the same device, but got mask on cpu and self on cuda:0"),
        ),
        "masked_fill compares them the other way": (
            lambda x, host: host.masked_fill(x > 0, 0.0),
            refused("expected self and mask to be on the same device, but got mask on cuda:0 and self on cpu"),
        ),
        "masked_fill takes a value of the host": (
            lambda x: seen(x.masked_fill(x > 0, torch.tensor(3.0))),
            ["cuda:0", [[3.0, 3.0]] * 2],
        ),
    },
)
NUMBERS = rules(
    "0-dim tensors",
    {
        "one of the host may meet a tensor of the device": (
            lambda x: seen(x + torch.tensor(2.0)),
            ["cuda:0", [[3.0, 3.0]] * 2],
        ),
        "on either side": (lambda x: place(torch.tensor(2.0) * x, torch.tensor(2.0) ** x), ["cuda:0", "cuda:0"]),
        "in place": (lambda x: place(x.add_(torch.tensor(1))), "cuda:0"),
        "in where, twice": (
            lambda x: seen(torch.where(x > 0, torch.tensor(2.0), torch.tensor(1.0))),
            ["cuda:0", [[2.0, 2.0]] * 2],
        ),
        "one of the host meets one of the device": (lambda x: seen(x.sum() + torch.tensor(1.0)), ["cuda:0", 5.0]),
        "one of the host cannot be written to by a device": (lambda x: torch.tensor(2.0).add_(x.sum()), ITERATED),
        "one of the device is refused by a tensor of the host": (lambda x, host: host + x.sum(), ITERATED),
        "two of the host are one too many": (
            lambda x: torch.addcmul(x, torch.tensor(1.0), torch.tensor(2.0)),
            refused("Trying to pass too many CPU scalars to non-CPU kernel!"),
        ),
        "clamp takes none of the host": (
            lambda x: torch.clamp(x, torch.tensor(0.0)),
            apart("min", "wrapper_CUDA_clamp_Tensor"),
        ),
        "index_select takes none of the host": (
            lambda x: x.index_select(0, INDICES[0]),
            apart("index", "wrapper_CUDA__index_select"),
        ),
        "those of two devices are refused": (lambda x, other: x.sum() + other.sum(), ANYHOW),
    },
)
PRODUCTS = rules(
    "products",
    {
        "mm": (lambda x, host: x @ host, apart("mat2", "wrapper_CUDA_mm")),
        "mm, the other way": (lambda x, host: host @ x, apart("mat2", "wrapper_CUDA_mm")),
        "addmm": (lambda x, host: torch.addmm(x, host, x), apart("mat1", "wrapper_CUDA_addmm")),
        "bmm": (lambda x, host: torch.bmm(x[None], host[None]), apart("mat2", "wrapper_CUDA_bmm")),
        "baddbmm": (
            lambda x, host: torch.baddbmm(x[None], x[None], host[None]),
            apart("batch2", "wrapper_CUDA_baddbmm"),
        ),
        "matrix and vector": (lambda x, host: x @ host[0], ANYHOW),
        "dot": (lambda x, host: x[0] @ host[0], apart("tensor", "wrapper_CUDA__dot")),
        "outer": (lambda x, host: torch.outer(x[0], host[0]), ITERATED),
        "einsum": (lambda x, host: torch.einsum("ij,jk->ik", x, host), apart("mat2", "wrapper_CUDA_bmm")),
        "linear with an input of the host": (
            lambda x, host: functional.linear(host, x, x[0]),
            apart("mat1", "wrapper_CUDA_addmm"),
        ),
        "linear with a bias of the host": (
            lambda x, host: functional.linear(x, x, host[0]),
            apart("mat1", "wrapper_CUDA_addmm"),
        ),
        "linear without bias": (lambda x, host: functional.linear(host, x), apart("mat2", "wrapper_CUDA_mm")),
        "a layer with an input of the host": (
            lambda x, host: nn.Linear(2, 2).cuda()(host),
            apart("mat1", "wrapper_CUDA_addmm"),
        ),
        "a layer of the host": (lambda x: nn.Linear(2, 2)(x), apart("mat1", "wrapper_CUDA_addmm")),
        "a layer under no_grad": (lambda host: torch.no_grad()(nn.Linear(2, 2).cuda())(host), ANYHOW),
        "a layer in inference mode": (lambda host: torch.inference_mode()(nn.Linear(2, 2).cuda())(host), ANYHOW),
        "two devices": (lambda x, other: x @ other, apart("mat2", "wrapper_CUDA_mm")),
    },
)
JOINING = rules(
    "joining",
    {
        "cat": (lambda x, host: torch.cat([x, host]), apart("tensors", "wrapper_CUDA_cat")),
        "cat, the other way": (lambda x, host: torch.cat([host, x]), apart("tensors", "wrapper_CUDA_cat")),
        "stack": (lambda x, host: torch.stack([x, host]), apart("tensors", "wrapper_CUDA_cat")),
        "vstack": (lambda x, host: torch.vstack([x, host]), apart("tensors", "wrapper_CUDA_cat")),
        "cat of two devices": (lambda x, other: torch.cat([x, other]), apart("tensors", "wrapper_CUDA_cat")),
        "what is together stays": (lambda x: place(torch.cat([x, x]), torch.stack([x, x])), ["cuda:0", "cuda:0"]),
    },
)
INDEXING = rules(
    "indexing",
    {
        "indices of the host read the device": (lambda x: seen(x[INDICES]), ["cuda:0", [[1.0, 1.0]] * 2]),
        "lists and masks of the host read it too": (
            lambda x, host: place(x[[0, 1]], x[host > 0]),
            ["cuda:0", "cuda:0"],
        ),
        "indices of the host write a number": (
            lambda x: (x.__setitem__(INDICES, 5.0), seen(x))[1],
            ["cuda:0", [[5.0, 5.0]] * 2],
        ),
        "a number of the host is written by indices of the device": (
            lambda x: (x.__setitem__(INDICES.cuda(), torch.tensor(5.0)), seen(x))[1],
            ["cuda:0", [[5.0, 5.0]] * 2],
        ),
        "values of the host are not written by indices": (lambda x, host: x.__setitem__(INDICES, host), ITERATED),
        "values of the device are not written to the host by indices": (
            lambda x, host: host.__setitem__(INDICES, x),
            ITERATED,
        ),
        "accumulating says so in other words": (
            lambda x, host: x.index_put_((INDICES.cuda(),), host, accumulate=True),
            refused("expected device cuda:0 but got device cpu for value tensor"),
        ),
        "values of the host are copied into a row": (
            lambda x, host: (x.__setitem__(0, host[0] * 2), seen(x))[1],
            ["cuda:0", [[2.0, 2.0], [1.0, 1.0]]],
        ),
        "values of the device are copied into a slice of the host": (
            lambda x, host: (host.__setitem__(slice(1), x[:1] * 2), seen(host))[1],
            ["cpu", [[2.0, 2.0], [1.0, 1.0]]],
        ),
        "indices of the device do not read the host": (
            lambda x, host: host[INDICES.cuda()],
            refused("indices should be either on cpu or on the same device as the indexed tensor (cpu)"),
        ),
        "indices of the device do not write the host": (
            lambda x, host: host.__setitem__(INDICES.cuda(), 1.0),
            refused("indices should be either on cpu or on the same device as the indexed tensor (cpu)"),
        ),
        "one number of the device selects from the host": (
            lambda host: seen(host[torch.tensor(1, device="cuda")]),
            ["cpu", [1.0, 1.0]],
        ),
        "indices of another device": (
            lambda x, other: x[INDICES.to(other.device)],
            refused("indices should be either on cpu or on the same device as the indexed tensor (cuda:0)"),
        ),
        "index_select": (lambda x: x.index_select(0, INDICES), apart("index", "wrapper_CUDA__index_select")),
        "index_add": (lambda x: x.index_add(0, INDICES, x), apart("index", "wrapper_CUDA_index_add")),
        "index_copy": (lambda x: x.index_copy(0, INDICES, x), apart("index", "wrapper_CUDA_index_copy")),
        "gather": (lambda x: x.gather(0, INDICES[None]), apart("index", "wrapper_CUDA_gather")),
        "scatter of a number": (
            lambda x: x.scatter(0, INDICES[None], 1.0),
            apart("index", "wrapper_CUDA_scatter_value"),
        ),
        "scatter of values": (
            lambda x, host: x.scatter_(0, INDICES[None].cuda(), host),
            apart("src", "wrapper_CUDA_scatter__src"),
        ),
        "scatter_add": (
            lambda x, host: x.scatter_add(0, INDICES[None].cuda(), host),
            apart("src", "wrapper_CUDA_scatter_add"),
        ),
        "take": (lambda x: x.take(INDICES), apart("index", "wrapper_CUDA__take")),
        "masked_select": (lambda x, host: x.masked_select(host > 0), apart("mask", "wrapper_CUDA__masked_select")),
        "bucketize": (
            lambda x, host: torch.bucketize(x, host[0]),
            apart("boundaries", "wrapper_CUDA_Tensor_bucketize"),
        ),
        "embedding with indices of the host": (
            lambda x: functional.embedding(INDICES, x),
            apart("index", "wrapper_CUDA__index_select"),
        ),
        "embedding of the host": (
            lambda x, host: functional.embedding(INDICES.cuda(), host),
            apart("index", "wrapper_CUDA__index_select"),
        ),
    },
)
LOSSES = rules(
    "losses",
    {
        "mse_loss": (functional.mse_loss, ITERATED),
        "l1_loss": (functional.l1_loss, ITERATED),
        "smooth_l1_loss": (functional.smooth_l1_loss, ITERATED),
        "huber_loss": (functional.huber_loss, apart("target", "wrapper_CUDA__huber_loss")),
        "binary_cross_entropy": (functional.binary_cross_entropy, ITERATED),
        "binary_cross_entropy_with_logits": (functional.binary_cross_entropy_with_logits, ANYHOW),
        "cross_entropy of classes": (
            lambda x: functional.cross_entropy(x, INDICES),
            apart("target", "wrapper_CUDA_nll_loss_forward"),
        ),
        "cross_entropy of probabilities": (functional.cross_entropy, ITERATED),
        "cross_entropy with weights of the host": (
            lambda x, host: functional.cross_entropy(x, INDICES.cuda(), host[0]),
            apart("weight", "wrapper_CUDA_nll_loss_forward"),
        ),
        "nll_loss": (lambda x: functional.nll_loss(x, INDICES), apart("target", "wrapper_CUDA_nll_loss_forward")),
        "nll_loss of the host": (
            lambda x, host: functional.nll_loss(host, INDICES.cuda()),
            apart("target", "wrapper_CUDA_nll_loss_forward"),
        ),
        "two devices": (lambda x, other: functional.mse_loss(x, other), refused(SAME, "cuda:0 and cuda:1!")),
        "ctc_loss takes targets and lengths of the host": (
            lambda: place(
                functional.ctc_loss(
                    torch.randn(4, 2, 3, device="cuda").log_softmax(2),
                    torch.ones(2, 2).long(),
                    torch.tensor([4, 4]),
                    torch.tensor([2, 1]),
                )
            ),
            "cuda:0",
        ),
    },
)


def convolved(x: torch.Tensor, layer: nn.Module) -> torch.Tensor:
    return layer(x[None, None])


def with_bias_of_the_host(x: torch.Tensor) -> torch.Tensor:
    layer = nn.Conv2d(1, 1, 1).cuda()
    return functional.conv2d(x[None, None], layer.weight, layer.bias.cpu())


LAYERS = rules(
    "layers",
    {
        "a convolution names the types": (
            lambda x, host: convolved(host, nn.Conv2d(1, 1, 1).cuda()),
            refused(f"Input type ({AT_HOST}) and weight type ({AT_DEVICE}) should be the same"),
        ),
        "a convolution of the host does so too": (
            lambda x: convolved(x, nn.Conv2d(1, 1, 1)),
            refused(f"Input type ({AT_DEVICE}) and weight type ({AT_HOST}) should be the same"),
        ),
        "a convolution names its bias": (
            with_bias_of_the_host,
            refused(f"Input type ({AT_DEVICE}) and bias type ({AT_HOST}) should be the same"),
        ),
        "a convolution of two devices": (
            lambda x, other: convolved(other, nn.Conv2d(1, 1, 1).to(x.device)),
            apart("weight", "wrapper_CUDA__cudnn_convolution"),
        ),
        "layer_norm": (
            lambda x, host: functional.layer_norm(x, (2,), host[0]),
            apart("weight", "wrapper_CUDA__native_layer_norm"),
        ),
        "layer_norm of the host": (
            lambda x, host: nn.LayerNorm(2).cuda()(host),
            apart("weight", "wrapper_CUDA__native_layer_norm"),
        ),
        "group_norm": (lambda x, host: functional.group_norm(x, 1, host[0]), ANYHOW),
        "batch_norm": (lambda x: nn.BatchNorm1d(2)(x), ANYHOW),
        "an embedding with indices of the host": (
            lambda: nn.Embedding(3, 2).cuda()(INDICES),
            apart("index", "wrapper_CUDA__index_select"),
        ),
        "a recurrent layer compares its input with its weights": (
            lambda host: nn.LSTM(2, 2).cuda()(host),
            refused(
                "Input and parameter tensors are not at the same device, found input tensor at cpu",
                "and parameter tensor at cuda:0",
            ),
        ),
        "a recurrent layer of the host": (lambda x: nn.GRU(2, 2)(x), refused("the same device")),
        "a recurrent layer with a state of the host": (
            lambda x: nn.RNN(2, 2).cuda()(x, torch.zeros(1, 2)),
            refused("the same device"),
        ),
        "lengths of packed sequences stay on the host": (
            lambda x: place(*nn.utils.rnn.pack_padded_sequence(x[:, None], torch.tensor([2]))[:2]),
            ["cuda:0", "cpu"],
        ),
        "attention compares query, key and value": (
            lambda x, host: functional.scaled_dot_product_attention(x[None], host[None], x[None]),
            refused(
                "Expected query, key, and value to have the same device type",
                "got query.device: cuda:0 key.device: cpu",
            ),
        ),
        "a lazy layer meets its first input where it is": (
            lambda host: nn.LazyLinear(2).cuda()(host),
            apart("mat1", "wrapper_CUDA_addmm"),
        ),
    },
)
LISTS = rules(
    "lists",
    {
        "positions are compared": (lambda x, host: torch._foreach_add([x, host], [x, x]), ITERATED),
        "devices may differ along a list": (
            lambda x, host: place(*torch._foreach_add([x, host], [x, host])),
            ["cuda:0", "cpu"],
        ),
        "in place too": (
            lambda x, host: (torch._foreach_mul_([x, host], 3), seen(x), seen(host))[1:],
            [["cuda:0", [[3.0, 3.0]] * 2], ["cpu", [[3.0, 3.0]] * 2]],
        ),
        "norms stay where their tensors are": (
            lambda x, host: place(*torch._foreach_norm([x, host])),
            ["cuda:0", "cpu"],
        ),
        "two devices in one list": (lambda x, other: place(*torch._foreach_mul([x, other], 2)), ["cuda:0", "cuda:1"]),
        "two devices in one position": (
            lambda x, other: torch._foreach_mul([x], [other]),
            refused(SAME, "cuda:0 and cuda:1!"),
        ),
    },
)

RULES = [*POINTWISE, *IN_PLACE, *NUMBERS, *PRODUCTS, *JOINING, *INDEXING, *LOSSES, *LAYERS, *LISTS]
