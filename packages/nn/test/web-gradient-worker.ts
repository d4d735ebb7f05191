import { Rng } from '@m3net/tensor'
import { serveGradients, type Port } from '../src/index.ts'
import { SmallNetwork } from './small-network.ts'

// A worker's own scope, which Node has not.
const scope = globalThis as unknown as Port
serveGradients(scope, new SmallNetwork(new Rng('of a worker'), { width: 4, classes: 2, dropout: 0.2 }))
