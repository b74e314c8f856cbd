import type { Attempt, PinPadFacts, Surroundings } from './attempt.ts'

/** 2026-11-20T02:00:00Z, ten in the morning in Beijing. */
export const MORNING = Date.UTC(2026, 10, 20, 2)

/** A refusal of a six-digit PIN at a healthy terminal, as our own host records it. */
export function refusal(changes: Partial<Attempt> = {}): Attempt {
  const at = changes.at ?? MORNING
  return {
    id: `${changes.terminal ?? 'T0000001'}-000001-${String((at / 1000) % 1_000_000).padStart(6, '0')}`,
    at,
    terminal: 'T0000001',
    merchant: 'M00000000000001',
    card: 'card-1',
    range: '622588',
    link: 'issuer-1',
    entryMode: 'chip',
    fallback: false,
    pinPresent: true,
    amount_minor: 12_800,
    model: 'smart-1',
    softwareVersion: '1.0.0',
    pinPad: pad(),
    keyCheck: 'current',
    mac: 'valid',
    pinBlock: { shape: 'well-formed' },
    code: '55',
    issuerCode: '55',
    forwarded: true,
    issuerLink: 'answered',
    latency_ms: 180,
    keyAge_s: 7_200,
    cardExpired: false,
    duplicate: false,
    ...changes,
  }
}

export const pad = (changes: Partial<PinPadFacts> = {}): PinPadFacts => ({
  digits: 6,
  clears: 0,
  time: 'normal',
  entry: 1,
  ...changes,
})

export const approval = (changes: Partial<Attempt> = {}): Attempt =>
  refusal({ code: '00', issuerCode: '00', ...changes })

/** Refused without an answer of the issuer, as a rule before it was asked. */
export function ownRefusal(changes: Partial<Attempt> & { readonly code: string }): Attempt {
  const { issuerCode: _code, issuerLink: _link, ...attempt } = refusal({ forwarded: false })
  return { ...attempt, ...changes }
}

/** Other cards before this attempt, one a minute, newest first; `failed` says which of them were refused with 55. */
export function others(count: number, failed: (index: number) => boolean, changes: Partial<Attempt> = {}): Attempt[] {
  return Array.from({ length: count }, (_, index) => {
    const attempt = { at: MORNING - (index + 1) * 60_000, card: `other-${index}`, ...changes }
    return failed(index) ? refusal(attempt) : approval(attempt)
  })
}

export const around = (changes: Partial<Surroundings> = {}): Surroundings => ({
  card: [],
  terminal: others(20, () => false),
  link: others(40, () => false, { terminal: 'T0000009' }),
  ...changes,
})
