export type { DetectorOptions } from './detector.ts'
export { Listener, type HeardEvent, type Load } from './listener.ts'
export type { ListenerOptions } from './listener-options.ts'
