import { type Audience, permissionsOf, ROLES } from '@fiftyfive/contract'
import { adviceFor, type AdviceContext, type EvidenceLine, type Verdict } from '@fiftyfive/diagnosis'
import { fill, type Messages } from '@fiftyfive/messages/console'
import { ApiError } from './request.ts'

/** Words of the field that the console explains. */
export type Term = keyof Messages['operations']['terms']

type CauseId = Verdict['cause']

export const causeName = (messages: Messages, cause: CauseId): string => messages.causes[cause].name

/** In a ranking the causes nobody listed stand as one. */
export const rankedName = (messages: Messages, cause: CauseId | 'other'): string =>
  cause === 'other' ? messages.console.attempt.rankingOther : causeName(messages, cause)

/** The word for a key that came from elsewhere, if the table has one. */
export const lookUp = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** Names of the roles that include a permission, as people know who may do something. */
export const rolesWith = ({ accounts }: Messages, permission: string): string[] =>
  ROLES.filter((role) => (permissionsOf([role]) as readonly string[]).includes(permission)).map(
    (role) => accounts.roles[role],
  )

/** Why something did not work, in the reader's language; what only the host can know comes in its own words. */
export function faultWords(messages: Messages, error: unknown): string {
  if (!(error instanceof ApiError) || error.status === 0) return messages.console.error.unreachable
  const words = lookUp(messages.faults, error.code) ?? error.message
  // Of several numbers only the host knows which one it is.
  return error.code === 'FF_MERCHANT_UNKNOWN' ? `${words} ${error.message}` : words
}

/** The line's sentence with its values. An older or newer model may have lines without words here: its id is shown. */
export function evidenceSentence(messages: Messages, line: Pick<EvidenceLine, 'id' | 'values'>): string {
  const sentence = lookUp(messages.evidence, line.id)
  // Of an older model's line, or one that tells against a cause, the values may not be known.
  if (sentence === undefined) return line.id
  return fill(sentence, line.values).replaceAll(/\{\w+(?::[^}]*\|([^}|]*))?\}/g, (_, many?: string) =>
    many ? `… ${many}` : '…',
  )
}

/**
 * The next step for one audience, as the advice to the till has it: where no try is left nobody is told to enter the PIN
 * again, and while a slip is likely among unknown causes the PIN may be entered once more.
 */
export function nextStep(messages: Messages, cause: CauseId, audience: Audience, context: AdviceContext): string {
  const atTill = audience === 'cashier' || audience === 'cardholder'
  const retryIsFutile = atTill && adviceFor(cause).retryHelps && !adviceFor(cause, context).retryHelps
  if (cause === 'unknown' && atTill && adviceFor(cause, context).retryHelps) return messages.causes.slip[audience]
  return messages.causes[retryIsFutile ? 'online-locked' : cause][audience]
}
