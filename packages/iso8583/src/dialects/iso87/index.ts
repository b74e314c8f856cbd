import { iso87AsciiCodec } from '../../compiled/generated/iso87-ascii.ts'
import { createDialect } from '../../dialect.ts'
import { inStyle } from '../../elements.ts'
import type { MessageOf } from '../../message-type.ts'
import { ISO87_ELEMENTS } from './elements.ts'

const ASCII = inStyle(ISO87_ELEMENTS, { digits: 'ascii', text: 'ascii', bytes: 'binary', indicator: 'ascii' })
const BINARY = inStyle(ISO87_ELEMENTS, {
  digits: 'bcd',
  text: 'ascii',
  bytes: 'binary',
  indicator: 'bcd',
  alignFixed: 'right',
  alignVariable: 'left',
})
/** A message on a host link of ISO 8583:1987, however it is written. */
export type Iso87Message = MessageOf<typeof ASCII>

/** Where the MAC of a message goes: the last element of its last bitmap (ISO 8583:1987, 4.4.2). */
export const macElement = (message: Iso87Message): 64 | 128 => {
  for (let number = 66; number < 128; number++) if (message[number as 66] !== undefined) return 128
  return 64
}

/** ISO 8583:1987 in ASCII: bitmaps as 16 hex characters each, DE 52, 55, 64, 96 and 128 as bytes. */
export const iso87Ascii = createDialect(
  {
    id: 'iso87-ascii',
    name: { en: 'ISO 8583:1987, ASCII', 'zh-CN': 'ISO 8583:1987 ASCII' },
    version: '0',
    messageType: 'ascii',
    bitmap: 'hex',
    fieldsMax: 128,
    codes: 'iso87',
    fields: ASCII,
  },
  iso87AsciiCodec,
)

/** ISO 8583:1987 with packed digits, binary bitmaps and packed length indicators. */
export const iso87Binary = createDialect({
  id: 'iso87-binary',
  name: { en: 'ISO 8583:1987, binary', 'zh-CN': 'ISO 8583:1987 二进制' },
  version: '0',
  messageType: 'bcd',
  bitmap: 'binary',
  fieldsMax: 128,
  codes: 'iso87',
  fields: BINARY,
})
