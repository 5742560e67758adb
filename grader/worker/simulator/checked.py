"""Operators whose CUDA wrapper compares the devices of all its arguments before the kernel runs.

Generated wrappers do so unless ``native_functions.yaml`` says ``device_check: NoCheck``, as it does where
TensorIterator compares. They take no 0-dim tensor of the host for a number. The names were read from that file,
which torch ships as ``torchgen/packaged/ATen/native/native_functions.yaml``, of 2.6.0, 2.13.0 and 2.14.1; those
for backends and layouts that a tensor of the host never reaches are left out.
"""

from __future__ import annotations


def names(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())


# Structured kernels have wrapper_CUDA_<name>_<overload>, the others wrapper_CUDA_<overload>_<name>.
STRUCTURED = names(
    "_addmm_activation _linalg_solve_ex _log_softmax_backward_data _softmax_backward_data "
    "adaptive_max_pool2d_backward adaptive_max_pool3d_backward addmm addmm_ addmv addmv_ avg_pool2d_backward "
    "avg_pool3d_backward baddbmm baddbmm_ bmm cat clamp clamp_ clamp_max clamp_max_ clamp_min clamp_min_ "
    "elu_backward fractional_max_pool2d fractional_max_pool2d_backward fractional_max_pool3d gather gcd gcd_ "
    "gelu_backward hardshrink_backward hardsigmoid_backward igamma igamma_ igammac igammac_ index_add index_add_ "
    "index_copy index_copy_ index_reduce index_reduce_ isin lcm lcm_ leaky_relu_backward linalg_cross "
    "linalg_ldl_solve linalg_lu_solve logaddexp logaddexp2 logit_backward lu_unpack "
    "max_pool2d_with_indices_backward mm nextafter nextafter_ nll_loss_backward nll_loss_forward "
    "reflection_pad1d_backward reflection_pad3d_backward replication_pad1d_backward scatter scatter_ scatter_add "
    "scatter_add_ scatter_reduce scatter_reduce_ sigmoid_backward silu_backward slow_conv_transpose2d "
    "softplus_backward softshrink_backward tanh_backward threshold_backward triangular_solve"
)
UNSTRUCTURED = names(
    "_adaptive_avg_pool2d_backward _adaptive_avg_pool3d_backward _batch_norm_with_update _cdist_backward "
    "_cdist_forward _cholesky_solve_helper _dirichlet_grad _embedding_bag _embedding_bag_backward "
    "_embedding_bag_dense_backward _embedding_bag_forward_only _embedding_bag_per_sample_weights_backward "
    "_masked_scale _masked_softmax _masked_softmax_backward _native_batch_norm_legit _pdist_backward "
    "_prelu_kernel _prelu_kernel_backward _segment_reduce_backward _slow_conv2d_forward _standard_gamma_grad "
    "_weight_norm_interface _weight_norm_interface_backward addbmm addbmm_ addr binary_cross_entropy_backward "
    "bincount bucketize convolution_backward dot embedding_dense_backward embedding_renorm_ equal "
    "fractional_max_pool3d_backward glu_backward glu_backward_jvp glu_jvp grid_sampler_2d "
    "grid_sampler_2d_backward grid_sampler_3d grid_sampler_3d_backward hardswish_backward hardtanh_backward "
    "huber_loss index_select linalg_householder_product linalg_solve_triangular log_sigmoid_backward "
    "masked_scatter_ masked_select max_pool3d_with_indices_backward max_unpool2d max_unpool3d mish_backward "
    "mse_loss_backward multi_margin_loss multi_margin_loss_backward multilabel_margin_loss_backward "
    "multilabel_margin_loss_forward native_batch_norm native_batch_norm_backward native_dropout_backward "
    "native_group_norm native_group_norm_backward native_layer_norm native_layer_norm_backward "
    "nll_loss2d_backward nll_loss2d_forward normal ormqr put_ reflection_pad2d_backward "
    "replication_pad2d_backward replication_pad3d_backward rrelu_with_noise rrelu_with_noise_ searchsorted "
    "segment_reduce slow_conv_transpose3d take vdot"
)
# They do their work under another name, with other names for arguments.
UNDER_ANOTHER_NAME = {"embedding": ("index_select", {"weight": "self", "indices": "index"}), "stack": ("cat", {})}


def wrapper(name: str, overload: str) -> str | None:
    """Return the name under which a failed check reports an operator, None when it is not checked so."""
    name, overload = (UNDER_ANOTHER_NAME[name][0], "") if name in UNDER_ANOTHER_NAME else (name, overload)
    out = "_out" if overload.endswith("out") else ""
    if name in STRUCTURED:
        return f"wrapper_CUDA_{name}{out}" + (f"_{overload}" if overload else "")
    return f"wrapper_CUDA_{overload}_{name}{out}" if name in UNSTRUCTURED else None
