import { toHex, type Instant } from '@fiftyfive/kernel'
import type { DownloadAnswer } from '../exchange/answer.ts'
import { allowedBy, applicationOf, caKeyOf, type CaKey, type TerminalParameters } from './parameters.ts'

/** One message of a download, by its network code (docs/reference/unionpay-transactions.md). */
export type DownloadStep =
  | { readonly code: '360' | '361' | '371' | '381' }
  /** What is there, after so many entries that the terminal heard of already. */
  | { readonly code: '372' | '382'; readonly heard: number }
  | { readonly code: '370'; readonly rid: string; readonly index: string }
  | { readonly code: '380'; readonly aid: string }

/** A download under way. It is not kept: what a power cut ends begins anew, and until its end the old values count. */
export interface Download {
  readonly step: DownloadStep
  readonly left: readonly DownloadStep[]
  readonly found: TerminalParameters
}

export const beginDownload = (now: Instant): Download => ({
  step: { code: '360' },
  left: [{ code: '361' }, { code: '372', heard: 0 }, { code: '382', heard: 0 }],
  found: { version: '', loadedAt: now, settings: {}, applications: [], caKeys: [] },
})

/** More entries than any acquirer has; a list that never ends is no list. */
const LISTED_MAX = 200

/** What is asked next, or the parameters once everything was. An answer that says nothing leaves its part empty. */
export function afterAnswer(
  { step, left, found }: Download,
  answer: DownloadAnswer,
): { readonly next: Download } | { readonly done: TerminalParameters } {
  const go = (more: readonly DownloadStep[], change: Partial<TerminalParameters> = {}) => {
    const [following, ...rest] = [...more, ...left]
    const known = { ...found, ...change }
    return following ? { next: { step: following, left: rest, found: known } } : { done: known }
  }
  const { records = [] } = answer
  switch (step.code) {
    case '360':
      return go([], settingsOf(answer))
    case '372':
    case '382': {
      const wanted = records.flatMap(step.code === '372' ? wantedKey : wantedApplication)
      const heard = step.heard + records.length
      const goesOn = answer.status === '2' && records.length > 0 && heard < LISTED_MAX
      if (goesOn) return go([...wanted, { ...step, heard }])
      return go([...wanted, { code: step.code === '372' ? '371' : '381' }])
    }
    case '370': {
      const key = records.map(caKeyOf).find((one): one is CaKey => one !== undefined)
      return go([], key ? { caKeys: [...found.caKeys, key] } : {})
    }
    case '380': {
      const application = records.map(applicationOf).find((one) => one !== undefined)
      return go([], application ? { applications: [...found.applications, application] } : {})
    }
    default:
      return go([])
  }
}

function settingsOf({ parameters }: DownloadAnswer): Partial<TerminalParameters> {
  const { version = '', responseTimeout_s, batchMax, transactions } = parameters ?? {}
  return {
    version,
    settings: {
      ...(Number(responseTimeout_s) > 0 ? { answer_ms: Number(responseTimeout_s) * 1_000 } : {}),
      ...(Number(batchMax) > 0 ? { batchMax: Number(batchMax) } : {}),
    },
    ...(transactions ? { allowed: allowedBy(transactions) } : {}),
  }
}

type ListedRecord = NonNullable<DownloadAnswer['records']>[number]
const wantedKey = ({ '9F06': rid, '9F22': index }: ListedRecord): readonly DownloadStep[] =>
  rid && index ? [{ code: '370', rid: toHex(rid), index: toHex(index) }] : []
const wantedApplication = ({ '9F06': aid }: ListedRecord): readonly DownloadStep[] =>
  aid ? [{ code: '380', aid: toHex(aid) }] : []
