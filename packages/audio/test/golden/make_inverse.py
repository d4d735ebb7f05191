"""inverse.json: torch.istft of spectra that belong to no signal, torchaudio.functional.griffinlim.  /usr/bin/python3 make_inverse.py"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden

import torch
import torchaudio
from probe import probe
from signals import noise

torch.set_default_dtype(torch.float64)
rows = {"istft": [], "griffinLim": []}
for fft, length, hop, frames, samples in [(256, 256, 64, 12, None), (400, 400, 100, 9, 777), (512, 480, 160, 7, 1000), (512, 512, 128, 5, 300),
                                          (255, 255, 64, 8, None), (64, 50, 13, 20, 260)]:
    bins = fft // 2 + 1
    real, imaginary = (torch.from_numpy(noise(frames * bins, seed)).double().reshape(frames, bins) for seed in [1, 2])
    window = torch.hann_window(length).float().double()
    result = torch.istft(torch.complex(real, imaginary).T, fft, hop, length, window, length=samples)
    rows["istft"].append({"fft": fft, "window": length, "hop": hop, "frames": frames, "length": samples, "result": probe(result, 24)})
for fft, hop, power, iterations, momentum, samples in [(256, 64, 2, 0, 0.99, 1999), (256, 64, 2, 1, 0.99, 1999), (512, 128, 1, 3, 0, 2503),
                                                       (400, 100, 2, 5, 0.5, 2503), (512, 128, 2, 8, 0.99, 3001)]:
    t = torch.arange(samples)
    signal = torch.from_numpy(noise(samples)).double() * 0.1 + torch.sin(t * 0.1 + t * t * 1e-5)
    window = torch.hann_window(fft).float().double()
    rows_of = torch.stft(signal.float().double(), fft, hop, window=window, return_complex=True).abs() ** power
    result = torchaudio.functional.griffinlim(rows_of.float().double(), window, fft, hop, fft, power, iterations, momentum, None, False)
    rows["griffinLim"].append({"fft": fft, "hop": hop, "power": power, "iterations": iterations, "momentum": momentum, "samples": samples,
                               "rows": probe(rows_of.T), "result": probe(result, 24)})
golden.write(os.path.join(here, "inverse.json"), rows)
