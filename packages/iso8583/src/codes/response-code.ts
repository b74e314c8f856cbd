import type { Name } from '../specification.ts'

/**
 * What the receiver of a response code does, as UnionPay classifies codes: go on (A), try again (B), do not try again
 * (C), the operator acts (D), the system is at fault (E).
 */
export type ResponseClass = 'approved' | 'retry' | 'decline' | 'operator' | 'system'

export interface ResponseCode {
  readonly meaning: Name
  readonly class: ResponseClass
}

export type ResponseCodes = { readonly [code: string]: ResponseCode }

export const code = (meaningClass: ResponseClass, en: string, zhCN: string): ResponseCode => ({
  meaning: { en, 'zh-CN': zhCN },
  class: meaningClass,
})
