"""schedules.json: learning rates of torch.optim.lr_scheduler, at every step, with a base rate of 1.

/usr/bin/python3 make_schedules.py
"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../../test-support"))
import golden
import torch
from torch.optim import lr_scheduler as schedulers


def rates(make, steps):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = make(optimizer)
    found = []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


def warm(optimizer):
    """Linear from 1/5 to 1, then half a cosine."""
    first = schedulers.LinearLR(optimizer, start_factor=1 / 5, end_factor=1, total_iters=4)
    then = schedulers.CosineAnnealingLR(optimizer, 20)
    return schedulers.SequentialLR(optimizer, [first, then], [5])


losses = [5, 4, 3, 3, 3, 2.9999, 3.1, 3, 2, 2.5, 2.4, 2.3, 2.2, 2.1, 2.0, 1.9999, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]


def plateau(**options):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = schedulers.ReduceLROnPlateau(optimizer, **options)
    found = []
    for loss in losses:
        schedule.step(loss)
        found.append(optimizer.param_groups[0]["lr"])
    return found


golden.write(os.path.join(here, "schedules.json"), {
    "stepDecay": rates(lambda o: schedulers.StepLR(o, 7, gamma=0.5), 30),
    "linear": rates(lambda o: schedulers.LinearLR(o, start_factor=1, end_factor=0.25, total_iters=12), 20),
    "cosine": rates(lambda o: schedulers.CosineAnnealingLR(o, 30, eta_min=0.05), 31),
    "warmup": rates(warm, 25),
    "oneCycle": rates(lambda o: schedulers.OneCycleLR(o, 1.0, total_steps=40), 40),
    "oneCycleShort": rates(lambda o: schedulers.OneCycleLR(o, 1.0, total_steps=25, pct_start=0.1, div_factor=10, final_div_factor=100), 25),
    "losses": losses,
    "plateau": plateau(factor=0.5, patience=2),
    "plateauResting": plateau(factor=0.1, patience=1, cooldown=3, min_lr=0.005),
})
