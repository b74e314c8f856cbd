import { API, type AccountView } from '@fiftyfive/contract'
import { Button } from '@mantine/core'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson, sendJson } from '../request.ts'
import { useConfirmed } from '../session/confirmed.tsx'
import { isFit, PasswordField, usePasswordJudgement } from '../session/password-field.tsx'
import { sessionQuery, useSession } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { faultWords } from '../words.ts'
import { OneTimePassword } from './one-time-password.tsx'
import { Passkeys } from './passkeys.tsx'
import { Sessions } from './sessions.tsx'
import styles from './account.module.css'
import { Problem } from '../shell/states.tsx'
import { Panel, Stack } from '../ui/layout.tsx'

export const ownAccountQuery = queryOptions({
  queryKey: ['own-account'],
  queryFn: ({ signal }) => getJson<AccountView>(API.ownAccount, signal),
})

/** What one changes of one's own account. */
export function AccountPage() {
  const { messages, formats } = useSpeech()
  const words = messages.accounts.account
  useDocumentTitle(words.title)
  const session = useSession()
  const queries = useQueryClient()
  const { data: account } = useQuery({ ...ownAccountQuery, enabled: !session.lent })
  const [problem, setProblem] = useState('')
  const confirmed = useConfirmed()

  /** Makes a change and reads the account anew; whatever goes wrong is said at the top. */
  const change = async <T,>(make: () => Promise<T>): Promise<T | undefined> => {
    setProblem('')
    try {
      const made = await confirmed(make)
      await Promise.all([
        queries.invalidateQueries({ queryKey: ownAccountQuery.queryKey }),
        queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      ])
      return made
    } catch (error) {
      setProblem(faultWords(messages, error))
      return undefined
    }
  }
  const factors = account?.secondFactors
  const hasFactor = factors && (factors.oneTimePassword || factors.passkeys.length > 0)
  const roles = formats.list(session.roles.map((role) => messages.accounts.roles[role]))
  return (
    <Stack narrow>
      <h1>{words.title}</h1>
      {factors && !hasFactor && session.permissions.length === 0 && (
        <p className={styles['must']}>{words.secondFactorRequired}</p>
      )}
      <Problem>{problem}</Problem>
      <section className="panel">
        <h2>
          {session.account.displayName} <span className="muted">({session.account.name})</span>
        </h2>
        <p>
          {words.roles}: {roles}
        </p>
      </section>
      {session.lent ? (
        <p className="panel">{words.lent}</p>
      ) : (
        <>
          <Panel title={words.secondFactor}>
            <p className="muted">{words.secondFactorHint}</p>
            {factors && (
              <>
                <OneTimePassword on={factors.oneTimePassword} change={change} />
                <Passkeys passkeys={factors.passkeys} change={change} />
              </>
            )}
          </Panel>
          <ChangePassword change={change} />
          <Sessions change={change} />
        </>
      )}
    </Stack>
  )
}

export type Change = <T>(make: () => Promise<T>) => Promise<T | undefined>

function ChangePassword({ change }: { readonly change: Change }) {
  const { messages } = useSpeech()
  const words = messages.accounts.account
  const { account } = useSession()
  const [password, setPassword] = useState('')
  const judgement = usePasswordJudgement(password, account.name)
  const [done, setDone] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!(await change(() => sendJson('PUT', API.ownPassword, { password })))) return
    setPassword('')
    setDone(true)
  }
  return (
    <Panel title={words.changePassword}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <PasswordField
          label={words.newPassword}
          value={password}
          judgement={judgement}
          onChange={(text) => {
            setPassword(text)
            if (text !== '') setDone(false)
          }}
        />
        <output>{done && words.passwordChanged}</output>
        <Button type="submit" disabled={!isFit(judgement)} data-testid={TEST_IDS.changePassword}>
          {words.changePassword}
        </Button>
      </form>
    </Panel>
  )
}
