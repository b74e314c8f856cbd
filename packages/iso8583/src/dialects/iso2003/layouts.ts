import type { BitmappedLayout, FieldSpec, PositionalLayout, SequenceLayout } from '../../specification.ts'

const currency = { length: 3, name: { en: 'Currency', 'zh-CN': '货币' } } as const
const decimals = { length: 1, name: { en: 'Decimals', 'zh-CN': '小数位数' } } as const
const amount = { length: 12, name: { en: 'Amount', 'zh-CN': '金额' } } as const

/** An amount in the smallest unit with the currency's numeric code and its number of decimals. */
export const AMOUNT = {
  kind: 'positional',
  parts: { currency, decimals, amount },
} as const satisfies PositionalLayout

/** DE 30: the amount of the original transaction, and the one it was reconciled in. */
export const ORIGINAL_AMOUNTS = {
  kind: 'positional',
  parts: {
    currency,
    decimals,
    amount,
    reconciliationCurrency: currency,
    reconciliationDecimals: decimals,
    reconciliationAmount: amount,
  },
} as const satisfies PositionalLayout

const text = (length: number, en: string, zhCN: string) =>
  ({ content: 'ans', encoding: 'ascii', length, name: { en, 'zh-CN': zhCN } }) as const satisfies FieldSpec
const packed = (length: number, en: string, zhCN: string) =>
  ({ content: 'n', encoding: 'bcd', length, name: { en, 'zh-CN': zhCN } }) as const satisfies FieldSpec
const digits = (length: number, en: string, zhCN: string) =>
  ({ content: 'n', encoding: 'ascii', length, name: { en, 'zh-CN': zhCN } }) as const satisfies FieldSpec
const variable = (digitCount: 2 | 3, max: number, en: string, zhCN: string) =>
  ({
    content: 'ans',
    encoding: 'ascii',
    length: { digits: digitCount, indicator: 'bcd', max },
    name: { en, 'zh-CN': zhCN },
  }) as const satisfies FieldSpec

/** DE 21: one identifier for all messages of a transaction, from authorization to chargeback. */
export const LIFE_CYCLE = {
  kind: 'sequence',
  fields: {
    support: text(1, 'Support indicator', '支持指示'),
    trace: text(15, 'Trace identifier', '跟踪标识'),
    sequence: packed(2, 'Sequence number', '序号'),
    token: packed(4, 'Authentication token', '认证令牌'),
  },
} as const satisfies SequenceLayout

/** DE 27: what the point of service can read, print and show. */
export const CAPABILITY = {
  kind: 'sequence',
  fields: {
    reading: {
      content: 'b',
      encoding: 'binary',
      length: 8,
      name: { en: 'Reading and verification', 'zh-CN': '读取与验证' },
    },
    approvalCodeLength: digits(1, 'Approval code length', '授权码长度'),
    cardholderReceipt: digits(3, 'Cardholder receipt length', '持卡人凭条长度'),
    acceptorReceipt: digits(3, 'Acceptor receipt length', '受卡方凭条长度'),
    cardholderDisplay: digits(3, 'Cardholder display length', '持卡人显示长度'),
    acceptorDisplay: digits(3, 'Acceptor display length', '受卡方显示长度'),
    scriptLength: digits(3, 'Issuer script length', '发卡行脚本长度'),
    rewritesTrack3: text(1, 'Rewrites track 3', '可重写第三磁道'),
    capturesCards: text(1, 'Captures cards', '可没收卡'),
    pinLength: { content: 'b', encoding: 'binary', length: 1, name: { en: 'PIN length', 'zh-CN': 'PIN长度' } },
  },
} as const satisfies SequenceLayout

/** DE 43: name and address of the card acceptor, each part present when its bit is set. */
export const ACCEPTOR = {
  kind: 'bitmapped',
  bitmapBytes: 8,
  fields: {
    2: variable(2, 50, 'Name', '名称'),
    3: variable(2, 99, 'Street address', '街道地址'),
    4: variable(2, 50, 'City', '城市'),
    5: text(3, 'State or province', '省'),
    6: text(10, 'Postal code', '邮编'),
    7: text(3, 'Country code', '国家代码'),
    8: text(16, 'Phone number', '电话'),
    9: text(16, 'Customer service phone number', '客服电话'),
    10: variable(2, 30, 'Additional contact', '其它联系方式'),
    11: variable(3, 255, 'Internet address', '网址'),
    12: variable(2, 99, 'E-mail address', '电子邮箱'),
  },
} as const satisfies BitmappedLayout
