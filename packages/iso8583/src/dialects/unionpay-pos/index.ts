import { unionpayPosCodec } from '../../compiled/generated/unionpay-pos.ts'
import { createDialect } from '../../dialect.ts'
import type { MessageOf } from '../../message-type.ts'
import { UNIONPAY_POS_FIELDS } from './fields.ts'

/** What a UnionPay terminal and its acquirer exchange. */
export type UnionPayMessage = MessageOf<typeof UNIONPAY_POS_FIELDS>

export const unionpayPos = createDialect(
  {
    id: 'unionpay-pos',
    name: { en: 'UnionPay POS', 'zh-CN': '银联POS终端' },
    version: '0',
    messageType: 'bcd',
    bitmap: 'binary',
    fieldsMax: 64,
    codes: 'unionpay',
    fields: UNIONPAY_POS_FIELDS,
  },
  unionpayPosCodec,
)
