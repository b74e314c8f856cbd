/**
 * Encode, decode, and decode two elements to route, side by side with jPOS, moov-io/iso8583 and npm's iso_8583:
 * `node bench/iso8583/run.ts [--json] [--alone]`. Figures are CPU microseconds of a whole process, garbage collector and
 * all, the best of some rounds. Every row says what is done on either side. Peers keep private elements and chip data whole,
 * and so do the rows that compare; what it costs to take them apart, which no peer does here, stands by itself.
 */
import { cpus } from 'node:os'
import { join } from 'node:path'
import { type Dialect, iso87Ascii, unionpayPos, withoutLayouts } from '@fiftyfive/iso8583'
import { expectOk, toHex } from '@fiftyfive/kernel'
import { iso87AsciiCodec } from '../../packages/iso8583/src/compiled/generated/iso87-ascii.ts'
import { unionpayPosCodec } from '../../packages/iso8583/src/compiled/generated/unionpay-pos.ts'
import { measure_us } from './measure.ts'
import { ISO87_SALE, UNIONPAY_SALE } from './messages.ts'
import { type Compared, printFigures, printRows } from './report.ts'
import { measureJpos, measureMoov, measureNpm, type PeerFigures } from './peers.ts'
import { PEERS } from '../../tests/interop/peers.ts'

type Whole = { readonly mti: string; readonly [number: number]: string | Uint8Array | undefined }
const whole = withoutLayouts(unionpayPos.spec, unionpayPosCodec)
const byTable = withoutLayouts(unionpayPos.spec)
const bytes = expectOk(unionpayPos.encode(UNIONPAY_SALE), 'encode').slice()
const iso87Bytes = expectOk(iso87Ascii.encode(ISO87_SALE), 'encode').slice()
/** What all peers can write: text elements. Their bytes are the same with jPOS and moov. */
const { 55: _chip, 52: _pin, 53: _security, 128: _mac, ...text } = ISO87_SALE
const ISO87_TEXT = text as Whole
const whole87 = withoutLayouts(iso87Ascii.spec, iso87AsciiCodec) as Dialect<Whole>
const iso87TextBytes = expectOk(whole87.encode(ISO87_TEXT), 'encode').slice()
const decoded = (): Whole => expectOk(whole.decode(bytes), 'decode')
const message: Whole = { ...decoded() }
/** What moov can write and read: it takes no packed track data. */
const { 35: _track2, ...withoutTrack2 } = message
const bytesWithoutTrack2 = expectOk(whole.encode(withoutTrack2), 'encode').slice()
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

const built87 = (of: Whole): Whole => ({
  mti: of.mti,
  2: of[2],
  3: of[3],
  4: of[4],
  7: of[7],
  11: of[11],
  12: of[12],
  13: of[13],
  14: of[14],
  18: of[18],
  22: of[22],
  23: of[23],
  25: of[25],
  26: of[26],
  32: of[32],
  35: of[35],
  37: of[37],
  41: of[41],
  42: of[42],
  43: of[43],
  49: of[49],
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
const route87 = (): string => {
  const [pan, terminal] = expectOk(whole87.peek(iso87TextBytes, [2, 41]), 'peek')
  return `${String(pan)}${String(terminal)}`
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
  'UnionPay, elements whole, without DE 35': {
    encode: measure_us(() => whole.encode(built(withoutTrack2))),
    decode: measure_us(() => whole.decode(bytesWithoutTrack2)),
  },
  'UnionPay, elements whole, by table': {
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
  'ISO 8583:1987 ASCII, text elements': {
    'encode-built': measure_us(() => whole87.encode(ISO87_TEXT)),
    encode: measure_us(() => whole87.encode(built87(ISO87_TEXT))),
    decode: measure_us(() => whole87.decode(iso87TextBytes)),
    route: measure_us(route87),
  },
} as const

const word = (value: unknown): string => (value instanceof Uint8Array ? `x:${toHex(value)}` : String(value))
const words = (of: object): string =>
  Object.entries(of)
    .map(([key, value]) => `${key === 'mti' ? 0 : key}=${word(value)}`)
    .join('\t')
const { mti, ...npmElements } = ISO87_TEXT
const isAlone = process.argv.includes('--alone')
const measured = (measure: () => PeerFigures): PeerFigures => (isAlone ? { skipped: 'not asked for' } : measure())
const peers = {
  'jPOS 2.1.9, UnionPay': measured(() => measureJpos(join(PEERS, 'jpos/unionpay.xml'), toHex(bytes))),
  'jPOS 2.1.9, 1987 text elements': measured(() => measureJpos('jar:packager/iso87ascii.xml', toHex(iso87TextBytes))),
  'moov 0.23.2, UnionPay without DE 35': measured(() => measureMoov('unionpay.json', words(withoutTrack2))),
  'moov 0.23.2, 1987 text elements': measured(() => measureMoov('iso87-ascii.json', words(ISO87_TEXT))),
  'iso_8583 2.6.7, 1987 text elements': measured(() => measureNpm({ 0: mti, ...npmElements })),
}

const us = ours['UnionPay, elements whole']
const shared = ours['UnionPay, elements whole, without DE 35']
const jpos = (name: string): number => figure(peers['jPOS 2.1.9, UnionPay'], name)
const moov = (name: string): number => figure(peers['moov 0.23.2, UnionPay without DE 35'], name)
const us87 = ours['ISO 8583:1987 ASCII, text elements']
const with87 = (peer: keyof typeof peers, encode: 'encode' | 'encode-built'): Compared => ({
  what: `1987 ASCII: encode + decode beside ${peer.split(' ')[0]}, ${encode === 'encode' ? 'message set element by element' : 'message object at hand'}`,
  ours: us87[encode] + us87.decode,
  peer: figure(peers[peer], encode) + figure(peers[peer], 'decode'),
})

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
    what: 'moov: encode + decode, message set element by element, DE 35 left out on either side',
    ours: shared.encode + shared.decode,
    peer: moov('encode') + moov('decode'),
    target: 100,
  },
  with87('jPOS 2.1.9, 1987 text elements', 'encode'),
  {
    what: '1987 ASCII: decode beside jPOS, every value made',
    ours: us87.decode,
    peer: figure(peers['jPOS 2.1.9, 1987 text elements'], 'decode'),
  },
  {
    what: '1987 ASCII: route by two elements; jPOS decodes the whole',
    ours: us87.route,
    peer: figure(peers['jPOS 2.1.9, 1987 text elements'], 'decode'),
  },
  with87('moov 0.23.2, 1987 text elements', 'encode'),
  {
    // It takes the object as it is, and checks and writes it anew for each message.
    ...with87('iso_8583 2.6.7, 1987 text elements', 'encode'),
    ours: us87['encode-built'] + us87.decode,
    what: '1987 ASCII: encode + decode beside iso_8583, message object at hand',
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
