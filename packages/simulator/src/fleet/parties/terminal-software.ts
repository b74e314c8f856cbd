import { encodeFrame, FrameDecoder, TERMINAL_FRAMING, unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { expectOk, fromHex } from '@fiftyfive/kernel'
import { computeMac, tdesEcbDecrypt } from '@fiftyfive/security'

/**
 * A message as other software of the same terminal would have made it: changed, and sealed with the MAC key that lies in
 * this terminal. What cannot be read or encoded stays as it is.
 */
export function asSoftwareWrites(
  frame: Uint8Array,
  flash: ReadonlyMap<string, string>,
  change: (message: UnionPayMessage) => UnionPayMessage,
): Uint8Array {
  const cut = new FrameDecoder(TERMINAL_FRAMING).push(frame, 0)[0]
  if (!cut?.ok) return frame
  const { tpdu, header, body } = cut.value
  const message = unionpayPos.decode(body)
  if (!message.ok) return frame
  const changed = change(message.value)
  if (changed === message.value) return frame
  const encoded = unionpayPos.encode(changed)
  if (!encoded.ok) return frame
  const sealed = changed[64] ? withMac(encoded.value, flash) : encoded.value
  return encodeFrame({ body: sealed, ...(tpdu && { tpdu }), ...(header && { header }) })
}

function withMac(encoded: Uint8Array, flash: ReadonlyMap<string, string>): Uint8Array {
  const [master, mac] = [flash.get('key/master'), flash.get('key/mac')]
  if (master === undefined || mac === undefined) return encoded
  const key = tdesEcbDecrypt(fromHex(master), fromHex(mac))
  const data = expectOk(unionpayPos.macInput(encoded), 'it ends with DE 64')
  return unionpayPos.withMac(encoded, computeMac('unionpay-ecb', key, data))
}
