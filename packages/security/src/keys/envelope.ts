/** RSA-OAEP with SHA-256 for hash and mask (RFC 8017), by WebCrypto. */
const OAEP = { name: 'RSA-OAEP', hash: 'SHA-256' }

/**
 * A new terminal's master key for its acquirer: enciphered under the security module's public key (SPKI, DER). 256
 * bytes for RSA-2048. Rejects when `spki` is no RSA key.
 */
export async function sealTerminalMaster(spki: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
  const { subtle } = globalThis.crypto
  const publicKey = await subtle.importKey('spki', new Uint8Array(spki), OAEP, false, ['encrypt'])
  return new Uint8Array(await subtle.encrypt(OAEP, publicKey, new Uint8Array(key)))
}
