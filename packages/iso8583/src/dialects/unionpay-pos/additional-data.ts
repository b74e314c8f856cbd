import type { PositionalLayout, RepeatedLayout, VariantsLayout } from '../../specification.ts'

/** What a terminal has in its batch and what the host answers: amounts in fen, then whether they agree. */
const SETTLEMENT = {
  kind: 'positional',
  parts: {
    domesticDebitAmount: { length: 12, name: { en: 'Domestic debit amount', 'zh-CN': '内卡借记总金额' } },
    domesticDebitCount: { length: 3, name: { en: 'Domestic debit count', 'zh-CN': '内卡借记总笔数' } },
    domesticCreditAmount: { length: 12, name: { en: 'Domestic credit amount', 'zh-CN': '内卡贷记总金额' } },
    domesticCreditCount: { length: 3, name: { en: 'Domestic credit count', 'zh-CN': '内卡贷记总笔数' } },
    /** 0 in a request; 1 agree, 2 differ, 3 error. */
    domesticResult: { length: 1, name: { en: 'Domestic result', 'zh-CN': '内卡对账应答代码' } },
    foreignDebitAmount: { length: 12, name: { en: 'Foreign debit amount', 'zh-CN': '外卡借记总金额' } },
    foreignDebitCount: { length: 3, name: { en: 'Foreign debit count', 'zh-CN': '外卡借记总笔数' } },
    foreignCreditAmount: { length: 12, name: { en: 'Foreign credit amount', 'zh-CN': '外卡贷记总金额' } },
    foreignCreditCount: { length: 3, name: { en: 'Foreign credit count', 'zh-CN': '外卡贷记总笔数' } },
    foreignResult: { length: 1, name: { en: 'Foreign result', 'zh-CN': '外卡对账应答代码' } },
  },
} as const satisfies PositionalLayout

/** Stripe transactions of a batch, at most eight a message (60.3 = 201). */
const BATCH = {
  kind: 'repeated',
  countDigits: 2,
  parts: {
    /** 00 domestic, 01 foreign card. */
    cardKind: { length: 2, name: { en: 'Kind of card', 'zh-CN': '卡类别' } },
    trace: { length: 6, name: { en: 'Trace number', 'zh-CN': '流水号' } },
    /** Right-justified with leading zeros. */
    pan: { length: 20, sensitive: 'pan', name: { en: 'Card number', 'zh-CN': '卡号' } },
    amount: { length: 12, name: { en: 'Amount', 'zh-CN': '交易金额' } },
  },
} as const satisfies RepeatedLayout

/**
 * DE 48 by message type and length: DE 60, which names the kind of message, comes after it. Elsewhere it may hold card
 * numbers too, so it is not shown.
 */
export const DE_48 = {
  kind: 'variants',
  otherwise: 'text',
  sensitive: 'withheld',
  variants: [
    {
      when: { mti: ['0320'], lengths: [42, 82, 122, 162, 202, 242, 282, 322] },
      under: 'batch',
      name: { en: 'Transactions of the batch', 'zh-CN': '批上送明细' },
      layout: BATCH,
    },
    {
      when: { mti: ['0500', '0510'], lengths: [62] },
      under: 'settlement',
      name: { en: 'Settlement totals', 'zh-CN': '结算总额' },
      layout: SETTLEMENT,
    },
    {
      // The end of a batch upload (60.3 = 202 after a difference, 207 otherwise).
      when: { mti: ['0320', '0330'], lengths: [4] },
      under: 'batchEnd',
      name: { en: 'End of the batch upload', 'zh-CN': '批上送结束' },
      layout: {
        kind: 'positional',
        parts: { count: { length: 4, name: { en: 'Transactions sent in all', 'zh-CN': '批上送总笔数' } } },
      },
    },
    {
      // Offline sale, adjustment, tip (60.1 = 30, 32, 34): 0220 online, 0320 in a batch upload.
      when: { mti: ['0220', '0320'], lengths: [12] },
      under: 'tip',
      name: { en: 'Tip', 'zh-CN': '小费' },
      layout: {
        kind: 'positional',
        parts: { amount: { length: 12, name: { en: 'Tip', 'zh-CN': '小费金额' } } },
      },
    },
    {
      // A load from another card: how that card was read. Its number is in DE 62.
      when: { mti: ['0200'], elements: { '25': ['91'] }, lengths: [4] },
      under: 'otherCard',
      name: { en: 'Card of the other party', 'zh-CN': '转入卡' },
      layout: {
        kind: 'positional',
        fill: { length: 4, character: '0' },
        parts: {
          panEntry: { length: 2, name: { en: 'How the other card was read', 'zh-CN': '转入卡卡号输入方式' } },
          pinEntry: { length: 1, name: { en: 'PIN entry for the other card', 'zh-CN': '转入卡PIN输入方式' } },
        },
      },
    },
  ],
} as const satisfies VariantsLayout
