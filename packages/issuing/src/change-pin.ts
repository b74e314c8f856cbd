import type { CardAccount } from './card.ts'
import type { Decision } from './decide.ts'
import { offsetKeyOf } from './pin-offset.ts'
import type { IssuerPorts } from './ports.ts'
import type { IssuerRequest } from './request.ts'

/** 63, violation of security (ISO 8583:1987), is what a PIN that anybody would guess is answered with. */
const GUESSABLE = '63'

/** Takes a new PIN after the old one was found right. `card` is the card with its tries restored. */
export async function changePin(ports: IssuerPorts, request: IssuerRequest, card: CardAccount): Promise<Decision> {
  const { pinBlock, newPinBlock, pan } = request
  if (!pinBlock || !newPinBlock) return { code: '30', card }
  const changed = await ports.securityModule.changePin({
    pinBlock,
    newPinBlock,
    pan,
    key: ports.zoneKeys.pin,
    format: ports.pinBlockFormat,
    reference: { ...offsetKeyOf(ports, pan), value: card.pinOffset },
  })
  if (changed.ok) {
    const pinOffset = { before: card.pinOffset, after: changed.value }
    return { code: '00', card: { ...card, pinOffset: changed.value }, pinOffset }
  }
  const { reason } = changed.error
  return { code: reason === 'input-invalid' ? GUESSABLE : reason === 'pin-block-malformed' ? '81' : '96', card }
}
