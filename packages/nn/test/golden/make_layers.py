"""layers.json: layers of torch.nn with their state, an input, the output, and the gradients of sum(output * seed).

/usr/bin/python3 make_layers.py
"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../../test-support"))
import golden
import torch
from torch import nn

torch.manual_seed(1)


class Gate(nn.Module):
    """Squeeze and excitation, Hu et al. 2018."""

    def __init__(self, channels, reduced):
        super().__init__()
        self.fc1 = nn.Conv2d(channels, reduced, 1)
        self.fc2 = nn.Conv2d(reduced, channels, 1)

    def forward(self, x):
        return x * torch.sigmoid(self.fc2(torch.relu(self.fc1(x.mean((2, 3), keepdim=True)))))


class Channels(nn.Module):
    """Efficient channel attention as its authors publish it."""

    def __init__(self, kernel):
        super().__init__()
        self.conv = nn.Conv1d(1, 1, kernel, padding=(kernel - 1) // 2, bias=False)

    def forward(self, x):
        y = nn.functional.adaptive_avg_pool2d(x, 1)
        y = self.conv(y.squeeze(-1).transpose(-1, -2)).transpose(-1, -2).unsqueeze(-1)
        return x * torch.sigmoid(y)


class Separable(nn.Module):
    def __init__(self, inputs, outputs, stride, between):
        super().__init__()
        self.depthwise = nn.Conv2d(inputs, inputs, 3, stride=stride, padding=1, groups=inputs, bias=False)
        if between:
            self.depthwise_norm = nn.BatchNorm2d(inputs)
        self.pointwise = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.between = between

    def forward(self, x):
        y = self.depthwise(x)
        return torch.relu(self.norm(self.pointwise(self.depthwise_norm(y) if self.between else y)))


class Attention(nn.MultiheadAttention):
    def forward(self, x):
        return super().forward(x, x, x, need_weights=False)[0]


cases = {
    "linear": (nn.Linear(5, 3), (4, 5)),
    "conv1d": (nn.Conv1d(4, 6, 3, stride=2, padding=1, dilation=2, groups=2), (2, 4, 11)),
    "conv2d": (nn.Conv2d(3, 4, (3, 5), stride=(2, 1), padding=(0, 2)), (2, 3, 7, 6)),
    "depthwise": (nn.Conv2d(3, 6, 3, padding=2, dilation=2, groups=3, bias=False), (2, 3, 5, 6)),
    "batchNorm1d": (nn.BatchNorm1d(4), (5, 4)),
    "batchNorm2d": (nn.BatchNorm2d(3, eps=1e-3, momentum=0.3), (2, 3, 3, 5)),
    "layerNorm": (nn.LayerNorm([3, 4]), (2, 3, 4)),
    "groupNorm": (nn.GroupNorm(2, 6), (2, 6, 3, 2)),
    "squeezeExcite": (Gate(6, 2), (2, 6, 3, 4)),
    "efficientChannelAttention": (Channels(3), (2, 7, 3, 4)),
    "separable": (Separable(3, 5, 2, True), (2, 3, 7, 5)),
    "separablePlain": (Separable(3, 5, 1, False), (2, 3, 4, 5)),
    "attention": (Attention(8, 2, batch_first=True), (2, 5, 8)),
    "sequential": (nn.Sequential(nn.Conv2d(1, 2, 3), nn.LeakyReLU(0.2), nn.Flatten(), nn.Linear(16, 3), nn.Softplus()), (2, 1, 6, 4)),
}

rows = {}
for name, (layer, shape) in cases.items():
    for parameter in layer.parameters():
        if parameter.dim() == 1:  # Weights of norms and biases away from 1 and 0.
            nn.init.normal_(parameter, 0.5)
    before = {key: golden.encode(value.clone()) for key, value in layer.state_dict().items()}
    x = torch.randn(shape, requires_grad=True)
    y = layer(x)
    seed = torch.randn(y.shape)
    wanted = [x, *layer.parameters()]
    gradients = dict(zip(["x", *dict(layer.named_parameters())], torch.autograd.grad(y, wanted, seed)))
    after = {key: golden.encode(value) for key, value in layer.state_dict().items() if value.dtype == torch.int64 or "running" in key}
    layer.eval()
    rows[name] = {
        "state": before,
        "x": golden.encode(x),
        "y": golden.encode(y),
        "seed": golden.encode(seed),
        "gradients": {key: golden.encode(value) for key, value in gradients.items()},
        "after": after,
        "evaluated": golden.encode(layer(x)),
    }
golden.write(os.path.join(here, "layers.json"), rows)
