import { asciiBytes, fromHex } from '@fiftyfive/kernel'
import { readDataObjectList, tlv, type DataObjectList } from '../tlv.ts'
import type { Personalization } from './memory.ts'
import { elementsOf } from './personalize.ts'

/** PDOL: the terminal's country; by antenna its transaction qualifiers before that. */
const WANTS_COUNTRY = fromHex('9F1A02')
const WANTS_QUALIFIERS = fromHex('9F66049F1A02')
const TEXT = new TextEncoder()

/** What a chip says in the same words each time, as bytes. */
export interface ChipContents {
  /** Answer to SELECT of its application; by antenna it asks for more. */
  readonly application: { readonly byContact: Uint8Array; readonly byAntenna: Uint8Array }
  /** Template 70 of each record. */
  readonly records: readonly Uint8Array[]
  /** Template 61 of each application. */
  readonly directory: readonly Uint8Array[]
  /** What it wants to be told for its first and its last cryptogram (CDOL1, CDOL2). */
  readonly first: DataObjectList
  readonly last: DataObjectList
}

const CONTENTS = new WeakMap<Personalization, ChipContents>()

/** Encoded once for a chip, however often it is powered up. */
export function contentsOf(card: Personalization): ChipContents {
  const known = CONTENTS.get(card)
  if (known) return known
  const { aid, label, directory = [], records } = card
  const application = (wants: Uint8Array) =>
    tlv('6F', tlv('84', aid), tlv('A5', tlv('50', TEXT.encode(label)), tlv('87', Uint8Array.of(1)), tlv('9F38', wants)))
  const contents: ChipContents = {
    application: { byContact: application(WANTS_COUNTRY), byAntenna: application(WANTS_QUALIFIERS) },
    records: records.map((record) => tlv('70', elementsOf(record))),
    directory: [{ aid, label, priority: 1 }, ...directory].map((entry) =>
      tlv('61', tlv('4F', entry.aid), tlv('50', asciiBytes(entry.label)), tlv('87', Uint8Array.of(entry.priority))),
    ),
    first: listOf(card, '8C'),
    last: listOf(card, '8D'),
  }
  CONTENTS.set(card, contents)
  return contents
}

function listOf({ records }: Personalization, tag: string): DataObjectList {
  const read = readDataObjectList(records.find((record) => record[tag])?.[tag] ?? new Uint8Array())
  return read.ok ? read.value : []
}
