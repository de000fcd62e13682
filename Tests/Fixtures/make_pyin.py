"""Writes the pitch that librosa's pYIN hears, as CSV, for `backline evaluate hearing pitch FILES --reference FOLDER`.

    python3 make_pyin.py FOLDER FILE...        (librosa and numpy; librosa 0.11)

Frame n is centred on sample 256 n + 128 at 24 kHz, as in `PitchTrack`: librosa centres its frames on multiples of the
hop, so half a hop is cut off in front.
"""

import csv
import pathlib
import sys

import librosa
import numpy as np

RATE, HOP = 24_000, 256
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for path in map(pathlib.Path, sys.argv[2:]):
    samples, _ = librosa.load(path, sr=RATE, mono=True)
    hertz, voiced, _ = librosa.pyin(
        samples[HOP // 2 :], fmin=60, fmax=1100, sr=RATE, frame_length=2048, hop_length=HOP
    )
    with open(folder / f"{path.stem}.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["time", "hertz", "voiced"])
        for n, (value, is_voiced) in enumerate(zip(np.nan_to_num(hertz), voiced)):
            rows.writerow([f"{(n * HOP + HOP // 2) / RATE:.6f}", f"{value:.3f}", int(is_voiced)])
