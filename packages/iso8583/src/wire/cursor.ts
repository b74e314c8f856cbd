import { Scope } from '../error.ts'

/** Reads bytes from front to back. */
export class Cursor extends Scope {
  readonly bytes: Uint8Array
  readonly end: number
  offset: number

  constructor(bytes: Uint8Array, offset = 0, end = bytes.length) {
    super()
    this.bytes = bytes
    this.offset = offset
    this.end = end
  }

  /** Whether `count` bytes are left; fails as truncated otherwise. */
  has(count: number, path: string): boolean {
    if (this.end - this.offset >= count) return true
    this.fail(path, this.offset, 'truncated', `${count} bytes`, `${this.end - this.offset} bytes left`)
    return false
  }
}

/** Writes bytes from front to back into memory that grows. */
export class Writer extends Scope {
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1024)
  offset = 0

  reserve(count: number): void {
    if (this.offset + count <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.offset + count))
    grown.set(this.bytes.subarray(0, this.offset))
    this.bytes.fill(0)
    this.bytes = grown
  }

  /** What was written, as a copy; the memory behind it, which held card data, is wiped. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, this.offset)
    this.wipe()
    return taken
  }

  wipe(): void {
    this.bytes.fill(0, 0, this.offset)
    this.offset = 0
    this.mti = ''
    this.message = {}
    this.error = undefined
  }
}
