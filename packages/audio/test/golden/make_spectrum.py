"""window.json, stft.json, mel.json, log-mel.json: torch and torchaudio in float64.  /usr/bin/python3 make_spectrum.py"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden
import torch
import torchaudio
from signals import noise

makers = {"hann": torch.hann_window, "hamming": torch.hamming_window}
rows = []
for shape, make in makers.items():
    for length in [1, 2, 3, 25, 400, 480]:
        for symmetric in [False, True]:
            window = make(length, periodic=not symmetric, dtype=torch.float64)
            rows.append({"shape": shape, "length": length, "symmetric": symmetric, "result": golden.encode(window.float())})
golden.write(os.path.join(here, "window.json"), rows)

torch.set_default_dtype(torch.float64)


def window_of(shape, length):
    """Float32 values, as torch.hann_window gives by default."""
    return makers[shape](length, dtype=torch.float64).float().double() if shape in makers else torch.ones(length)


rows = []
for fft, length, hop, shape, center, samples in [
    (256, 200, 80, "hann", False, 1009), (256, 256, 100, "hamming", True, 1009), (512, 480, 160, "hann", False, 1601),
    (512, 401, 177, "hann", True, 1601), (1024, 1024, 441, "rectangular", False, 2203), (1024, 640, 512, "hann", True, 1031),
    (64, 1, 200, "hann", False, 509), (2, 2, 1, "hann", False, 7), (4, 3, 1, "hamming", True, 11), (32, 32, 50, "hann", False, 331),
]:
    signal = torch.from_numpy(noise(samples)).double()
    result = torch.stft(signal, fft, hop, length, window_of(shape, length), center=center, return_complex=True).T
    rows.append({"fft": fft, "window": length, "hop": hop, "shape": shape, "center": center, "samples": samples,
                 "real": golden.encode(result.real.float()), "imaginary": golden.encode(result.imag.float())})
golden.write(os.path.join(here, "stft.json"), rows)

rows = []
for bins, low, high, mels, rate, scale, norm in [
    (257, 20, 8000, 64, 16000, "htk", "none"), (257, 0, 8000, 40, 16000, "slaney", "slaney"), (129, 0, 4000, 20, 8000, "htk", "slaney"),
    (513, 50, 11025, 80, 22050, "slaney", "none"), (513, 0, 22050, 128, 44100, "htk", "none"), (129, 0, 5512, 128, 11025, "slaney", "slaney"),
    (2, 0, 100, 1, 200, "htk", "none"),
]:
    bank = torchaudio.functional.melscale_fbanks(bins, low, high, mels, rate, None if norm == "none" else norm, scale)
    rows.append({"bins": bins, "low": low, "high": high, "mels": mels, "sampleRate": rate, "scale": scale, "norm": norm,
                 "index": golden.encode(bank.float().ravel().nonzero()[:, 0]), "weight": golden.encode(bank.float().ravel()[bank.float().ravel() != 0])})
golden.write(os.path.join(here, "mel.json"), rows)  # non-zero weights only, with their places in [bins, mels]


def clip(samples, rate):
    """Noise and a louder tone: bands differ by tens of decibels."""
    t = torch.arange(samples) / rate
    return (torch.from_numpy(noise(samples)).double() * 0.05 + 0.5 * torch.sin(2 * torch.pi * 440 * t)).float().double()


rows = []
for rate, fft, length, hop, mels, low, high, scale, norm, power, center, log, floor, samples in [
    (16000, 512, 480, 160, 64, 20, 8000, "htk", "none", 2, False, "natural", 1e-6, 4001),
    (16000, 512, 512, 160, 40, 0, 8000, "slaney", "slaney", 2, True, "decibel", 1e-10, 3203),
    (8000, 256, 200, 80, 20, 0, 4000, "htk", "slaney", 1, False, "natural", 1e-6, 1999),
    (22050, 1024, 1024, 512, 128, 30, 11025, "slaney", "none", 1, True, "decibel", 1e-10, 4999),
    (44100, 1024, 882, 441, 80, 20, 20000, "htk", "none", 2, False, "none", 1e-6, 6007),
    (16000, 512, 400, 200, 64, 20, 7600, "slaney", "slaney", 2, False, "natural", 1e-2, 2503),
    (16000, 512, 480, 160, 64, 20, 8000, "htk", "none", 2, False, "natural", 1e-6, 512),
    (16000, 512, 480, 160, 32, 20, 8000, "htk", "none", 2, True, "natural", 1e-6, 257),
]:
    signal = clip(samples, rate)
    spectrum = torch.stft(signal, fft, hop, length, window_of("hann", length), center=center, return_complex=True).abs() ** power
    bank = torchaudio.functional.melscale_fbanks(fft // 2 + 1, low, high, mels, rate, None if norm == "none" else norm, scale)
    energy = (bank.T.float().double() @ spectrum).T
    if log == "natural":
        energy = energy.clamp(min=floor).log()
    if log == "decibel":
        energy = torchaudio.functional.amplitude_to_DB(energy, 20 / power, floor, 0)
    if log == "natural" and floor == 1e-6 and samples == 4001 and not center:  # the same by torchaudio's own transform, in float32
        torch.set_default_dtype(torch.float32)
        transform = torchaudio.transforms.MelSpectrogram(rate, fft, length, hop, low, high, n_mels=mels, center=center)
        own = transform(signal.float()).T.clamp(min=floor).log()
        torch.set_default_dtype(torch.float64)
        print("MelSpectrogram in float32 against float64, decibel:", (own - energy).abs().max().item() * 10 / 2.302585)
    rows.append({"sampleRate": rate, "fft": fft, "window": length, "hop": hop, "mels": mels, "low": low, "high": high, "scale": scale,
                 "norm": norm, "power": power, "center": center, "log": log, "floor": floor,
                 "signal": golden.encode(signal.float()), "result": golden.encode(energy.float())})
golden.write(os.path.join(here, "log-mel.json"), rows)
