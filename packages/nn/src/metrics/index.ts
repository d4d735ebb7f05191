export { accuracy, argmax, classesOf, topK, type Classes } from './accuracy.ts'
export { confusionMatrix, type ConfusionMatrix } from './confusion-matrix.ts'
export { classificationReport, type ClassificationReport, type ClassScores } from './classification-report.ts'
