"""gammatone.json: Slaney's filters (Auditory Toolbox, MakeERBFilters.m) at his frequencies (ERBSpace.m), and features from their responses. They
are scipy.signal.gammatone's as four sections: in its one fraction of order 8, float64 does not hold low frequencies.  /usr/bin/python3 make_gammatone.py"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden

import numpy
import scipy.fft
import scipy.signal
from probe import probe
from signals import noise


def erb_space(low, high, bands):
    """Slaney 1998, Auditory Toolbox, ERBSpace.m; lowest first."""
    ear_q, min_bandwidth = 9.26449, 24.7
    offset = ear_q * min_bandwidth
    steps = numpy.arange(1, bands + 1)
    return (-offset + numpy.exp(steps * (-numpy.log(high + offset) + numpy.log(low + offset)) / bands) * (high + offset))[::-1]


def erb_filter(cf, rate):
    """MakeERBFilters.m: four sections of order 2."""
    T = 1 / rate
    B = 1.019 * 2 * numpy.pi * (cf / 9.26449 + 24.7)
    cosine, sine, decay = numpy.cos(2 * cf * numpy.pi * T), numpy.sin(2 * cf * numpy.pi * T), numpy.exp(B * T)
    turn = numpy.exp(4j * cf * numpy.pi * T)
    roots = [numpy.sqrt(3 + 2 ** 1.5), -numpy.sqrt(3 + 2 ** 1.5), numpy.sqrt(3 - 2 ** 1.5), -numpy.sqrt(3 - 2 ** 1.5)]
    gain = 1 / (-2 / decay ** 2 - 2 * turn + 2 * (1 + turn) / decay) ** 4
    for root in roots:
        gain = gain * (-2 * turn * T + 2 * numpy.exp(-B * T + 2j * cf * numpy.pi * T) * T * (cosine + root * sine))
    sections = numpy.array([[T, -T * (cosine + root * sine) / decay, 0, 1, -2 * cosine / decay, decay ** -2] for root in roots])
    sections[0, :3] /= abs(gain)
    return sections


b, a = scipy.signal.gammatone(3000, "iir", fs=16000)  # where both hold
assert numpy.allclose(scipy.signal.lfilter(b, a, noise(999)), scipy.signal.sosfilt(erb_filter(3000, 16000), noise(999)), atol=1e-9)

rows = []
turn = 0
for rate in [8000, 16000, 22050, 44100, 48000]:
    for fft in [256, 512, 2048]:
        turn += 1
        bands = [20, 32, 64][turn % 3]
        low, high = [(50, rate / 2), (100, 3800)][turn % 2]
        power = [2, 1][turn // 2 % 2]
        hop = [fft // 2, 160][turn % 2]
        count = [13, 20][turn % 2]
        samples = [2503, 4001][turn % 2]
        centers = erb_space(low, high, bands)
        filters = [erb_filter(center, rate) for center in centers]
        bins = numpy.arange(fft // 2 + 1) * rate / fft
        bank = numpy.stack([numpy.abs(scipy.signal.sosfreqz(each, bins, fs=rate)[1]) ** power for each in filters], 1)
        signal = noise(samples).astype(float)
        taper = scipy.signal.get_window("hann", fft).astype(numpy.float32).astype(float)
        frames = numpy.lib.stride_tricks.sliding_window_view(signal, fft)[::hop]
        energy = numpy.abs(scipy.fft.rfft(frames * taper)) ** power @ bank.astype(numpy.float32).astype(float)
        levels = numpy.log(numpy.maximum(energy, 1e-6))
        filtered = numpy.stack([scipy.signal.sosfilt(each, signal[:1009]) for each in filters], 1)
        rows.append({"sampleRate": rate, "fft": fft, "window": fft, "hop": hop, "bands": bands, "low": low, "high": high, "power": power,
                     "coefficients": count, "samples": samples, "centers": golden.encode(centers), "bank": probe(bank, 12),
                     "levels": probe(levels, 12), "cepstra": probe(scipy.fft.dct(levels, norm="ortho")[:, :count], 12),
                     "filtered": probe(filtered, 12)})
golden.write(os.path.join(here, "gammatone.json"), rows)
