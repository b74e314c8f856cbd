import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  activateTerminal,
  type AcquirerEvent,
  type AcquirerPorts,
  handleTerminalMessage,
  issueActivation,
  type IssuerLink,
  type LinkFailure,
  nothingInFlight,
  type PaymentKind,
  type StandInRule,
  type Terminal,
  TRANSACTIONS,
  ZoneKeyRing,
  type ZoneKeys,
} from '@fiftyfive/acquiring'
import { iso87Ascii, type Iso87Message, macElement, unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { handleAcquirerMessage, type IssuerPorts, personalizeCard, Turns } from '@fiftyfive/issuing'
import {
  ClearPin,
  err,
  expectOk,
  fromHex,
  ok,
  Pan,
  type Result,
  seededRandom,
  toHex,
  xorBytes,
} from '@fiftyfive/kernel'
import {
  adjustParity,
  computeMac,
  encipherPinBlock,
  keyCheckValue,
  sealTerminalMaster,
  tdesEcbDecrypt,
} from '@fiftyfive/security'
import { openSoftHsm } from '@fiftyfive/security/soft-hsm'
import { openCardVault } from '@fiftyfive/store/card-vault'
import { acquirerStore, issuerStore, openAcquirerDatabase, openIssuerDatabase } from '@fiftyfive/store/sqlite'

/**
 * Acquirer and issuer as they are, with real stores and real security modules; only the sockets between them are left
 * out. `link.behave` decides what happens to a request and its answer on the way.
 */
export async function openParties() {
  const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-parties-'))
  const clock = { time: Date.UTC(2027, 2, 4, 3, 0, 0), now: () => clock.time }
  const random = seededRandom('parties')
  const [acquirerModule, issuerModule] = await Promise.all([
    openSoftHsm({ directory: join(directory, 'a'), name: 'a', production: false, partition: 'acquirer' }),
    openSoftHsm({
      directory: join(directory, 'i'),
      name: 'i',
      production: false,
      partition: 'issuer',
      authorised: true,
    }),
  ])
  const components = ['A', 'B'].map((custodian) => ({ custodian, hex: toHex(random.bytes(32)) }))
  const zoneMaster = { use: 'zone-master', algorithm: 'aes-256', components } as const
  const ours = expectOk(await acquirerModule.formKey(zoneMaster), 'zone master').key
  const theirs = expectOk(await issuerModule.formKey(zoneMaster), 'zone master').key
  const share = async <Use extends 'pin' | 'mac'>(use: Use) => {
    const { key } = expectOk(await acquirerModule.generateKey({ use, algorithm: 'tdes-2' }), use)
    const keyBlock = expectOk(await acquirerModule.exportKey({ key, under: ours }), use)
    return { ours: key, theirs: expectOk(await issuerModule.importKey({ use, keyBlock, under: theirs }), use).key }
  }
  const pin = await share('pin')
  const mac = await share('mac')
  const issuerDatabase = openIssuerDatabase(join(directory, 'issuer.db'))
  const pinOffsetKey = expectOk(
    await issuerModule.generateKey({ use: 'pin-offset', algorithm: 'tdes-2' }),
    'offset key',
  ).key
  const decimalisationTable = expectOk(await issuerModule.sealTable({ table: '0123456789012345' }), 'table')
  const chipKey = async <Use extends 'cryptogram' | 'script-integrity' | 'script-confidentiality'>(use: Use) =>
    expectOk(await issuerModule.formKey({ use, algorithm: 'tdes-2', components: CHIP_KEY_COMPONENTS }), use).key
  const chipKeys = {
    cryptogram: await chipKey('cryptogram'),
    integrity: await chipKey('script-integrity'),
    confidentiality: await chipKey('script-confidentiality'),
  }
  const issuer: IssuerPorts = {
    clock,
    random,
    securityModule: issuerModule,
    store: issuerStore(issuerDatabase),
    cardVault: openCardVault(join(directory, 'issuer.key'), clock),
    zoneKeys: { pin: pin.theirs, mac: mac.theirs },
    zoneMasterKey: theirs,
    pinBlockFormat: 'iso-0',
    pinOffsetKey,
    decimalisationTable,
    chipKeys,
    perCard: new Turns(),
  }
  const ring = new ZoneKeyRing({ pin: pin.ours, mac: mac.ours }, ours)
  const link = new InProcessLink(issuer, ring, acquirerModule)
  const acquirerDatabase = openAcquirerDatabase(join(directory, 'host.db'))
  const events: AcquirerEvent[] = []
  let reference = 0
  let trace = 0
  const acquirer: AcquirerPorts = {
    clock,
    random,
    securityModule: acquirerModule,
    store: acquirerStore(acquirerDatabase),
    cardVault: openCardVault(join(directory, 'host.key'), clock),
    links: [link],
    explain: () => undefined,
    observe: (event) => events.push(event),
    inFlight: nothingInFlight(),
    counters: {
      nextReference: () => String(++reference).padStart(12, '0'),
      nextTrace: () => String(++trace).padStart(6, '0'),
    },
    qrOrders: {
      open: () => Promise.resolve('closed'),
      withdraw: () => {},
      settled: () => {},
      refund: async () => true,
    },
  }
  return {
    acquirer,
    issuer,
    link,
    clock,
    events,
    async close() {
      await Promise.all([
        acquirerDatabase.close(),
        issuerDatabase.close(),
        acquirerModule.close(),
        issuerModule.close(),
      ])
    },
  }
}

export type Parties = Awaited<ReturnType<typeof openParties>>

/** What becomes of one request on its way: answered, lost before or after the issuer acted, or held for a while. */
export type LinkBehaviour = 'answer' | 'lose-request' | 'lose-answer' | 'down' | { readonly hold: Promise<void> }

class InProcessLink implements IssuerLink {
  readonly name = 'bank'
  readonly ranges = ['6225', '6217']
  readonly acquirerId = '48210000'
  readonly pinBlockFormat = 'iso-0'
  readonly ring: ZoneKeyRing
  standIn: readonly StandInRule[] = []
  isUp = true
  behave: (request: Iso87Message) => LinkBehaviour = () => 'answer'
  /** Message types that reached the issuer. */
  readonly reached: string[] = []
  readonly #issuer: IssuerPorts
  readonly #module: AcquirerPorts['securityModule']

  constructor(issuer: IssuerPorts, ring: ZoneKeyRing, module: AcquirerPorts['securityModule']) {
    this.#issuer = issuer
    this.ring = ring
    this.#module = module
  }

  get zoneKeys(): ZoneKeys {
    return this.ring.current
  }

  up(): boolean {
    return this.isUp
  }

  async exchange(request: Iso87Message, under: ZoneKeys = this.zoneKeys): Promise<Result<Iso87Message, LinkFailure>> {
    const behaviour = this.behave(request)
    if (behaviour === 'down') return err('down')
    if (behaviour === 'lose-request') return err('timeout')
    if (typeof behaviour === 'object') await behaviour.hold
    const unsealed = expectOk(iso87Ascii.encode({ ...request, [macElement(request)]: new Uint8Array(8) }), 'request')
    const data = expectOk(iso87Ascii.macInput(unsealed), 'MAC')
    const mac = expectOk(await this.#module.generateMac({ key: under.mac, algorithm: 'iso9797-1-alg3', data }), 'MAC')
    this.reached.push(request.mti)
    const answer = await handleAcquirerMessage(this.#issuer, iso87Ascii.withMac(unsealed, mac))
    if (!answer || behaviour === 'lose-answer') return err('timeout')
    return ok(expectOk(iso87Ascii.decode(answer), 'answer'))
  }
}

const CHIP_KEY_COMPONENTS = [
  { custodian: 'A', hex: '16E63262DC8C8C64EFC167CB89A457A4' },
  { custodian: 'B', hex: '0101010101010101FEFEFEFEFEFEFEFE' },
]
/** The issuer's keys of which its chips' keys are made: one for all uses is enough for a test. */
export const ISSUER_CHIP_KEY = xorBytes(
  fromHex(CHIP_KEY_COMPONENTS[0]?.hex ?? ''),
  fromHex(CHIP_KEY_COMPONENTS[1]?.hex ?? ''),
)

export const CARD = { pan: '6225880202614037194', pin: '204816', expiry: '3112' } as const

export async function issueCard(
  parties: Parties,
  pan: string = CARD.pan,
  more: { readonly chip?: true; readonly chipPin?: true } = {},
): Promise<void> {
  const order = { pan: Pan.of(pan), pin: ClearPin.of(CARD.pin), expiry: CARD.expiry }
  const rest = { sequenceNumber: '001', available_minor: 100_000, currency: 'CNY' }
  expectOk(await personalizeCard(parties.issuer, { ...order, ...rest, ...more }), 'card')
}

export async function cardState(parties: Parties, pan: string = CARD.pan) {
  const card = await parties.issuer.store.card(parties.issuer.cardVault.store(Pan.of(pan)).token)
  return card && { triesLeft: card.triesLeft, available_minor: card.available_minor }
}

/** A terminal as bare as possible: makes the messages a test wants, right or wrong. */
export class BareTerminal {
  readonly #parties: Parties
  readonly #master: Uint8Array
  readonly terminal: Terminal
  pinKey = new Uint8Array(16)
  macKey = new Uint8Array(16)
  batch = '000001'
  #trace = 0

  private constructor(parties: Parties, master: Uint8Array, terminal: Terminal) {
    this.#parties = parties
    this.#master = master
    this.terminal = terminal
  }

  static async activate(parties: Parties): Promise<BareTerminal> {
    const { acquirer } = parties
    const merchant = { id: '898310154110001', name: { en: 'Shop', 'zh-CN': '店' } }
    const activationCode = await issueActivation(acquirer, merchant)
    const master = adjustParity(seededRandom(activationCode).bytes(16))
    const spki = expectOk(await acquirer.securityModule.activationPublicKey(), 'activation key')
    const envelope = await sealTerminalMaster(spki, master)
    const checkValue = keyCheckValue('tdes-2', master)
    const identity = { activationCode, envelope, checkValue, model: 'TEST', softwareVersion: '1' }
    return new BareTerminal(
      parties,
      master,
      expectOk(await activateTerminal(acquirer, identity), 'activation').terminal,
    )
  }

  /** A new one that has its working keys. */
  static async signedOn(parties: Parties): Promise<BareTerminal> {
    const terminal = await BareTerminal.activate(parties)
    await terminal.signOn()
    return terminal
  }

  async signOn(): Promise<UnionPayMessage> {
    const answer = await this.send({
      mti: '0800',
      11: this.nextTrace(),
      ...this.#identity(),
      60: { type: '00', batch: this.batch, networkCode: '003' },
    })
    this.batch = answer?.[60]?.batch ?? this.batch
    const keys = answer?.[62]?.workingKeys
    if (keys) {
      this.pinKey = new Uint8Array(tdesEcbDecrypt(this.#master, keys.pinKey))
      this.macKey = new Uint8Array(tdesEcbDecrypt(this.#master, keys.macKey))
    }
    return answer as UnionPayMessage
  }

  /** As if it had sent so many messages meanwhile. */
  skipTraces(count: number): void {
    this.#trace += count
  }
  nextTrace(): string {
    return String(++this.#trace).padStart(6, '0')
  }

  sale(pin: string = CARD.pin, change: Partial<UnionPayMessage> = {}): UnionPayMessage {
    return {
      mti: '0200',
      2: CARD.pan,
      3: '000000',
      4: '000000001000',
      11: this.nextTrace(),
      14: CARD.expiry,
      22: { panEntry: '05', pinEntry: '1' },
      23: '001',
      25: '00',
      26: '12',
      ...this.#identity(),
      49: '156',
      52: this.pinBlock(pin),
      53: { pinFormat: '2', encryption: '6', trackEncryption: '0' },
      60: { type: '22', batch: this.batch },
      ...change,
    }
  }

  /** Any payment of docs/reference/unionpay-transactions.md; `pin` only where it takes one. */
  payment(kind: PaymentKind, amount_minor: number, change: Partial<UnionPayMessage> = {}): UnionPayMessage {
    const { mti, code, condition, type, pin, amount } = TRANSACTIONS[kind]
    const sale = this.sale(CARD.pin, {
      mti,
      3: code,
      4: amount ? String(amount_minor).padStart(12, '0') : undefined,
      25: condition,
      60: { type, batch: this.batch },
      ...(pin === 'required'
        ? {}
        : { 22: { panEntry: '05', pinEntry: '2' }, 26: undefined, 52: undefined, 53: undefined }),
    })
    return { ...sale, ...change }
  }

  /** DE 61 for what refers to this payment. */
  original({ 11: trace = '', 60: kind }: UnionPayMessage): { batch: string; trace: string } {
    return { batch: kind?.batch ?? '', trace }
  }

  pinBlock(pin: string): Uint8Array {
    const parts = { format: 'iso-0', algorithm: 'tdes-2', key: this.pinKey, random: seededRandom('block') } as const
    return encipherPinBlock({ ...parts, pin: ClearPin.of(pin), pan: Pan.of(CARD.pan) }).reveal()
  }

  management(mti: string, networkCode: string, change: Partial<UnionPayMessage> = {}): UnionPayMessage {
    const kind = { type: '00', batch: this.batch, networkCode }
    return { mti, 11: this.nextTrace(), ...this.#identity(), 60: kind, ...change }
  }

  reversalOf(sale: UnionPayMessage): UnionPayMessage {
    const {
      2: pan,
      3: code,
      4: amount,
      11: trace,
      25: condition,
      41: terminal,
      42: merchant,
      49: currency,
      60: batch,
    } = sale
    return {
      mti: '0400',
      2: pan,
      3: code,
      4: amount,
      11: trace,
      25: condition,
      39: '98',
      41: terminal,
      42: merchant,
      49: currency,
      60: batch,
    }
  }

  /** Encodes with a MAC under this terminal's key. */
  seal(message: UnionPayMessage): Uint8Array {
    const unsealed = expectOk(unionpayPos.encode({ ...message, 64: new Uint8Array(8) }), 'message')
    const data = expectOk(unionpayPos.macInput(unsealed), 'MAC')
    return unionpayPos.withMac(unsealed, computeMac('unionpay-ecb', this.macKey, data))
  }

  request(
    message: UnionPayMessage,
    acquirer: AcquirerPorts = this.#parties.acquirer,
  ): Promise<UnionPayMessage | undefined> {
    return this.#deliver(this.seal(message), acquirer)
  }
  /** Without a MAC. */
  send(message: UnionPayMessage): Promise<UnionPayMessage | undefined> {
    return this.#deliver(expectOk(unionpayPos.encode(message), 'message'))
  }

  async #deliver(bytes: Uint8Array, acquirer = this.#parties.acquirer): Promise<UnionPayMessage | undefined> {
    const answer = await handleTerminalMessage(acquirer, bytes)
    return answer === undefined || answer === 'silence' ? undefined : expectOk(unionpayPos.decode(answer), 'answer')
  }

  #identity(): Pick<UnionPayMessage, 41 | 42> {
    return { 41: this.terminal.id, 42: this.terminal.merchantId }
  }
}
