import type { Terminal } from '@fiftyfive/acquiring'

/** Whether each working key in a terminal's flash is one the acquirer would take: its current or its pending one. */
export function keysAreKnown(flash: ReadonlyMap<string, string>, terminal: Terminal): boolean {
  return (['pin', 'mac'] as const).every((use) => {
    const held = flash.get(`key/${use}`)
    const delivered = [terminal.current, terminal.pending].map((keys) => keys?.delivery[`${use}Key`])
    return held === undefined || delivered.includes(held)
  })
}
