export { listenWith, type ListenOptions } from './listen-with.ts'
