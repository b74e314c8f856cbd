import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { certifiedRecords, type ChipContent, type OfflineLimits } from '@fiftyfive/emv'
import type { IssuerChipKeys, IssuerPorts } from '@fiftyfive/issuing'
import { ClearPin, expectOk, Pan, toHex } from '@fiftyfive/kernel'
import { combineComponents, type KeyBlock, sha1, unwrapKeyBlock } from '@fiftyfive/security'
import { type Certification, certifiedIssuer, keyOf, newKey } from './certification.ts'

/** What kind of chip a card gets. */
export interface ChipOrder {
  readonly pan: string
  readonly expiry: string
  readonly sequenceNumber: string
  /** The chip compares this PIN itself. */
  readonly chipPin?: string
  /** How it proves, without its issuer, that it is no copy. */
  readonly authentication?: 'sda' | 'dda' | 'cda'
  readonly offline?: OfflineLimits
  /** It goes into a phone. */
  readonly device?: true
}

/** Makes the chips of the demo's cards. */
export interface CardMaker {
  chip(order: ChipOrder): Promise<ChipContent>
}

type RsaKeys = Pick<ChipContent, 'authenticationKey' | 'pinKey'>

const COMPONENT_BYTES = 32

/**
 * The firm that writes keys into chips. It shares a key with the issuer, formed of two components as in a ceremony, under
 * which the security module hands out each chip's own keys; none of the issuer's ever leaves. The chips' RSA keys are
 * made once and kept in `keyFile`, which stands for the chips themselves, by the tokens of their cards: a number is written
 * nowhere in the clear.
 */
export async function openCardMaker(
  ports: IssuerPorts,
  keys: IssuerChipKeys,
  certification: Certification | undefined,
  keyFile: string,
): Promise<CardMaker> {
  const { shared, under } = await shareKey(ports)
  const rsaKeys = new Map<string, RsaKeys>(
    existsSync(keyFile) ? (JSON.parse(readFileSync(keyFile, 'utf8')) as [string, RsaKeys][]) : [],
  )
  const keysOfChip = (pan: string, isDynamic: boolean, checksPin: boolean): RsaKeys => {
    const { token } = ports.cardVault.store(Pan.of(pan))
    const known = rsaKeys.get(token)
    if (known || !isDynamic) return known ?? {}
    const made = { authenticationKey: newKey(), ...(checksPin ? { pinKey: newKey() } : {}) }
    rsaKeys.set(token, made)
    writeFileSync(keyFile, JSON.stringify([...rsaKeys]), { flush: true, mode: 0o600 })
    return made
  }
  return {
    async chip(order) {
      const { pan, sequenceNumber, chipPin, authentication, offline, device } = order
      const keyOfUse = async <Use extends 'cryptogram' | 'script-integrity' | 'script-confidentiality'>(
        use: Use,
        key: KeyBlock<Use>,
      ): Promise<string> => {
        const card = { pan: Pan.of(pan), sequenceNumber: sequenceNumber.slice(-2) }
        const block = expectOk(await ports.securityModule.deriveCardKey({ ...card, key, use, under }), `${use} key`)
        return toHex(expectOk(unwrapKeyBlock(shared, block), `${use} key block`).key)
      }
      const content: ChipContent = {
        keys: {
          cryptogram: await keyOfUse('cryptogram', keys.cryptogram),
          integrity: await keyOfUse('script-integrity', keys.integrity),
          confidentiality: await keyOfUse('script-confidentiality', keys.confidentiality),
        },
        ...(chipPin === undefined ? {} : { pin: chipPin }),
        ...(offline ? { offline } : {}),
        ...(device ? { device } : {}),
      }
      if (!certification || !authentication) return content
      const rsa = keysOfChip(pan, authentication !== 'sda', chipPin !== undefined)
      const signing = { ...content, ...rsa, ...(authentication === 'cda' ? { combined: true } : {}) }
      return { ...signing, records: recordsOf(order, signing, certification) }
    },
  }
}

async function shareKey(ports: IssuerPorts) {
  const components = ['custodian A', 'custodian B'].map((custodian) => ({
    custodian,
    bytes: new Uint8Array(randomBytes(COMPONENT_BYTES)),
  }))
  const formed = await ports.securityModule.formKey({
    use: 'zone-master',
    algorithm: 'aes-256',
    components: components.map(({ custodian, bytes }) => ({ custodian, hex: toHex(bytes) })),
  })
  return {
    shared: combineComponents(components.map(({ bytes }) => bytes)),
    under: expectOk(formed, 'key shared with the card maker').key,
  }
}

/** Payments in a row that a chip which may approve by itself keeps from its issuer: tags 9F14 and 9F23. */
const velocity = ({ inRowMax }: OfflineLimits) => ({
  '9F14': Uint8Array.of(inRowMax),
  '9F23': Uint8Array.of(inRowMax + 1),
})

function recordsOf(
  { pan, expiry, sequenceNumber, offline }: ChipOrder,
  { pin, authenticationKey, pinKey, combined }: ChipContent,
  certification: Certification,
): Readonly<Record<string, string>> {
  const issuer = certifiedIssuer(certification, pan)
  if (!issuer) return {}
  const card = {
    pan: Pan.of(pan),
    expiry,
    sequenceNumber: sequenceNumber.slice(-2),
    track2: '',
    ...(pin === undefined ? {} : { pin: ClearPin.of(pin) }),
    ...(authenticationKey ? { authenticationKey: keyOf(authenticationKey) } : {}),
    ...(pinKey ? { pinKey: keyOf(pinKey) } : {}),
    ...(combined ? { combined } : {}),
    ...(offline ? { records: velocity(offline) } : {}),
  }
  const records = certifiedRecords(card, issuer, sha1)
  return Object.fromEntries(Object.entries(records).map(([tag, value]) => [tag, toHex(value)]))
}
