"""Mirror Attention in torch, written from the equations: weights, input, output in both modes, gradients.

python3 make_mirror_attention.py (torch 1.13) writes mirror-attention.json beside this file.
"""
import os
import sys

import torch
from torch import nn

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../../../test-support"))
import golden


class Separable(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.depthwise = nn.Conv2d(inputs, inputs, 3, padding=1, groups=inputs, bias=False)
        self.depthwise_norm = nn.BatchNorm2d(inputs)
        self.pointwise = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return torch.relu(self.norm(self.pointwise(self.depthwise_norm(self.depthwise(x)))))


class Eca(nn.Module):
    def __init__(self, kernel):
        super().__init__()
        self.conv = nn.Conv1d(1, 1, kernel, padding=kernel // 2, bias=False)

    def forward(self, x):
        return x * torch.sigmoid(self.conv(x.mean((2, 3)).unsqueeze(1))).transpose(1, 2).unsqueeze(3)


class MirrorAttention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.dsconv1 = Separable(2 * channels, channels)
        self.dsconv2 = Separable(channels, channels)
        self.dsconv3 = Separable(channels, channels)
        self.eca = Eca(3)

    def forward(self, x):
        hmf = torch.flip(x, [3])
        vmf = torch.flip(x, [2])
        csf = torch.flip(x, [2, 3])
        mfp = self.dsconv2(self.dsconv1(torch.cat([hmf, vmf], 1)) + x)
        return mfp * self.eca(self.dsconv3(csf))


torch.manual_seed(0)
block = MirrorAttention(4)
for parameter in block.parameters():
    nn.init.normal_(parameter, 0.3, 0.5)
state = {name: value.clone() for name, value in block.state_dict().items() if "num_batches" not in name}
x = torch.randn(3, 4, 5, 7, requires_grad=True)
seed = torch.randn(3, 4, 5, 7)
trained = block(x)
gradients = torch.autograd.grad((trained * seed).sum(), [x, *block.parameters()])
names = ["x"] + [name for name, _ in block.named_parameters()]
block.eval()
golden.write(
    os.path.join(here, "mirror-attention.json"),
    {
        "state": {name: golden.encode(value) for name, value in state.items()},
        "x": golden.encode(x),
        "seed": golden.encode(seed),
        "training": golden.encode(trained),
        "evaluation": golden.encode(block(x)),
        "gradients": {name: golden.encode(value) for name, value in zip(names, gradients)},
    },
)
