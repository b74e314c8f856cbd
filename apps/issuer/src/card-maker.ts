import { randomBytes } from 'node:crypto'
import type { ChipContent } from '@fiftyfive/emv'
import type { IssuerChipKeys, IssuerPorts } from '@fiftyfive/issuing'
import { expectOk, Pan, toHex } from '@fiftyfive/kernel'
import { combineComponents, type KeyBlock, unwrapKeyBlock } from '@fiftyfive/security'

/** Makes the chips of the demo's cards. */
export interface CardMaker {
  chip(card: { readonly pan: string; readonly sequenceNumber: string; readonly chipPin?: string }): Promise<ChipContent>
}

const COMPONENT_BYTES = 32

/**
 * The firm that writes keys into chips. It shares a key with the issuer, formed of two components as in a ceremony, under
 * which the security module hands out each chip's own keys; none of the issuer's ever leaves.
 */
export async function openCardMaker(ports: IssuerPorts, keys: IssuerChipKeys): Promise<CardMaker> {
  const components = ['custodian A', 'custodian B'].map((custodian) => ({
    custodian,
    bytes: randomBytes(COMPONENT_BYTES),
  }))
  const shared = combineComponents(components.map(({ bytes }) => new Uint8Array(bytes)))
  const formed = await ports.securityModule.formKey({
    use: 'zone-master',
    algorithm: 'aes-256',
    components: components.map(({ custodian, bytes }) => ({ custodian, hex: bytes.toString('hex').toUpperCase() })),
  })
  const under = expectOk(formed, 'key shared with the card maker').key
  return {
    async chip({ pan, sequenceNumber, chipPin }) {
      const keyOf = async <Use extends 'cryptogram' | 'script-integrity' | 'script-confidentiality'>(
        use: Use,
        key: KeyBlock<Use>,
      ): Promise<string> => {
        const card = { pan: Pan.of(pan), sequenceNumber: sequenceNumber.slice(-2) }
        const block = expectOk(await ports.securityModule.deriveCardKey({ ...card, key, use, under }), `${use} key`)
        return toHex(expectOk(unwrapKeyBlock(shared, block), `${use} key block`).key)
      }
      return {
        keys: {
          cryptogram: await keyOf('cryptogram', keys.cryptogram),
          integrity: await keyOf('script-integrity', keys.integrity),
          confidentiality: await keyOf('script-confidentiality', keys.confidentiality),
        },
        ...(chipPin === undefined ? {} : { pin: chipPin }),
      }
    },
  }
}
