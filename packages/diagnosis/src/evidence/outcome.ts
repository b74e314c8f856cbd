import type { Attempt, OtherAttempt } from '../attempt.ts'
import { codeClass } from '../model/answer.ts'

/** Approved, also partially (10, 11) or with a forced balance update, by the class A codes of UnionPay. */
const APPROVED = new Set(['00', '10', '11', '16', 'A2', 'A4', 'A5', 'A6'])
export const isApproved = ({ code }: Pick<Attempt, 'code'>): boolean => code === '00' || APPROVED.has(code)

/** The issuer found the PIN wrong, and a try was spent. */
export const isWrongPin = (attempt: OtherAttempt): boolean =>
  codeClass(attempt.issuerCode ?? attempt.code) === 'wrong-pin'

const TECHNICAL: ReadonlySet<string> = new Set(['pin-format', 'mac', 'security', 'system', 'sign-on'])

/** The till was told something else than the issuer said. One technical refusal told as another is no change. */
export const isAnswerChanged = ({ code, issuerCode }: Attempt): boolean => {
  if (issuerCode === undefined || issuerCode === '') return false
  const [said, told] = [codeClass(issuerCode), codeClass(code)]
  return said !== told && !(TECHNICAL.has(said) && TECHNICAL.has(told))
}

export const isLocked = (attempt: OtherAttempt): boolean =>
  codeClass(attempt.issuerCode ?? attempt.code) === 'tries-exceeded'

/** The id settles equal times, so that the order in which a log arrived does not matter. */
export const byNewest = (a: OtherAttempt, b: OtherAttempt): number => b.at - a.at || (a.id < b.id ? 1 : -1)

/** Newest first. */
export function newestFirst(attempts: readonly OtherAttempt[]): readonly OtherAttempt[] {
  for (let index = 1; index < attempts.length; index++)
    if (byNewest(attempts[index - 1] as OtherAttempt, attempts[index] as OtherAttempt) >= 0)
      return attempts.toSorted(byNewest)
  return attempts
}
