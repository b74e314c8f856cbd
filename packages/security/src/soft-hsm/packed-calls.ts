import { type KeyBlock, type MacAlgorithm, type PinBlockFormat, type SecurityModule } from '../security-module.ts'
import { ok, Pan, PinBlock } from '@fiftyfive/kernel'
import type { CommandName } from '../module/index.ts'
import { ByteReader, ByteWriter } from './byte-strings.ts'

/**
 * The commands that every payment needs, as bytes: copying objects from thread to thread costs many times what the
 * commands do. Everything else, and every refusal, crosses as it is. A key block is sent once, where it first occurs, and
 * has a number then.
 */
type Requests = {
  readonly [Name in 'generateMac' | 'verifyMac' | 'translatePin']: Parameters<SecurityModule[Name]>[0]
}
const FORGET_KEYS = 0
const GENERATE = 1
const VERIFY = 2
const TRANSLATE = 3

const ALGORITHMS: readonly MacAlgorithm[] = ['unionpay-ecb', 'iso9797-1-alg1', 'iso9797-1-alg3', 'cmac']
const FORMATS: readonly PinBlockFormat[] = ['iso-0', 'iso-1', 'iso-3', 'iso-4', 'unionpay-sm4']
const BYTES_MAX = 0xffff
const COUNT_MAX = 0xff
/** Key blocks that have a number; beyond that all are numbered anew. */
const KEYS_MAX = 65_536

/** Stands for the number of a key block that follows as text. */
const NEW_KEY = 0xffffffff
/** What a key block looks like that is sent as bytes. */
const KEY_TEXT = /^[ -~]{1,512}$/

export class CallPacker {
  readonly #writer = new ByteWriter()
  readonly #numbers = new Map<string, number>()
  readonly #keys_max: number

  constructor(keys_max = KEYS_MAX) {
    this.#keys_max = keys_max
  }

  get length(): number {
    return this.#writer.length
  }

  /** False for what has to be sent as it is. */
  add(id: number, command: CommandName, request: unknown): boolean {
    if (typeof request !== 'object' || request === null) return false
    switch (command) {
      case 'generateMac':
        return this.#generate(id, request as Requests['generateMac'])
      case 'verifyMac':
        return this.#verify(id, request as Requests['verifyMac'])
      case 'translatePin':
        return this.#translate(id, request as Requests['translatePin'])
      default:
        return false
    }
  }

