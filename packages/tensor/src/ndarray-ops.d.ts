declare module 'ndarray-ops' {
  const ops: Record<string, (...args: never[]) => unknown>
  export default ops
}
