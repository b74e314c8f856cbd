import {
  handleAcquirerMessage,
  type IssuerEntry,
  type IssuerPorts,
  IssuerTables,
  personalizeCard,
  setTries,
  storeOver,
  Turns,
} from '@fiftyfive/issuing'
import { type Clock, ClearPin, expectOk, ok, Pan, type Result } from '@fiftyfive/kernel'
import {
  type CommandName,
  type HostSecurityModule,
  type KeyBlock,
  ModuleCore,
  securityModuleOver,
} from '@fiftyfive/security'
import { value } from '../../parties/security-module.ts'
import type { Chance } from '../chance.ts'
import type { Bank } from '../population/network.ts'
import type { OwnCard } from '../population/people.ts'
import { Vault } from './vault.ts'

const NO_ACTIVATION = { publicKey: async () => new Uint8Array(0), open: async () => undefined }
/** The try counters of the issuers count here; the module's own, coarser limit would be in their way. */
const NO_LIMIT = { failures: 1e9, failuresPerKey: 1e9, window_ms: 1 }
export const BALANCE_MINOR = 2_000_000_000

export type ModuleCall = (command: CommandName, request: unknown) => Promise<unknown>
export interface ZoneKeys {
  readonly pin: KeyBlock<'pin'>
  readonly mac: KeyBlock<'mac'>
}

/** One issuer host: the product's issuer with its own PIN keys and database. */
export interface BankHost {
  readonly bank: Bank
  readonly tables: IssuerTables
  /** What is broken in its module or its data; asked around every command. */
  readonly around: ((command: CommandName, request: unknown, next: ModuleCall) => Promise<unknown>)[]
  /** Changed by a key exchange that goes wrong on its side. */
  zoneKeys: ZoneKeys
  receive(bytes: Uint8Array): Promise<Uint8Array | undefined>
  issue(card: OwnCard): Promise<void>
  tries(card: OwnCard): number
  setTries(card: OwnCard, left: number): Promise<void>
  setStatus(card: OwnCard, status: 'active' | 'blocked'): void
  /** What can be spent, minor units. */
  setBalance(card: OwnCard, available_minor: number): void
}

/** The issuers share one security module, each with keys of its own in it. */
export class Banks {
  readonly hosts = new Map<string, BankHost>()
  readonly module: HostSecurityModule
  readonly vault: Vault
  readonly #core: ModuleCore
  readonly #clock: Clock
  readonly #chance: Chance
  readonly #tryCounted: (token: string) => void

  constructor(parts: { readonly clock: Clock; readonly chance: Chance; readonly tryCounted: (token: string) => void }) {
    this.#clock = parts.clock
    this.#chance = parts.chance
    this.#tryCounted = parts.tryCounted
    this.vault = new Vault(parts.chance.of('vault'))
    this.#core = new ModuleCore({
      name: 'issuers',
      masterKey: parts.chance.of('master').bytes(32),
      partition: 'issuer',
      authorised: true,
      random: parts.chance.of('module'),
      clock: parts.clock,
      activation: NO_ACTIVATION,
      audit: () => {},
      failureLimit: NO_LIMIT,
    })
    this.module = securityModuleOver(
      (command, request) => Promise.resolve(this.#core.execute(command, request)),
      async () => {},
    )
  }

  /** `careless`: it calls a PIN block that it cannot read a wrong PIN. */
  async open(bank: Bank, zoneKeys: ZoneKeys, careless: boolean): Promise<void> {
    const around: BankHost['around'] = careless ? [malformedIsWrong] : []
    const execute: ModuleCall = (command, request) => Promise.resolve(this.#core.execute(command, request))
    const call: ModuleCall = (command, request) =>
      around.reduceRight<ModuleCall>((next, hook) => (command, request) => hook(command, request, next), execute)(
        command,
        request,
      )
    const tables = new IssuerTables()
    const fixed = {
      clock: this.#clock,
      random: this.#chance.of(bank.name),
      securityModule: securityModuleOver(call, async () => {}),
      store: storeOver(tables, async (_at, entries) => this.#commit(tables, entries)),
      cardVault: this.vault,
      pinBlockFormat: 'iso-0' as const,
      pinOffsetKey: value(await this.module.generateKey({ use: 'pin-offset', algorithm: 'tdes-2' })).key,
      decimalisationTable: value(await this.module.sealTable({ table: '0123456789012345' })),
      perCard: new Turns(),
    }
    const ports = (): IssuerPorts => ({ ...fixed, zoneKeys: host.zoneKeys })
    const tokenOf = (card: OwnCard) => this.vault.token(card.number)
    const host: BankHost = {
      bank,
      tables,
      around,
      zoneKeys,
      receive: (bytes) => handleAcquirerMessage(ports(), bytes),
      async issue({ number, pin, plastic }) {
        const order = { pan: Pan.of(number), pin: ClearPin.of(pin), expiry: plastic.expiry, sequenceNumber: '001' }
        expectOk(await personalizeCard(ports(), { ...order, available_minor: BALANCE_MINOR, currency: 'CNY' }), 'card')
      },
      tries: (card) => tables.cards.get(tokenOf(card))?.triesLeft ?? 0,
      async setTries(card, left) {
        await setTries(ports(), tokenOf(card), left)
      },
      setStatus(card, status) {
        const account = tables.cards.get(tokenOf(card))
        if (account) tables.cards.set(account.token, { ...account, status })
      },
      setBalance(card, available_minor) {
        const account = tables.cards.get(tokenOf(card))
        if (account) tables.cards.set(account.token, { ...account, available_minor })
      },
    }
    this.hosts.set(bank.name, host)
  }

  #commit(tables: IssuerTables, entries: readonly IssuerEntry[]): void {
    for (const entry of entries) {
      if (entry.type === 'card-changed') {
        const before = tables.cards.get(entry.card.token)
        if (before && entry.card.triesLeft < before.triesLeft && entry.reason !== 'counter') {
          this.#tryCounted(entry.card.token)
        }
      }
      tables.apply(entry)
    }
    forgetOldest(tables.authorizations)
  }
}

/** What many hosts do with their module's PIN block error: 55, and a try counted. It is how a fault becomes a wrong PIN. */
async function malformedIsWrong(command: CommandName, request: unknown, next: ModuleCall): Promise<unknown> {
  if (command !== 'verifyPinReference') return next(command, request)
  const outcome = (await next(command, request)) as Result<unknown, { readonly reason: string }>
  const unread = !outcome.ok && outcome.error.reason === 'pin-block-malformed'
  return unread ? ok(false) : outcome
}

/** Of each bank, about two days of a fleet of 2,000 terminals: a reversal that comes later than that finds nothing. */
const KEPT = 1_000

/** Only the newest entries of a table that would otherwise grow with every payment of a month. */
function forgetOldest<K, V>(table: Map<K, V>): void {
  if (table.size < 2 * KEPT) return
  let left = table.size - KEPT
  for (const key of table.keys()) {
    if (left-- <= 0) return
    table.delete(key)
  }
}
