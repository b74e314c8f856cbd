import { LANGUAGES, messagesIn } from '@fiftyfive/messages'
import { describe, expect, test } from 'vitest'
import { adviceFor } from './advice.ts'
import { CAUSES, type CauseId } from './causes.ts'
import { MODEL } from './model/index.ts'
import type { LikelihoodTable } from './model/likelihood.ts'

const CAUSE_IDS = Object.keys(CAUSES) as CauseId[]
const EVIDENCE_IDS = [
  'prior',
  ...Object.entries<LikelihoodTable>(MODEL.features).flatMap(([feature, { background }]) =>
    Object.keys(background).map((outcome) => `${feature}.${outcome}`),
  ),
  'incident',
  'fit',
  'direct',
  ...Object.entries<LikelihoodTable>(MODEL.incident).flatMap(([feature, { background }]) =>
    Object.keys(background).map((outcome) => `${feature}.${outcome}`),
  ),
]

describe.each(LANGUAGES)('the words in %s', (language) => {
  const { causes, evidence, steps } = messagesIn(language)

  test('cover every cause and unknown, and nothing else', () => {
    expect(Object.keys(causes).toSorted()).toEqual([...CAUSE_IDS, 'unknown'].toSorted())
  })
  test('cover every evidence line, and nothing else', () => {
    expect(Object.keys(evidence).toSorted()).toEqual(EVIDENCE_IDS.toSorted())
  })
  test('cover every step that is advised, and nothing else', () => {
    const advice = [...CAUSE_IDS, 'unknown' as const].map((cause) => adviceFor(cause))
    for (const audience of ['cashier', 'cardholder', 'merchant', 'engineer'] as const) {
      const advised = [...new Set(advice.map((each) => each[audience]))]
      expect(Object.keys(steps[audience]).toSorted(), audience).toEqual(advised.toSorted())
    }
  })
})
