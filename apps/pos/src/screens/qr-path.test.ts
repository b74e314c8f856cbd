import { expect, test } from 'vitest'
import { qrPath } from './qr-path.ts'

test('leaves a quiet zone of four modules on every side', () => {
  const { size, path } = qrPath('fiftyfive://pay?order=000001000042')
  const corners = [...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
  const coordinates = corners.flat()
  expect(Math.min(...coordinates)).toBe(4)
  expect(Math.max(...coordinates)).toBe(size - 5)
})

test('begins with the finder pattern: seven dark modules in the top left corner', () => {
  const { path } = qrPath('x')
  expect(path.startsWith('M4 4h1v1h-1zM5 4h1v1h-1zM6 4')).toBe(true)
  expect(path).not.toContain('M11 4h')
})
