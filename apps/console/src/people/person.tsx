import { API, type AccountView } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { useSession } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import type { Change, Link } from './people-page.tsx'
import styles from './people.module.css'
import { Rights, rightsIn, type RightsOf } from './rights.tsx'

interface PersonProps {
  readonly account: AccountView
  readonly change: Change
  readonly onLink: (link: Link) => void
}

/** One account. Nobody changes their own: a second administrator has to. */
export function Person({ account, change, onLink }: PersonProps) {
  const { messages, formats } = useSpeech()
  const words = messages.accounts.people
  const session = useSession()
  const [editing, setEditing] = useState(false)
  const { secondFactors } = account
  const factors = [
    ...(secondFactors.oneTimePassword ? [messages.accounts.account.totp] : []),
    ...secondFactors.passkeys.map(({ label }) => label),
  ]
  const patch = (body: object) => change(() => sendJson('PATCH', API.account(account.id), body))
  const reinvite = async (): Promise<void> => {
    const made = await change(() => sendJson<{ code: string }>('POST', API.accountInvitation(account.id), {}))
    if (made) onLink({ name: account.displayName, code: made.code })
  }
  return (
    <tr data-testid={TEST_IDS.personRow} data-name={account.name}>
      <td>
        {account.displayName} <span className="muted small">{account.name}</span>
      </td>
      <td>
        {editing ? (
          <RightsForm
            account={account}
            onSave={async (rights) => {
              if (await patch(rights)) setEditing(false)
            }}
          />
        ) : (
          <>
            {formats.list(account.roles.map((role) => messages.accounts.roles[role]))}
            <div className="mono muted small">{account.merchants.join(' ')}</div>
          </>
        )}
      </td>
      <td className={styles['whole']}>
        {words.states[account.state]}
        {account.lockedUntil !== undefined && (
          <span className={styles['locked']}>
            {' '}
            {fill(words.locked, { time: formats.time(account.lockedUntil, account.lockedUntil) })}
          </span>
        )}
      </td>
      <td>{formats.list(factors) || messages.accounts.account.none}</td>
      <td>{account.lastSignInAt === undefined ? words.never : formats.moment(account.lastSignInAt)}</td>
      <td>
        {session.account.id !== account.id && (
          <div className={styles['actions']}>
            <Button size="compact-xs" variant="default" onClick={() => setEditing(!editing)} aria-expanded={editing}>
              {words.edit}
            </Button>
            {account.state !== 'invited' && (
              <Button
                size="compact-xs"
                variant="default"
                data-testid={TEST_IDS.disablePerson}
                onClick={() => void patch({ state: account.state === 'active' ? 'disabled' : 'active' })}
              >
                {account.state === 'active' ? words.disable : words.enable}
              </Button>
            )}
            {account.lockedUntil !== undefined && (
              <Button
                size="compact-xs"
                variant="default"
                data-testid={TEST_IDS.unlockPerson}
                onClick={() => void change(() => sendJson('DELETE', API.accountLock(account.id)))}
              >
                {words.unlock}
              </Button>
            )}
            <Button
              size="compact-xs"
              variant="default"
              data-testid={TEST_IDS.reinvitePerson}
              onClick={() => void reinvite()}
            >
              {words.reinvite}
            </Button>
          </div>
        )}
      </td>
    </tr>
  )
}

interface RightsFormProps {
  readonly account: AccountView
  readonly onSave: (rights: RightsOf) => Promise<void>
}

function RightsForm({ account, onSave }: RightsFormProps) {
  const { messages } = useSpeech()
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void onSave(rightsIn(event.currentTarget))
  }
  return (
    <form className={styles['choice']} onSubmit={save}>
      <Rights given={account} submit={messages.accounts.people.save} />
    </form>
  )
}
