import { iso87Ascii } from '../dialects/iso87/index.ts'
import { unionpayPos } from '../dialects/unionpay-pos/index.ts'

/** The dialects that the product itself speaks: its terminals and its host links. */
export const GENERATED = [
  { spec: unionpayPos.spec, name: 'unionpayPosCodec' },
  { spec: iso87Ascii.spec, name: 'iso87AsciiCodec' },
]
