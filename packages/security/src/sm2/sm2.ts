import {
  asciiBytes,
  assert,
  ClearKey,
  concatBytes,
  equalBytes,
  fromHex,
  toHex,
  xorBytes,
  type Random,
} from '@fiftyfive/kernel'
import { sm3 } from '../hash/index.ts'
import { A, B, combine, G, inverse, isOnCurve, modulo, multiply, N, type Point } from './curve.ts'

/** Identity of a signer when the parties have agreed on none (GM/T 0009-2012, clause 7). */
const DEFAULT_IDENTITY = asciiBytes('1234567812345678')

export interface Sm2KeyPair {
  /** 32 bytes. */
  readonly privateKey: ClearKey<'sm2-private'>
  /** The point's coordinates one after the other, 64 bytes. */
  readonly publicKey: Uint8Array
}

const wide = (value: bigint): Uint8Array<ArrayBuffer> => fromHex(value.toString(16).padStart(64, '0'))
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`)
const encoded = ({ x, y }: Point): Uint8Array<ArrayBuffer> => concatBytes(wide(x), wide(y))

/** Undefined when the 64 bytes are no point of the curve: a foreign point would leak the private key bit by bit. */
function pointOf(bytes: Uint8Array): Point | undefined {
  if (bytes.length !== 64) return undefined
  const point = { x: numberOf(bytes.subarray(0, 32)), y: numberOf(bytes.subarray(32)) }
  return isOnCurve(point) ? point : undefined
}

/** A number from 1 to N - 1, without bias. */
function randomScalar(random: Random): bigint {
  for (;;) {
    const value = numberOf(random.bytes(32))
    if (value > 0n && value < N) return value
  }
}

function publicPoint(privateKey: bigint): Point {
  const point = multiply(G, privateKey)
  assert(point && privateKey > 0n && privateKey < N - 1n, 'SM2 private key: 1 to N - 2')
  return point
}

export function sm2KeyPair(random: Random): Sm2KeyPair {
  let scalar = randomScalar(random)
  while (scalar === N - 1n) scalar = randomScalar(random)
  return { privateKey: new ClearKey('sm2-private', wide(scalar)), publicKey: encoded(publicPoint(scalar)) }
}

/** Digest over signer and message (GB/T 32918.2, 5.5 and 6.1). */
function digest(publicKey: Point, identity: Uint8Array, message: Uint8Array): bigint {
  const bits = identity.length * 8
  const curve = [A, B, G.x, G.y, publicKey.x, publicKey.y].map(wide)
  const signer = sm3(concatBytes(Uint8Array.of(bits >> 8, bits & 255), identity, ...curve))
  return numberOf(sm3(concatBytes(signer, message)))
}

/** Signature r and s one after the other, 64 bytes (GB/T 32918.2, 6.1). */
export function sm2Sign(
  privateKey: ClearKey<'sm2-private'>,
  message: Uint8Array,
  random: Random,
  identity: Uint8Array = DEFAULT_IDENTITY,
): Uint8Array<ArrayBuffer> {
  const d = numberOf(privateKey.reveal())
  const e = digest(publicPoint(d), identity, message)
  for (;;) {
    const k = randomScalar(random)
    const r = modulo(e + (multiply(G, k) ?? G).x, N)
    if (r === 0n || r + k === N) continue
    const s = modulo(inverse(1n + d, N) * (k - r * d), N)
    if (s !== 0n) return concatBytes(wide(r), wide(s))
  }
}

export function sm2Verify(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  identity: Uint8Array = DEFAULT_IDENTITY,
): boolean {
  const point = pointOf(publicKey)
  if (!point || signature.length !== 64) return false
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))]
  if (r === 0n || r >= N || s === 0n || s >= N) return false
  const t = modulo(r + s, N)
  if (t === 0n) return false
  const sum = combine(s, t, point)
  return sum !== undefined && modulo(digest(point, identity, message) + sum.x, N) === r
}

/** Key derivation function (GB/T 32918.4, 5.4.3). */
function keyStream(shared: Point, length: number): Uint8Array<ArrayBuffer> {
  const blocks: Uint8Array[] = []
  for (let counter = 1; blocks.length * 32 < length; counter++) {
    blocks.push(sm3(concatBytes(encoded(shared), fromHex(counter.toString(16).padStart(8, '0')))))
  }
  return concatBytes(...blocks).slice(0, length)
}

const tagOf = (shared: Point, message: Uint8Array): Uint8Array =>
  sm3(concatBytes(wide(shared.x), message, wide(shared.y)))

/** Enciphers 1 to 1024 bytes (GB/T 32918.4): `04`, point, SM3 tag, cipher text; 97 bytes more than the message. */
export function sm2Encrypt(publicKey: Uint8Array, message: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const point = pointOf(publicKey)
  assert(point, 'SM2 public key: a point of the curve')
  assert(message.length > 0 && message.length <= 1024, 'SM2: 1 to 1024 bytes')
  for (;;) {
    const k = randomScalar(random)
    const [own, shared] = [multiply(G, k), multiply(point, k)]
    if (!own || !shared) continue
    const stream = keyStream(shared, message.length)
    if (stream.every((byte) => byte === 0)) continue
    return concatBytes(Uint8Array.of(4), encoded(own), tagOf(shared, message), xorBytes(message, stream))
  }
}

/** Undefined when the text was not made for this key or was changed. */
export function sm2Decrypt(
  privateKey: ClearKey<'sm2-private'>,
  sealed: Uint8Array,
): Uint8Array<ArrayBuffer> | undefined {
  if (sealed.length < 98 || sealed[0] !== 4) return undefined
  const point = pointOf(sealed.subarray(1, 65))
  const shared = point && multiply(point, numberOf(privateKey.reveal()))
  if (!shared) return undefined
  const cipherText = sealed.subarray(97)
  const message = xorBytes(cipherText, keyStream(shared, cipherText.length))
  return equalBytes(tagOf(shared, message), sealed.subarray(65, 97)) ? message : undefined
}
