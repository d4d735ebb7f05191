import { isMainThread } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

// As a preload tsx reaches the main thread only.
if (!isMainThread) register()
