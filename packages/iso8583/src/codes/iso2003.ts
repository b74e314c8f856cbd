import { ISO93_CODES } from './iso93.ts'
import { code, type ResponseCodes } from './response-code.ts'

/**
 * The action code of 2003 for one of 1993: the class digit stays, the number grows to three digits; system codes (9xx)
 * moved to 91xx, business arrangements to 93xx.
 */
export function toIso2003(action93: string): string {
  const family = action93.slice(0, 1)
  const number = action93.slice(1)
  if (action93 === '904') return '9100'
  if (action93 === '950') return '9350'
  return family === '9' && action93 > '901' ? `91${number}` : `${family}0${number}`
}

/** Codes that came with 2003 (numbers as the common message format of jPOS publishes them). */
const NEW_CODES = {
  '0008': code('approved', 'Approved, fees disputed', '批准,费用有争议'),
  '0009': code('approved', 'Approved with overdraft', '透支批准'),
  '0010': code('approved', 'Approved, customer reactivated', '批准,客户已重新激活'),
  '0011': code('approved', 'Approved, terminal cannot go online', '批准,终端无法联机'),
  '0012': code('approved', 'Approved offline', '脱机批准'),
  '0013': code('approved', 'Approved offline after referral', '脱机批准(经查询)'),
  '1030': code('decline', 'Currency unacceptable to issuer', '发卡方不接受该货币'),
  '1031': code('decline', 'Declined, fees disputed', '拒绝,费用有争议'),
  '1032': code('operator', 'Lost or stolen card', '挂失或被窃卡'),
  '1033': code('decline', 'Authorization life cycle unacceptable', '授权周期不可接受'),
  '1034': code('decline', 'Authorization life cycle expired', '授权周期已过'),
  '1035': code('decline', 'Closed account', '账户已销户'),
  '1036': code('decline', 'Closed savings account', '储蓄账户已销户'),
  '1037': code('decline', 'Closed credit account', '信用账户已销户'),
  '1038': code('decline', 'Closed account of this type', '该类账户已销户'),
  '1039': code('decline', 'Closed cheque account', '支票账户已销户'),
  '1040': code('decline', 'Bad debt', '坏账'),
  '1041': code('decline', 'From account in bad status', '转出账户状态异常'),
  '1042': code('decline', 'To account in bad status', '转入账户状态异常'),
  '1045': code('decline', 'Card verification data failed', '卡校验数据错误'),
  '1046': code('decline', 'Amount not found', '找不到金额'),
  '1047': code('decline', 'PIN change required', '需要更改PIN'),
  '1048': code('retry', 'New PIN invalid', '新PIN无效'),
  '1060': code('decline', 'Aborted at terminal', '终端中止'),
  '1061': code('decline', 'Transaction not supported', '不支持的交易'),
  '1062': code('decline', 'Cashback not allowed', '不允许返现'),
  '1063': code('decline', 'Cashback amount exceeded', '返现金额超限'),
  '1064': code('decline', 'Declined offline', '脱机拒绝'),
  '1065': code('decline', 'Declined, terminal cannot go online', '拒绝,终端无法联机'),
  '1066': code('decline', 'Declined offline after referral', '脱机拒绝(经查询)'),
  '2011': code('operator', 'Daily withdrawal count exceeded, pick up', '当日取款次数超限(没收)'),
  '2012': code('operator', 'Daily amount exceeded, pick up', '当日金额超限(没收)'),
  '8001': code('retry', 'Network management, try again', '网络管理,请重试'),
  '9124': code('decline', 'Security code invalid', '安全码无效'),
} as const satisfies ResponseCodes

/** DE 39 of ISO 8583:2003. */
export const ISO2003_CODES: ResponseCodes = {
  ...Object.fromEntries(Object.entries(ISO93_CODES).map(([action, meaning]) => [toIso2003(action), meaning])),
  ...NEW_CODES,
}
