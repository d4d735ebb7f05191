"""Log-mel features and real Fourier transforms on one thread; variants: torchaudio, torch-stft, numpy."""
import json
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
warnings.filterwarnings("ignore")
import numpy
from serve import read_task, serve


def with_torchaudio(tensors, c):
    import torch
    import torchaudio

    torch.set_num_threads(1)
    transform = torchaudio.transforms.MelSpectrogram(
        c["sampleRate"], n_fft=c["fft"], win_length=c["window"], hop_length=c["hop"], n_mels=c["mels"],
        f_min=c["low"], f_max=c["high"], center=False,
    )
    clips = torch.from_numpy(tensors["clips"])
    return {"logMel": lambda batch: transform(clips[:batch]).clamp(min=c["floor"]).log().transpose(-1, -2)}


def with_torch(tensors, c):
    import torch

    torch.set_num_threads(1)
    clips, window, filterbank = (torch.from_numpy(tensors[name]) for name in ("clips", "window", "filterbank"))

    def log_mel(batch):
        spectrum = torch.stft(clips[:batch], c["fft"], c["hop"], c["fft"], window, center=False, return_complex=True)
        return (spectrum.abs().square().transpose(-1, -2) @ filterbank).clamp(min=c["floor"]).log()

    def fft(n):
        frames = torch.from_numpy(tensors[f"frames{n}"])
        return lambda _: last_spectrum(torch.fft.rfft(frames).numpy())

    return {"logMel": log_mel, "fft512": fft(512), "fft1024": fft(1024)}


def with_numpy(tensors, c):
    window, filterbank = tensors["window"], tensors["filterbank"]

    def log_mel(batch):
        clips = numpy.lib.stride_tricks.sliding_window_view(tensors["clips"][:batch], c["fft"], axis=-1)
        spectrum = numpy.fft.rfft(clips[:, :: c["hop"]] * window)
        powers = (spectrum.real**2 + spectrum.imag**2).astype("f4")
        return numpy.log(numpy.maximum(powers @ filterbank, c["floor"]))

    def fft(n):
        return lambda _: last_spectrum(numpy.fft.rfft(tensors[f"frames{n}"]))

    return {"logMel": log_mel, "fft512": fft(512), "fft1024": fft(1024)}


def last_spectrum(spectra):
    """The last frame's spectrum, interleaved; called only where the result is asked for."""
    return lambda: numpy.stack([spectra[-1].real, spectra[-1].imag], -1)


def start(path, _, variant):
    tensors, metadata = read_task(path)
    make = {"torchaudio": with_torchaudio, "torch-stft": with_torch, "numpy": with_numpy}[variant]
    return make(tensors, json.loads(metadata["frontEnd"]))


serve(start)
