import type { BitmappedLayout, FieldSpec, SequenceLayout } from '../../specification.ts'

const digits = <const Length extends number>(length: Length, en: string, zhCN: string) =>
  ({ content: 'n', encoding: 'bcd', align: 'right', length, name: { en, 'zh-CN': zhCN } }) as const satisfies FieldSpec
const text = <const Length extends number>(length: Length, en: string, zhCN: string) =>
  ({ content: 'ans', encoding: 'ebcdic', length, name: { en, 'zh-CN': zhCN } }) as const satisfies FieldSpec
const more = <const Length extends number>(length: Length, en: string, zhCN: string) =>
  ({ ...digits(length, en, zhCN), optional: true }) as const

/**
 * DE 60: what the terminal is and did, in up to six bytes; a sender leaves out zeros at the end. Not
 * confirmed by a public source.
 */
export const TERMINAL = {
  kind: 'sequence',
  fields: {
    typeAndCapability: digits(2, 'Terminal type and entry capability', '终端类型与读取能力'),
    chipConditionAndStatus: more(2, 'Chip condition and special status', '芯片条件与特殊状态'),
    reserved: more(2, 'Merchant group', '商户组'),
    chipIndicators: more(2, 'Chip transaction and authentication reliability', '芯片交易与认证可靠性'),
    electronicCommerce: more(2, 'Electronic commerce indicator', '电子商务标识'),
    identificationAndPartial: more(2, 'Cardholder identification and partial approval', '持卡人识别与部分批准'),
  },
} as const satisfies SequenceLayout

/**
 * DE 62: a bitmap of eight bytes, then what a payment service needs to find the authorization at clearing; as public jPOS
 * packagers for such links have it.
 */
export const PAYMENT_SERVICE = {
  kind: 'bitmapped',
  bitmapBytes: 8,
  fields: {
    1: text(1, 'Authorization characteristics', '授权特征'),
    2: digits(15, 'Transaction identifier', '交易标识号'),
    3: text(4, 'Validation code', '校验码'),
    4: text(1, 'Market-specific data', '特定市场标识'),
    5: digits(2, 'Duration', '持续时间'),
    6: text(1, 'Prestigious property', '高端物业标识'),
    7: text(26, 'Purchase identifier', '购买标识'),
    16: text(2, 'Chargeback rights', '退单权利标识'),
    17: text(15, 'Gateway transaction identifier', '网关交易标识'),
    // Ten hex digits.
    20: {
      content: 'b',
      encoding: 'binary',
      length: 5,
      name: { en: 'Merchant verification value', 'zh-CN': '商户验证值' },
    },
    21: text(4, 'Risk score', '风险评分'),
    22: text(6, 'Risk condition codes', '风险条件代码'),
    23: text(2, 'Product identifier', '产品标识'),
    24: text(6, 'Program identifier', '计划标识'),
    25: text(1, 'Spend qualified', '消费资格标识'),
  },
} as const satisfies BitmappedLayout

/** DE 63: a bitmap of three bytes, then how the network routed the message and why. Not confirmed by a public source. */
export const NETWORK = {
  kind: 'bitmapped',
  bitmapBytes: 3,
  fields: {
    1: digits(4, 'Network', '网络标识'),
    2: digits(4, 'Time limit of a pre-authorization', '预授权时限'),
    3: digits(4, 'Message reason code', '报文原因码'),
    4: digits(4, 'Stand-in reason', '代授权原因码'),
    6: digits(7, 'Chargeback reduction', '退单减少标识'),
    8: digits(8, 'Acquirer business identifier', '受理机构业务标识'),
    9: text(14, 'Fraud data', '欺诈数据'),
    11: text(1, 'Reimbursement attribute', '偿付属性'),
    12: text(30, 'Sharing group', '共享组代码'),
    13: digits(6, 'Decimal positions', '小数位指示'),
    14: text(36, 'Issuer currency conversion', '发卡方货币兑换'),
    19: text(3, 'Fee program', '费用计划'),
    21: text(1, 'Charge indicator', '收费标识'),
  },
} as const satisfies BitmappedLayout
