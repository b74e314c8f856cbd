import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { PASSWORD_LENGTH, type PasswordJudgement } from '@fiftyfive/contract'

const derive = promisify(argon2)

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const
const TAG_LENGTH = 32
/** 10^8 guesses: out of reach of guessing at the door, and hard for whoever steals the hashes. */
const SCORE_MIN = 3

/** A hash in the PHC string format, `$argon2id$v=19$m=...,t=...,p=...$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await tagOf(password, nonce, COST)
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
}

/** True when the password belongs to the hash. Costs the same whether it does or not. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash)
  if (!parts) return false
  const [, memory, passes, parallelism, nonce = '', tag = ''] = parts
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const computed = await tagOf(password, Buffer.from(nonce, 'base64'), cost)
  const expected = Buffer.from(tag, 'base64')
  return computed.length === expected.length && timingSafeEqual(computed, expected)
}

/** Verified against when a name is unknown, so that the time taken does not tell that it is. */
let nobody: Promise<string> | undefined
export const hashOfNobody = (): Promise<string> => (nobody ??= hashPassword(randomBytes(18).toString('base64')))

const tagOf = (password: string, nonce: Uint8Array, cost: { memory: number; passes: number; parallelism: number }) =>
  derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength: TAG_LENGTH, ...cost })

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

/** The lists of common passwords are large: read when the first password is judged, not at every start. */
async function readStrength() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}
let strength: ReturnType<typeof readStrength> | undefined

/** Says whether a password may be used. `known` are words an attacker would try first: name, product, shop. */
export async function judgePassword(password: string, known: readonly string[]): Promise<PasswordJudgement> {
  strength ??= readStrength()
  const { score } = (await strength).check(password.slice(0, PASSWORD_LENGTH.max), [...known, 'fiftyfive', 'unionpay'])
  const problem = problemOf(password, known, score)
  return problem ? { score, problem } : { score }
}

function problemOf(password: string, known: readonly string[], score: number): PasswordJudgement['problem'] {
  if (password.length < PASSWORD_LENGTH.min) return 'too-short'
  if (password.length > PASSWORD_LENGTH.max) return 'too-long'
  const contained = known.some((word) => word.length > 3 && password.toLowerCase().includes(word.toLowerCase()))
  if (contained) return 'contains-name'
  return score < SCORE_MIN ? 'guessable' : undefined
}
