import { element, elements, type Elements } from '../../elements.ts'
import { ISO93_ELEMENTS } from '../iso93/elements.ts'
import { CHIP_DATA, PROCESSING } from '../layouts.ts'
import {
  ACCEPTOR,
  ADDITIONAL_AMOUNTS,
  AMOUNT,
  CAPABILITY,
  DATASETS,
  FEES,
  LIFE_CYCLE,
  ORIGINAL,
  ORIGINAL_AMOUNTS,
  POINT_OF_SERVICE,
} from './layouts.ts'

const RESERVED_ISO = [
  71, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 105, 106, 107, 108,
] as const
const RESERVED = [50, 51, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 124, 125, 126, 127] as const

/**
 * ISO 8583:2003, table of data elements: what differs from 1993. Where the standard leaves a length to the parties, the
 * one that the common message format of jPOS (jPOS-CMF) publishes. Amounts carry their currency and decimals; action
 * codes have four digits.
 */
export const ISO2003_ELEMENTS = {
  ...ISO93_ELEMENTS,
  3: { ...element('an', 6), layout: PROCESSING },
  4: { ...element('n', 16), layout: AMOUNT },
  5: { ...element('n', 16), layout: AMOUNT },
  6: { ...element('n', 16), layout: AMOUNT },
  7: element('n', 10),
  8: element('n', 12),
  11: element('n', 12),
  12: { ...element('n', 14), name: { en: 'Date and time, local transaction', 'zh-CN': '本地交易日期时间' } },
  13: { ...element('n', 6), name: { en: 'Date, effective', 'zh-CN': '生效日期' } },
  15: element('n', 8),
  18: { ...element('ans', [3, 140]), name: { en: 'Message error indicator', 'zh-CN': '报文错误指示' } },
  21: {
    ...element('b', 19),
    name: { en: 'Transaction life cycle identification', 'zh-CN': '交易生命周期标识' },
    layout: LIFE_CYCLE,
  },
  22: {
    ...element('b', 16),
    name: { en: 'Point of service data code', 'zh-CN': '服务点数据码' },
    layout: POINT_OF_SERVICE,
  },
  26: { ...element('n', 4), name: { en: 'Merchant category code', 'zh-CN': '商户类别码' } },
  27: { ...element('b', 27), name: { en: 'Point of service capability', 'zh-CN': '服务点能力' }, layout: CAPABILITY },
  28: { ...element('n', 8), name: { en: 'Date, reconciliation', 'zh-CN': '对账日期' } },
  30: { ...element('n', 32), name: { en: 'Amounts, original', 'zh-CN': '原始金额' }, layout: ORIGINAL_AMOUNTS },
  31: { ...element('n', 23), name: { en: 'Acquirer reference number', 'zh-CN': '受理方参考号' } },
  34: {
    ...element('b', [4, 9999]),
    sensitive: 'withheld',
    name: { en: 'Electronic commerce data', 'zh-CN': '电子商务数据' },
    layout: DATASETS,
  },
  39: { ...element('n', 4), name: { en: 'Action code', 'zh-CN': '动作码' } },
  41: element('ans', 16),
  42: element('ans', [2, 35]),
  43: { ...element('b', [4, 9999]), layout: ACCEPTOR },
  44: { ...element('b', [4, 9999]), layout: DATASETS },
  46: { ...element('ans', [3, 216]), name: { en: 'Amounts, fees', 'zh-CN': '费用金额' }, layout: FEES },
  49: {
    ...element('b', [4, 9999]),
    sensitive: 'withheld',
    name: { en: 'Verification data', 'zh-CN': '验证数据' },
    layout: DATASETS,
  },
  53: { ...element('b', [2, 48]), sensitive: 'withheld' },
  54: { ...element('ans', [3, 126]), layout: ADDITIONAL_AMOUNTS },
  55: { ...element('b', [4, 9999]), layout: CHIP_DATA },
  56: { ...element('n', [2, 41]), name: { en: 'Original data elements', 'zh-CN': '原始数据元' }, layout: ORIGINAL },
  66: { ...element('ans', [3, 216]), name: { en: 'Amounts, original fees', 'zh-CN': '原始费用金额' }, layout: FEES },
  68: { ...element('an', 9), name: { en: 'Batch transfer message control', 'zh-CN': '批传输报文控制' } },
  69: { ...element('ans', 40), name: { en: 'Batch transfer control data', 'zh-CN': '批传输控制数据' } },
  70: { ...element('n', 18), name: { en: 'File transfer description', 'zh-CN': '文件传输描述' } },
  72: { ...element('b', [3, 999]), name: { en: 'Data record', 'zh-CN': '数据记录' } },
  73: element('n', 8),
  74: { ...element('n', 156), name: { en: 'Reconciliation data, primary', 'zh-CN': '主对账数据' } },
  75: { ...element('n', 90), name: { en: 'Reconciliation data, secondary', 'zh-CN': '次对账数据' } },
  97: element('x+n', 21),
  99: element('an', [2, 11]),
  101: element('ans', [2, 99]),
  104: { ...element('b', [4, 9999]), layout: DATASETS },
  109: { ...element('ans', [3, 144]), name: { en: 'Credits, fee amounts', 'zh-CN': '贷记费用金额' } },
  110: { ...element('ans', [3, 144]), name: { en: 'Debits, fee amounts', 'zh-CN': '借记费用金额' } },
  ...elements(RESERVED_ISO, {
    ...element('b', [4, 9999]),
    name: { en: 'Reserved, ISO', 'zh-CN': '保留(ISO)' },
  }),
  ...elements(RESERVED, { ...element('b', [4, 9999]), name: { en: 'Reserved', 'zh-CN': '保留' } }),
} as const satisfies Elements
