"""Goldens of every operation from torch 1.13 in float64: /usr/bin/python3 packages/tensor/test/golden/make_ops.py"""
import numpy
import torch
import torch.nn.functional as F
from golden_cases import case, few, integers, normal, positive, probabilities, save


def slope(f, x, g):
    """The gradient of f at x, itself differentiable."""
    x = x if x.requires_grad else x.detach().requires_grad_()
    return torch.autograd.grad(f(x), x, g, create_graph=True)[0]


# elementwise
pairs = {"add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div}
for name, f in pairs.items():
    case(name, "equal shapes", lambda a, b, f=f: f(a, b), a=normal(3, 5), b=positive(3, 5))
    case(name, "broadcast both ways", lambda a, b, f=f: f(a, b), a=normal(2, 1, 4), b=positive(3, 1))
    case(name, "a scalar", lambda a, b, f=f: f(a, b), a=normal(1, 3), b=positive())
    case(name, "an empty batch", lambda a, b, f=f: f(a, b), a=normal(0, 3), b=positive(3))
case("pow", "positive base", torch.pow, a=positive(2, 3), b=normal(3))
case("pow", "square of negative numbers", lambda a: a**2, a=normal(4))
case("pow", "zeros", torch.pow, a=numpy.float32([0, 0, 1, 2]), b=numpy.float32([0, 2, 0, 3]))
for name, f in {"maximum": torch.maximum, "minimum": torch.minimum}.items():
    case(name, "broadcast", f, a=normal(2, 3), b=normal(3))
    case(name, "ties", f, a=few(4, 5), b=few(4, 5))
compare = {"equal": torch.eq, "notEqual": torch.ne, "greater": torch.gt, "greaterEqual": torch.ge, "less": torch.lt, "lessEqual": torch.le}
for name, f in compare.items():
    case(name, "ties and broadcasting", lambda a, b, f=f: f(a, b).double(), a=few(4, 5), b=few(4, 1))
case("where", "broadcast", lambda condition, a, b: torch.where(condition != 0, a, b), condition=integers(2, 3, 1), a=normal(2, 3, 4), b=normal(4))
for name, f in {"neg": torch.neg, "exp": torch.exp, "abs": torch.abs, "sign": torch.sign}.items():
    fixed = ["x"] if name == "sign" else []
    case(name, "any sign", f, fixed, x=normal(3, 4))
    case(name, "one column", f, fixed, x=normal(3, 1))
for name, f in {"log": torch.log, "sqrt": torch.sqrt, "rsqrt": torch.rsqrt}.items():
    case(name, "positive", f, x=positive(3, 4))
case("clamp", "both ends", lambda x: x.clamp(-0.5, 0.7), x=normal(3, 4))
case("clamp", "from below", lambda x: x.clamp(min=0.1), x=normal(3, 4))

# activation
wide = numpy.float32([-100, -30, -8.5, -3.5, -2.9, -1.3, -0.84, -0.2, 0.3, 0.85, 1.2, 2.2, 2.95, 3.05, 6.5, 27, 90])
activations = {
    "relu": F.relu, "leakyRelu": F.leaky_relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "silu": F.silu, "hardSwish": F.hardswish,
    "softplus": lambda x: F.softplus(x, threshold=60), "erf": torch.erf, "gelu": F.gelu,
}
for name, f in activations.items():
    case(name, "far and near", f, x=wide)
    case(name, "planes", f, x=normal(2, 1, 3, 5))
case("leakyRelu", "slope 0.3", lambda x: F.leaky_relu(x, 0.3), x=normal(7))
case("gelu", "by tanh", lambda x: F.gelu(x, approximate="tanh"), x=normal(3, 4, scale=2))
case("reluGrad", "planes", lambda g, x: g * (x > 0), fixed=["x"], g=normal(2, 3), x=normal(2, 3))

# reduce
reductions = {
    "sum": torch.sum, "mean": torch.mean, "variance": lambda x, axes, keepdim=False: torch.var(x, axes, False, keepdim),
    "max": torch.amax, "min": torch.amin, "logSumExp": torch.logsumexp,
}
for name, f in reductions.items():
    case(name, "all axes", lambda x, f=f: f(x, (0, 1, 2)), x=normal(2, 3, 4))
    case(name, "the first and last axis", lambda x, f=f: f(x, (0, 2)), x=normal(3, 2, 5))
    case(name, "kept", lambda x, f=f: f(x, (1,), keepdim=True), x=normal(3, 4, 2))
    case(name, "an empty batch", lambda x, f=f: f(x, (1,)), x=normal(0, 3))
case("variance", "unbiased", lambda x: torch.var(x, (0,), True), x=normal(5, 3))
case("max", "ties", lambda x: torch.amax(x, (0, 2)), x=few(3, 2, 5))
case("min", "ties", lambda x: torch.amin(x, (0, 2)), x=few(3, 2, 5))
case("logSumExp", "large", lambda x: torch.logsumexp(x, (1,)), x=normal(3, 4, scale=1000))
for name, f in {"argMax": torch.argmax, "argMin": torch.argmin}.items():
    case(name, "last axis", lambda x, f=f: f(x, -1), x=normal(3, 7))
    case(name, "a middle axis, kept", lambda x, f=f: f(x, 1, keepdim=True), x=normal(2, 5, 3))
    case(name, "all elements", lambda x, f=f: f(x), x=normal(4, 3))
case("sumTo", "leading and repeated axes", lambda x: x.sum((0, 2), keepdim=True)[0], x=normal(2, 3, 4))
case("cumsum", "last axis", lambda x: torch.cumsum(x, -1), x=normal(3, 5))
case("cumsum", "first axis", lambda x: torch.cumsum(x, 0), x=normal(4, 2, 3))

# matmul
case("matmul", "tiles and a remainder", torch.matmul, a=normal(6, 9), b=normal(9, 5))
case("matmul", "one row, one column", torch.matmul, a=normal(1, 7), b=normal(7, 1))
case("matmul", "batches broadcast", torch.matmul, a=normal(2, 1, 3, 4), b=normal(3, 4, 2))
case("matmul", "an empty batch", torch.matmul, a=normal(0, 3, 4), b=normal(4, 2))
case("matmul", "nothing to sum", torch.matmul, a=normal(3, 0), b=normal(0, 2))

# convolution
case("conv1d", "plain", F.conv1d, x=normal(2, 3, 9), w=normal(4, 3, 3))
case("conv1d", "stride 2, padding 2, dilation 2, groups", lambda x, w: F.conv1d(x, w, stride=2, padding=2, dilation=2, groups=2), x=normal(2, 4, 11), w=normal(6, 2, 3))
convolutions = {
    "plain": ({}, (2, 3, 5, 7), (4, 3, 3, 2)),
    "pointwise": ({}, (2, 5, 3, 4), (6, 5, 1, 1)),
    "pointwise in groups": ({"groups": 3}, (2, 6, 2, 5), (9, 2, 1, 1)),
    "depthwise 3x3": ({"groups": 4, "padding": 1}, (2, 4, 5, 6), (4, 1, 3, 3)),
    "depthwise 3x3, one row": ({"groups": 3, "padding": 1}, (1, 3, 1, 6), (3, 1, 3, 3)),
    "depthwise 3x3, one column": ({"groups": 3, "padding": 1}, (1, 3, 4, 1), (3, 1, 3, 3)),
    "depthwise, two outputs a channel": ({"groups": 3, "stride": 2, "padding": 1}, (2, 3, 6, 5), (6, 1, 3, 3)),
    "stem: stride 2, padding 1": ({"stride": 2, "padding": 1}, (2, 1, 8, 9), (4, 1, 3, 3)),
    "stride 3 with a remainder": ({"stride": 3}, (1, 2, 9, 8), (2, 2, 2, 3)),
    "stride, padding and dilation differ by axis": ({"stride": (1, 2), "padding": (2, 0), "dilation": (2, 3)}, (1, 2, 6, 11), (3, 2, 3, 2)),
    "padding larger than the input": ({"padding": 3}, (1, 1, 2, 2), (1, 1, 3, 3)),
    "an empty batch": ({}, (0, 2, 4, 4), (3, 2, 3, 3)),
}
for note, (options, x, w) in convolutions.items():
    case("conv2d", note, lambda x, w, o=options: F.conv2d(x, w, **o), x=normal(*x), w=normal(*w))


def conv_faces(note, options, x_shape, w_shape):
    conv = lambda x, w: F.conv2d(x, w, **options)  # noqa: E731
    y = conv(torch.zeros(x_shape), torch.zeros(w_shape)).shape
    x0, w0 = torch.zeros(x_shape, dtype=torch.float64), torch.zeros(w_shape, dtype=torch.float64)
    case("conv2dInputGrad", note, lambda g, w: slope(lambda x: conv(x, w), x0, g), g=normal(*y), w=normal(*w_shape))
    case("conv2dWeightGrad", note, lambda g, x: slope(lambda w: conv(x, w), w0, g), g=normal(*y), x=normal(*x_shape))


conv_faces("plain", {}, (2, 3, 4, 5), (4, 3, 3, 2))
conv_faces("pointwise in groups", {"groups": 2}, (2, 4, 2, 3), (6, 2, 1, 1))
conv_faces("depthwise 3x3", {"groups": 3, "padding": 1}, (2, 3, 4, 5), (3, 1, 3, 3))
conv_faces("stride 3 with a remainder, dilation 2", {"stride": 3, "dilation": (2, 1), "padding": (1, 2)}, (1, 2, 9, 7), (2, 2, 2, 3))
case("convTranspose2d", "plain", F.conv_transpose2d, x=normal(2, 3, 4, 3), w=normal(3, 2, 3, 2))
case("convTranspose2d", "stride 2, padding 1, outputPadding 1, groups 2",
     lambda x, w: F.conv_transpose2d(x, w, stride=2, padding=1, output_padding=1, groups=2), x=normal(1, 4, 3, 5), w=normal(4, 3, 3, 3))
case("convTranspose2d", "dilation 2 down, stride 3 across",
     lambda x, w: F.conv_transpose2d(x, w, stride=(1, 3), dilation=(2, 1), output_padding=(0, 2)), x=normal(1, 2, 4, 3), w=normal(2, 1, 2, 2))

# pooling
pools = {
    "2 by 2": ({"kernel_size": 2}, (2, 2, 4, 6)),
    "stride 3 with a remainder": ({"kernel_size": 2, "stride": 3}, (1, 2, 9, 7)),
    "overlapping, padded": ({"kernel_size": (3, 2), "stride": (2, 1), "padding": 1}, (2, 1, 5, 4)),
    "one row": ({"kernel_size": (1, 3), "stride": 2}, (1, 3, 1, 8)),
    "an empty batch": ({"kernel_size": 2}, (0, 2, 4, 4)),
}
for note, (options, x) in pools.items():
    case("maxPool2d", note, lambda x, o=options: F.max_pool2d(x, **o), x=normal(*x))
    case("avgPool2d", note, lambda x, o=options: F.avg_pool2d(x, **o), x=normal(*x))
case("maxPool2d", "dilation", lambda x: F.max_pool2d(x, 2, 1, 1, 2), x=normal(1, 2, 5, 6))
case("maxPool2d", "ties", lambda x: F.max_pool2d(x, 3, 2, 1), x=few(2, 1, 6, 5))
case("maxPool2dIndices", "ties", lambda x: F.max_pool2d(x, 3, 2, 1, return_indices=True)[1], x=few(2, 1, 6, 5))
case("avgPool2d", "without counting the padding", lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False), x=normal(1, 2, 5, 6))
case("adaptiveAvgPool2d", "one", lambda x: F.adaptive_avg_pool2d(x, 1), x=normal(2, 3, 4, 5))
case("adaptiveAvgPool2d", "uneven", lambda x: F.adaptive_avg_pool2d(x, (3, 4)), x=normal(1, 2, 7, 5))
case("adaptiveAvgPool2d", "more windows than rows", lambda x: F.adaptive_avg_pool2d(x, (5, 2)), x=normal(1, 2, 3, 2))
case("windowMean", "2 by 3", lambda x: F.avg_pool2d(x, (2, 3)), x=normal(1, 2, 4, 6))
case("windowMeanGrad", "2 by 3", lambda g: slope(lambda x: F.avg_pool2d(x, (2, 3)), torch.zeros(1, 2, 4, 6, dtype=torch.float64), g), g=normal(1, 2, 2, 2))


