// The generator alone: the package's index brings six others along, 8 kB that a page would load for nothing.
declare module 'seedrandom/seedrandom.js' {
  import type { State, StatefulPRNG } from 'seedrandom'
  export default function seedrandom(seed: string, options: { state: true | State.Arc4 }): StatefulPRNG<State.Arc4>
}
