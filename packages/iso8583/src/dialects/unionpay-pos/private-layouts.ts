import type { PositionalLayout, VariantsLayout } from '../../specification.ts'

/** DE 60: what kind of transaction, in which batch, and what the terminal can do. */
export const DE_60 = {
  kind: 'positional',
  parts: {
    /** 00 management, 01 balance, 10/11 pre-authorization and its void, 20/21 completion, 22 sale, 23 void, 25 refund. */
    type: { length: 2, name: { en: 'Transaction type', 'zh-CN': '交易类型码' } },
    batch: { length: 6, name: { en: 'Batch number', 'zh-CN': '批次号' } },
    networkCode: { length: 3, optional: true, name: { en: 'Network management code', 'zh-CN': '网络管理信息码' } },
    /** 5: reads chip cards, 6: contactless too. */
    reader: { length: 1, optional: true, name: { en: 'Reader capability', 'zh-CN': '终端读取能力' } },
    /** 0: the chip was read or not tried; 1 or 2: the last chip read failed. */
    chipCondition: { length: 1, optional: true, name: { en: 'Chip condition', 'zh-CN': 'IC卡条件代码' } },
    partialApproval: { length: 1, optional: true, name: { en: 'Partial approval', 'zh-CN': '部分扣款标志' } },
    accountType: { length: 3, optional: true, name: { en: 'Account type', 'zh-CN': '账户类型' } },
  },
} as const satisfies PositionalLayout

/** DE 61: the transaction that a void, refund, completion or reversal refers to. */
export const DE_61 = {
  kind: 'positional',
  parts: {
    batch: { length: 6, name: { en: 'Original batch number', 'zh-CN': '原批次号' } },
    trace: { length: 6, name: { en: 'Original trace number', 'zh-CN': '原流水号' } },
    /** MMDD. */
    date: { length: 4, optional: true, name: { en: 'Original date', 'zh-CN': '原交易日期' } },
    authorizationMode: { length: 2, optional: true, name: { en: 'Authorization mode', 'zh-CN': '原授权方式' } },
    institution: { length: 11, optional: true, name: { en: 'Authorizing institution', 'zh-CN': '原授权机构' } },
  },
} as const satisfies PositionalLayout

/**
 * DE 48 of a settlement: totals of domestic and foreign cards; results 0 none yet, 1 agree, 2 differ, 3 error. Of a
 * batch upload: up to eight transactions. Elsewhere it may hold card numbers too, so it is not shown.
 */
export const DE_48 = {
  kind: 'variants',
  otherwise: 'text',
  sensitive: 'withheld',
  variants: [
    {
      // DE 60, which names the kind of upload, comes after DE 48; a count and records of 40 digits are told by length.
      when: { mti: ['0320'], lengths: [42, 82, 122, 162, 202, 242, 282, 322] },
      under: 'batch',
      layout: {
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
      },
    },
    {
      when: { mti: ['0500', '0510'], lengths: [62] },
      under: 'settlement',
      layout: {
        kind: 'positional',
        parts: {
          domesticDebitAmount: { length: 12, name: { en: 'Domestic debit amount', 'zh-CN': '内卡借记总金额' } },
          domesticDebitCount: { length: 3, name: { en: 'Domestic debit count', 'zh-CN': '内卡借记总笔数' } },
          domesticCreditAmount: { length: 12, name: { en: 'Domestic credit amount', 'zh-CN': '内卡贷记总金额' } },
          domesticCreditCount: { length: 3, name: { en: 'Domestic credit count', 'zh-CN': '内卡贷记总笔数' } },
          domesticResult: { length: 1, name: { en: 'Domestic result', 'zh-CN': '内卡对账应答代码' } },
          foreignDebitAmount: { length: 12, name: { en: 'Foreign debit amount', 'zh-CN': '外卡借记总金额' } },
          foreignDebitCount: { length: 3, name: { en: 'Foreign debit count', 'zh-CN': '外卡借记总笔数' } },
          foreignCreditAmount: { length: 12, name: { en: 'Foreign credit amount', 'zh-CN': '外卡贷记总金额' } },
          foreignCreditCount: { length: 3, name: { en: 'Foreign credit count', 'zh-CN': '外卡贷记总笔数' } },
          foreignResult: { length: 1, name: { en: 'Foreign result', 'zh-CN': '外卡对账应答代码' } },
        },
      },
    },
  ],
} as const satisfies VariantsLayout
