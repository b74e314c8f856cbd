import { describe, expect, test } from 'vitest'
import { analyseActions, issuerActionCodes, ISSUER_DEFAULTS, type ActionCodes } from './action-analysis.ts'
import { verificationResults } from './verification-results.ts'

const NOTHING: ActionCodes = { denial: new Uint8Array(5), online: new Uint8Array(5), default: new Uint8Array(5) }
const found = verificationResults

describe('terminal action analysis (EMV Book 3, 10.7)', () => {
  test('nothing found is approved, online or not', () => {
    for (const online of [true, false])
      expect(analyseActions(found([]), ISSUER_DEFAULTS, NOTHING, online)).toBe('approve')
  })

  test('an issuer without codes wants everything that was found online, and refuses it when that is not possible', () => {
    const results = found(['floor-limit-exceeded'])
    expect(issuerActionCodes({})).toEqual(ISSUER_DEFAULTS)
    expect(analyseActions(results, ISSUER_DEFAULTS, NOTHING, true)).toBe('online')
    expect(analyseActions(results, ISSUER_DEFAULTS, NOTHING, false)).toBe('decline')
  })

  test('denial goes before online, whoever of the two says it', () => {
    const results = found(['application-expired'])
    const denies = { ...NOTHING, denial: found(['application-expired']) }
    expect(analyseActions(results, denies, NOTHING, true)).toBe('decline')
    expect(analyseActions(results, ISSUER_DEFAULTS, denies, true)).toBe('decline')
    expect(analyseActions(found(['new-card']), denies, NOTHING, true)).toBe('approve')
  })
})