# norms
def batch_norm(x, weight, bias, eps=1e-5):
    return F.batch_norm(x, None, None, weight, bias, True, 0.1, eps)


batches = {"images": (3, 2, 4, 5), "vectors": (6, 3), "signals of one sample": (5, 2, 1), "one image": (1, 3, 2, 3)}
for note, x in batches.items():
    C = x[1]
    case("batchNorm", note, batch_norm, x=normal(*x), weight=normal(C), bias=normal(C))
    case("channelMoments", note, lambda x: torch.stack([f(x.transpose(0, 1).flatten(1)) for f in (lambda r: r.mean(1), lambda r: r.var(1, False))]), fixed=["x"], x=normal(*x))
case("batchNorm", "large eps", lambda x, weight, bias: batch_norm(x, weight, bias, 0.5), x=normal(2, 2, 3, 1), weight=normal(2), bias=normal(2))
case("batchNormInputGrad", "images", lambda g, x, weight: slope(lambda v: batch_norm(v, weight, None), x, g), g=normal(2, 3, 2, 4), x=normal(2, 3, 2, 4), weight=normal(3))
case("batchNormWeightGrad", "images", lambda g, x: slope(lambda w: batch_norm(x, w, None), torch.ones(3, dtype=torch.float64), g), g=normal(2, 3, 2, 4), x=normal(2, 3, 2, 4))
case("channelSum", "images", lambda x: x.sum((0, 2, 3)), x=normal(2, 3, 4, 1))
case("channelSum", "vectors", lambda x: x.sum(0), x=normal(4, 3))
case("normalise", "images",
     lambda x, mean, variance, weight, bias: (x - mean[:, None, None]) / torch.sqrt(variance[:, None, None] + 1e-5) * weight[:, None, None] + bias[:, None, None],
     x=normal(2, 3, 2, 4), mean=normal(3), variance=positive(3), weight=normal(3), bias=normal(3))
