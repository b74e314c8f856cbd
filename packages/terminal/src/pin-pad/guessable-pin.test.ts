import { expect, test } from 'vitest'
import { guessableReason } from './guessable-pin.ts'

const refused = (length: number): number =>
  Array.from({ length: 10 ** length }, (_, i) => String(i).padStart(length, '0')).filter(guessableReason).length

test('about a tenth of the PINs of four digits falls, and less than a tenth of those of six', () => {
  expect(refused(4)).toBe(907)
  expect(refused(6) / 1e6).toBeCloseTo(0.088, 3)
})

test.each([
  ['0000', 'repeat'],
  ['1234', 'sequence'],
  ['9876', 'sequence'],
  ['7890', 'sequence'],
  ['2468', 'sequence'],
  ['0229', 'date'],
  ['3112', 'date'],
  ['1987', 'date'],
  ['2039', 'date'],
  ['199012', 'date'],
  ['871231', 'date'],
  ['311287', 'date'],
  ['4545', 'pattern'],
  ['4554', 'pattern'],
  ['336699', 'pattern'],
  ['2580', 'common'],
  ['0230', undefined],
  ['1919', 'pattern'],
  ['2040', undefined],
  ['7305', undefined],
  ['204816', undefined],
])('%s: %s', (pin, reason) => {
  expect(guessableReason(pin)).toBe(reason)
})
