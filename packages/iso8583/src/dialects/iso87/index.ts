import { createDialect } from '../../dialect.ts'
import type { MessageOf } from '../../message-type.ts'
import { ISO87_ASCII_FIELDS } from './fields.ts'

/** A message on a host link of ISO 8583:1987. */
export type Iso87Message = MessageOf<typeof ISO87_ASCII_FIELDS>

/** ISO 8583:1987 in ASCII: bitmaps as 16 hex characters each, DE 52, 55, 64, 96 and 128 as bytes. */
export const iso87Ascii = createDialect({
  id: 'iso87-ascii',
  name: { en: 'ISO 8583:1987, ASCII', 'zh-CN': 'ISO 8583:1987 ASCII' },
  messageType: 'ascii',
  bitmap: 'hex',
  fieldsMax: 128,
  codes: 'iso87',
  fields: ISO87_ASCII_FIELDS,
})
