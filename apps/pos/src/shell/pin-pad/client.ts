import { ChipPinBlock, type ChipPinForm } from '@fiftyfive/emv'
import { Pan, PinBlock } from '@fiftyfive/kernel'
import type {
  DemoFaultId,
  KeyCheckValues,
  KeySlotName,
  PinEntryDevice,
  PinKey,
  PinPadListener,
  SealedEntry,
  WorkingKeys,
} from '@fiftyfive/terminal'
import type { Answers, Asked, FromPinPad, Told } from './protocol.ts'

const FAILED = 'the PIN pad failed'

/** The page's side of the PIN pad in the worker. */
export class WorkerPinPad implements PinEntryDevice {
  activated = false
  /** What is broken in the PIN pad itself. */
  onFaults: (active: readonly DemoFaultId[]) => void = () => undefined
  readonly #worker: Worker
  readonly #waiting = new Map<number, (answer: { readonly value: unknown } | undefined) => void>()
  #lastId = 0
  #checkValues: KeyCheckValues = { master: undefined, pin: undefined, mac: undefined }
  #listener: PinPadListener | undefined
  #heard: ((key: PinKey) => void) | undefined
  #isBroken = false

  constructor(worker: Worker) {
    this.#worker = worker
    worker.addEventListener('message', ({ data }: MessageEvent<FromPinPad>) => this.#receive(data))
    worker.addEventListener('error', () => this.#broken())
  }

  activate = (activationCode: string) => this.#ask({ ask: 'activate', activationCode })

  async open(): Promise<void> {
    this.activated = (await this.#ask({ ask: 'open' })).activated
  }

  async fault(id: DemoFaultId, on: boolean): Promise<void> {
    await this.#ask({ ask: 'fault', id, on })
  }

  listen(listener: PinPadListener): void {
    this.#listener = listener
  }

  checkValue(slot: KeySlotName): string | undefined {
    return this.#checkValues[slot]
  }

  loadWorkingKeys = (keys: WorkingKeys) => this.#ask({ ask: 'load-keys', keys })

  test(heard: (key: PinKey) => void): () => void {
    this.#heard = heard
    this.#tell({ tell: 'test' })
    return () => {
      if (this.#heard !== heard) return
      this.#heard = undefined
      this.#tell({ tell: 'end-test' })
    }
  }

  bindCard(pan: Pan): void {
    this.#tell({ tell: 'bind-card', pan: pan.reveal() })
  }

  ask(purpose?: 'new' | 'again'): void {
    this.#heard = undefined
    this.#tell({ tell: 'ask', ...(purpose && { purpose }) })
  }

  disarm(): void {
    this.#tell({ tell: 'disarm' })
  }

  press(key: PinKey): void {
    this.#tell({ tell: 'press', key })
  }

  async takePinBlock(): Promise<SealedEntry> {
    const { pinBlock, newPinBlock, ...entry } = await this.#ask({ ask: 'take-pin-block' })
    return {
      ...entry,
      ...(pinBlock && { pinBlock: PinBlock.of(pinBlock) }),
      ...(newPinBlock && { newPinBlock: PinBlock.of(newPinBlock) }),
    }
  }

  takeChipPin = async (form: ChipPinForm) => new ChipPinBlock(await this.#ask({ ask: 'take-chip-pin', form }))

  sealPan = (pan: Pan) => this.#ask({ ask: 'seal-pan', pan: pan.reveal() })

  async openPan(sealed: string): Promise<Pan | undefined> {
    const digits = await this.#ask({ ask: 'open-pan', sealed })
    return digits === undefined ? undefined : Pan.of(digits)
  }

  // Copies: a view is cloned with the whole buffer behind it.
  mac = (data: Uint8Array) => this.#ask({ ask: 'mac', data: data.slice() })
  macIsValid = (data: Uint8Array, mac: Uint8Array) =>
    this.#ask({ ask: 'mac-is-valid', data: data.slice(), mac: mac.slice() })

  #tell(told: Told): void {
    this.#worker.postMessage(told)
  }

  #ask<Question extends Asked>(asked: Question): Promise<Answers[Question['ask']]> {
    if (this.#isBroken) return Promise.reject(new Error(FAILED))
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#waiting.set(id, (answer) =>
        answer ? resolve(answer.value as Answers[Question['ask']]) : reject(new Error(FAILED)),
      )
      this.#worker.postMessage({ id, asked })
    })
  }

  #receive(message: FromPinPad): void {
    if ('id' in message) {
      this.#checkValues = message.checkValues
      this.#waiting.get(message.id)?.(message.answer)
      this.#waiting.delete(message.id)
      return
    }
    switch (message.happened) {
      case 'digits-changed':
        return this.#listener?.digitsChanged(message.count)
      case 'confirmed':
        return this.#listener?.confirmed()
      case 'cancelled':
        return this.#listener?.cancelled()
      case 'rejected':
        return this.#listener?.rejected(message.reason)
      case 'heard':
        return this.#heard?.(message.key)
      default:
        return this.onFaults(message.active)
    }
  }

  /** The worker could not be loaded, or broke down. Nothing is known of its state any more, so it is asked nothing more. */
  #broken(): void {
    this.#isBroken = true
    for (const settle of this.#waiting.values()) settle(undefined)
    this.#waiting.clear()
  }
}

export const startPinPad = (): WorkerPinPad =>
  new WorkerPinPad(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))
