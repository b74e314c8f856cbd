/** Held by the tab that is the terminal, for as long as it is there. */
export const TERMINAL_LOCK = 'fiftyfive-pos'

/**
 * One terminal, one tab: two would share keys and trace numbers and answer each other's messages. Resolves to whether
 * this tab may run; the browser gives the lock back when the tab goes away.
 */
export function claimTerminal(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const held = navigator.locks.request(TERMINAL_LOCK, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock === null ? undefined : new Promise<never>(() => {})
    })
    held.catch(reject)
  })
}
