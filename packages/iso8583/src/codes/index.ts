import { ISO87_CODES } from './iso87.ts'
import type { ResponseCode, ResponseCodes } from './response-code.ts'
import { UNIONPAY_CODES } from './unionpay.ts'

/** Whose codes: the same number means different things to different networks, so a code is read by its table. */
export type CodeTable = 'unionpay' | 'iso87'

const TABLES: Readonly<Record<CodeTable, ResponseCodes>> = { unionpay: UNIONPAY_CODES, iso87: ISO87_CODES }

/** What a value of DE 39 means; undefined for one that the table does not know. */
export const responseCode = (table: CodeTable, value: string): ResponseCode | undefined =>
  Object.hasOwn(TABLES[table], value) ? TABLES[table][value] : undefined

export type { ResponseClass, ResponseCode, ResponseCodes } from './response-code.ts'
