"""grid.json: torch.stft, melscale_fbanks and log-mel in float64 for rates, sizes and options of many kinds.  /usr/bin/python3 make_grid.py"""
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
rows = []
turn = 0
for rate in [8000, 16000, 22050, 44100, 48000]:
    for fft in [256, 400, 512, 1024, 2048]:
        for center in [False, True]:
            for scale in ["htk", "slaney"]:
                turn += 1
                window = [fft, fft, fft * 15 // 16, fft - 1][turn % 4]
                hop = [fft // 4, 160, fft // 2, 97, fft][turn % 5]
                mels = [20, 40, 64, 80, 96, 128][turn % 6]
                norm = ["none", "slaney"][turn // 2 % 2]
                power = [2, 1][turn // 3 % 2]
                low, high = [(0, rate // 2), (20, rate // 2), (50, rate * 3 // 8)][turn % 3]
                samples = [4999, 2503, 1, fft - 1, 0, 3001, fft][turn % 7]
                row = {"sampleRate": rate, "fft": fft, "window": window, "hop": hop, "center": center, "mels": mels, "low": low, "high": high,
                       "scale": scale, "norm": norm, "power": power, "samples": samples}
                bank = torchaudio.functional.melscale_fbanks(fft // 2 + 1, low, high, mels, rate, None if norm == "none" else norm, scale)
                row["bank"] = probe(bank, 12)
                if samples > (fft // 2 if center else fft - 1):
                    taper = torch.hann_window(window).float().double()
                    signal = torch.from_numpy(noise(samples)).double()
                    spectrum = torch.stft(signal, fft, hop, window, taper, center=center, return_complex=True)
                    bands = (bank.T.float().double() @ spectrum.abs() ** power).T
                    row["stft"] = probe(spectrum.T, 12)
                    row["logMel"] = probe(torchaudio.functional.amplitude_to_DB(bands, 20 / power, 1e-10, 0), 12)
                rows.append(row)
golden.write(os.path.join(here, "grid.json"), rows)
