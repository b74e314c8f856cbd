/** The outcome of something that can fail for reasons of the world. A bug throws instead (see `assert`). */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error })

/** The value of a result that cannot fail here; throws `why` when it did after all, because that is a bug. */
export function expectOk<T, E>(result: Result<T, E>, why: string): T {
  if (result.ok) return result.value
  throw new Error(`${why}: ${describeError(result.error)}`)
}

function describeError(error: unknown): string {
  if (error instanceof Error) return error.message
  return typeof error === 'string' ? error : JSON.stringify(error)
}
