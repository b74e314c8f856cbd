import { concatBytes, err, ok, type Result, toHex } from '@fiftyfive/kernel'
import type { CardAccount } from './card.ts'
import { sequenceOf } from './chip.ts'
import type { AuthorizationKind } from './ledger.ts'
import type { IssuerPorts } from './ports.ts'
import type { IssuerRequest } from './request.ts'

/** Tag 95, byte 3, bit 6 (EMV Book 3, annex C5): the chip takes no PIN any more. */
const TRIES_USED_UP = { byte: 2, mask: 0x20 } as const

/** Tags of a script: identifier (9F18, 4 bytes), then one command (86; EMV Book 3, 10.10). */
const IDENTIFIER = Uint8Array.of(0x9f, 0x18, 4, 0, 0, 0, 1)
const COMMAND_TAG = 0x86

/**
 * Content of tag 72, hex, for an approved payment with a right cryptogram: the new PIN of a PIN change; or the tries back
 * when the chip has none left and its holder has just shown the issuer that the PIN is known. Undefined when there is
 * nothing for the chip to do.
 */
export async function issuerScript(
  ports: IssuerPorts,
  card: CardAccount,
  { pan, chipData = {}, pinBlock, newPinBlock }: IssuerRequest,
  kind: AuthorizationKind,
): Promise<Result<string | undefined, 'module-failed'>> {
  const { '95': findings, '9F26': cryptogram, '9F36': transactionCounter } = chipData
  const keys = ports.chipKeys
  if (!keys || !card.chipPin || !pinBlock || !cryptogram || !transactionCounter) return ok(undefined)
  const changes = kind === 'pin-change' && newPinBlock !== undefined
  const locked = ((findings?.[TRIES_USED_UP.byte] ?? 0) & TRIES_USED_UP.mask) !== 0
  if (!changes && !locked) return ok(undefined)
  const command = await ports.securityModule.scriptCommand({
    key: keys.integrity,
    pan,
    sequenceNumber: sequenceOf(card),
    transactionCounter,
    cryptogram,
    ...(changes
      ? {
          newPinBlock,
          newPin: { key: ports.zoneKeys.pin, format: ports.pinBlockFormat, sealUnder: keys.confidentiality },
        }
      : {}),
  })
  // Without its tries back the chip stays as it was; the payment is none the worse.
  if (!command.ok) return changes ? err('module-failed') : ok(undefined)
  return ok(toHex(concatBytes(IDENTIFIER, Uint8Array.of(COMMAND_TAG, command.value.length), command.value)))
}
