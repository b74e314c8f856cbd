import type { PositionalLayout } from '../../specification.ts'

/** DE 60: what kind of transaction, in which batch, and what the terminal can do. */
export const DE_60 = {
  kind: 'positional',
  parts: {
    /**
     * 00 management, 01 balance, 03 points balance, 10/11 pre-authorization and its void, 20/21 completion and its void,
     * 22 sale, 23 void, 24 completion advice, 25 refund, 27 refund of electronic cash, 30 offline sale, 32 adjustment, 34
     * tip, 36 offline chip sale, 40 to 42 load of an electronic purse, 45 to 47 load of electronic cash, 48 and 49 load
     * of a stripe card, 51 void of a load, 53 and 54 reserved sale.
     */
    type: { length: 2, name: { en: 'Transaction type', 'zh-CN': '交易类型码' } },
    batch: { length: 6, name: { en: 'Batch number', 'zh-CN': '批次号' } },
    /**
     * 001 to 006 sign-on, 002 sign-off, 201 settlement and stripe details, 202/207 end of a batch upload, 203 to 206 chip
     * details, 301 echo, 360 parameters, 362 status, 370 to 372 CA keys, 380 to 382 chip parameters, 390/391 refused
     * cards, 394 to 399 contactless parameters and card ranges, 401 sign-on for points, 951 issuer script.
     */
    networkCode: { length: 3, optional: true, name: { en: 'Network management code', 'zh-CN': '网络管理信息码' } },
    /** 5: reads chip cards, 6: contactless too. */
    reader: { length: 1, optional: true, name: { en: 'Reader capability', 'zh-CN': '终端读取能力' } },
    /** 0: the chip was read or not tried; 1 or 2: the last chip read failed. */
    chipCondition: { length: 1, optional: true, name: { en: 'Chip condition', 'zh-CN': 'IC卡条件代码' } },
    partialApproval: { length: 1, optional: true, name: { en: 'Partial approval', 'zh-CN': '部分扣款标志' } },
    accountType: { length: 3, optional: true, name: { en: 'Account type', 'zh-CN': '账户类型' } },
  },
} as const satisfies PositionalLayout

/** DE 61: the transaction that a void, refund, completion, adjustment or script result refers to. */
export const DE_61 = {
  kind: 'positional',
  parts: {
    batch: { length: 6, name: { en: 'Original batch number', 'zh-CN': '原批次号' } },
    trace: { length: 6, name: { en: 'Original trace number', 'zh-CN': '原流水号' } },
    /** MMDD. */
    date: { length: 4, optional: true, name: { en: 'Original date', 'zh-CN': '原交易日期' } },
    /** 00 at the terminal, 01 by telephone, 02 below the floor limit. */
    authorizationMode: { length: 2, optional: true, name: { en: 'Authorization mode', 'zh-CN': '原授权方式' } },
    institution: { length: 11, optional: true, name: { en: 'Authorizing institution', 'zh-CN': '原授权机构' } },
  },
} as const satisfies PositionalLayout
