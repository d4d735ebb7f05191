"""rows.json: PCEN and rolloff by librosa's published formulas, flux and RMS by theirs, in numpy and scipy; torchaudio's deltas and spectral
centroid.  /usr/bin/python3 make_rows.py"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden

import numpy
import scipy.signal
import torch
import torchaudio
from probe import probe
from signals import noise

torch.set_default_dtype(torch.float64)


def pcen(energy, gain, bias, power, smoothing, floor, state):
    """librosa.pcen along axis 0, with the filter's state given: M(-1) = state."""
    start = ((1 - smoothing) * state)[None]
    smooth, _ = scipy.signal.lfilter([smoothing], [1, smoothing - 1], energy, axis=0, zi=start)
    scale = numpy.exp(-gain * (numpy.log(floor) + numpy.log1p(smooth / floor)))
    if bias == 0:
        return numpy.exp(power * (numpy.log(energy) + numpy.log(scale)))
    return bias ** power * numpy.expm1(power * numpy.log1p(energy * scale / bias))


rows = {"pcen": [], "deltas": [], "spectral": [], "rms": []}
for frames, bands, gain, bias, power, smoothing, floor, start in [
    (40, 20, 0.98, 2, 0.5, 0.025, 1e-6, "first"), (97, 64, 0.98, 2, 0.5, 0.0566, 1e-6, "ones"), (1, 3, 0.8, 10, 0.25, 1, 1e-6, "first"),
    (331, 7, 0.5, 0, 0.5, 0.3, 1e-3, "ones"), (53, 40, 0, 2, 1, 0.025, 1e-6, "first"), (0, 5, 0.98, 2, 0.5, 0.025, 1e-6, "ones"),
]:
    energy = (noise(frames * bands).reshape(frames, bands) + 1).astype(numpy.float32).astype(float) ** 8
    state = numpy.ones(bands) if start == "ones" else energy[0]
    result = pcen(energy, gain, bias, power, smoothing, floor, state)
    rows["pcen"].append({"frames": frames, "bands": bands, "gain": gain, "bias": bias, "power": power, "smoothing": smoothing, "floor": floor,
                         "start": start, "energy": probe(energy), "result": probe(result, 24)})
for frames, columns, width in [(1, 3, 5), (2, 2, 9), (5, 4, 3), (97, 13, 5), (61, 20, 9), (7, 1, 7)]:
    signal = torch.from_numpy(noise(frames * columns).reshape(frames, columns)).double()
    result = torchaudio.functional.compute_deltas(signal.T, width).T
    rows["deltas"].append({"frames": frames, "columns": columns, "width": width, "result": probe(result, 24)})
for rate, fft, hop, samples in [(8000, 256, 128, 2503), (16000, 512, 160, 4999), (22050, 400, 200, 2003), (44100, 2048, 512, 4999)]:
    signal = torch.from_numpy(noise(samples)).double()
    window = torch.hann_window(fft).float().double()
    magnitude = torch.stft(signal, fft, hop, window=window, center=False, return_complex=True).abs().T.numpy()
    centroid = (magnitude * numpy.linspace(0, rate / 2, fft // 2 + 1)).sum(1) / magnitude.sum(1)
    own = torchaudio.functional.spectral_centroid(signal, rate, 0, window, fft, hop, fft)  # centred; the same formula
    centered = torch.stft(signal, fft, hop, window=window, return_complex=True).abs().T.numpy()
    assert numpy.allclose(own, (centered * numpy.linspace(0, rate // 2, fft // 2 + 1)).sum(1) / centered.sum(1))
    total = numpy.cumsum(magnitude, 1)
    rolloff = numpy.linspace(0, rate / 2, fft // 2 + 1)[(total < 0.85 * total[:, -1:]).sum(1)]
    flux = numpy.sqrt((numpy.diff(magnitude, axis=0, prepend=magnitude[:1]) ** 2).sum(1))
    mean = numpy.sqrt((numpy.lib.stride_tricks.sliding_window_view(signal.numpy(), fft)[::hop] ** 2).mean(1))
    rows["spectral"].append({"sampleRate": rate, "fft": fft, "hop": hop, "samples": samples, "centroid": golden.encode(own.numpy()),
                             "rolloff": golden.encode(rolloff), "flux": golden.encode(flux), "rms": golden.encode(mean)})
golden.write(os.path.join(here, "rows.json"), {name: value for name, value in rows.items() if value})