case("layerNorm", "last axis", lambda x, weight, bias: F.layer_norm(x, (5,), weight, bias), x=normal(3, 2, 5), weight=normal(5), bias=normal(5))
case("layerNorm", "last two axes", lambda x, weight, bias: F.layer_norm(x, (3, 2), weight, bias, 0.01), x=normal(4, 3, 2), weight=normal(3, 2), bias=normal(3, 2))
case("layerNorm", "an empty batch", lambda x, weight, bias: F.layer_norm(x, (3,), weight, bias), x=normal(0, 3), weight=normal(3), bias=normal(3))
case("groupNorm", "images", lambda x, weight, bias: F.group_norm(x, 2, weight, bias), x=normal(2, 4, 3, 2), weight=normal(4), bias=normal(4))
case("groupNorm", "one group a channel", lambda x, weight, bias: F.group_norm(x, 3, weight, bias), x=normal(1, 3, 5), weight=normal(3), bias=normal(3))

# softmax and losses
for name, f in {"softmax": F.softmax, "logSoftmax": F.log_softmax}.items():
    case(name, "last axis", lambda x, f=f: f(x, -1), x=normal(3, 5))
    case(name, "a middle axis", lambda x, f=f: f(x, 1), x=normal(2, 3, 4))
    case(name, "large", lambda x, f=f: f(x, 0), x=normal(4, 2, scale=100))
    case(name, "an empty batch", lambda x, f=f: f(x, 1), x=normal(0, 3))


