import type { PositionalLayout } from '../../specification.ts'
import { part } from '../layouts.ts'

/** DE 22: twelve codes of one character each (ISO 8583:1993, A.8). */
export const POINT_OF_SERVICE = {
  kind: 'positional',
  parts: {
    cardInput: part(1, 'Card data input capability', '终端读卡能力'),
    cardholderAuthentication: part(1, 'Cardholder authentication capability', '持卡人验证能力'),
    cardCapture: part(1, 'Card capture capability', '没收卡能力'),
    environment: part(1, 'Operating environment', '操作环境'),
    cardholderPresent: part(1, 'Cardholder present', '持卡人是否在场'),
    cardPresent: part(1, 'Card present', '卡片是否在场'),
    inputMode: part(1, 'Card data input mode', '读卡方式'),
    authenticationMethod: part(1, 'Cardholder authentication method', '持卡人验证方式'),
    authenticationEntity: part(1, 'Cardholder authentication entity', '持卡人验证方'),
    cardOutput: part(1, 'Card data output capability', '写卡能力'),
    terminalOutput: part(1, 'Terminal output capability', '终端输出能力'),
    pinCapture: part(1, 'PIN capture capability', 'PIN输入能力'),
  },
} as const satisfies PositionalLayout

/** DE 30: the amount of the original transaction, and the one it was reconciled in. */
export const ORIGINAL_AMOUNTS = {
  kind: 'positional',
  parts: { amount: part(12, 'Amount', '金额'), reconciliationAmount: part(12, 'Reconciled amount', '对账金额') },
} as const satisfies PositionalLayout

/** DE 56: which message a later one refers to. */
export const ORIGINAL = {
  kind: 'positional',
  parts: {
    mti: part(4, 'Original message type', '原报文类型'),
    trace: part(6, 'Original trace number', '原系统跟踪号'),
    /** YYMMDDhhmmss, DE 12 of the original. */
    local: part(12, 'Original local date and time', '原本地交易日期时间'),
    acquirerLength: part(2, 'Length of the original acquirer', '原受理机构长度'),
    acquirer: { name: { en: 'Original acquirer', 'zh-CN': '原受理机构' } },
  },
} as const satisfies PositionalLayout
