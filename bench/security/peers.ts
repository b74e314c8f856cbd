import { createCipheriv, createDecipheriv } from 'node:crypto'
import { createRequire } from 'node:module'

/** One PIN translation, ISO format 0, from one TDES key to another; the clear block is checked on the way. */
export type Translation = (block: Uint8Array) => Uint8Array

export interface TranslationCase {
  readonly from: Uint8Array
  readonly to: Uint8Array
  /** PAN field of format 0: 8 bytes. */
  readonly panField: Uint8Array
}

function check(field: Uint8Array, panField: Uint8Array): void {
  const length = ((field[0] as number) ^ (panField[0] as number)) & 15
  if (length < 4 || length > 12) throw new Error('no PIN block')
}

/** As most code on npm does it: new cipher objects for every block. */
export function nodeCryptoOrdinary({ from, to, panField }: TranslationCase): Translation {
  return (block) => {
    const decipher = createDecipheriv('des-ede', from, null).setAutoPadding(false)
    const clear = Buffer.concat([decipher.update(block), decipher.final()])
    check(clear, panField)
    const cipher = createCipheriv('des-ede', to, null).setAutoPadding(false)
    return Buffer.concat([cipher.update(clear), cipher.final()])
  }
}

/** The best that can be had of it: cipher objects are kept and never finished. */
export function nodeCryptoCached({ from, to, panField }: TranslationCase): Translation {
  const decipher = createDecipheriv('des-ede', from, null).setAutoPadding(false)
  const cipher = createCipheriv('des-ede', to, null).setAutoPadding(false)
  return (block) => {
    const clear = decipher.update(block)
    check(clear, panField)
    return cipher.update(clear)
  }
}

interface DesJs {
  readonly EDE: {
    create(options: { type: 'encrypt' | 'decrypt'; key: Uint8Array; padding: boolean }): {
      update(data: Uint8Array): number[]
      final(): number[]
    }
  }
}

/** npm des.js, or undefined when it is not installed. Its objects hold a block back, so they are made anew each time. */
export function desJs({ from, to, panField }: TranslationCase): Translation | undefined {
  let library: DesJs
  try {
    library = createRequire(new URL('peers/package.json', import.meta.url))('des.js') as DesJs
  } catch {
    return undefined
  }
  const triple = (key: Uint8Array): Uint8Array => Uint8Array.from([...key, ...key.subarray(0, 8)])
  const [source, target] = [triple(from), triple(to)]
  return (block) => {
    const decipher = library.EDE.create({ type: 'decrypt', key: source, padding: false })
    const clear = Uint8Array.from([...decipher.update(block), ...decipher.final()])
    check(clear, panField)
    const cipher = library.EDE.create({ type: 'encrypt', key: target, padding: false })
    return Uint8Array.from([...cipher.update(clear), ...cipher.final()])
  }
}
