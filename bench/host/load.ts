// A process of its own: many terminals, each on its own connection, that pay as fast as they are told to.
import { connect, type Socket } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { connect as connectTls } from 'node:tls'
import { encodeFrame, FrameDecoder, TERMINAL_FRAMING, unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { ClearPin, expectOk, fromHex, Pan } from '@fiftyfive/kernel'
import { encipherPinBlock, macComputer, type MacComputer } from '@fiftyfive/security'
import { type LoadTerminal, MERCHANT } from './prepare.ts'

export interface Run {
  readonly ports: readonly number[]
  readonly terminals: readonly LoadTerminal[]
  readonly seconds: number
  /** Transactions a second, whatever the host answers; without it every terminal sends when it was answered. */
  readonly rate?: number
  /** The first terminal sends so many times what each of the others sends. */
  readonly flood?: number
  readonly tls?: { readonly ca: string; readonly cert: string; readonly key: string }
  /** Where trace numbers begin, so that no run repeats another's. */
  readonly firstTrace: number
}

export interface Outcome {
  readonly approved: number
  readonly refused: number
  readonly other: number
  readonly unanswered: number
  readonly sent: number
  readonly elapsed_s: number
  readonly approved_ms: readonly number[]
  readonly refused_ms: readonly number[]
  readonly approvedByTerminal: readonly number[]
  /** How long after it was due each message left: waiting of the generator's own, which counts in every latency. */
  readonly sentLate_ms: readonly number[]
  /** How late the generator's event loop was: 99th percentile and most. Answers were seen so much later than they came. */
  readonly late_ms: readonly [number, number]
  readonly cpu_us: number
}

/** Cards of one terminal, which take turns: a shop sees many, and few of them twice. */
const CARDS_PER_TERMINAL = 8
const TPDU = Uint8Array.of(0x60, 0x00, 0x03, 0x00, 0x00)
const HEADER = Uint8Array.of(0x60, 0x31, 0x00, 0x31, 0x13, 0x05)
const GRACE_MS = 3_000
/** Of the look at the generator's own event loop. */
const RESOLUTION_MS = 2

const cardNumber = (terminal: LoadTerminal, card: number): string =>
  `622588${terminal.id.slice(1)}${String(card).padStart(6, '0')}`

function template(terminal: LoadTerminal, trace: string, pan: string): Uint8Array<ArrayBuffer> {
  const pinBlock = encipherPinBlock({
    format: 'iso-0',
    algorithm: 'tdes-2',
    key: fromHex(terminal.pinKey),
    pin: ClearPin.of('204816'),
    pan: Pan.of(pan),
    random: { bytes: (length) => new Uint8Array(length) },
  })
  const message: UnionPayMessage = {
    mti: '0200',
    2: pan,
    3: '000000',
    4: '000000001000',
    11: trace,
    14: '3112',
    22: { panEntry: '05', pinEntry: '1' },
    23: '001',
    25: '00',
    26: '12',
    41: terminal.id,
    42: MERCHANT,
    49: '156',
    52: pinBlock.reveal(),
    53: { pinFormat: '2', encryption: '6', trackEncryption: '0' },
    60: { type: '22', batch: '000001' },
    64: new Uint8Array(8),
  }
  return expectOk(unionpayPos.encode(message), 'request').slice()
}

class Terminal {
  readonly waiting = new Map<string, number>()
  readonly socket: Socket
  approved = 0
  readonly #messages: readonly Uint8Array<ArrayBuffer>[]
  readonly #traceAt: number
  readonly #mac: MacComputer
  readonly #ready: { readonly trace: string; readonly frame: Uint8Array }[] = []
  #trace: number

  constructor(terminal: LoadTerminal, socket: Socket, firstTrace: number) {
    this.socket = socket
    const cards = Array.from({ length: CARDS_PER_TERMINAL }, (_, card) => cardNumber(terminal, card))
    this.#messages = cards.map((pan) => template(terminal, '000000', pan))
    const other = template(terminal, '999999', cards[0] as string)
    this.#traceAt = other.findIndex((byte, index) => byte !== this.#messages[0]?.[index])
    this.#mac = macComputer('unionpay-ecb', fromHex(terminal.macKey))
    this.#trace = firstTrace
  }

  /** Makes messages beforehand, so that the load costs little while it is measured. */
  prepare(count: number): void {
    for (let made = 0; made < count; made++) this.#ready.push(this.#make())
  }

  send(due_ms: number): void {
    const { trace, frame } = this.#ready.shift() ?? this.#make()
    this.waiting.set(trace, due_ms)
    this.socket.write(frame)
  }

  #make(): { readonly trace: string; readonly frame: Uint8Array } {
    const message = this.#messages[this.#trace % CARDS_PER_TERMINAL] as Uint8Array<ArrayBuffer>
    const trace = String(this.#trace++ % 1_000_000).padStart(6, '0')
    message.set(fromHex(trace), this.#traceAt)
    const data = expectOk(unionpayPos.macInput(message), 'MAC')
    const body = unionpayPos.withMac(message, this.#mac.compute(data))
    return { trace, frame: encodeFrame({ tpdu: TPDU, header: HEADER, body }) }
  }
}

async function run(what: Run): Promise<Outcome> {
  const results = { approved: 0, refused: 0, other: 0, sent: 0 }
  const approved_ms: number[] = []
  const refused_ms: number[] = []
  let sending = true
  const terminals = await Promise.all(
    what.terminals.map(async (each, index) => {
      const port = what.ports[index % what.ports.length] as number
      const socket = what.tls
        ? connectTls({ port, host: '127.0.0.1', servername: 'localhost', ...what.tls })
        : connect({ port, host: '127.0.0.1', noDelay: true })
      await new Promise((resolve, reject) => {
        socket.once(what.tls ? 'secureConnect' : 'connect', resolve).once('error', reject)
      })
      socket.on('error', () => undefined)
      const terminal = new Terminal(each, socket, what.firstTrace)
      const decoder = new FrameDecoder(TERMINAL_FRAMING)
      socket.on('data', (chunk) => {
        const now = performance.now()
        for (const frame of decoder.push(chunk, 0)) {
          if (!frame.ok) throw new Error('frame')
          const [trace, code] = expectOk(unionpayPos.peek(frame.value.body, [11, 39]), 'answer')
          const due = terminal.waiting.get(trace ?? '')
          if (due === undefined) continue
          terminal.waiting.delete(trace ?? '')
          if (code === '00') {
            results.approved++
            terminal.approved++
            approved_ms.push(now - due)
          } else if (code === '96' || code === '91') {
            results.refused++
            refused_ms.push(now - due)
          } else results.other++
          if (sending && what.rate === undefined) {
            results.sent++
            terminal.send(performance.now())
          }
        }
      })
      return terminal
    }),
  )
  if (what.rate !== undefined) {
    const each = (what.rate * what.seconds) / (terminals.length - 1 + (what.flood ?? 1))
    for (const [index, terminal] of terminals.entries()) terminal.prepare(each * (index === 0 ? (what.flood ?? 1) : 1))
  }
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  const cpu = process.cpuUsage()
  const sentLate_ms: number[] = []
  const began = performance.now()
  const until = began + what.seconds * 1_000
  if (what.rate === undefined) {
    for (const terminal of terminals) {
      results.sent++
      terminal.send(performance.now())
    }
    await new Promise((resolve) => setTimeout(resolve, what.seconds * 1_000))
  } else {
    await sendAtRate(terminals, what, began, until, (late_ms) => {
      results.sent++
      sentLate_ms.push(late_ms)
    })
  }
  sending = false
  const elapsed_s = (performance.now() - began) / 1_000
  delay.disable()
  const { user, system } = process.cpuUsage(cpu)
  const late_ms = [99, 100].map((share) => Math.max(0, delay.percentile(share) / 1e6 - RESOLUTION_MS))
  const approvedInTime = terminals.map(({ approved }) => approved)
  const counted = { ...results }
  const deadline = performance.now() + GRACE_MS
  const open = () => terminals.reduce((sum, { waiting }) => sum + waiting.size, 0)
  while (open() > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
  const unanswered = open()
  for (const { socket } of terminals) socket.destroy()
  return {
    ...counted,
    unanswered,
    elapsed_s,
    approved_ms,
    refused_ms,
    approvedByTerminal: approvedInTime,
    sentLate_ms,
    late_ms: late_ms as [number, number],
    cpu_us: user + system,
  }
}

/** Every message has a moment at which it is due; its latency counts from there, also when the sender was late. */
async function sendAtRate(
  terminals: readonly Terminal[],
  what: Run,
  began: number,
  until: number,
  sent: (late_ms: number) => void,
): Promise<void> {
  const interval_ms = 1_000 / (what.rate ?? 1)
  const flooder = terminals[0]
  const floodShare = what.flood ? what.flood / (what.flood + terminals.length - 1) : 0
  let floods = 0
  for (let number = 0; ;) {
    const now = performance.now()
    if (now >= until) return
    for (; began + number * interval_ms <= now; number++) {
      const isFlood = floods < number * floodShare
      if (isFlood) floods++
      const others = floodShare > 0 ? 1 + (number % (terminals.length - 1)) : number % terminals.length
      const due = began + number * interval_ms
      ;(isFlood ? flooder : terminals[others])?.send(due)
      sent(performance.now() - due)
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

process.on('message', (what: Run) => void run(what).then((outcome) => process.send?.(outcome)))
process.on('disconnect', () => process.exit(0))
