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

/** jPOS with the same bytes and a specification of ours or, as `jar:packager/...`, of its own. */
export function measureJpos(specification: string, hex: string): PeerFigures {
  const missing = missingFor.jpos()
  if (missing.length > 0) return { skipped: `needs ${missing.join(', ')}` }
  const file = join(mkdtempSync(join(tmpdir(), 'iso8583-')), 'message.hex')
  writeFileSync(file, hex)
  const args = ['-XX:+UseSerialGC', '-cp', buildJpos(), 'Bench', specification, file]
  return figures(execFileSync('java', args, { encoding: 'utf8' }))
}

/** moov with a specification of `bench/peers/moov` and a message of these elements. */
export function measureMoov(specification: string, words: string): PeerFigures {
  const missing = missingFor.moov()
  if (missing.length > 0) return { skipped: `needs ${missing.join(', ')}` }
  return figures(execFileSync(buildMoov(), ['bench', join(PEERS, 'moov', specification), words], { encoding: 'utf8' }))
}

/** npm's iso_8583 with text elements, in a wire form of its own. */
export function measureNpm(message: object): PeerFigures {
  const home = join(PEERS, 'iso_8583')
  if (!existsSync(join(home, 'node_modules/iso_8583'))) return { skipped: `needs npm install in ${home}` }
  return figures(
    execFileSync(process.execPath, [join(home, 'bench.mjs')], { encoding: 'utf8', input: JSON.stringify(message) }),
  )
}
