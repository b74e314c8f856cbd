import { err, fromHex, isHex, ok, toHex, type Clock, type Instant, type Random, type Result } from '@fiftyfive/kernel'
import { guessableReason } from '../pin-pad/guessable-pin.ts'
import type { Storage } from '../ports.ts'
import { hashPassword, passwordMatches, type PasswordHash } from './password.ts'

export type Role = 'cashier' | 'manager'

/** Somebody who works at this terminal. */
export interface OperatorRecord extends PasswordHash {
  /** Two to six digits. */
  readonly id: string
  readonly role: Role
  /** Wrong passwords since the last right one. */
  readonly failures: number
  readonly blockedUntil?: Instant
}

export type AddProblem = 'taken' | 'weak' | 'number' | 'first-manager'
export type CheckProblem = { readonly problem: 'wrong' } | { readonly problem: 'blocked'; readonly until: Instant }

/** Wrong passwords before the first pause; each further one doubles it. */
const FAILURES_FREE = 4
const PAUSE_MS = 30_000
const NAME = 'operators'

/** The operators of one terminal, with their passwords as PBKDF2 hashes. Without any, everybody may work. */
export interface OperatorBook {
  readonly operators: readonly Pick<OperatorRecord, 'id' | 'role'>[]
  add(id: string, role: Role, password: string): Promise<Result<void, AddProblem>>
  remove(id: string): Promise<void>
  /** A wrong password is counted durably before it is answered, so that a restart gives no new tries. */
  check(id: string, password: string): Promise<Result<Role, CheckProblem>>
}

export async function openOperatorBook(storage: Storage, clock: Clock, random: Random): Promise<OperatorBook> {
  let records = parse(await storage.load(NAME))
  const save = async (next: readonly OperatorRecord[]): Promise<void> => {
    await storage.save(NAME, JSON.stringify(next))
    records = next
  }
  const replace = (changed: OperatorRecord) => save(records.map((one) => (one.id === changed.id ? changed : one)))
  return {
    get operators() {
      return records.map(({ id, role }) => ({ id, role }))
    },
    async add(id, role, password) {
      if (!/^\d{2,6}$/.test(id)) return err('number')
      if (records.some((one) => one.id === id)) return err('taken')
      if (records.length === 0 && role !== 'manager') return err('first-manager')
      if (!/^\d{6,12}$/.test(password) || guessableReason(password)) return err('weak')
      await save([...records, { id, role, failures: 0, ...(await hashPassword(password, random.bytes(16))) }])
      return ok(undefined)
    },
    remove: (id) => save(records.filter((one) => one.id !== id)),
    async check(id, password) {
      const record = records.find((one) => one.id === id)
      if (!record) {
        // As long as for a number that exists: who works here is nobody's business.
        await hashPassword(password, random.bytes(16))
        return err({ problem: 'wrong' })
      }
      const { blockedUntil, ...rest } = record
      if (blockedUntil !== undefined && clock.now() < blockedUntil)
        return err({ problem: 'blocked', until: blockedUntil })
      const failures = record.failures + 1
      const until = clock.now() + PAUSE_MS * 2 ** (failures - FAILURES_FREE - 1)
      const blocked = failures > FAILURES_FREE
      await replace({ ...rest, failures, ...(blocked ? { blockedUntil: until } : {}) })
      if (!(await passwordMatches(password, record))) {
        return err(blocked ? { problem: 'blocked', until } : { problem: 'wrong' })
      }
      await replace({ ...rest, failures: 0 })
      return ok(record.role)
    },
  }
}

/** Rejects what is damaged: an emptied list would let everybody in. */
function parse(text: string | undefined): readonly OperatorRecord[] {
  if (text === undefined) return []
  const stored: unknown = JSON.parse(text)
  if (!Array.isArray(stored) || !stored.every(isRecord)) throw new Error('the operators of this terminal are damaged')
  return stored
}

const isRecord = (value: unknown): value is OperatorRecord =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'role' in value &&
  (value.role === 'cashier' || value.role === 'manager') &&
  'salt' in value &&
  'hash' in value &&
  [value.id, value.salt, value.hash].every((part) => typeof part === 'string') &&
  isHex(String(value.salt)) &&
  fromHex(String(value.salt)).length === 16 &&
  toHex(fromHex(String(value.salt))) === value.salt
