import type { ChipCryptography } from '@fiftyfive/emv'
import {
  applicationCryptogram,
  cbcDecrypt,
  commonSessionKey,
  counterAsR,
  Des,
  responseCryptogram1,
  scriptMac,
  sha1,
} from '@fiftyfive/security'

/** Uses a session key once and wipes it. */
function underSessionKey<T>(key: Uint8Array, r: Uint8Array, use: (sessionKey: Uint8Array) => T): T {
  const sessionKey = commonSessionKey(key, r)
  const result = use(sessionKey)
  sessionKey.fill(0)
  return result
}

/** The virtual chip's cryptography: EMV common session keys, retail MACs (EMV Book 2, 8 and 9). */
export const chipCryptography: ChipCryptography = {
  hash: sha1,
  applicationCryptogram: (key, counter, data) =>
    underSessionKey(key, counterAsR(counter), (sessionKey) => applicationCryptogram(sessionKey, data)),
  responseCryptogram: (key, counter, cryptogram, responseCode) =>
    underSessionKey(key, counterAsR(counter), (sessionKey) =>
      responseCryptogram1(sessionKey, cryptogram, responseCode),
    ),
  scriptMac: (key, cryptogram, command) =>
    underSessionKey(key, cryptogram, (sessionKey) => scriptMac(sessionKey, command)),
  openScriptPin: (key, cryptogram, sealed) =>
    underSessionKey(key, cryptogram, (sessionKey) => {
      const cipher = new Des(sessionKey)
      const clear = cbcDecrypt(cipher, new Uint8Array(8), sealed)
      cipher.wipe()
      return clear
    }),
}
