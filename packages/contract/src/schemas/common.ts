import { z } from 'zod'
import type { ErrorEnvelope, Page } from '../index.ts'

/** Every member of a type, optional ones too: a member that is added has to be described. */
export type Shape<T> = { readonly [Name in keyof Required<T>]: z.ZodType }

/** Absent or there, never `undefined`. */
export const may = z.exactOptional
/** Milliseconds since 1970 (UTC). */
export const instant = z.number().int()
export const done = z.object({ ok: z.literal(true) })
export const id = z.object({ id: z.string().min(1).max(80) })
export const bilingual = z.object({ en: z.string(), 'zh-CN': z.string() })

export const errorEnvelope: z.ZodType<ErrorEnvelope> = z.object({
  error: z.object({ code: z.string(), message: z.string() }),
})

export const page = <Item>(item: z.ZodType<Item>): z.ZodType<Page<Item>> =>
  z.object({ items: z.array(item), next: may(z.string()) })
export const all = <Item>(item: z.ZodType<Item>): z.ZodType<{ readonly items: readonly Item[] }> =>
  z.object({ items: z.array(item) })

/** How many items a page has, and after which it begins. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.string().max(80).optional(),
}
