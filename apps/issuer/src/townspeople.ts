import type { DemoCardOrder } from './demo-cards.ts'

/** Digits after the issuer's six that no card of the demo panel uses: one block for each length of card number. */
const BLOCKS = [
  { lead: '622588', length: 18 },
  { lead: '621700', length: 15 },
  { lead: '623055', length: 18 },
] as const
const PEOPLE = 48

/** The cards of those who shop in the demo's town. Each has its own PIN; they exist to be tried. */
export const TOWNSPEOPLE: readonly DemoCardOrder[] = Array.from({ length: PEOPLE }, (_, index) => {
  const { lead, length } = BLOCKS[index % BLOCKS.length] as (typeof BLOCKS)[number]
  const name = `Customer ${index + 1}`
  return {
    id: `townsperson-${index + 1}`,
    label: { en: name, 'zh-CN': `顾客 ${index + 1}` },
    number: `${lead}7${String(index * 7_919 + 104_729).padStart(length - 7, '0')}`,
    // Spread over all digits, so that a key that fails fails for some and not for others.
    pin: String(130_579 + ((index * 386_413) % 800_000)),
    expiry: '3112',
    sequenceNumber: '001',
    cardholderName: `TOWN/CUSTOMER ${index + 1}`,
    condition: 'good',
    available_minor: 900_000_000,
  }
})
