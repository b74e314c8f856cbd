/**
 * Encode, decode, and decode two elements to route, side by side with jPOS, moov-io/iso8583 and npm's iso_8583:
 * `node bench/iso8583/run.ts [--json] [--alone]`. Figures are CPU microseconds of one core. Every row says what is done
 * on either side. Peers keep private elements and chip data whole, and so do the rows that compare; what it costs to take
 * them apart, which no peer does here, stands by itself.
 */
import { cpus } from 'node:os'
import { iso87Ascii, unionpayPos, withoutLayouts } from '@fiftyfive/iso8583'
import { expectOk, toHex } from '@fiftyfive/kernel'
import { unionpayPosCodec } from '../../packages/iso8583/src/compiled/generated/unionpay-pos.ts'
import { measure_us } from './measure.ts'
import { ISO87_SALE, UNIONPAY_SALE } from './messages.ts'
import { type Compared, printFigures, printRows } from './report.ts'
import { measureJpos, measureMoov, measureNpm, type PeerFigures } from './peers.ts'

type Whole = { readonly mti: string; readonly [number: number]: string | Uint8Array | undefined }
const whole = withoutLayouts(unionpayPos.spec, unionpayPosCodec)
const byTable = withoutLayouts(unionpayPos.spec)
const bytes = expectOk(unionpayPos.encode(UNIONPAY_SALE), 'encode').slice()
const iso87Bytes = expectOk(iso87Ascii.encode(ISO87_SALE), 'encode').slice()
const decoded = (): Whole => expectOk(whole.decode(bytes), 'decode')
const message: Whole = { ...decoded() }
const numbers = Object.keys(message).flatMap((key) => (key === 'mti' ? [] : [Number(key)]))
const SEVEN = [2, 3, 4, 11, 37, 41, 42]

/** A message as an application makes it: every element set anew. */
const built = (of: Whole): Whole => ({
  mti: of.mti,
  2: of[2],
  3: of[3],
  4: of[4],
  11: of[11],
  12: of[12],
  13: of[13],
  14: of[14],
  22: of[22],
  23: of[23],
  25: of[25],
  26: of[26],
  35: of[35],
  37: of[37],
  41: of[41],
  42: of[42],
  49: of[49],
  52: of[52],
  53: of[53],
  55: of[55],
  60: of[60],
  63: of[63],
  64: of[64],
})

/** Looks at the value of every one of these elements, so that none can be left unmade. */
function read(from: Whole, which: readonly number[]): number {
  let length = 0
  for (const number of which) length += (from[number] as string).length
  return length
}

const route = (): string => {
  const [pan = '', terminal = ''] = expectOk(unionpayPos.peek(bytes, [2, 41]), 'peek')
  return pan + terminal
}

const ours = {
  'UnionPay, elements whole': {
    'encode-built': measure_us(() => whole.encode(message)),
    encode: measure_us(() => whole.encode(built(message))),
    decode: measure_us(decoded),
    'decode-and-read-all': measure_us(() => read(decoded(), numbers)),
    'decode-and-read-seven': measure_us(() => read(decoded(), SEVEN)),
    route: measure_us(() => route()),
  },
  'the same without generated code': {
    'encode-built': measure_us(() => byTable.encode(message)),
    decode: measure_us(() => byTable.decode(bytes)),
  },
  'UnionPay, parts and chip tags': {
    'encode-built': measure_us(() => unionpayPos.encode(UNIONPAY_SALE)),
    decode: measure_us(() => unionpayPos.decode(bytes)),
  },
  'ISO 8583:1987 ASCII, chip tags': {
    'encode-built': measure_us(() => iso87Ascii.encode(ISO87_SALE)),
    decode: measure_us(() => iso87Ascii.decode(iso87Bytes)),
  },
} as const

const word = (value: unknown): string => (value instanceof Uint8Array ? `x:${toHex(value)}` : String(value))
const wordsWithoutTrack = Object.entries(message)
  .filter(([key]) => key !== '35')
  .map(([key, value]) => `${key === 'mti' ? 0 : key}=${word(value)}`)
  .join('\t')
const { 55: _chip, 52: _pin, 53: _security, 128: _mac, ...asciiOnly } = ISO87_SALE
const npmMessage = Object.fromEntries(
  Object.entries(asciiOnly).map(([key, value]) => [key === 'mti' ? '0' : key, value]),
)
const isAlone = process.argv.includes('--alone')
const skipped: PeerFigures = { skipped: 'not asked for' }
const peers = {
  'jPOS 2.1.9, UnionPay': isAlone ? skipped : measureJpos(toHex(bytes)),
  'moov 0.23.2, UnionPay without DE 35': isAlone ? skipped : measureMoov('unionpay.json', wordsWithoutTrack),
  'iso_8583 2.6.7, 1987 text elements': isAlone ? skipped : measureNpm(npmMessage),
}

const us = ours['UnionPay, elements whole']
const jpos = (name: string): number => figure(peers['jPOS 2.1.9, UnionPay'], name)
const moov = (name: string): number => figure(peers['moov 0.23.2, UnionPay without DE 35'], name)

const rows: readonly Compared[] = [
  {
    what: 'encode + decode: message set element by element and encoded; bytes decoded, every value made',
    ours: us.encode + us.decode,
    peer: jpos('encode') + jpos('decode'),
    target: 2.5,
  },
  {
    what: 'encode + decode: message object at hand; bytes decoded, every value made',
    ours: us['encode-built'] + us.decode,
    peer: jpos('encode-built') + jpos('decode'),
  },
  { what: 'encode: message set element by element', ours: us.encode, peer: jpos('encode') },
  { what: 'encode: message object at hand', ours: us['encode-built'], peer: jpos('encode-built') },
  { what: 'decode: every value made', ours: us.decode, peer: jpos('decode'), target: 2 },
  {
    what: 'decode, and look at every value',
    ours: us['decode-and-read-all'],
    peer: jpos('decode-and-read-all'),
  },
  {
    what: 'decode, and look at seven values',
    ours: us['decode-and-read-seven'],
    peer: jpos('decode-and-read-seven'),
  },
  {
    what: 'route by two elements: here they alone are made, there the whole is decoded',
    ours: us.route,
    peer: jpos('decode'),
    target: 5,
  },
  {
    what: 'moov: encode + decode, message set element by element (theirs without DE 35)',
    ours: us.encode + us.decode,
    peer: moov('encode') + moov('decode'),
    target: 100,
  },
]

const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`
if (process.argv.includes('--json')) console.log(JSON.stringify({ machine, ours, peers, rows }))
else {
  console.log(`${machine}\nUnionPay sale: ${bytes.length} bytes, ${numbers.length} elements, 20 chip tags\n`)
  printFigures({ ...ours, ...peers })
  printRows(rows)
}

function figure(figures: PeerFigures, name: string): number {
  return 'skipped' in figures ? Number.NaN : (figures[name] ?? Number.NaN)
}
