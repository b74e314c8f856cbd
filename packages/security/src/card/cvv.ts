import { assert, fromHex, toHex } from '@fiftyfive/kernel'
import { Des } from '../ciphers/index.ts'
import { decimaliseByScan } from '../pin/pvv.ts'

/**
 * Card verification value, 3 digits: CVV and CVC with the stripe's service code, iCVV with 999, CVV2 with 000. `expiry`
 * is four digits in the order the issuer uses (YYMM; for CVV2 often MMYY). The key pair is 16 bytes, halves A and B.
 */
export function cardVerificationValue(
  keyPair: Uint8Array,
  card: { readonly pan: string; readonly expiry: string; readonly serviceCode: string },
): string {
  const { pan, expiry, serviceCode } = card
  assert(keyPair.length === 16, 'CVV key pair: 16 bytes')
  assert(
    /^\d{12,19}$/.test(pan) && /^\d{4}$/.test(expiry) && /^\d{3}$/.test(serviceCode),
    'CVV: PAN, expiry, service code',
  )
  const data = fromHex(`${pan}${expiry}${serviceCode}`.padEnd(32, '0'))
  const left = new Des(keyPair.subarray(0, 8))
  const both = new Des(keyPair)
  const block = data.slice(0, 8)
  left.encryptBlock(block, 0, block, 0)
  for (let i = 0; i < 8; i++) block[i] = (block[i] as number) ^ (data[8 + i] as number)
  both.encryptBlock(block, 0, block, 0)
  left.wipe()
  both.wipe()
  return decimaliseByScan(toHex(block), 3)
}
