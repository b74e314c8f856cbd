import { err, ok, type Result } from '@fiftyfive/kernel'
import { COMMANDS, type Chip } from '../chip/command.ts'
import { readElements, readTemplate } from '../tlv.ts'

interface Records {
  /** The caller's to add to. */
  readonly elements: Record<string, Uint8Array>
  /** Of those that the issuer signed, what it signed of each (Book 3, 10.3). */
  readonly signed: readonly Uint8Array[]
}

interface FileEntry {
  readonly file: number
  readonly first: number
  readonly last: number
  readonly signed: number
}

/** Without these there is no payment (Book 3, table 26). */
const MANDATORY = ['5A', '5F24', '8C', '8D']
/** Files of the payment system have all of a record within one template (Book 3, 6.5.11); others may be anything. */
const PAYMENT_SYSTEM_FILES_MAX = 10

/**
 * Reads what the application file locator (tag 94) names (EMV Book 3, 10.2). The error says what is wrong with the card:
 * a locator or a record of the wrong form, an element given twice, or one missing without which nothing can be paid.
 */
export function readRecords(chip: Chip, locator: Uint8Array): Result<Records, string> {
  const entries = entriesOf(locator)
  if (!entries) return err('application file locator')
  let elements: Record<string, Uint8Array> = {}
  const signed: Uint8Array[] = []
  for (const { file, first, last, signed: signedCount } of entries) {
    for (let record = first; record <= last; record++) {
      const { status, data } = chip.transmit(COMMANDS.readRecord(file, record))
      if (status !== '9000') return err(`record ${file}.${record}: ${status}`)
      const content = file <= PAYMENT_SYSTEM_FILES_MAX ? contentOf(data) : undefined
      if (record < first + signedCount) signed.push(content ?? data)
      if (file > PAYMENT_SYSTEM_FILES_MAX) continue
      const read = content && readElements(content)
      if (!read?.ok) return err(`record ${file}.${record}: form`)
      const before = elements
      const twice = Object.keys(before).find((tag) => read.value[tag])
      if (twice) return err(`record ${file}.${record}: ${twice} once more`)
      // Most cards have one record: its elements are all, and need not be copied.
      elements = Object.assign(read.value, before)
    }
  }
  const missing = MANDATORY.find((tag) => !elements[tag])
  return missing ? err(`${missing} missing`) : ok({ elements, signed })
}

/** Four bytes for each file: its number, first and last record, how many of them from the first are signed. */
function entriesOf(locator: Uint8Array): readonly FileEntry[] | undefined {
  if (locator.length === 0 || locator.length % 4 !== 0) return undefined
  const entries: FileEntry[] = []
  for (let at = 0; at < locator.length; at += 4) {
    const [number = 0, first = 0, last = 0, signed = 0] = locator.slice(at, at + 4)
    const file = number >> 3
    const isSound = (number & 0x07) === 0 && file >= 1 && file <= 30 && first >= 1 && last >= first
    if (!isSound || signed > last - first + 1) return undefined
    entries.push({ file, first, last, signed })
  }
  return entries
}

/** What is in template 70, which is all of the record. */
function contentOf(record: Uint8Array): Uint8Array | undefined {
  const [template, ...more] = readTemplate(record)
  const length = template && record.length - template.value.length
  return template?.tag === '70' && more.length === 0 && length !== undefined && length <= 3 ? template.value : undefined
}
