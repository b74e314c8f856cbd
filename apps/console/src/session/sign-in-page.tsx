import { Row } from '../ui/layout.tsx'
import { API, type Role, type SignInAnswer } from '@fiftyfive/contract'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { formText } from '../form-text.ts'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson, sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import { faultWords } from '../words.ts'
import { sessionQuery } from './session.tsx'
import styles from './session.module.css'
import { Problem } from '../shell/states.tsx'

interface Ways {
  readonly visitors: boolean
  readonly lent: readonly Role[]
}

/** The way in: name and password, the authenticator's code when it is wanted, a passkey, or a look around. */
export function SignInPage() {
  const { messages } = useSpeech()
  const words = messages.accounts.signIn
  useDocumentTitle(words.title)
  const queries = useQueryClient()
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => getJson<Ways>(API.signInWays) })
  const [wantsCode, setWantsCode] = useState(false)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  const enter = async (ask: () => Promise<SignInAnswer>, otherwise?: string): Promise<void> => {
    setBusy(true)
    setProblem('')
    try {
      const answer = await ask()
      if (answer.step === 'one-time-password') setWantsCode(true)
      else queries.setQueryData(sessionQuery.queryKey, answer.session)
    } catch (error) {
      setProblem(otherwise ?? faultWords(messages, error))
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const text = formText(event.currentTarget)
    const code = text('code').replaceAll(' ', '')
    const request = { name: text('name').trim(), password: text('password') }
    void enter(() => sendJson('POST', API.session, wantsCode ? { ...request, oneTimePassword: code } : request))
  }
  return (
    <section className={`panel ${styles['door']}`} aria-labelledby="sign-in-title">
      <h1 id="sign-in-title">{words.title}</h1>
      {ways.data?.visitors && (
        <div className={styles['visit']}>
          <Button
            fullWidth
            disabled={busy}
            data-testid={TEST_IDS.visit}
            onClick={() => void enter(() => sendJson('POST', API.visit, {}))}
          >
            {words.visit}
          </Button>
          <p className="muted small">{words.visitHint}</p>
          <p className="small">{words.lentHint}</p>
          <Row>
            {ways.data.lent.map((role) => (
              <Button
                key={role}
                size="compact-sm"
                variant="default"
                disabled={busy}
                data-testid={TEST_IDS.visitAs}
                data-role={role}
                onClick={() => void enter(() => sendJson('POST', API.visit, { as: role }))}
              >
                {messages.accounts.roles[role]}
              </Button>
            ))}
          </Row>
        </div>
      )}
      <form onSubmit={submit} className={styles['form']}>
        <TextInput
          label={words.name}
          name="name"
          autoComplete="username webauthn"
          required
          data-testid={TEST_IDS.signInName}
        />
        <PasswordInput
          label={words.password}
          name="password"
          autoComplete="current-password"
          required
          data-testid={TEST_IDS.signInPassword}
        />
        {wantsCode && (
          <TextInput
            label={words.code}
            description={words.codeHint}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            required
            ref={focusOnce}
            data-testid={TEST_IDS.signInCode}
          />
        )}
        <Problem testId={TEST_IDS.signInProblem}>{problem}</Problem>
        <Button
          type="submit"
          loading={busy}
          variant={ways.data?.visitors ? 'default' : 'filled'}
          data-testid={TEST_IDS.signIn}
        >
          {words.submit}
        </Button>
        <Button
          variant="subtle"
          disabled={busy}
          data-testid={TEST_IDS.signInPasskey}
          onClick={() => void enter(askPasskey, words.passkeyFailed)}
        >
          {words.passkey}
        </Button>
      </form>
      <p className="muted small">{words.lost}</p>
    </section>
  )
}

/** The field appears in the middle of signing in: whoever types goes on typing in it. */
const focusOnce = (input: HTMLInputElement | null): void => input?.focus()

async function askPasskey(): Promise<SignInAnswer> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const optionsJSON = await sendJson<PublicKeyCredentialRequestOptionsJSON>('POST', API.passkeySignInOptions, {})
  return sendJson('POST', API.passkeySignIn, { response: await startAuthentication({ optionsJSON }) })
}
