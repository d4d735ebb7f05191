"""The networks of the comparison in PyTorch, with the names that the task's weights have."""
import torch
from torch import nn
from torch.nn import functional as F


class Stem(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)))


class Separable(nn.Module):
    def __init__(self, inputs, outputs, stride, norm_after_depthwise):
        super().__init__()
        self.depthwise = nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False)
        self.depthwise_norm = nn.BatchNorm2d(inputs) if norm_after_depthwise else nn.Identity()
        self.pointwise = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.norm(self.pointwise(self.depthwise_norm(self.depthwise(x)))))


class ChannelGate(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(1, 1, 3, padding=1, bias=False)

    def forward(self, x):
        return torch.sigmoid(self.conv(x.mean([2, 3]).unsqueeze(1))).transpose(1, 2).unsqueeze(-1)


class Mirror(nn.Module):
    def __init__(self, channels, norm_after_depthwise):
        super().__init__()
        self.dsconv1 = Separable(2 * channels, channels, 1, norm_after_depthwise)
        self.dsconv2 = Separable(channels, channels, 1, norm_after_depthwise)
        self.dsconv3 = Separable(channels, channels, 1, norm_after_depthwise)
        self.eca = ChannelGate()

    def forward(self, x):
        views = torch.cat([torch.flip(x, [3]), torch.flip(x, [2])], 1)
        mirrored = self.dsconv2(self.dsconv1(views) + x)
        diagonal = self.dsconv3(torch.flip(x, [2, 3]))
        return mirrored * (diagonal * self.eca(diagonal))


class Network(nn.Module):
    def __init__(self, options):
        super().__init__()
        blocks = []
        channels = 1
        for block in options["blocks"]:
            if block["kind"] == "mirror":
                blocks.append(Mirror(channels, options["normAfterDepthwise"]))
                continue
            outputs, stride = block["channels"], block["stride"]
            if block["kind"] == "conv":
                blocks.append(Stem(channels, outputs, stride))
            else:
                blocks.append(Separable(channels, outputs, stride, options["normAfterDepthwise"]))
            channels = outputs
        self.blocks = nn.ModuleList(blocks)
        self.head = nn.Linear(channels, options["classes"])

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        return self.head(x.mean([2, 3]))


def load(options, tensors):
    """A network with the weights among a task's tensors."""
    network = Network(options)
    weights = {name: torch.from_numpy(data) for name, data in tensors.items() if name not in ("x", "labels")}
    network.load_state_dict(weights)
    return network


def train(network, x, labels):
    """A function that does a step of Adam with cross-entropy and returns the loss."""
    network.train()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)

    def step():
        optimizer.zero_grad()
        loss = F.cross_entropy(network(x), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step
