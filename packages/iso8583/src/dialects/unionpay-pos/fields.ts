import { ll, lll } from '../../fields.ts'
import type { FieldSpec, FieldSpecs, VariantsLayout } from '../../specification.ts'
import { ADDITIONAL_AMOUNTS, CHIP_DATA } from '../layouts.ts'
import { DE_48 } from './additional-data.ts'
import { BATCH_UPLOAD } from './batch-upload.ts'
import { DOWNLOADS } from './downloads.ts'
import { ADVICE, TERMINAL_FACTS } from './private-fields.ts'
import { DE_60, DE_61 } from './private-layouts.ts'
import { TERMINAL_PARAMETERS } from './terminal-parameters.ts'
import { PURSE, VALUE_ADDED } from './value-added.ts'
import { WORKING_KEYS } from './working-keys.ts'

const packed = <const Length extends FieldSpec['length']>(length: Length) =>
  ({ content: 'n', encoding: 'bcd', length }) as const
const text = <const Kind extends 'an' | 'ans', const Length extends FieldSpec['length']>(
  content: Kind,
  length: Length,
) => ({ content, encoding: 'ascii', length }) as const
const bytes = <const Length extends FieldSpec['length']>(length: Length) =>
  ({ content: 'b', encoding: 'binary', length }) as const

/** By network management code: keys, parameters and lists from a host; status and batch details from a terminal. */
const DE_62 = {
  kind: 'variants',
  otherwise: 'data',
  sensitive: 'withheld',
  variants: [...WORKING_KEYS, ...TERMINAL_PARAMETERS, ...DOWNLOADS, ...BATCH_UPLOAD, ...VALUE_ADDED],
} as const satisfies VariantsLayout

/** UnionPay terminal specification (Q/CUP 009), data elements 2 to 64. Packed digits, 64-bit binary bitmap. */
export const UNIONPAY_POS_FIELDS = {
  2: { ...packed(ll.bcd(19)), sensitive: 'pan' },
  3: packed(6),
  4: packed(12),
  11: packed(6),
  12: packed(6),
  13: packed(4),
  14: packed(4),
  15: packed(4),
  22: {
    ...packed(3),
    layout: {
      kind: 'positional',
      parts: {
        /** 01 keyed, 02 stripe, 05 chip, 07 contactless chip, 80 stripe after the chip failed. */
        panEntry: { length: 2, name: { en: 'How the card was read', 'zh-CN': '卡号输入方式' } },
        /** 1: a PIN is present, 2: none. */
        pinEntry: { length: 1, name: { en: 'PIN entry', 'zh-CN': 'PIN输入方式' } },
      },
    },
  },
  23: { ...packed(3), align: 'right' },
  25: packed(2),
  26: packed(2),
  32: packed(ll.bcd(11)),
  35: { content: 'z', encoding: 'bcd', length: ll.bcd(37), sensitive: 'track' },
  36: { content: 'z', encoding: 'bcd', length: lll.bcd(104), sensitive: 'track' },
  37: text('an', 12),
  38: text('an', 6),
  39: text('an', 2),
  41: text('ans', 8),
  42: text('ans', 15),
  44: { content: 'ans', encoding: 'gbk', length: ll.bcd(25) },
  48: { ...packed(lll.bcd(322)), layout: DE_48 },
  49: text('an', 3),
  52: { ...bytes(8), sensitive: 'withheld' },
  53: {
    ...packed(16),
    layout: {
      kind: 'positional',
      fill: { length: 16, character: '0' },
      parts: {
        /** 0 no PIN, 1 ANSI X9.8 without, 2 with the card number. */
        pinFormat: { length: 1, name: { en: 'PIN format', 'zh-CN': 'PIN格式' } },
        /** 0 single length DES, 6 double length, 3 SM4. */
        encryption: { length: 1, name: { en: 'Encryption method', 'zh-CN': '加密算法标志' } },
        /** 0 tracks in the clear, 1 enciphered. */
        trackEncryption: { length: 1, name: { en: 'Track encryption', 'zh-CN': '磁道加密标志' } },
      },
    },
  },
  54: { ...text('ans', lll.bcd(40)), layout: ADDITIONAL_AMOUNTS },
  55: { ...bytes(lll.bcd(255)), layout: CHIP_DATA },
  57: { ...text('ans', lll.bcd(100)), name: { en: 'Terminal facts', 'zh-CN': '终端信息' }, layout: TERMINAL_FACTS },
  58: {
    ...bytes(lll.bcd(100)),
    name: { en: 'Electronic purse data', 'zh-CN': '电子钱包标准数据' },
    layout: PURSE,
  },
  60: { ...packed(lll.bcd(17)), name: { en: 'Transaction type and batch', 'zh-CN': '交易类型与批次' }, layout: DE_60 },
  61: { ...packed(lll.bcd(29)), name: { en: 'Original transaction', 'zh-CN': '原始交易信息' }, layout: DE_61 },
  62: { ...bytes(lll.bcd(512)), name: { en: 'Keys or parameters', 'zh-CN': '密钥或参数' }, layout: DE_62 },
  63: {
    content: 'ans',
    encoding: 'gbk',
    length: lll.bcd(163),
    name: { en: 'Operator or remarks', 'zh-CN': '操作员或附言' },
    layout: {
      kind: 'variants',
      otherwise: 'raw',
      variants: [
        {
          when: { mti: ['0800', '0810', '0820', '0830'] },
          layout: {
            kind: 'positional',
            parts: { operator: { length: 3, name: { en: 'Operator', 'zh-CN': '操作员号' } } },
          },
        },
        {
          when: {},
          layout: {
            kind: 'positional',
            parts: { companyCode: { length: 3, name: { en: 'Card company code', 'zh-CN': '国际信用卡公司代码' } } },
            rest: ADVICE,
          },
        },
      ],
    },
  },
  64: bytes(8),
} as const satisfies FieldSpecs
