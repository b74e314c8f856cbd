import type { FieldSpec, VariantsLayout } from '../../specification.ts'

const digits = (length: number, en: string, zhCN: string) =>
  ({ content: 'n', encoding: 'ascii', length, name: { en, 'zh-CN': zhCN } }) as const satisfies FieldSpec

/**
 * DE 62 of a 0320 that carries one chip transaction; its data are in DE 55. 60.3 = 203 or 205: approved online, its
 * certificate (TC). 204 or 206: the card or the terminal refused, or went on although the issuer's cryptogram failed.
 * As published terminal code writes it; `result` and `reason` are known by the values seen only.
 */
const CHIP_TRANSACTION = {
  kind: 'sequence',
  fields: {
    /** 61 approved, 71 with a reason. */
    usage: digits(2, 'Usage', '用法标识'),
    /** 00 domestic, 01 foreign card. */
    cardKind: digits(2, 'Kind of card', '卡类别'),
    /** 00 approved, 05 issuer authentication failed, 11 refused offline. */
    result: digits(2, 'Result', '交易结果'),
    amount: digits(12, 'Amount', '交易金额'),
    currency: digits(3, 'Currency', '货币代码'),
    /** 22 after a failed issuer authentication, 10 after a refusal. */
    reason: { ...digits(2, 'Reason', '原因'), optional: true },
  },
} as const

export const BATCH_UPLOAD = [
  {
    when: { mti: ['0320'], elements: { '60.networkCode': ['203', '204', '205', '206'] } },
    under: 'chipTransaction',
    name: { en: 'Chip transaction', 'zh-CN': 'IC卡交易明细' },
    layout: CHIP_TRANSACTION,
  },
] as const satisfies VariantsLayout['variants']
