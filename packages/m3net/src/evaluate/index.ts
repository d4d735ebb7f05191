export { scorePart } from './score-part.ts'
export { worstMistakes, type Mistake } from './worst-mistakes.ts'
