import { encode } from 'uqr'

/** Dark modules as one SVG path, in units of a module, with the quiet zone of 4 that ISO/IEC 18004 asks for. */
export function qrPath(payload: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(payload, { ecc: 'M', border: 4 })
  let path = ''
  for (const [y, row] of data.entries()) {
    for (const [x, dark] of row.entries()) if (dark) path += `M${x} ${y}h1v1h-1z`
  }
  return { size, path }
}
