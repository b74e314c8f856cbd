import type { Answer } from '../exchange/answer.ts'
import { needsSignOn } from '../refusal/codes.ts'
import { afterAnswer, beginDownload, type Download } from '../parameters/download.ts'
import { resume } from './resume.ts'
import type { TerminalState } from './state.ts'
import { andThen, nextTrace, stay, step, without, type Context, type Step } from './step.ts'

const DAY_MS = 86_400_000

/** Once a day, where the acquirer keeps parameters for its terminals. */
export const downloadIsDue = ({ configuration, now }: Context, { journal }: TerminalState): boolean =>
  configuration.downloadsParameters && now - (journal.parameters?.loadedAt ?? 0) >= DAY_MS

/** Somebody does not want to wait for tomorrow. */
export function requestParameters(context: Context, state: TerminalState): Step {
  const { exchange, link, signedOn, journal, screen } = state
  const ready = screen.name === 'idle' && !exchange && link === 'up' && signedOn && !journal.pending
  return ready ? sendDownload(context, state, beginDownload(context.now)) : stay(state)
}

export function sendDownload(context: Context, state: TerminalState, download: Download): Step {
  const trace = nextTrace(state.journal.trace)
  const journal = { ...state.journal, trace }
  return step(
    { ...state, journal, exchange: { kind: 'download', trace, download }, screen: { name: 'idle' } },
    { type: 'save', journal },
    { type: 'start-timer', timer: 'answer', delay_ms: context.configuration.answer_ms },
    { type: 'send', request: { kind: 'download', batch: journal.batch, trace, wanted: download.step } },
  )
}

/**
 * In the background: a payment that begins meanwhile has the line, and the download begins anew afterwards. What the
 * host does not have stays empty, and a host that takes no such message is asked again tomorrow.
 */
export function answerDownload(context: Context, state: TerminalState, answer: Answer): Step {
  const download = state.exchange?.download
  const rest = without(state, 'exchange')
  if (!download) return stay(rest)
  if (answer.mac !== 'valid' || needsSignOn(answer.code)) {
    return andThen(stay({ ...rest, signedOn: false }), (state) => resume(context, state))
  }
  const following = afterAnswer(download, answer.download ?? {})
  if ('next' in following) return sendDownload(context, rest, following.next)
  const journal = { ...state.journal, parameters: { ...following.done, loadedAt: context.now } }
  const { version } = following.done
  const loaded = step(
    { ...rest, journal },
    { type: 'save', journal },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'notify', notice: { type: 'parameters-loaded', version } },
  )
  return andThen(loaded, (state) => resume(context, state))
}
