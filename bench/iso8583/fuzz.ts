/**
 * Throws damaged and random bytes at every dialect and framing: `node bench/iso8583/fuzz.ts [inputs] [seed]`, ten
 * million inputs unless told otherwise. Checked: nothing throws, errors are well formed, and what decodes can be encoded.
 * Exit code 1 with the input in hex at the first failure; the same seed gives the same inputs.
 */
import * as fc from 'fast-check'
import { DIALECTS, type Dialect, FrameDecoder, type Framing, FRAMINGS } from '@fiftyfive/iso8583'
import { expectOk, randomInteger, seededRandom, toHex } from '@fiftyfive/kernel'
import { arbitraryMessage } from '../../packages/iso8583/src/testing/arbitrary-message.ts'

const inputs = Number(process.argv[2] ?? 10_000_000)
const seed = Number(process.argv[3] ?? 1)
const SEEDS_PER_DIALECT = 200

const dialects = Object.values(DIALECTS) as unknown as readonly Dialect<{ readonly mti: string }>[]
const corpus = dialects.map((dialect) =>
  fc
    .sample(arbitraryMessage(dialect.spec), { numRuns: SEEDS_PER_DIALECT, seed })
    .map((message) => expectOk(dialect.encode(message), 'encode').slice()),
)

/** Numbers for choices: a block of seeded bytes, refilled when used up. */
const random = seededRandom(seed)
let block = new Uint32Array(0)
let used = 0
function below(bound: number): number {
  if (used === block.length) {
    block = new Uint32Array(random.bytes(65_536).buffer)
    used = 0
  }
  return (block[used++] as number) % bound
}

function damaged(from: Uint8Array): Uint8Array {
  const kind = below(8)
  if (kind === 0) return random.bytes(randomInteger(random, 64))
  if (kind === 1) return from.slice(0, below(from.length + 1))
  const bytes = kind === 2 ? Uint8Array.from([...from, below(256)]) : from.slice()
  for (let left = 1 + below(4); left > 0; left--) bytes[below(bytes.length)] = below(256)
  return bytes
}

const counts = { decoded: 0, refused: 0, framed: 0 }
const framings: readonly Framing[] = Object.values(FRAMINGS)

function tryOne(dialect: Dialect<{ readonly mti: string }>, input: Uint8Array): string | undefined {
  const result = dialect.decode(input)
  const structure = dialect.peek(input, [])
  if (result.ok && !structure.ok) return 'decoded, and yet its structure is not right'
  if (result.ok) {
    counts.decoded++
    return dialect.encode(result.value).ok ? undefined : 'decoded, and yet cannot be encoded'
  }
  counts.refused++
  const { path, offset, expected, found } = result.error
  const isWellFormed = path !== '' && expected !== '' && found !== '' && offset >= 0 && offset <= input.length
  return isWellFormed ? undefined : `an error that explains nothing: ${JSON.stringify(result.error)}`
}

function tryFrames(input: Uint8Array): void {
  const decoder = new FrameDecoder(framings[below(framings.length)] as Framing)
  const cut = below(input.length + 1)
  counts.framed += decoder.push(input.subarray(0, cut), 0).length + decoder.push(input.subarray(cut), 1).length
}

let input: Uint8Array = new Uint8Array(0)
const start = process.hrtime.bigint()
try {
  for (let i = 0; i < inputs; i++) {
    const which = below(dialects.length)
    input = damaged((corpus[which] as readonly Uint8Array[])[below(SEEDS_PER_DIALECT)] as Uint8Array)
    const failure = tryOne(dialects[which] as Dialect<{ readonly mti: string }>, input)
    if (failure !== undefined) throw new Error(`${dialects[which]?.spec.id}: ${failure}`)
    if (i % 4 === 0) tryFrames(input)
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  console.log(`${inputs} inputs in ${seconds.toFixed(0)} s: ${JSON.stringify(counts)}; no failure (seed ${seed})`)
} catch (failure) {
  console.log(`${String(failure)}\ninput ${toHex(input)}\nseed ${seed}`)
  process.exitCode = 1
}
