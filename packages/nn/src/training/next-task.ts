interface Port {
  addEventListener(type: 'message', listener: () => void): void
  start(): void
  postMessage(message: null): void
  close(): void
}

declare const MessageChannel: (new () => { port1: Port; port2: Port }) | undefined
declare const setTimeout: (f: () => void, milliseconds: number) => unknown

/**
 * Waits for the event loop's next turn: a page repaints, timers and signal handlers run. By a message rather than a
 * timer, which browsers stretch to 4 ms.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof MessageChannel === 'undefined') {
      setTimeout(resolve, 0)
      return
    }
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
