import { ISO2003_CODES } from './iso2003.ts'
import { ISO87_CODES } from './iso87.ts'
import { ISO93_CODES } from './iso93.ts'
import type { ResponseCode, ResponseCodes } from './response-code.ts'
import { UNIONPAY_CODES } from './unionpay.ts'

/** Whose codes: the same number means different things to different networks, so a code is read by its table. */
export type CodeTable = 'unionpay' | 'iso87' | 'iso93' | 'iso2003'

const TABLES: Readonly<Record<CodeTable, ResponseCodes>> = {
  unionpay: UNIONPAY_CODES,
  iso87: ISO87_CODES,
  iso93: ISO93_CODES,
  iso2003: ISO2003_CODES,
}

/** What a value of DE 39 means; undefined for one that the table does not know. */
export const responseCode = (table: CodeTable, value: string): ResponseCode | undefined =>
  Object.hasOwn(TABLES[table], value) ? TABLES[table][value] : undefined

export { translateCode } from './translate.ts'
export type { ResponseClass, ResponseCode } from './response-code.ts'
