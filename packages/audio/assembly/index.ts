export { scaledLog } from './log'
export { melFrames } from './mel'
export { realFft } from './real-fft'
export { resample } from './resample'
