import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Reads numbers of runs, one a line; answers with the milliseconds that they took. */
const program = `
import sys, time, warnings
warnings.filterwarnings("ignore")
import torch, torchaudio
torch.set_num_threads(1)
transform = torchaudio.transforms.MelSpectrogram(
    16000, n_fft=512, win_length=480, hop_length=160, f_min=20, f_max=8000, n_mels=64, center=False)
second = 0.1 * torch.randn(16000)
for line in sys.stdin:
    start = time.perf_counter()
    for _ in range(int(line)):
        transform(second).clamp(min=1e-6).log()
    print(1000 * (time.perf_counter() - start), flush=True)
`

/** torchaudio's log-mel of one second, on one thread of a process of its own. */
export interface Torchaudio {
  /** Resolves to the milliseconds of so many runs. */
  turn(times: number): Promise<number>
  end(): void
}

/** Starts the first Python that has torchaudio; null where none has. */
export async function startTorchaudio(): Promise<Torchaudio | null> {
  const has = (python: string): boolean =>
    spawnSync(python, ['-c', 'import torchaudio'], { stdio: 'ignore' }).status === 0
  const python = ['python3', '/usr/bin/python3'].find(has)
  if (python === undefined) return null
  const child = spawn(python, ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const turn = async (times: number): Promise<number> => {
    child.stdin.write(`${times}\n`)
    return Number((await answers.next()).value)
  }
  return { turn, end: () => child.stdin.end() }
}
