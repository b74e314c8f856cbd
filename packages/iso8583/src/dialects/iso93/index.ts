import { createDialect } from '../../dialect.ts'
import { inStyle } from '../../elements.ts'
import type { MessageOf } from '../../message-type.ts'
import { ISO93_ELEMENTS } from './elements.ts'

const ASCII = inStyle(ISO93_ELEMENTS, { digits: 'ascii', text: 'ascii', bytes: 'binary', indicator: 'ascii' })
const BINARY = inStyle(ISO93_ELEMENTS, {
  digits: 'bcd',
  text: 'ascii',
  bytes: 'binary',
  indicator: 'bcd',
  alignFixed: 'right',
  alignVariable: 'left',
})

/** A message of ISO 8583:1993, however it is written. */
export type Iso93Message = MessageOf<typeof ASCII>

/** ISO 8583:1993 in ASCII: bitmaps as 16 hex characters each, binary elements as bytes. */
export const iso93Ascii = createDialect({
  id: 'iso93-ascii',
  name: { en: 'ISO 8583:1993, ASCII', 'zh-CN': 'ISO 8583:1993 ASCII' },
  version: '1',
  messageType: 'ascii',
  bitmap: 'hex',
  fieldsMax: 128,
  codes: 'iso93',
  fields: ASCII,
})

/** ISO 8583:1993 with packed digits, binary bitmaps and packed length indicators. */
export const iso93Binary = createDialect({
  id: 'iso93-binary',
  name: { en: 'ISO 8583:1993, binary', 'zh-CN': 'ISO 8583:1993 二进制' },
  version: '1',
  messageType: 'bcd',
  bitmap: 'binary',
  fieldsMax: 128,
  codes: 'iso93',
  fields: BINARY,
})
