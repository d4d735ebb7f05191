/** Runs on the audio thread: hands every block of samples over to the page. */
class Samples extends AudioWorkletProcessor {
  process([[samples]]) {
    if (samples) this.port.postMessage(samples.slice())
    return true
  }
}

registerProcessor('samples', Samples)
