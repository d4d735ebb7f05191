import { AudioFileError } from '../audio-file-error.ts'

/** The bytes of one WAV file with its name, so that whatever goes wrong is told in one way. */
export class ByteSource {
  readonly file: string
  readonly view: DataView
  readonly length: number

  constructor(bytes: Uint8Array, file: string) {
    this.file = file
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.length = bytes.byteLength
  }

  /** Four characters; what is not printable ASCII shows as a dot. The end of the file may come earlier. */
  tag(offset: number): string {
    let text = ''
    for (let i = offset; i < Math.min(offset + 4, this.length); i++) {
      const code = this.view.getUint8(i)
      text += code >= 32 && code < 127 ? String.fromCharCode(code) : '.'
    }
    return text
  }

  uint16(offset: number): number {
    return this.view.getUint16(offset, true)
  }

  uint32(offset: number): number {
    return this.view.getUint32(offset, true)
  }

  fail(offset: number, found: string, wanted: string): never {
    throw new AudioFileError('readWav', this.file, offset, found, wanted)
  }
}
