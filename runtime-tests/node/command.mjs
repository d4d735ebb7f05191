// Node runs TypeScript through tsx; the condition makes packages import each other's source.
const threads = new URL('tsx-in-threads.mjs', import.meta.url).href
const flags = ['--import', 'tsx', '--import', threads, '--conditions=@m3net/source']

export const node = {
  name: `Node ${process.versions.node}`,
  command: process.execPath,
  flags,
}

/** What a strict content security policy does to a page: eval and new Function throw. */
export const nodeStrict = {
  name: `Node ${process.versions.node} without eval`,
  command: process.execPath,
  flags: ['--disallow-code-generation-from-strings', ...flags],
  leaveOut: (path) => {
    if (/^packages\/tensor\/test\/ndarray[^/]*\.test\.ts$/.test(path))
      return 'ndarray and ndarray-ops call new Function'
    return (
      path.startsWith('packages/tensor/test/simd/') &&
      'a kernel knows nothing of eval; plans, which load kernels, are run'
    )
  },
}
