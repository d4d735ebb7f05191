import { DatasetError } from './dataset-error.ts'
import { byCodeUnit } from './files.ts'
import type { FileEntry, Files } from './files.ts'

/** A data set's files, listed once, with the questions that layouts ask. */
export class Listing {
  readonly files: Files
  /** Sorted by path, whatever the place's own order. */
  readonly entries: readonly FileEntry[]
  private readonly byPath: ReadonlyMap<string, FileEntry>

  private constructor(files: Files, entries: readonly FileEntry[]) {
    this.files = files
    this.entries = entries
    this.byPath = new Map(entries.map((entry) => [entry.path, entry]))
  }

  static async of(files: Files): Promise<Listing> {
    const entries = [...(await files.list())]
    return new Listing(
      files,
      entries.sort((a, b) => byCodeUnit(a.path, b.path)),
    )
  }

  has(path: string): boolean {
    return this.byPath.has(path)
  }

  /**
   * The sound file of that path, or the FLAC file in its place where a list says WAV and the data set is kept as FLAC.
   */
  sound(path: string): string | undefined {
    return [path, path.replace(/\.wav$/i, '.flac')].find((candidate) => this.has(candidate))
  }

  /** Paths of the audio files, sorted: those that end in .wav or .flac, in capitals or not. */
  get audio(): string[] {
    return this.entries.map(({ path }) => path).filter((path) => /\.(wav|flac)$/i.test(path))
  }

  /** Paths of audio files that nobody here reads; layouts name them instead of passing them over. */
  get otherAudio(): string[] {
    return this.entries.map(({ path }) => path).filter((path) => /\.(aiff?|m4a|mp3|ogg|opus|wma)$/i.test(path))
  }

  /** Folders directly below the root, sorted. */
  get folders(): string[] {
    return [...new Set(this.entries.filter(({ path }) => path.includes('/')).map(({ path }) => path.split('/')[0]!))]
  }

  async text(path: string): Promise<string> {
    if (!this.has(path)) throw new DatasetError(`text: there is no file ${path} in the data set`, { path })
    return new TextDecoder().decode(await this.files.read(path))
  }
}
