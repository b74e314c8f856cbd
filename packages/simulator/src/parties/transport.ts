import type { Transport } from '@fiftyfive/terminal'
import { FrameDecoder, TERMINAL_FRAMING } from '@fiftyfive/iso8583'
import type { Auditor } from '../audit/auditor.ts'
import { describeMessage, readBody } from '../audit/describe.ts'
import type { Life } from '../world/life.ts'
import type { World } from '../world/world.ts'
import type { AcquirerParty } from './acquirer-party.ts'
import { endSession, type Session } from './session.ts'

const CONNECT_MS = 40
const REFUSED_MS = 3_000
/** One for all: where it was made says nothing, and costs more than the rest of a connection. */
const NOBODY_ANSWERS = new Error('nobody answers')

/** A terminal's connection over the simulated wire. */
export class SimulatedTransport implements Transport {
  readonly #parts: { world: World; life: Life; acquirer: AcquirerParty; terminalId: string; audit: Auditor }
  #session: Session | undefined
  #onBytes: (bytes: Uint8Array) => void = () => {}
  #onClose: () => void = () => {}
  /** The audit's: it reads what is sent, whole frames all of them. */
  readonly #sentFrames = new FrameDecoder(TERMINAL_FRAMING)
  #sent = 0

  constructor(parts: { world: World; life: Life; acquirer: AcquirerParty; terminalId: string; audit: Auditor }) {
    this.#parts = parts
  }

  connect(): Promise<void> {
    const { world, life, acquirer, terminalId } = this.#parts
    return new Promise((resolve, reject) => {
      life.after(CONNECT_MS, () => {
        const cut = world.network.isCut(`${terminalId}>A`) || world.network.isCut(`A>${terminalId}`)
        const session = cut ? undefined : acquirer.accept(terminalId, this.#ends())
        if (!session) {
          life.after(REFUSED_MS, () => reject(NOBODY_ANSWERS))
          return
        }
        this.#session = session
        resolve()
      })
    })
  }

  send(frame: Uint8Array): void {
    const { world, life, acquirer, terminalId, audit } = this.#parts
    const session = this.#session
    const message = readBody(this.#bodyOf(frame))
    audit.terminal.sending(terminalId, message)
    if (!session?.open) return
    world.network.carry(`${terminalId}>A`, describeMessage(message), frame, (bytes) => acquirer.receive(session, bytes))
    if (world.dice.strikes('reset', `${terminalId} ${life.number} ${++this.#sent}`))
      life.after(30, () => endSession(session))
  }

  close(): void {
    if (this.#session) endSession(this.#session)
  }
  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.#onBytes = listener
  }
  onClose(listener: () => void): void {
    this.#onClose = listener
  }

  /** The terminal's end: silent once its power is cut, and only the newest session is heard. */
  #ends(): Pick<Session, 'toTerminal' | 'ended'> {
    const { life } = this.#parts
    return {
      toTerminal: (bytes) => {
        if (!life.over) this.#onBytes(bytes)
      },
      ended: () => void life.after(10, () => this.#onClose()),
    }
  }

  #bodyOf(frame: Uint8Array): Uint8Array {
    const cut = this.#sentFrames.push(frame, 0)[0]
    if (!cut?.ok) throw new Error('the terminal sent no whole frame')
    return cut.value.body
  }
}
