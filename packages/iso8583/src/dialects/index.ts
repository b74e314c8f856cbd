import { iso2003, iso2003Ascii } from './iso2003/index.ts'
import { hostEbcdic, hostPacked } from './host/index.ts'
import { iso87Ascii, iso87Binary } from './iso87/index.ts'
import { iso93Ascii, iso93Binary } from './iso93/index.ts'
import { unionpayPos } from './unionpay-pos/index.ts'

/** The dialects that come with the package, by their id. */
export const DIALECTS = {
  'unionpay-pos': unionpayPos,
  'iso87-ascii': iso87Ascii,
  'iso87-binary': iso87Binary,
  'iso93-ascii': iso93Ascii,
  'iso93-binary': iso93Binary,
  iso2003,
  'iso2003-ascii': iso2003Ascii,
  'host-ebcdic': hostEbcdic,
  'host-packed': hostPacked,
} as const
export type DialectId = keyof typeof DIALECTS
