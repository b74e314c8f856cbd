import type { FieldSpec, SequenceLayout, VariantsLayout } from '../../specification.ts'

const text = (length: number, en: string, zhCN: string) =>
  ({ content: 'ans', encoding: 'ascii', length, name: { en, 'zh-CN': zhCN } }) as const satisfies FieldSpec
const bytes = (length: number, en: string, zhCN: string) =>
  ({ content: 'b', encoding: 'binary', length, name: { en, 'zh-CN': zhCN } }) as const satisfies FieldSpec

/** DE 62 of sales in instalments (DE 25 = 64): request and answer. Amounts may be spaces, so they are text. */
const INSTALMENTS = {
  kind: 'sequence',
  fields: {
    periods: text(2, 'Number of instalments', '分期期数'),
    project: text(30, 'Project code', '商品项目编码'),
    feePayment: text(2, 'How the fee is paid', '手续费支付方式'),
    reserved: text(28, 'Reserved', '保留'),
  },
} as const satisfies SequenceLayout
const INSTALMENT_PLAN = {
  kind: 'sequence',
  fields: {
    firstAmount: text(12, 'First instalment', '首期还款金额'),
    currency: text(3, 'Currency', '还款币种'),
    fee: text(12, 'Fee in all', '手续费'),
    points: text(12, 'Points given', '奖励积分'),
    feePayment: text(1, 'How the fee is paid', '手续费支付方式'),
    firstFee: text(12, 'Fee of the first instalment', '首期手续费'),
    laterFee: text(12, 'Fee of each later instalment', '每期手续费'),
    reserved: text(13, 'Reserved', '保留'),
  },
} as const satisfies SequenceLayout

/** DE 62 by point-of-service condition (DE 25) or kind (DE 60.1), as published terminal code writes it. */
export const VALUE_ADDED = [
  {
    when: { mti: ['0200'], elements: { '25': ['64'] }, lengths: [62] },
    under: 'instalments',
    name: { en: 'Instalments wanted', 'zh-CN': '分期付款请求' },
    layout: INSTALMENTS,
  },
  {
    when: { mti: ['0210'], elements: { '25': ['64'] }, lengths: [77] },
    under: 'instalmentPlan',
    name: { en: 'Instalment plan', 'zh-CN': '分期付款信息' },
    layout: INSTALMENT_PLAN,
  },
  {
    // A sale paid with points (DE 25 = 65): how many, and what is left to pay in money.
    when: { mti: ['0210'], elements: { '25': ['65'] }, lengths: [22] },
    under: 'points',
    name: { en: 'Points', 'zh-CN': '积分信息' },
    layout: {
      kind: 'sequence',
      fields: { points: text(10, 'Points spent', '兑换积分数'), rest: text(12, 'Amount in money', '自付金额') },
    },
  },
  {
    // A refund of electronic cash (60.1 = 27): the terminal of the sale.
    when: { mti: ['0220'], elements: { '60.type': ['27'] }, lengths: [8] },
    under: 'originalTerminal',
    name: { en: 'Terminal of the original sale', 'zh-CN': '原交易终端' },
    layout: { kind: 'sequence', fields: { id: text(8, 'Terminal', '终端号') } },
  },
] as const satisfies VariantsLayout['variants']

/**
 * DE 58 of a load of an electronic purse (PBOC 1.0): what the card told. Everything else in DE 58 stays `data`.
 */
export const PURSE = {
  kind: 'variants',
  otherwise: 'data',
  sensitive: 'withheld',
  variants: [
    {
      when: { mti: ['0200'], lengths: [47] },
      under: 'load',
      name: { en: 'Load of an electronic purse', 'zh-CN': '电子钱包圈存' },
      layout: {
        kind: 'sequence',
        fields: {
          /** RQ. */
          usage: text(2, 'Usage', '用法标识'),
          issuer: bytes(8, 'Issuer', '发卡方标识'),
          card: {
            content: 'n',
            encoding: 'bcd',
            length: 20,
            sensitive: 'pan',
            name: { en: 'Card number', 'zh-CN': '卡号' },
          },
          random: bytes(4, 'Random number', '随机数'),
          keyIndex: bytes(1, 'Key index', '密钥索引'),
          keyVersion: bytes(1, 'Key version', '密钥版本'),
          sequence: bytes(2, 'Transaction sequence', '交易序号'),
          balance: bytes(4, 'Balance before', '交易前余额'),
          amount: bytes(4, 'Amount', '交易金额'),
          kind: bytes(1, 'Kind of transaction', '交易类型标识'),
          terminal: bytes(6, 'Security module of the terminal', '终端机编号'),
          mac: { ...bytes(4, 'Card authentication code', 'MAC1'), sensitive: 'withheld' },
        },
      },
    },
  ],
} as const satisfies VariantsLayout
