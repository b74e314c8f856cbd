/** A signature as it was drawn, in units of a field 1000 wide and 300 high, from the top left. */
export type Signature = readonly Stroke[]
export type Stroke = readonly (readonly [x: number, y: number])[]
export const SIGNATURE_FIELD = { width: 1000, height: 300 } as const

/** Too little to be a signature: nothing, or a touch by accident. */
export function isSigned(signature: Signature): boolean {
  const lengths = signature.flatMap((stroke) =>
    stroke.slice(1).map(([x, y], i) => {
      const [fromX, fromY] = stroke[i] as Stroke[number]
      return Math.hypot(x - fromX, y - fromY)
    }),
  )
  return lengths.reduce((sum, length) => sum + length, 0) >= 200
}

/** For an SVG path of the field's size. */
export const signaturePath = (signature: Signature): string =>
  signature.map((stroke) => stroke.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')).join('')

/**
 * As a printer's raster image: GS v 0, one bit a dot, rows of whole bytes. `width_dots` is a multiple of 8, at most 384
 * on paper of 58 mm.
 */
export function signatureRaster(signature: Signature, width_dots: number): Uint8Array<ArrayBuffer> {
  const scale = width_dots / SIGNATURE_FIELD.width
  const height_dots = Math.ceil(SIGNATURE_FIELD.height * scale)
  const rowBytes = width_dots / 8
  const head = [0x1d, 0x76, 0x30, 0, rowBytes & 0xff, rowBytes >> 8, height_dots & 0xff, height_dots >> 8]
  const bytes = new Uint8Array(head.length + rowBytes * height_dots)
  bytes.set(head)
  const dot = (x: number, y: number): void => {
    const [column, row] = [Math.round(x * scale), Math.round(y * scale)]
    if (column < 0 || row < 0 || column >= width_dots || row >= height_dots) return
    const at = head.length + row * rowBytes + (column >> 3)
    bytes[at] = (bytes[at] as number) | (0x80 >> (column & 7))
  }
  for (const stroke of signature) for (const [x, y] of alongStroke(stroke, 1 / scale)) dot(x, y)
  return bytes
}

/** The points of a stroke, no further apart than `step`. */
function* alongStroke(stroke: Stroke, step: number): Generator<readonly [number, number]> {
  for (const [i, [x, y]] of stroke.entries()) {
    const [fromX, fromY] = stroke[i - 1] ?? [x, y]
    const parts = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / step))
    for (let part = 0; part <= parts; part++) {
      yield [fromX + ((x - fromX) * part) / parts, fromY + ((y - fromY) * part) / parts]
    }
  }
}
