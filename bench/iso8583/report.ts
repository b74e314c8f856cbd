import type { PeerFigures } from './peers.ts'

/** One comparison: microseconds here and there, and how often ours is to go into the peer's. */
export interface Compared {
  readonly what: string
  readonly ours: number
  readonly peer: number
  readonly target?: number
}

export function printFigures(all: Readonly<Record<string, PeerFigures>>): void {
  for (const [name, figures] of Object.entries(all)) {
    if ('skipped' in figures) console.log(`${name.padEnd(38)} skipped: ${String(figures.skipped)}`)
    else {
      const each = Object.entries(figures).map(([operation, us]) => `${operation} ${us.toFixed(2)}`)
      console.log(`${name.padEnd(38)} ${each.join('  ')}`)
    }
  }
}

export function printRows(rows: readonly Compared[]): void {
  console.log('\n  here    peer   peer/here')
  for (const { what, ours, peer, target } of rows) {
    if (Number.isNaN(peer)) continue
    const ratio = peer / ours
    const aim = target === undefined ? '' : `, target ${target}: ${ratio >= target ? 'met' : 'missed'}`
    console.log(
      `${ours.toFixed(2).padStart(6)} ${peer.toFixed(2).padStart(7)} ${ratio.toFixed(2).padStart(8)}   ${what}${aim}`,
    )
  }
}