def soft(*shape):
    p = probabilities(*shape)
    return numpy.float32(p / p.sum(1, keepdims=True))


N, C = 5, 4
case("nll", "plain", lambda x, labels: F.nll_loss(x, labels), logProbabilities=normal(N, C), labels=integers(C, N))
case("nll", "weights", lambda x, labels, weights: F.nll_loss(x, labels, weights), fixed=["weights"], logProbabilities=normal(N, C), labels=integers(C, N), weights=positive(C))
case("nll", "each", lambda x, labels: F.nll_loss(x, labels, reduction="none"), logProbabilities=normal(N, C), labels=integers(C, N))
case("crossEntropy", "labels", lambda x, labels: F.cross_entropy(x, labels), logits=normal(N, C), labels=integers(C, N))
case("crossEntropy", "labels, weights and smoothing", lambda x, labels, weights: F.cross_entropy(x, labels, weights, label_smoothing=0.1), fixed=["weights"], logits=normal(N, C), labels=integers(C, N), weights=positive(C))
case("crossEntropy", "labels, smoothing, summed", lambda x, labels: F.cross_entropy(x, labels, label_smoothing=0.3, reduction="sum"), logits=normal(N, C), labels=integers(C, N))
case("crossEntropy", "probabilities", lambda x, labels: F.cross_entropy(x, labels), logits=normal(N, C), labels=soft(N, C))
case("crossEntropy", "probabilities, weights and smoothing", lambda x, labels, weights: F.cross_entropy(x, labels, weights, label_smoothing=0.2), fixed=["weights"], logits=normal(N, C), labels=soft(N, C), weights=positive(C))
case("crossEntropy", "each", lambda x, labels: F.cross_entropy(x, labels, reduction="none"), logits=normal(N, C), labels=soft(N, C))
case("mse", "mean", F.mse_loss, prediction=normal(3, 2), target=normal(3, 2))
case("mse", "summed", lambda prediction, target: F.mse_loss(prediction, target, reduction="sum"), prediction=normal(4), target=normal(4))
case("binaryCrossEntropyWithLogits", "plain", F.binary_cross_entropy_with_logits, logits=normal(3, 4, scale=5), targets=probabilities(3, 4))
case("binaryCrossEntropyWithLogits", "posWeight, each", lambda x, targets, posWeight: F.binary_cross_entropy_with_logits(x, targets, pos_weight=posWeight, reduction="none"), fixed=["posWeight"], logits=normal(3, 4), targets=probabilities(3, 4), posWeight=positive(4))

