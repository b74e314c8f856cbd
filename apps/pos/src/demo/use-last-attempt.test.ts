import { expect, test } from 'vitest'
import { attemptId } from './use-last-attempt.ts'

test('an attempt is named by terminal, batch and trace number, each at full width', () => {
  expect(attemptId('T0000001', 1, 42)).toBe('T0000001-000001-000042')
  expect(attemptId('T0000001', 999_999, 999_999)).toBe('T0000001-999999-999999')
})
