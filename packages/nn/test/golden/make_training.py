"""training.json: the loss curve of 100 training steps in torch. Weights and batches come from a linear congruential
generator that the test has too, so that only the losses are kept.

/usr/bin/python3 make_training.py
"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../../test-support"))
import golden
import numpy
import torch
from torch import nn

torch.set_num_threads(1)


class Lcg:
    """Numerical Recipes' generator; numbers uniform in [-1, 1), multiples of 2**-23."""

    def __init__(self, seed):
        self.state = seed

    def draw(self, shape):
        count = int(numpy.prod(shape))
        values = numpy.empty(count, dtype=numpy.float32)
        for i in range(count):
            self.state = (1664525 * self.state + 1013904223) % 2**32
            values[i] = (self.state >> 8) / 2**23 - 1
        return torch.from_numpy(values.reshape(shape))


class Separable(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.depthwise = nn.Conv2d(inputs, inputs, 3, stride=stride, padding=1, groups=inputs, bias=False)
        self.depthwise_norm = nn.BatchNorm2d(inputs)
        self.pointwise = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return torch.relu(self.norm(self.pointwise(self.depthwise_norm(self.depthwise(x)))))


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(1, 8, 3, stride=2, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(8)
        self.blocks = nn.ModuleList([Separable(8, 16, 2), Separable(16, 16, 1)])
        self.head = nn.Linear(16, 4)

    def forward(self, x):
        y = torch.relu(self.norm(self.stem(x)))
        for block in self.blocks:
            y = block(y)
        return self.head(y.mean((2, 3)))


def run(dtype):
    lcg = Lcg(1)
    model = Network()
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                fan = parameter[0].numel()
                parameter.copy_(lcg.draw(parameter.shape) * fan**-0.5)
        model.head.bias.zero_()
    model = model.to(dtype)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    losses = []
    for _ in range(100):
        x = lcg.draw((16, 1, 16, 12)).to(dtype)
        labels = ((lcg.draw((16,)) + 1) * 2).long()
        # Something to learn: a bright stripe whose place is the class.
        for n, label in enumerate(labels):
            x[n, 0, 4 * label : 4 * label + 4] += 0.5
        loss = nn.functional.cross_entropy(model(x), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    final = model(lcg.draw((4, 1, 16, 12)).to(dtype))
    return losses, final


double, final = run(torch.float64)
single, _ = run(torch.float32)
print("float32 against float64:", max(abs(a / b - 1) for a, b in zip(single, double)), "losses", double[0], double[-1])
golden.write(os.path.join(here, "training.json"), {
    "losses": golden.encode(numpy.array(single)),
    "lossesInFloat64": golden.encode(numpy.array(double)),
    "evaluated": golden.encode(final.float()),
})
