import { ok, type Fault, type Result } from '@fiftyfive/kernel'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Account, Passkey } from './account.ts'
import { type AccountPorts, audited, type Caller, done, refuse, saved } from './ports.ts'
import { enter, type Entered } from './sign-in.ts'
import type { Session } from './account.ts'

const CHALLENGE_MS = 5 * 60_000
const CHALLENGES_MAX = 10_000

/** Where the browser says it is: passkeys are bound to it. */
export interface Site {
  /** `https://console.example:8443` */
  readonly origin: string
  /** `console.example` */
  readonly host: string
}

/** Challenges given out and not yet answered; each is good once, for five minutes. */
export class Challenges {
  readonly #given = new Map<string, number>()

  give(challenge: string, now: number): void {
    this.#given.set(challenge, now + CHALLENGE_MS)
    if (this.#given.size > CHALLENGES_MAX) this.#given.delete(this.#given.keys().next().value as string)
  }

  take(challenge: string, now: number): boolean {
    const until = this.#given.get(challenge)
    this.#given.delete(challenge)
    return until !== undefined && until > now
  }
}

export async function registrationOptions(ports: AccountPorts, challenges: Challenges, account: Account, site: Site) {
  const options = await generateRegistrationOptions({
    rpName: 'fiftyfive',
    rpID: site.host,
    userName: account.name,
    userID: new Uint8Array(Buffer.from(account.id)),
    userDisplayName: account.displayName,
    attestationType: 'none',
    excludeCredentials: account.passkeys.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  challenges.give(options.challenge, ports.clock.now())
  return options
}

export async function register(
  ports: AccountPorts,
  challenges: Challenges,
  caller: Caller,
  account: Account,
  given: { readonly response: RegistrationResponseJSON; readonly label: string; readonly site: Site },
): Promise<Result<void, Fault>> {
  const now = ports.clock.now()
  const verified = await verifyRegistrationResponse({
    response: given.response,
    expectedChallenge: (challenge) => challenges.take(challenge, now),
    expectedOrigin: given.site.origin,
    expectedRPID: given.site.host,
  }).catch(() => undefined)
  if (!verified?.verified) return refuse('FF_SIGN_IN')
  const { credential } = verified.registrationInfo
  const passkey: Passkey = {
    id: credential.id,
    label: given.label,
    createdAt: now,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: credential.transports ?? [],
  }
  await ports.store.commit(
    now,
    [audited(caller, 'second-factor-added', account.name, `passkey ${given.label}`)],
    [saved({ ...account, passkeys: [...account.passkeys, passkey] })],
  )
  return done
}

export async function signInOptions(ports: AccountPorts, challenges: Challenges, site: Site) {
  const options = await generateAuthenticationOptions({ rpID: site.host, userVerification: 'required' })
  challenges.give(options.challenge, ports.clock.now())
  return options
}

/** A passkey is two factors at once: the device, and what unlocks it (user verification is required). */
export async function signInWithPasskey(
  ports: AccountPorts,
  challenges: Challenges,
  caller: Caller & { readonly userAgent: string; readonly before?: Session | undefined },
  response: AuthenticationResponseJSON,
  site: Site,
): Promise<Result<Entered, Fault>> {
  const account = ports.store
    .all<Account>('account')
    .find(({ passkeys, state }) => state === 'active' && passkeys.some(({ id }) => id === response.id))
  const passkey = account?.passkeys.find(({ id }) => id === response.id)
  if (!account || !passkey) return refuse('FF_SIGN_IN')
  const now = ports.clock.now()
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => challenges.take(challenge, now),
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.counter,
    },
  }).catch(() => undefined)
  if (!verified?.verified) return refuse('FF_SIGN_IN')
  const counter = verified.authenticationInfo.newCounter
  const passkeys = account.passkeys.map((one) => (one.id === passkey.id ? { ...one, counter } : one))
  return ok(await enter(ports, caller, { ...account, passkeys }, 'passkey'))
}
