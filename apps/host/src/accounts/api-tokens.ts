import type { ApiTokenView, Permission } from '@fiftyfive/contract'
import type { Fault, Result } from '@fiftyfive/kernel'
import { type AccountPorts, audited, type Caller, done, refuse } from './ports.ts'
import { newToken, tokenId } from './sealing.ts'

/** A key for programs, with exactly the permissions it was made for, kept under the SHA-256 of its token. */
export type ApiToken = ApiTokenView

const PREFIX = 'ff_'

export async function createToken(
  { store, clock }: AccountPorts,
  caller: Caller,
  wanted: { readonly label: string; readonly permissions: readonly Permission[]; readonly days: number },
): Promise<{ readonly token: string; readonly record: ApiToken }> {
  const token = PREFIX + newToken()
  const now = clock.now()
  const { label, permissions, days } = wanted
  const record: ApiToken = {
    id: tokenId(token),
    label,
    permissions,
    createdBy: caller.actor,
    createdAt: now,
    expiresAt: now + days * 86_400_000,
  }
  await store.commit(
    now,
    [audited(caller, 'token-created', label, permissions.join(' '))],
    [{ kind: 'token', id: record.id, body: record }],
  )
  return { token, record }
}

export function tokenOf({ store, clock }: AccountPorts, token: string): ApiToken | undefined {
  const found = token.startsWith(PREFIX) ? store.find<ApiToken>('token', tokenId(token)) : undefined
  return found && found.expiresAt > clock.now() ? found : undefined
}

export const listTokens = ({ store }: AccountPorts): readonly ApiToken[] => store.all<ApiToken>('token')

export async function revokeToken(
  { store, clock }: AccountPorts,
  caller: Caller,
  id: string,
): Promise<Result<void, Fault>> {
  const found = store.find<ApiToken>('token', id)
  if (!found) return refuse('FF_NOT_FOUND')
  await store.commit(
    clock.now(),
    [audited(caller, 'token-revoked', found.label)],
    [{ kind: 'token', id, body: undefined }],
  )
  return done
}
