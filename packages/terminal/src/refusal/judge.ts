import type { Answer } from '../exchange/answer.ts'
import type { Offer, PinNotice, RefusalFamily, Session } from '../core/state.ts'
import { CAUSE_POLICY, isCause, type Cause } from './causes.ts'
import { meaningOf, needsSignOn } from './codes.ts'

/** What to do about a refusal. */
export type Judgement =
  /** Ask for the PIN again with the card that was read, after a sign-on where keys may be at fault. */
  | { readonly next: 'ask-pin'; readonly signOn: boolean; readonly ourFault: boolean; readonly notice: PinNotice }
  /** DE 39 = 45: the stripe was used although there is a chip. */
  | { readonly next: 'use-chip' }
  | {
      readonly next: 'stop'
      readonly family: RefusalFamily
      readonly cause: Cause
      readonly confidence_percent?: number
      readonly triesLeft?: number
      readonly offers: readonly Offer[]
      /** Fresh keys first, so that the next payment has them. */
      readonly signOn: boolean
    }

/** From this confidence on, a cause that no sign-on can cure is believed at once instead of trying a sign-on first. */
const CERTAIN_PERCENT = 80
const BEYOND_SIGN_ON: readonly Cause[] = ['block-format', 'pan-mismatch', 'incompatible', 'cvm-config', 'tamper']

/** The rules of what may be asked of a cardholder after a refusal, in one place. `session` is as before this refusal. */
export function judge(answer: Answer, session: Session, repairsMax: number): Judgement {
  const { code, advice } = answer
  if (code === '45') return { next: 'use-chip' }
  const told = advice && isCause(advice.cause) && advice.cause !== 'unknown' ? advice.cause : undefined
  const cause = told ?? meaningOf(code).cause
  const family = familyOf(code, told)
  const extra = {
    ...(advice ? { confidence_percent: advice.confidence_percent } : {}),
    ...(advice?.triesLeft === undefined ? {} : { triesLeft: advice.triesLeft }),
  }
  const stop = (family: RefusalFamily, offers: readonly Offer[], signOn = false): Judgement => ({
    next: 'stop',
    family,
    cause,
    ...extra,
    offers,
    signOn,
  })
  const askPin = (signOn: boolean, ourFault: boolean): Judgement => ({
    next: 'ask-pin',
    signOn,
    ourFault,
    notice: { family, cause, ...extra, lastTry: advice?.triesLeft === 1 },
  })

  if (needsSignOn(code) || family === 'pin-missing') {
    const hopeless = BEYOND_SIGN_ON.includes(cause) && (advice?.confidence_percent ?? 0) >= CERTAIN_PERCENT
    // A sign-on that was just made is not made again for a PIN block, nor one that cannot help.
    if (hopeless) return stop('our-fault', ['qr'], code !== '99')
    if (session.entries > 0 && session.repairs >= repairsMax)
      return stop('our-fault', ['qr'], code !== '99' || session.repairs === 0)
    return askPin(family !== 'pin-missing', true)
  }
  if (family === 'wrong-pin') {
    if (advice?.triesLeft === 0) return stop('locked', RESCUE)
    return session.pinRefusals + 1 < CAUSE_POLICY[cause].refusalsMax ? askPin(false, false) : stop(family, RESCUE)
  }
  return stop(family, offersOf(family, cause))
}

const RESCUE: readonly Offer[] = ['other-card', 'qr']

function offersOf(family: RefusalFamily, cause: Cause): readonly Offer[] {
  if (family === 'network') return ['retry', 'other-card', 'qr']
  return CAUSE_POLICY[cause].otherCard ? RESCUE : ['qr']
}

/** The host's cause decides; but a code that names our keys stays our fault, and a locked card stays locked. */
function familyOf(code: string, told: Cause | undefined): RefusalFamily {
  const byCode = meaningOf(code).family
  if (told === 'pin-missing' && byCode !== 'locked') return 'pin-missing'
  if (!told || needsSignOn(code) || byCode === 'locked') return byCode
  // A cause that needs a wrong PIN explains only a refusal that was about the PIN.
  const byCause = CAUSE_POLICY[told].family
  return byCause === 'wrong-pin' && byCode !== 'wrong-pin' ? byCode : byCause
}
