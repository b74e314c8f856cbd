/** The recommended curve of GB/T 32918.5-2017: y^2 = x^3 - 3x + b over a prime field. */
export const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
export const A = P - 3n
export const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
/** Order of the base point. */
export const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
export const G: Point = {
  x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
}

export interface Point {
  readonly x: bigint
  readonly y: bigint
}

/** Jacobian coordinates: the point is (x / z^2, y / z^3); z = 0 is the point at infinity. */
interface Jacobian {
  readonly x: bigint
  readonly y: bigint
  readonly z: bigint
}

const INFINITY: Jacobian = { x: 1n, y: 1n, z: 0n }

export function modulo(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus
  return rest < 0n ? rest + modulus : rest
}

/** Inverse by Fermat's theorem; the modulus is prime. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let result = 1n
  let base = modulo(value, modulus)
  for (let exponent = modulus - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % modulus
    base = (base * base) % modulus
  }
  return result
}

export const isOnCurve = ({ x, y }: Point): boolean =>
  x >= 0n && x < P && y >= 0n && y < P && modulo(y * y - (x * x * x + A * x + B), P) === 0n

function double({ x, y, z }: Jacobian): Jacobian {
  if (z === 0n || y === 0n) return INFINITY
  const yy = (y * y) % P
  const s = (4n * x * yy) % P
  const zz = (z * z) % P
  const m = modulo(3n * (x - zz) * (x + zz), P)
  const nextX = modulo(m * m - 2n * s, P)
  return { x: nextX, y: modulo(m * (s - nextX) - 8n * yy * yy, P), z: (2n * y * z) % P }
}

function addJacobian(a: Jacobian, b: Jacobian): Jacobian {
  if (a.z === 0n) return b
  if (b.z === 0n) return a
  const aa = (a.z * a.z) % P
  const bb = (b.z * b.z) % P
  const u = (a.x * bb) % P
  const s = (a.y * bb * b.z) % P
  const h = modulo(b.x * aa - u, P)
  const r = modulo(b.y * aa * a.z - s, P)
  if (h === 0n) return r === 0n ? double(a) : INFINITY
  const hh = (h * h) % P
  const hhh = (hh * h) % P
  const v = (u * hh) % P
  const x = modulo(r * r - hhh - 2n * v, P)
  return { x, y: modulo(r * (v - x) - s * hhh, P), z: (h * a.z * b.z) % P }
}

function affine({ x, y, z }: Jacobian): Point | undefined {
  if (z === 0n) return undefined
  const inverted = inverse(z, P)
  const square = (inverted * inverted) % P
  return { x: (x * square) % P, y: (y * square * inverted) % P }
}

function multiplyJacobian({ x, y }: Point, factor: bigint): Jacobian {
  let sum = INFINITY
  for (const bit of factor.toString(2)) {
    sum = double(sum)
    if (bit === '1') sum = addJacobian(sum, { x, y, z: 1n })
  }
  return sum
}

/** The point taken `factor` times; undefined at infinity. Its time depends on the factor. */
export const multiply = (point: Point, factor: bigint): Point | undefined => affine(multiplyJacobian(point, factor))

/** a G + b Q, as verification needs it. */
export const combine = (a: bigint, b: bigint, q: Point): Point | undefined =>
  affine(addJacobian(multiplyJacobian(G, a), multiplyJacobian(q, b)))