  /** Calls of one turn of the event loop. They have to arrive in the order in which they were taken. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#writer.take()
    if (this.#numbers.size > this.#keys_max) {
      this.#numbers.clear()
      this.#begin(0, FORGET_KEYS)
    }
    return taken
  }

  #isKey(key: unknown): boolean {
    return typeof key === 'string' && (this.#numbers.has(key) || KEY_TEXT.test(key))
  }

  #generate(id: number, { key, algorithm, data, padding, state }: Requests['generateMac']): boolean {
    const plain = padding === undefined && state === undefined && data instanceof Uint8Array
    if (!plain || data.length > BYTES_MAX || !this.#isKey(key) || !ALGORITHMS.includes(algorithm)) return false
    this.#begin(id, GENERATE)
    this.#key(key)
    this.#writer.byte(ALGORITHMS.indexOf(algorithm))
    this.#writer.bytes(data)
    return true
  }

  #verify(id: number, { keys, algorithm, data, mac, padding, state }: Requests['verifyMac']): boolean {
    const plain =
      padding === undefined && state === undefined && data instanceof Uint8Array && mac instanceof Uint8Array
    if (!plain || data.length > BYTES_MAX || mac.length > COUNT_MAX || !ALGORITHMS.includes(algorithm)) return false
    if (!Array.isArray(keys) || keys.length > COUNT_MAX || !keys.every((key) => this.#isKey(key))) return false
    this.#begin(id, VERIFY)
    this.#writer.byte(keys.length)
    for (const key of keys) this.#key(key)
    this.#writer.byte(ALGORITHMS.indexOf(algorithm))
    this.#writer.bytes(mac)
    this.#writer.bytes(data)
    return true
  }

  #translate(id: number, request: Requests['translatePin']): boolean {
    const { pinBlock, pan, from, to, fromFormat, toFormat } = request
    if (!(pinBlock instanceof PinBlock) || !(pan instanceof Pan)) return false
    if (!this.#isKey(from) || !this.#isKey(to)) return false
    if (!FORMATS.includes(fromFormat) || !FORMATS.includes(toFormat)) return false
    this.#begin(id, TRANSLATE)
    this.#key(from)
    this.#writer.byte(FORMATS.indexOf(fromFormat))
    this.#key(to)
    this.#writer.byte(FORMATS.indexOf(toFormat))
    this.#writer.bytes(pinBlock.reveal())
    this.#writer.digits(pan.reveal())
    return true
  }

  #begin(id: number, command: number): void {
    this.#writer.number(id)
    this.#writer.byte(command)
  }

  #key(block: string): void {
    const number = this.#numbers.get(block)
    this.#writer.number(number ?? NEW_KEY)
    if (number !== undefined) return
    this.#numbers.set(block, this.#numbers.size)
    this.#writer.text(block)
  }
}

export class CallUnpacker {
  #keys: string[] = []

  /** Calls `each` for every call; what it is given must not be kept, and the bytes are wiped afterwards. */
  unpack(bytes: Uint8Array, each: (id: number, command: CommandName, request: unknown) => void): void {
    const reader = new ByteReader(bytes)
    while (!reader.isAtEnd) {
      const id = reader.number()
      const command = reader.byte()
      if (command === GENERATE) each(id, 'generateMac', this.#generate(reader))
      else if (command === VERIFY) each(id, 'verifyMac', this.#verify(reader))
      else if (command === TRANSLATE) each(id, 'translatePin', this.#translate(reader))
      else this.#keys = []
    }
    bytes.fill(0)
  }

  #generate(reader: ByteReader): Requests['generateMac'] {
    return { key: this.#key(reader), algorithm: ALGORITHMS[reader.byte()] as MacAlgorithm, data: reader.bytes() }
  }

  #verify(reader: ByteReader): Requests['verifyMac'] {
    const keys = Array.from({ length: reader.byte() }, () => this.#key<'mac'>(reader))
    const algorithm = ALGORITHMS[reader.byte()] as MacAlgorithm
    return { keys, algorithm, mac: reader.bytes(), data: reader.bytes() }
  }

  #translate(reader: ByteReader): Requests['translatePin'] {
    const from = this.#key<'pin'>(reader)
    const fromFormat = FORMATS[reader.byte()] as PinBlockFormat
    const to = this.#key<'pin'>(reader)
    const toFormat = FORMATS[reader.byte()] as PinBlockFormat
    const pinBlock = PinBlock.of(reader.bytes().slice())
    return { from, fromFormat, to, toFormat, pinBlock, pan: Pan.of(reader.digits()) }
  }

  #key<Use extends 'mac' | 'pin'>(reader: ByteReader): KeyBlock<Use> {
    const number = reader.number()
    if (number === NEW_KEY) this.#keys.push(reader.text())
    return this.#keys[number === NEW_KEY ? this.#keys.length - 1 : number] as KeyBlock<Use>
  }
}

const MAC = 1
const FIRST_RIGHT = 2
const NONE_RIGHT = 3
const PIN_BLOCK = 4

export class AnswerPacker {
  readonly #writer = new ByteWriter()

  get length(): number {
    return this.#writer.length
  }

  /** False for what has to be sent as it is: refusals, and the answers to other commands. */
  add(id: number, outcome: unknown): boolean {
    const { ok: isOk, value } = outcome as { readonly ok: boolean; readonly value?: unknown }
    if (!isOk) return false
    if (value === undefined) this.#begin(id, NONE_RIGHT)
    else if (typeof value === 'number' && value >= 0 && value <= COUNT_MAX) {
      this.#begin(id, FIRST_RIGHT)
      this.#writer.byte(value)
    } else if (value instanceof Uint8Array && value.length <= COUNT_MAX) {
      this.#begin(id, MAC)
      this.#writer.bytes(value)
    } else if (isPinBlock(value)) {
      this.#begin(id, PIN_BLOCK)
      this.#writer.bytes(value.pinBlock.reveal())
    } else return false
    return true
  }

  take(): Uint8Array<ArrayBuffer> {
    return this.#writer.take()
  }

  #begin(id: number, kind: number): void {
    this.#writer.number(id)
    this.#writer.byte(kind)
  }
}

const isPinBlock = (value: unknown): value is { readonly pinBlock: PinBlock } =>
  typeof value === 'object' && value !== null && 'pinBlock' in value && value.pinBlock instanceof PinBlock

export function unpackAnswers(bytes: Uint8Array, each: (id: number, outcome: unknown) => void): void {
  const reader = new ByteReader(bytes)
  while (!reader.isAtEnd) {
    const id = reader.number()
    const kind = reader.byte()
    if (kind === NONE_RIGHT) each(id, ok(undefined))
    else if (kind === FIRST_RIGHT) each(id, ok(reader.byte()))
    else if (kind === MAC) each(id, ok(reader.bytes().slice()))
    else each(id, ok({ pinBlock: PinBlock.of(reader.bytes().slice()) }))
  }
}
