import { API, PERMISSIONS, type ApiTokenView } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { getJson, sendJson } from '../request.ts'
import { useConfirmed } from '../session/confirmed.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { faultWords } from '../words.ts'
import styles from './people.module.css'
import { Problem } from '../shell/states.tsx'
import { Panel } from '../ui/layout.tsx'

/** Keys for programs: shown once, revocable, with just the permissions that were ticked. */
export function Tokens() {
  const { messages, formats } = useSpeech()
  const words = messages.accounts.tokens
  const queries = useQueryClient()
  const confirmed = useConfirmed()
  const [permissions, setPermissions] = useState<readonly string[]>([])
  const [token, setToken] = useState('')
  const [problem, setProblem] = useState('')
  const { data } = useQuery({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => getJson<{ items: readonly ApiTokenView[] }>(API.tokens, signal),
  })
  const change = async <T,>(make: () => Promise<T>): Promise<T | undefined> => {
    setProblem('')
    setToken('')
    try {
      const made = await confirmed(make)
      await queries.invalidateQueries({ queryKey: ['tokens'] })
      return made
    } catch (error) {
      setProblem(faultWords(messages, error))
      return undefined
    }
  }
  const create = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const text = formText(form)
    const wanted = { label: text('label'), days: Number(text('days')), permissions }
    const made = await change(() => sendJson<{ token: string }>('POST', API.tokens, wanted))
    if (!made) return
    setToken(made.token)
    form.reset()
    setPermissions([])
  }
  return (
    <Panel title={words.title}>
      <p className="muted">{words.hint}</p>
      <Problem>{problem}</Problem>
      <ul className={styles['list']}>
        {data?.items.length === 0 && <li className="muted">{words.none}</li>}
        {data?.items.map(({ id, label, permissions: granted, expiresAt }) => (
          <li key={id} data-testid={TEST_IDS.tokenRow}>
            <strong>{label}</strong>{' '}
            <span className="muted small">
              {formats.list(granted.map((one) => messages.accounts.permissions[one]))} ·{' '}
              {fill(words.expires, { time: formats.moment(expiresAt) })}
            </span>{' '}
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void change(() => sendJson('DELETE', API.token(id)))}
            >
              {words.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {token && (
        <output className={styles['link']}>
          <span>{words.created}</span>
          <code data-testid={TEST_IDS.newToken}>{token}</code>
        </output>
      )}
      <form className={styles['form']} onSubmit={(event) => void create(event)}>
        <TextInput
          size="xs"
          label={words.label}
          name="label"
          required
          maxLength={60}
          data-testid={TEST_IDS.tokenLabel}
        />
        <TextInput
          size="xs"
          label={words.days}
          name="days"
          type="number"
          min={1}
          max={365}
          defaultValue={90}
          required
        />
        <Checkbox.Group label={words.permissions} size="xs" value={[...permissions]} onChange={setPermissions}>
          <div className={styles['roles']}>
            {PERMISSIONS.map((permission) => (
              <Checkbox
                key={permission}
                size="xs"
                value={permission}
                label={messages.accounts.permissions[permission]}
                data-testid={`${TEST_IDS.tokenPermission}-${permission}`}
              />
            ))}
          </div>
        </Checkbox.Group>
        <Button size="xs" type="submit" disabled={permissions.length === 0} data-testid={TEST_IDS.createToken}>
          {words.create}
        </Button>
      </form>
    </Panel>
  )
}
