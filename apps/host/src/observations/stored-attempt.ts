import type { AttemptDetail, AttemptSummary } from '@fiftyfive/contract'
import { CAUSES } from '@fiftyfive/diagnosis'
import type { ObservationRow } from '@fiftyfive/store/sqlite'

/** What is kept of an attempt for the console, as JSON in the observation log. */
export type StoredAttempt = Omit<AttemptDetail, 'sameCard' | 'confirmation'>

export function summaryOf(stored: StoredAttempt): AttemptSummary {
  const { attempt: _attempt, verdicts: _verdicts, messages: _messages, timeline: _timeline, ...summary } = stored
  return summary
}

/** `body`: the attempt as JSON. `rescued`: the same card paid shortly afterwards. */
export function rowOf(stored: StoredAttempt, body: string, rescued: boolean): ObservationRow {
  const { attempt } = stored
  const owner = stored.cause && stored.cause !== 'unknown' ? CAUSES[stored.cause].owner : undefined
  return {
    id: stored.id,
    at: stored.at,
    card: attempt.card,
    terminal: stored.terminal,
    status: stored.status,
    cause: stored.cause ?? '',
    owner: owner ?? '',
    trySpent: attempt.issuerCode === '55' || attempt.issuerCode === '75' ? 1 : 0,
    rescued: stored.status !== 'approved' && rescued ? 1 : 0,
    merchant: attempt.merchant,
    model: attempt.model ?? '',
    version: attempt.softwareVersion ?? '',
    range: attempt.range,
    issuer: attempt.issuer ?? '',
    entry: stored.entryMode,
    panLength: String(attempt.panLength ?? ''),
    key: attempt.keyCheck ?? '',
    maskedPan: stored.maskedPan,
    amount_minor: stored.amount_minor,
    body,
  }
}
