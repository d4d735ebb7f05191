"""Signals on one thread; variants: torchaudio, torch-stft, numpy, scipy, soundfile."""
import json
import math
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
warnings.filterwarnings("ignore")
import numpy
from serve import read_task, serve


def with_torchaudio(tensors, c, path):
    import torch
    import torchaudio

    torch.set_num_threads(1)
    transform = torchaudio.transforms.MelSpectrogram(
        c["sampleRate"], n_fft=c["fft"], win_length=c["window"], hop_length=c["hop"], n_mels=c["mels"],
        f_min=c["low"], f_max=c["high"], center=False,
    )
    clips, disc = (torch.from_numpy(tensors[name]) for name in ("clips", "disc"))
    resample = torchaudio.transforms.Resample(c["discRate"], c["sampleRate"])
    return {
        "logMel": lambda batch: transform(clips[:batch]).clamp(min=c["floor"]).log().transpose(-1, -2),
        "resample": lambda _: resample(disc),
        "flac": decoded(lambda: torchaudio.load(path + ".flac")[0]),
    }


def with_torch(tensors, c, _):
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


def with_numpy(tensors, c, _):
    return with_rfft(tensors, c, numpy.fft.rfft)


def with_scipy(tensors, c, _):
    import scipy.fft
    import scipy.signal

    divisor = math.gcd(c["discRate"], c["sampleRate"])
    up, down = c["sampleRate"] // divisor, c["discRate"] // divisor
    taps = windowed_sinc(up, down)
    return {
        **with_rfft(tensors, c, scipy.fft.rfft),
        "resample": lambda _: scipy.signal.resample_poly(tensors["disc"], up, down, window=taps),
    }


def with_soundfile(_, __, path):
    import soundfile

    return {"flac": decoded(lambda: soundfile.read(path + ".flac", dtype="float32", always_2d=True)[0].T)}


def decoded(read):
    """Reads so many times; gives some of the samples where the result is asked for."""

    def flac(times):
        for _ in range(times):
            channels = read()
        return lambda: numpy.concatenate([numpy.asarray(samples)[::97] for samples in channels])

    return flac


def windowed_sinc(up, down, width=6, rolloff=0.99):
    """torchaudio's filter at the rate that is a multiple of both: scipy designs a longer one unless it is given one."""
    cutoff = min(up, down) * rolloff
    half = int(width * up * down / cutoff)
    t = numpy.arange(-half, half + 1) / (up * down) * cutoff
    taps = numpy.sinc(t) * numpy.cos(t / width * numpy.pi / 2) ** 2 * cutoff / (up * down)
    return taps.astype("f4")


def with_rfft(tensors, c, rfft):
    window, filterbank = tensors["window"], tensors["filterbank"]

    def log_mel(batch):
        clips = numpy.lib.stride_tricks.sliding_window_view(tensors["clips"][:batch], c["fft"], axis=-1)
        spectrum = rfft(clips[:, :: c["hop"]] * window)
        powers = (spectrum.real**2 + spectrum.imag**2).astype("f4")
        return numpy.log(numpy.maximum(powers @ filterbank, c["floor"]))

    def fft(n):
        return lambda _: last_spectrum(rfft(tensors[f"frames{n}"]))

    return {"logMel": log_mel, "fft512": fft(512), "fft1024": fft(1024)}


def last_spectrum(spectra):
    """The last frame's spectrum, interleaved; called only where the result is asked for."""
    return lambda: numpy.stack([spectra[-1].real, spectra[-1].imag], -1)


def start(path, _, variant):
    tensors, metadata = read_task(path)
    ways = {
        "torchaudio": with_torchaudio,
        "torch-stft": with_torch,
        "numpy": with_numpy,
        "scipy": with_scipy,
        "soundfile": with_soundfile,
    }
    return ways[variant](tensors, json.loads(metadata["frontEnd"]), path)


serve(start)
