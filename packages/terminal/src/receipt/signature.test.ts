import { toHex } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { isSigned, signaturePath, signatureRaster } from './signature.ts'

const across = [
  [
    [0, 150],
    [1000, 150],
  ],
] as const

test('a touch by accident is no signature', () => {
  expect(isSigned([])).toBe(false)
  expect(isSigned([[[10, 10]]])).toBe(false)
  expect(
    isSigned([
      [
        [10, 10],
        [60, 60],
      ],
    ]),
  ).toBe(false)
  expect(isSigned(across)).toBe(true)
})

test('a line across the field is one full row of dots, in a frame that says its size', () => {
  const raster = signatureRaster(across, 80)
  expect(toHex(raster.slice(0, 8))).toBe('1D7630000A001800')
  const rows = Array.from({ length: 24 }, (_, row) => toHex(raster.slice(8 + row * 10, 18 + row * 10)))
  expect(rows.filter((row) => row !== '0'.repeat(20))).toEqual(['F'.repeat(20)])
  expect(rows[12]).toBe('F'.repeat(20))
})

test('a diagonal has no gaps and stays inside the field', () => {
  const raster = signatureRaster(
    [
      [
        [-50, -50],
        [1050, 350],
      ],
    ],
    80,
  )
  const rows = Array.from({ length: 24 }, (_, row) => raster.slice(8 + row * 10, 18 + row * 10))
  expect(rows.every((row) => row.some((byte) => byte !== 0))).toBe(true)
})

test('each stroke begins anew in the path', () => {
  expect(
    signaturePath([
      [
        [1, 2],
        [3, 4],
      ],
      [[5, 6]],
    ]),
  ).toBe('M1 2L3 4M5 6')
})
