import type { Clock, Pan, Random, Turns } from '@fiftyfive/kernel'
import type { HostSecurityModule, KeyBlock, PinBlockFormat, SealedTable } from '@fiftyfive/security'
import type { IssuerStore } from './ledger.ts'

/** The issuer's keys for its chips: cryptograms, MACs of scripts, and what scripts carry sealed. */
export interface IssuerChipKeys {
  readonly cryptogram: KeyBlock<'cryptogram'>
  readonly integrity: KeyBlock<'script-integrity'>
  readonly confidentiality: KeyBlock<'script-confidentiality'>
}

/** Everything the issuer needs from the world. */
export interface IssuerPorts {
  readonly clock: Clock
  readonly random: Random
  readonly securityModule: HostSecurityModule
  readonly store: IssuerStore
  readonly cardVault: { store(pan: Pan): { readonly token: string; readonly masked: string; readonly sealed: string } }
  /** The first ones, which people brought; later ones are in the store. */
  readonly zoneKeys: { readonly pin: KeyBlock<'pin'>; readonly mac: KeyBlock<'mac'> }
  /** Under which new ones travel; without it none are taken. */
  readonly zoneMasterKey?: KeyBlock<'zone-master'>
  readonly pinBlockFormat: PinBlockFormat
  readonly pinOffsetKey: KeyBlock<'pin-offset'>
  readonly decimalisationTable: SealedTable
  /** Of which the keys of all chips are made (EMV Book 2, A1.4). Without them no cryptogram is checked. */
  readonly chipKeys?: IssuerChipKeys
  /** One request per card at a time: try counter and balance are read, judged and written as one. */
  readonly perCard: Turns
}
