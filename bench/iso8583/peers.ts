import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildJpos, buildMoov, missingFor, PEERS } from '../../tests/interop/peers.ts'

/** Microseconds by operation; why a peer was not measured. */
export type PeerFigures = Readonly<Record<string, number>> | { readonly skipped: string }

const figures = (output: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    output
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([name, microseconds]) => [name, Number(microseconds)]),
  )

/** jPOS with the same bytes; DE 55 and the private elements stay whole there. */
export function measureJpos(hex: string): PeerFigures {
  const missing = missingFor.jpos()
  if (missing.length > 0) return { skipped: `needs ${missing.join(', ')}` }
  const file = join(mkdtempSync(join(tmpdir(), 'iso8583-')), 'message.hex')
  writeFileSync(file, hex)
  const args = ['-XX:+UseSerialGC', '-cp', buildJpos(), 'Bench', join(PEERS, 'jpos/unionpay.xml'), file]
  return figures(execFileSync('java', args, { encoding: 'utf8' }))
}

/** moov with a message of the same elements, without track 2, which it cannot write packed. */
export function measureMoov(specification: string, words: string): PeerFigures {
  const missing = missingFor.moov()
  if (missing.length > 0) return { skipped: `needs ${missing.join(', ')}` }
  return figures(execFileSync(buildMoov(), ['bench', join(PEERS, 'moov', specification), words], { encoding: 'utf8' }))
}

/** npm's iso_8583, ASCII only. */
export function measureNpm(message: object): PeerFigures {
  const home = join(PEERS, 'iso_8583')
  if (!existsSync(join(home, 'node_modules/iso_8583'))) return { skipped: `needs npm install in ${home}` }
  return figures(
    execFileSync(process.execPath, [join(home, 'bench.mjs')], { encoding: 'utf8', input: JSON.stringify(message) }),
  )
}
