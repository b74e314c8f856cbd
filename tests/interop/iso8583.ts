/**
 * Packs arbitrary messages here and unpacks them with jPOS and moov-io/iso8583, and the other way round:
 * `node tests/interop/iso8583.ts [messages per dialect] [seed]`. Names what it needs where something is missing.
 * Exit code 0: all agree, 1: a difference, 2: no peer could run.
 */
import * as fc from 'fast-check'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createDialect,
  DIALECTS,
  type Dialect,
  type DialectSpec,
  exportJposPackager,
  exportMoovSpecification,
  importJposPackager,
  importMoovSpecification,
  type UntypedMessage,
  withoutLayouts,
} from '@fiftyfive/iso8583'
import { expectOk, fromHex, toHex } from '@fiftyfive/kernel'
import { arbitraryMessage } from '../../packages/iso8583/src/testing/arbitrary-message.ts'
import { buildJpos, buildMoov, LinePeer, missingFor, PEERS } from './peers.ts'

type Codec = Dialect<UntypedMessage>
interface Pair {
  readonly name: string
  /** The peer's own specification. */
  readonly specification: string
  readonly codec: Codec
  /** Why the peer cannot read what both write alike. */
  readonly peerCannotUnpack?: string
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const count = Number(process.argv[2] ?? 200)
const seed = Number(process.argv[3] ?? 1)

const flat = (spec: DialectSpec, without: readonly number[] = []): Codec => {
  const fields = Object.entries(spec.fields).filter(([number]) => !without.includes(Number(number)))
  return withoutLayouts({ ...spec, fields: Object.fromEntries(fields) })
}

const ODD_DIGITS_93 = [19, 20, 21, 23, 24, 27, 29, 39, 40, 57, 68, 69, 70, 91, 92]

/** Dialects as `exportJposPackager` writes them for jPOS, without the elements that it says it cannot. */
const IDS = Object.keys(DIALECTS) as readonly (keyof typeof DIALECTS)[]

function exportedPair(id: keyof typeof DIALECTS): Pair {
  const { spec } = DIALECTS[id]
  const { xml } = exportJposPackager(spec)
  const specification = join(mkdtempSync(join(tmpdir(), 'fiftyfive-jpos-')), `${id}.xml`)
  writeFileSync(specification, xml)
  const said = Object.keys(expectOk(importJposPackager(xml, id), id).spec.fields).map(Number)
  const unsaid = Object.keys(spec.fields)
    .map(Number)
    .filter((number) => !said.includes(number))
  return { name: `${id} exported to jPOS`, specification, codec: flat(spec, unsaid) }
}

async function jposPairs(peer: LinePeer): Promise<readonly Pair[]> {
  const imported = ['iso87ascii', 'iso87binary', 'iso93ascii', 'iso93binary'].map(async (name) => {
    const specification = `jar:packager/${name}.xml`
    const xml = Buffer.from(await peer.ask('spec', specification), 'base64').toString()
    const { spec } = expectOk(importJposPackager(xml, `jpos-${name}`), name)
    // 65 is an element to jPOS and the announcement of the third bitmap to the standard.
    return { name: `${name} imported from jPOS`, specification, codec: flat(spec, [65]) }
  })
  const own: readonly Pair[] = [
    {
      name: 'unionpay-pos',
      specification: join(PEERS, 'jpos/unionpay.xml'),
      codec: flat(DIALECTS['unionpay-pos'].spec),
    },
    // jPOS writes 36 as characters, 65 as an element, 92 and 93 as text of other lengths, 96 in 16 bytes.
    {
      name: 'iso87-binary',
      specification: 'jar:packager/iso87binary.xml',
      codec: flat(DIALECTS['iso87-binary'].spec, [36, 92, 93, 96]),
    },
    // jPOS writes 35 and 36 as characters, 99 as text, and odd fixed numbers with the filler on the right.
    {
      name: 'iso93-binary',
      specification: 'jar:packager/iso93binary.xml',
      codec: flat(DIALECTS['iso93-binary'].spec, [35, 36, 99, ...ODD_DIGITS_93]),
    },
  ]
  return [...(await Promise.all(imported)), ...own, ...IDS.map(exportedPair)]
}

/** encoding/lbcd.go decodes up to the end of the message instead of the element's own bytes. */
const LBCD = 'moov fails when bytes that are not decimal follow a left-aligned packed element'

/** A dialect as `exportMoovSpecification` writes it, without the elements that it says moov cannot. */
function moovExported(id: keyof typeof DIALECTS): Pair {
  const { spec } = DIALECTS[id]
  const { json } = exportMoovSpecification(spec)
  const specification = join(mkdtempSync(join(tmpdir(), 'fiftyfive-moov-')), `${id}.json`)
  writeFileSync(specification, JSON.stringify(json))
  const unsaid = Object.keys(spec.fields).filter((number) => !(number in json.fields))
  const isLeftPacked = Object.values(json.fields).some(({ enc }) => enc === 'LBCD')
  return {
    name: `${id} exported to moov`,
    specification,
    codec: flat(spec, unsaid.map(Number)),
    ...(isLeftPacked ? { peerCannotUnpack: LBCD } : {}),
  }
}

function moovPairs(): readonly Pair[] {
  const file = (name: string): string => join(PEERS, 'moov', name)
  const importFile = (name: string): Codec => {
    const { spec } = expectOk(importMoovSpecification(JSON.parse(readFileSync(file(name), 'utf8')), 'from-moov'), name)
    return createDialect(spec)
  }
  return [
    { name: 'iso87-ascii', specification: file('iso87-ascii.json'), codec: flat(DIALECTS['iso87-ascii'].spec) },
    {
      name: 'iso87-ascii imported from moov',
      specification: file('iso87-ascii.json'),
      codec: importFile('iso87-ascii.json'),
    },
    {
      name: 'unionpay-pos',
      specification: file('unionpay.json'),
      codec: flat(DIALECTS['unionpay-pos'].spec, [35, 36]),
      peerCannotUnpack: LBCD,
    },
    {
      name: 'unionpay imported from moov',
      specification: file('unionpay.json'),
      codec: importFile('unionpay.json'),
      peerCannotUnpack: LBCD,
    },
    ...IDS.map(moovExported),
  ]
}

const word = (value: unknown): string => (value instanceof Uint8Array ? `x:${toHex(value)}` : String(value))
/** The message as the peers' runners take it. jPOS packs the separator of track data from `=`. */
const words = (message: UntypedMessage, spec: DialectSpec): readonly string[] =>
  Object.entries(message)
    .map(([key, value]) => [key === 'mti' ? 0 : Number(key), value] as const)
    .toSorted(([a], [b]) => a - b)
    .map(
      ([number, value]) => `${number}=${isPackedTrack(spec, number) ? word(value).replaceAll('D', '=') : word(value)}`,
    )
const isPackedTrack = (spec: DialectSpec, number: number): boolean =>
  spec.fields[number]?.content === 'z' && spec.fields[number].encoding === 'bcd'
const comparable = (line: string): string =>
  line.replaceAll(/(?<=\t3[56]=)[^\t]*/g, (track) => track.replaceAll('=', 'D')).toUpperCase()

/** Values that no two libraries agree on are left out: empty ones, and Chinese text. */
function sendable(message: UntypedMessage): UntypedMessage {
  const isSendable = (value: unknown): boolean =>
    (value as { readonly length: number }).length > 0 && !(typeof value === 'string' && /[^ -~]/.test(value))
  return Object.fromEntries(Object.entries(message).filter(([, value]) => isSendable(value))) as UntypedMessage
}

async function compare(peer: LinePeer, pair: Pair): Promise<readonly string[]> {
  const differences: string[] = []
  for (const sample of fc.sample(arbitraryMessage(pair.codec.spec), { numRuns: count, seed })) {
    const message = sendable(sample)
    const ours = toHex(expectOk(pair.codec.encode(message), pair.name))
    const theirs = await peer.ask('pack', pair.specification, ...words(message, pair.codec.spec))
    if (theirs !== ours)
      differences.push(
        `packed differently\n  here  ${ours}\n  there ${theirs}\n  ${words(message, pair.codec.spec).join(' ')}`,
      )
    const unpacked = pair.peerCannotUnpack ? undefined : await peer.ask('unpack', pair.specification, ours)
    if (unpacked !== undefined && comparable(unpacked) !== comparable(words(message, pair.codec.spec).join('\t'))) {
      differences.push(
        `unpacked differently there\n  here  ${words(message, pair.codec.spec).join(' ')}\n  there ${unpacked}`,
      )
    }
    const back = /^[0-9A-F]+$/.test(theirs) ? pair.codec.decode(fromHex(theirs)) : undefined
    if (
      back &&
      (!back.ok ||
        comparable(words(back.value, pair.codec.spec).join('\t')) !==
          comparable(words(message, pair.codec.spec).join('\t')))
    ) {
      differences.push(`their bytes are not read here: ${back.ok ? 'other values' : JSON.stringify(back.error)}`)
    }
  }
  return differences
}

async function run(name: string, peer: LinePeer, pairs: readonly Pair[]): Promise<boolean> {
  let agree = true
  for (const pair of pairs) {
    const differences = await compare(peer, pair)
    agree &&= differences.length === 0
    print(
      `${differences.length === 0 ? 'agree' : 'DIFFER'}  ${name}  ${pair.name}  ${count} messages ${pair.peerCannotUnpack ?? 'both ways'}`,
    )
    for (const difference of differences.slice(0, 3)) print(`  ${difference}`)
  }
  peer.close()
  return agree
}

const outcomes: boolean[] = []
const needs = (name: string, tools: readonly string[]): boolean => {
  if (tools.length > 0) print(`skipped ${name}: needs ${tools.join(', ')} on the path`)
  return tools.length === 0
}
if (needs('jPOS', missingFor.jpos())) {
  const peer = new LinePeer('java', ['-cp', buildJpos(), 'Peer'])
  outcomes.push(await run('jPOS 2.1.9', peer, await jposPairs(peer)))
}
if (needs('moov-io/iso8583', missingFor.moov())) {
  outcomes.push(await run('moov 0.23.2', new LinePeer(buildMoov(), []), moovPairs()))
}
process.exitCode = outcomes.length === 0 ? 2 : outcomes.every(Boolean) ? 0 : 1
