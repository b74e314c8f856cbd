import type {
  BitmappedLayout,
  FieldSpec,
  PositionalLayout,
  RepeatedLayout,
  SequenceLayout,
  TaggedFieldsLayout,
} from '../../specification.ts'
import { part } from '../layouts.ts'

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

/** DE 54: as in 1993, with the currency's decimals. */
export const ADDITIONAL_AMOUNTS = {
  kind: 'repeated',
  countDigits: 0,
  parts: {
    accountType: part(2, 'Account type', '账户类型'),
    amountType: part(2, 'Amount type', '金额类型'),
    currency,
    decimals,
    /** C: in favour of the cardholder, D: owed. */
    sign: part(1, 'Sign', '借贷标志'),
    amount,
  },
} as const satisfies RepeatedLayout

/** DE 46 and 66: as in 1993, with the decimals of both currencies. */
export const FEES = {
  kind: 'repeated',
  countDigits: 0,
  parts: {
    type: part(2, 'Fee type', '费用类型'),
    currency,
    decimals,
    amount: part(9, 'Fee, C or D first', '费用金额'),
    rate: part(8, 'Conversion rate', '兑换汇率'),
    reconciliationAmount: part(9, 'Fee for reconciliation', '对账费用金额'),
    reconciliationCurrency: currency,
    reconciliationDecimals: decimals,
  },
} as const satisfies RepeatedLayout

/** DE 56: which message a later one refers to. */
export const ORIGINAL = {
  kind: 'positional',
  parts: {
    mti: part(4, 'Original message type', '原报文类型'),
    trace: part(12, 'Original trace number', '原系统跟踪号'),
    /** YYYYMMDDhhmmss, DE 12 of the original. */
    local: part(14, 'Original local date and time', '原本地交易日期时间'),
    acquirer: { name: { en: 'Original acquirer', 'zh-CN': '原受理机构' } },
  },
} as const satisfies PositionalLayout

const bits = (en: string, zhCN: string) =>
  ({ content: 'b', encoding: 'binary', length: 4, name: { en, 'zh-CN': zhCN } }) as const satisfies FieldSpec

/** DE 22: four sets of bits. */
export const POINT_OF_SERVICE = {
  kind: 'sequence',
  fields: {
    reading: bits('How the card was read', '读卡方式'),
    verification: bits('How the cardholder was verified', '持卡人验证方式'),
    environment: bits('Environment', '受理环境'),
    security: bits('Security characteristics', '安全特征'),
  },
} as const satisfies SequenceLayout

/** Composite elements: datasets of one byte identifier, two bytes length and content, keyed by identifier in hex. */
export const DATASETS = {
  kind: 'tagged-fields',
  tag: { content: 'b', encoding: 'binary', length: 1 },
  fields: {},
  other: {
    content: 'b',
    encoding: 'binary',
    length: { digits: 2, indicator: 'binary', max: 9996 },
    name: { en: 'Dataset', 'zh-CN': '数据集' },
  },
} as const satisfies TaggedFieldsLayout
