/** An RSA public key of a card scheme: modulus with its most significant byte first, exponent 3 or 65537. */
export interface RsaPublicKey {
  readonly modulus: Uint8Array
  readonly exponent: bigint
}
/** The private half, as a chip holds it. */
export interface RsaPrivateKey {
  readonly modulus: Uint8Array
  readonly privateExponent: bigint
}

/** Raw RSA as EMV Book 2, B2.1 wants it: no padding, input and output as long as the modulus. */
export const rsaPublic = ({ modulus, exponent }: RsaPublicKey, data: Uint8Array): Uint8Array<ArrayBuffer> =>
  power(data, exponent, modulus)

/**
 * Not in constant time: for a virtual chip and for making test cards. A chip of plastic does this in hardware, and a
 * terminal only ever uses public keys.
 */
export const rsaPrivate = ({ modulus, privateExponent }: RsaPrivateKey, data: Uint8Array): Uint8Array<ArrayBuffer> =>
  power(data, privateExponent, modulus)

function power(data: Uint8Array, exponent: bigint, modulus: Uint8Array): Uint8Array<ArrayBuffer> {
  const n = toNumber(modulus)
  let base = toNumber(data) % n
  let result = 1n
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * base) % n
    base = (base * base) % n
  }
  return toBytes(result, modulus.length)
}

export function toNumber(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return value
}

export function toBytes(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let i = length - 1, left = value; i >= 0; i--, left >>= 8n) bytes[i] = Number(left & 0xffn)
  return bytes
}
