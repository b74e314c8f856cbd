import type { FieldSpec, TaggedFieldsLayout, VariantsLayout } from '../../specification.ts'

const text = <const Tag extends string>(tag: Tag, length: number, en: string, zhCN: string) =>
  ({ tag, content: 'ans', encoding: 'ascii', length, name: { en, 'zh-CN': zhCN } }) as const
const digits = <const Tag extends string>(tag: Tag, length: number, en: string, zhCN: string) =>
  ({ tag, content: 'n', encoding: 'ascii', length, name: { en, 'zh-CN': zhCN } }) as const

/**
 * What a host sets at a terminal (0810, 60.3 = 360) and what a terminal tells of itself (0820, 60.3 = 362): a code of two
 * digits, then a value of the length that belongs to the code. Codes 06 and 07 from memory; the rest as published
 * terminal code and descriptions of DE 62 have them.
 */
const CODES = {
  kind: 'tagged-fields',
  tag: { content: 'n', encoding: 'ascii', length: 2 },
  fields: {
    /** Hardware: 1 works, 0 does not. */
    keypad: digits('01', 1, 'Keypad works', '键盘状态'),
    pinPad: digits('02', 1, 'PIN pad works', '密码键盘状态'),
    stripeReader: digits('03', 1, 'Stripe reader works', '读卡器状态'),
    printer: digits('04', 1, 'Printer works', '打印机状态'),
    display: digits('05', 1, 'Display works', '显示器状态'),
    chipReader: digits('06', 1, 'Chip reader works', 'IC卡读卡器状态'),
    contactlessReader: digits('07', 1, 'Contactless reader works', '非接触读卡器状态'),
    /** 60: ordinary sale terminal. */
    applicationKind: digits('11', 2, 'Kind of application', '终端应用类型'),
    responseTimeout_s: digits('12', 2, 'Time allowed for an answer, in seconds', '超时时间(秒)'),
    dialRetries: digits('13', 1, 'Dial retries', '重试次数'),
    /** Filled with spaces on the right, as all telephone numbers. */
    phone1: text('14', 14, 'First telephone number', '交易电话号码一'),
    phone2: text('15', 14, 'Second telephone number', '交易电话号码二'),
    phone3: text('16', 14, 'Third telephone number', '交易电话号码三'),
    managementPhone: text('17', 14, 'Management telephone number', '管理电话号码'),
    allowsTips: digits('18', 1, 'Tips allowed', '是否支持小费'),
    tipMax_percent: digits('19', 2, 'Largest tip in percent', '小费百分比'),
    allowsKeyedCards: digits('20', 1, 'Keyed card numbers allowed', '是否支持手工输入卡号'),
    signsOffItself: digits('21', 1, 'Signs off after settlement', '是否自动签退'),
    merchantName: {
      tag: '22',
      content: 'ans',
      encoding: 'gbk',
      length: 40,
      name: { en: 'Merchant name', 'zh-CN': '商户名称' },
    },
    resends: digits('23', 1, 'Times a message is sent again', '交易重发次数'),
    /** 1 before settlement, 2 with the next online transaction. */
    offlineUpload: digits('24', 1, 'When offline transactions are sent', '离线上送方式'),
    masterKeyIndex: digits('25', 1, 'Master key index', '主密钥索引'),
    /** A bit for each kind of transaction; which is which is the acquirer's choice. */
    transactions: {
      tag: '26',
      content: 'b',
      encoding: 'binary',
      length: 4,
      name: { en: 'Transactions allowed', 'zh-CN': '支持的交易类型' },
    },
    offlineMax: digits('27', 2, 'Most offline transactions kept', '离线交易最大笔数'),
    /** Hours (4), dial attempts (5), success per mille or percent (3). */
    dialStatistics: digits('51', 12, 'Dial statistics', '通讯统计'),
    /** Ours, from codes that no description uses. */
    version: text('90', 8, 'Version of the parameters', '参数版本'),
    keysDue_h: digits('91', 3, 'Hours until working keys are due', '工作密钥有效小时数'),
    batchMax: digits('92', 3, 'Most transactions in a batch', '批次最大笔数'),
  },
} as const satisfies TaggedFieldsLayout

/** What a terminal says of its hardware when it signs on: a label, then its serial number. */
const SERIAL = {
  label: {
    content: 'ans',
    encoding: 'ascii',
    length: 11,
    name: { en: 'Label', 'zh-CN': '标签' },
  },
  serial: {
    content: 'ans',
    encoding: 'ascii',
    length: { digits: 2, indicator: 'ascii', max: 40 },
    name: { en: 'Terminal serial number', 'zh-CN': '终端序列号' },
  },
} as const satisfies { readonly [key: string]: FieldSpec }

const SIGN_ON = ['001', '003', '004', '005', '006'] as const

export const TERMINAL_PARAMETERS = [
  {
    when: { mti: ['0810'], elements: { '60.networkCode': ['360'] } },
    under: 'terminalParameters',
    name: { en: 'Terminal parameters', 'zh-CN': '终端参数' },
    layout: CODES,
  },
  {
    when: { mti: ['0820'], elements: { '60.networkCode': ['362'] } },
    under: 'terminalStatus',
    name: { en: 'Terminal status', 'zh-CN': '终端状态' },
    layout: CODES,
  },
  {
    when: { mti: ['0800'], elements: { '60.networkCode': SIGN_ON } },
    under: 'terminalSerial',
    name: { en: 'Terminal', 'zh-CN': '终端标识' },
    layout: { kind: 'sequence', fields: SERIAL },
  },
] as const satisfies VariantsLayout['variants']
