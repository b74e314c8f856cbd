import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** scrypt with 64 MiB: about a quarter of a second for each guess at a passphrase. */
const SCRYPT = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }

/** The master key at rest: AES-256-GCM under a key that scrypt makes of the passphrase. All members base64. */
interface SealedMasterKey {
  readonly format: 'fiftyfive-master-key-1'
  readonly salt: string
  readonly initialVector: string
  readonly sealed: string
  readonly tag: string
}

const sealingKey = (passphrase: string, salt: Uint8Array): Buffer =>
  scryptSync(passphrase.normalize('NFC'), salt, 32, SCRYPT)

/**
 * Opens the master key (AES-256) that lies sealed in the directory; makes one when there is none. Without a passphrase
 * a random key file beside it (mode 0600) takes its place, which is fit for development: who can read the directory
 * has the keys. Throws when the passphrase is wrong or the file was changed.
 */
export function openMasterKey(directory: string, passphrase: string | undefined): Uint8Array {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'master-key.json')
  const secret = passphrase ?? keyFile(join(directory, 'master-key.secret'), existsSync(path))
  if (!existsSync(path)) {
    const masterKey = randomBytes(32)
    writeFileSync(path, `${JSON.stringify(sealMasterKey(masterKey, secret), undefined, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
    })
    return new Uint8Array(masterKey)
  }
  return unsealMasterKey(JSON.parse(readFileSync(path, 'utf8')) as SealedMasterKey, secret)
}

function keyFile(path: string, mustExist: boolean): string {
  if (!existsSync(path)) {
    if (mustExist) throw new Error('the master key was sealed with a passphrase, or its key file is lost')
    writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(path, 'utf8').trim()
}

function sealMasterKey(masterKey: Uint8Array, passphrase: string): SealedMasterKey {
  const salt = randomBytes(16)
  const initialVector = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(passphrase, salt), initialVector)
  const sealed = Buffer.concat([cipher.update(masterKey), cipher.final()])
  return {
    format: 'fiftyfive-master-key-1',
    salt: salt.toString('base64'),
    initialVector: initialVector.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64')

function unsealMasterKey(file: SealedMasterKey, passphrase: string): Uint8Array {
  try {
    const key = sealingKey(passphrase, bytes(file.salt))
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(file.initialVector), { authTagLength: 16 })
    decipher.setAuthTag(bytes(file.tag))
    const masterKey = Buffer.concat([decipher.update(bytes(file.sealed)), decipher.final()])
    return new Uint8Array(masterKey)
  } catch {
    throw new Error('the master key does not open: wrong passphrase or key file, or the file was changed')
  }
}

/** A key of its own for each other thing the module keeps in its directory. */
export const derivedKey = (masterKey: Uint8Array, purpose: 'audit-seal' | 'activation-key' | 'counters'): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(0), `fiftyfive ${purpose}`, 32))