# layout
case("copy", "planes", lambda x: x.clone(), x=normal(2, 3))
case("transpose", "reversed", lambda x: x.permute(2, 1, 0), x=normal(2, 3, 4))
case("transpose", "a cycle", lambda x: x.permute(1, 2, 0), x=normal(2, 3, 4))
case("reshape", "one length left open", lambda x: x.reshape(4, -1), x=normal(2, 3, 4))
case("reshape", "to a scalar", lambda x: x.reshape(()), x=normal(1, 1))
case("slice", "from both ends", lambda x: x[:, 1:-1], x=normal(2, 5, 3))
case("slice", "nothing", lambda x: x[2:2], x=normal(3, 2))
case("flip", "one axis", lambda x: x.flip(1), x=normal(2, 3, 4))
case("flip", "all axes", lambda x: x.flip(0, 1), x=normal(3, 2))
case("expand", "leading and repeated axes", lambda x: x.expand(2, 3, 4), x=normal(3, 1))
case("concat", "uneven", lambda a, b, c: torch.cat([a, b, c], 1), a=normal(2, 1, 3), b=normal(2, 4, 3), c=normal(2, 0, 3))
case("concat", "first axis", lambda a, b: torch.cat([a, b]), a=normal(1, 3), b=normal(2, 3))
case("stack", "last axis", lambda a, b: torch.stack([a, b], -1), a=normal(2, 3), b=normal(2, 3))
case("split", "uneven, turned round", lambda x: torch.cat(list(reversed(torch.split(x, 2, 1))), 1), x=normal(2, 5))
case("split", "by sizes", lambda x: torch.split(x, [1, 3], 0)[1], x=normal(4, 2))
case("pad", "uneven", lambda x: F.pad(x, (2, 0, 0, 1), value=0.5), x=normal(2, 3))

# taking by number
case("indexSelect", "rows, repeated", lambda x, indices: x.index_select(0, indices), x=normal(4, 3), indices=numpy.int32([2, 0, 2, 3, 2]))
case("indexSelect", "a middle axis", lambda x, indices: x.index_select(1, indices), x=normal(2, 4, 3), indices=numpy.int32([3, 1]))
case("indexAdd", "rows, repeated", lambda g, indices: torch.zeros(4, 3, dtype=g.dtype).index_add(0, indices, g), g=normal(5, 3), indices=numpy.int32([2, 0, 2, 3, 2]))
case("gather", "last axis", lambda x, indices: x.gather(1, indices), x=normal(3, 5), indices=integers(5, 3, 2))
case("gather", "first axis, fewer columns", lambda x, indices: x.gather(0, indices), x=normal(3, 5), indices=integers(3, 4, 2))
case("scatterAdd", "last axis", lambda g, indices: torch.zeros(3, 5, dtype=g.dtype).scatter_add(1, indices, g), g=normal(3, 4), indices=integers(5, 3, 4))
case("oneHot", "two axes", lambda labels: F.one_hot(labels, 6).double(), labels=integers(6, 2, 3))
case("dropout", "a quarter", None, x=normal(4, 5))

save("ops.json")
