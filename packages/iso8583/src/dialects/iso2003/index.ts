import { createDialect } from '../../dialect.ts'
import { inStyle } from '../../elements.ts'
import type { MessageOf } from '../../message-type.ts'
import { ISO2003_ELEMENTS } from './elements.ts'

const BINARY = inStyle(ISO2003_ELEMENTS, {
  digits: 'bcd',
  text: 'ascii',
  bytes: 'binary',
  indicator: 'bcd',
  alignFixed: 'right',
  alignVariable: 'left',
})
const ASCII = inStyle(ISO2003_ELEMENTS, { digits: 'ascii', text: 'ascii', bytes: 'binary', indicator: 'ascii' })

/** A message of ISO 8583:2003. */
export type Iso2003Message = MessageOf<typeof BINARY>

/** ISO 8583:2003 with packed digits, binary bitmaps and packed length indicators. */
export const iso2003 = createDialect({
  id: 'iso2003',
  name: { en: 'ISO 8583:2003, binary', 'zh-CN': 'ISO 8583:2003 二进制' },
  version: '2',
  messageType: 'bcd',
  bitmap: 'binary',
  fieldsMax: 128,
  codes: 'iso2003',
  fields: BINARY,
})

/** ISO 8583:2003 with characters in ASCII and bitmaps as 16 hex characters each. */
export const iso2003Ascii = createDialect({
  id: 'iso2003-ascii',
  name: { en: 'ISO 8583:2003, ASCII', 'zh-CN': 'ISO 8583:2003 ASCII' },
  version: '2',
  messageType: 'ascii',
  bitmap: 'hex',
  fieldsMax: 128,
  codes: 'iso2003',
  fields: ASCII,
})
