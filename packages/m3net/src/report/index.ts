export { reportHtml } from './report-html.ts'
export type { ReportResult, TrainingReport } from './training-report.ts'
