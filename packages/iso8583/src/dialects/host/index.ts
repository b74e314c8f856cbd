import { createDialect } from '../../dialect.ts'
import { element, type Elements, inStyle } from '../../elements.ts'
import type { MessageOf } from '../../message-type.ts'
import { CHARACTER_ELEMENTS, NETWORK_ELEMENTS } from './elements.ts'
import { NETWORK, PAYMENT_SERVICE, TERMINAL } from './private-use.ts'

const CHARACTERS = inStyle(CHARACTER_ELEMENTS, {
  digits: 'ebcdic',
  text: 'ebcdic',
  bytes: 'binary',
  indicator: 'ebcdic',
})

const PACKED = inStyle(
  {
    ...NETWORK_ELEMENTS,
    60: {
      ...element('b', [3, 6]),
      name: { en: 'Terminal data', 'zh-CN': '终端数据' },
      layout: TERMINAL,
    },
    62: {
      ...element('b', [3, 255]),
      name: { en: 'Payment service data', 'zh-CN': '支付服务数据' },
      layout: PAYMENT_SERVICE,
    },
    63: {
      ...element('b', [3, 255]),
      name: { en: 'Network data', 'zh-CN': '网络数据' },
      layout: NETWORK,
    },
  } as const satisfies Elements,
  {
    digits: 'bcd',
    text: 'ebcdic',
    bytes: 'binary',
    indicator: 'binary',
    indicatorBytes: 1,
    alignFixed: 'right',
    alignVariable: 'right',
  },
)

export type HostEbcdicMessage = MessageOf<typeof CHARACTERS>
export type HostPackedMessage = MessageOf<typeof PACKED>

/**
 * Host links of card networks with mainframes, everything in EBCDIC characters: bitmaps and binary elements as bytes,
 * length indicators as digits. The parts of DE 22, 48, 61 and 63 are those of a public description
 * (fields_mast.frm of github.com/Shulyaka/iso8583tools), those of DE 43 and 60 are not confirmed by one. Networks do not
 * publish their books, and each one's own book decides.
 */
export const hostEbcdic = createDialect({
  id: 'host-ebcdic',
  name: { en: 'Card network host link, EBCDIC', 'zh-CN': '卡组织主机接口 EBCDIC' },
  version: '0',
  messageType: 'ebcdic',
  bitmap: 'binary',
  fieldsMax: 128,
  codes: 'iso87',
  fields: CHARACTERS,
})

/**
 * The other habit: digits packed, text in EBCDIC, length indicators of one byte, bitmaps of their own in DE 62 and 63.
 * The parts of DE 62 are those of public jPOS packagers, those of DE 43, 60 and 63 are not confirmed by a public source.
 * Each network's own book decides.
 */
export const hostPacked = createDialect({
  id: 'host-packed',
  name: { en: 'Card network host link, packed', 'zh-CN': '卡组织主机接口 压缩' },
  version: '0',
  messageType: 'bcd',
  bitmap: 'binary',
  fieldsMax: 128,
  codes: 'iso87',
  fields: PACKED,
})
