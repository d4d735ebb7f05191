import { simd } from '@m3net/audio/simd'
import { compile } from '@m3net/tensor/simd'
import { Classifier, listenWith } from 'm3net'

/**
 * Listens to the microphone with a model file until the page goes. `report` gets each event with its label, `show` the
 * probabilities [label, probability] whenever they are new.
 */
export async function listen(modelFile, { report, show }) {
  const classifier = Classifier.open(modelFile, 'model', { compile, kernels: simd() })
  const { labels } = classifier.card
  const microphone = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  })
  const context = new AudioContext()
  await context.audioWorklet.addModule(new URL('samples.js', import.meta.url))
  const listener = listenWith(classifier, { from: context.sampleRate })
  const samples = new AudioWorkletNode(context, 'samples', { numberOfOutputs: 0 })
  let shown
  samples.port.addEventListener('message', ({ data }) => {
    for (const event of listener.push(data)) report({ ...event, label: labels[event.class] })
    if (listener.probabilities === shown) return
    shown = listener.probabilities
    show(
      labels.map((label, c) => [label, shown[c] ?? 0]),
      listener.load,
    )
  })
  samples.port.start()
  context.createMediaStreamSource(microphone).connect(samples)
  return listener
}
