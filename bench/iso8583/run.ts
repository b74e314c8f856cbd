/**
 * Encode, decode, and decode two elements to route, side by side with jPOS, moov-io/iso8583 and npm's iso_8583:
 * `node bench/iso8583/run.ts [--json] [--alone]`. Figures are CPU microseconds of one core; where a peer keeps an
 * element whole, "whole" is the like-for-like figure here and "typed" is the one with parts and chip tags taken apart.
 */
import { cpus } from 'node:os'
import { iso87Ascii, type UntypedMessage, unionpayPos, withoutLayouts } from '@fiftyfive/iso8583'
import { expectOk, toHex } from '@fiftyfive/kernel'
import { measure_us } from './measure.ts'
import { ISO87_SALE, UNIONPAY_SALE } from './messages.ts'
import { measureJpos, measureMoov, measureNpm, type PeerFigures } from './peers.ts'

const unionpayBytes = expectOk(unionpayPos.encode(UNIONPAY_SALE), 'encode').slice()
const iso87Bytes = expectOk(iso87Ascii.encode(ISO87_SALE), 'encode').slice()
const whole = withoutLayouts(unionpayPos.spec)
const wholeMessage: UntypedMessage = { ...(expectOk(whole.decode(unionpayBytes), 'decode') as UntypedMessage) }

const route = (): string => expectOk(unionpayPos.peek(unionpayBytes, [2, 41]), 'peek').join('')

const ours = {
  'unionpay typed': {
    encode: measure_us(() => unionpayPos.encode(UNIONPAY_SALE)),
    decode: measure_us(() => unionpayPos.decode(unionpayBytes)),
    route: measure_us(route),
  },
  'unionpay whole': {
    encode: measure_us(() => whole.encode(wholeMessage)),
    decode: measure_us(() => whole.decode(unionpayBytes)),
  },
  'iso87 typed': {
    encode: measure_us(() => iso87Ascii.encode(ISO87_SALE)),
    decode: measure_us(() => iso87Ascii.decode(iso87Bytes)),
  },
} as const

const word = (value: unknown): string => (value instanceof Uint8Array ? `x:${toHex(value)}` : String(value))
const wordsWithoutTrack = Object.entries(wholeMessage)
  .filter(([key]) => key !== '35')
  .map(([key, value]) => `${key === 'mti' ? 0 : key}=${word(value)}`)
  .join('\t')
const { 55: _chip, 52: _pin, 53: _security, 128: _mac, ...asciiOnly } = ISO87_SALE
const npmMessage = Object.fromEntries(
  Object.entries(asciiOnly).map(([key, value]) => [key === 'mti' ? '0' : key, value]),
)

const peers: Readonly<Record<string, PeerFigures>> = process.argv.includes('--alone')
  ? {}
  : {
      'jPOS 2.1.9, unionpay': measureJpos(toHex(unionpayBytes)),
      'moov 0.23.2, unionpay without DE 35': measureMoov('unionpay.json', wordsWithoutTrack),
      'iso_8583 2.6.7, iso87 text elements': measureNpm(npmMessage),
    }

const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}`
if (process.argv.includes('--json')) console.log(JSON.stringify({ machine, ours, peers }))
else report()

function report(): void {
  console.log(machine)
  console.log(
    `UnionPay sale: ${unionpayBytes.length} bytes, ${Object.keys(wholeMessage).length - 1} elements, 20 chip tags\n`,
  )
  for (const [name, figures] of [...Object.entries(ours), ...Object.entries(peers)]) {
    if ('skipped' in figures) console.log(`${name.padEnd(38)} skipped: ${figures.skipped}`)
    else
      console.log(
        name.padEnd(38) +
          Object.entries(figures)
            .map(([operation, us]) => `${operation} ${us.toFixed(2)} us`)
            .join('   '),
      )
  }
  const jpos = peers['jPOS 2.1.9, unionpay']
  const moov = peers['moov 0.23.2, unionpay without DE 35']
  const { 'unionpay whole': whole_us, 'unionpay typed': typed_us } = ours
  console.log('\nPeer over ours, elements whole (typed in brackets), all values made on both sides')
  ratio('encode + decode, jPOS', both(jpos), both(whole_us), both(typed_us), 2.5)
  const ready = one(jpos, 'encode-built') + one(jpos, 'decode')
  ratio('the same, jPOS message at hand', ready, both(whole_us), both(typed_us), 2.5)
  ratio('decode, jPOS', one(jpos, 'decode'), whole_us.decode, typed_us.decode, 2)
  ratio('jPOS decode over our route', one(jpos, 'decode'), typed_us.route, undefined, 5)
  ratio('encode + decode, moov', both(moov), both(whole_us), both(typed_us), 100)
}

function one(figures: PeerFigures | undefined, operation: string): number {
  return figures === undefined || 'skipped' in figures
    ? Number.NaN
    : ((figures as Record<string, number>)[operation] ?? 0)
}

function both(figures: PeerFigures | undefined): number {
  return one(figures, 'encode') + one(figures, 'decode')
}

function ratio(name: string, peer: number, whole: number, typed: number | undefined, target: number): void {
  if (Number.isNaN(peer)) return
  const inBrackets = typed === undefined ? '' : ` (${(peer / typed).toFixed(2)})`
  console.log(
    `${name.padEnd(38)} ${(peer / whole).toFixed(2)}${inBrackets}, target ${target}: ${peer / whole >= target ? 'met' : 'missed'}`,
  )
}
