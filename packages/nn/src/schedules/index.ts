export { cosine, linear, oneCycle, stepDecay, warmup, type OneCycleOptions, type Schedule } from './schedules.ts'
export { ReduceOnPlateau, type PlateauState, type ReduceOnPlateauOptions } from './reduce-on-plateau.ts'
