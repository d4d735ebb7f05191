"""optimizers.json: ten steps of torch.optim from the same parameters with the same gradients; and torch's clip_grad_norm_.

/usr/bin/python3 make_optimizers.py
"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../../test-support"))
import golden
import torch

torch.manual_seed(2)
start = [torch.randn(3, 4), torch.randn(4)]
gradients = [torch.randn(10, *p.shape) for p in start]

makers = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "sgdDecay": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.05),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.01),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "adamDecay": lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.02),
    "adamwMatrices": lambda p: torch.optim.AdamW([{"params": p[:1], "weight_decay": 0.2}, {"params": p[1:], "weight_decay": 0}], lr=0.02),
}

result = {"start": [golden.encode(p) for p in start], "gradients": [golden.encode(g) for g in gradients]}
for name, make in makers.items():
    parameters = [p.clone().requires_grad_() for p in start]
    optimizer = make(parameters)
    path = []
    for step in range(10):
        for p, g in zip(parameters, gradients):
            p.grad = g[step].clone()
        optimizer.step()
        path.append([p.detach().clone() for p in parameters])
    result[name] = [golden.encode(torch.stack([step[i] for step in path])) for i in range(2)]

parameters = [p.clone().requires_grad_() for p in start]
for p, g in zip(parameters, gradients):
    p.grad = g[0].clone()
norm = torch.nn.utils.clip_grad_norm_(parameters, 1.5)
result["clipped"] = [golden.encode(p.grad) for p in parameters]
result["norm"] = norm.item()
golden.write(os.path.join(here, "optimizers.json"), result)
