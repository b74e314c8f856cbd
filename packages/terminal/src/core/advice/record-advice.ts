import { receiptOf } from '../make-receipt.ts'
import { asAdvice, pendingOf } from '../pending.ts'
import type { Session, TerminalState } from '../state.ts'
import { andThen, step, without, type Context, type Step } from '../step.ts'
import { sendAdvice } from './deliver.ts'

/** Done at the counter: durable first. It is tried at once where there is a way to the host, or else delivered later. */
export function recordAdvice(context: Context, state: TerminalState, session: Session): Step {
  const recorded = asAdvice(pendingOf(context, state, session), session.card)
  // The number of a card that is not there any more comes from the original's record.
  const sealedPan = recorded.sealedPan ?? sealedPanOf(state, session)
  const advice = sealedPan === undefined ? recorded : { ...recorded, sealedPan }
  const journal = { ...state.journal, trace: advice.trace, advices: [...(state.journal.advices ?? []), advice] }
  const saved = step({ ...without(state, 'exchange'), journal }, { type: 'save', journal })
  if (state.link !== 'up' || !state.signedOn) return andThen(saved, (state) => showStored(context, state, advice.trace))
  return andThen(saved, (state) => {
    const { kind, amount } = session
    return sendAdvice(
      context,
      { ...state, screen: { name: 'sending', stage: 'host', kind, amount, maskedPan: advice.maskedPan } },
      advice,
    )
  })
}

function sealedPanOf({ journal }: TerminalState, { original }: Session): string | undefined {
  return [...(journal.entries ?? []), ...(journal.holds ?? [])].find(
    ({ batch, trace }) => batch === original?.batch && trace === original?.trace,
  )?.sealedPan
}

/** The customer need not wait: what is recorded reaches the host. */
export function showStored(context: Context, state: TerminalState, trace: number): Step {
  const advice = state.journal.advices?.find((one) => one.trace === trace)
  if (!advice) return step(state)
  const receipt = receiptOf(context, advice, { outcome: 'stored', code: '' })
  const journal = { ...state.journal, last: receipt }
  return step(
    { ...without(state, 'exchange', 'session', 'next'), journal, screen: { name: 'approved', receipt } },
    { type: 'save', journal },
    { type: 'stop-timer', timer: 'answer' },
    { type: 'notify', notice: { type: 'stored', trace, kind: advice.kind } },
  )
}
