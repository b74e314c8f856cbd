import { element, type Elements } from '../../elements.ts'
import type { PositionalLayout } from '../../specification.ts'
import { ISO87_ELEMENTS } from '../iso87/elements.ts'
import { part, PROCESSING } from '../layouts.ts'
import { SUBELEMENTS } from './subelements.ts'

/** DE 22: how card number and PIN got into the terminal. */
const ENTRY_MODE = {
  kind: 'positional',
  parts: { panEntry: part(2, 'How the card was read', '卡号输入方式'), pinEntry: part(1, 'PIN entry', 'PIN输入方式') },
} as const satisfies PositionalLayout

/** DE 43: name and place of the card acceptor. */
const ACCEPTOR = {
  kind: 'positional',
  parts: {
    name: part(25, 'Name', '名称'),
    city: part(13, 'City', '城市'),
    country: part(2, 'Country', '国家'),
  },
} as const satisfies PositionalLayout

/** What card networks' host links have in common, however they write it: 1987 with these elements taken apart. */
export const NETWORK_ELEMENTS = {
  ...ISO87_ELEMENTS,
  3: { ...element('n', 6), layout: PROCESSING },
  22: { ...element('n', 3), layout: ENTRY_MODE },
  43: { ...element('ans', 40), layout: ACCEPTOR },
  44: element('ans', [2, 25]),
} as const satisfies Elements

/** DE 61: where and how the sale takes place, a digit each. */
const POINT_OF_SERVICE = {
  kind: 'positional',
  parts: {
    attendance: part(1, 'Terminal attended', '终端是否有人值守'),
    reserved1: part(1, 'Reserved', '保留'),
    location: part(1, 'Terminal location', '终端位置'),
    cardholderPresence: part(1, 'Cardholder presence', '持卡人是否在场'),
    cardPresence: part(1, 'Card presence', '卡片是否在场'),
    cardCapture: part(1, 'Can keep cards', '没收卡能力'),
    transactionStatus: part(1, 'Transaction status', '交易状态'),
    security: part(1, 'Suspected fraud', '交易安全状况'),
    reserved2: part(1, 'Reserved', '保留'),
    cardholderActivated: part(1, 'Cardholder-activated terminal level', '自助终端级别'),
    inputCapability: part(1, 'Card data input capability', '终端读卡能力'),
    lifeCycle_days: part(2, 'Days that a hold stands', '预授权有效天数'),
    country: part(3, 'Country of the terminal', '终端国家代码'),
    postalCode: { length: 10, optional: true, name: { en: 'Postal code', 'zh-CN': '邮编' } },
  },
} as const satisfies PositionalLayout

/** All characters, EBCDIC throughout: numbered subelements in DE 48, a line of codes in DE 61. */
export const CHARACTER_ELEMENTS = {
  ...NETWORK_ELEMENTS,
  48: {
    ...element('ans', [3, 999]),
    layout: {
      kind: 'positional',
      parts: { category: part(1, 'Transaction category', '交易类别') },
      rest: SUBELEMENTS,
    },
  },
  60: {
    ...element('ans', [3, 60]),
    name: { en: 'Advice reason', 'zh-CN': '通知原因' },
    layout: {
      kind: 'positional',
      parts: {
        reason: part(3, 'Advice reason code', '通知原因码'),
        detail: { length: 4, optional: true, name: { en: 'Detail code', 'zh-CN': '明细码' } },
        text: { optional: true, name: { en: 'Text', 'zh-CN': '文本' } },
      },
    },
  },
  61: {
    ...element('ans', [3, 26]),
    name: { en: 'Point of service data', 'zh-CN': '服务点数据' },
    layout: POINT_OF_SERVICE,
  },
  63: {
    ...element('ans', [3, 50]),
    name: { en: 'Network data', 'zh-CN': '网络数据' },
    layout: {
      kind: 'positional',
      parts: {
        network: part(3, 'Financial network code', '金融网络代码'),
        reference: part(9, 'Network reference number', '网络参考号'),
        text: { optional: true, name: { en: 'Text', 'zh-CN': '文本' } },
      },
    },
  },
} as const satisfies Elements
