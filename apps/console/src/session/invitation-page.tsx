import { API, type SignInAnswer } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson, sendJson } from '../request.ts'
import { accountHash } from '../route.ts'
import { Loading, Notice, Problem } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { replaceHash } from '../use-route.ts'
import { faultWords } from '../words.ts'
import { isFit, PasswordField, usePasswordJudgement } from './password-field.tsx'
import { sessionQuery } from './session.tsx'
import styles from './session.module.css'

/** The name the host gives the first administrator until they choose their own. */
const FIRST = 'admin'

/** Where the link of an invitation leads: choosing a password that nobody else ever knows. */
export function InvitationPage({ code }: { readonly code: string }) {
  const { messages } = useSpeech()
  const words = messages.accounts.invitation
  useDocumentTitle(words.title)
  const queries = useQueryClient()
  const { data, error } = useQuery({
    queryKey: ['invitation', code],
    queryFn: () => getJson<{ name: string; displayName: string }>(API.invitation(code)),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [chosenName, setChosenName] = useState<string>()
  const [password, setPassword] = useState('')
  const name = (chosenName ?? data?.name ?? '').trim().toLowerCase()
  const judgement = usePasswordJudgement(password, name)
  const [problem, setProblem] = useState('')
  if (error) return <Notice title={words.invalid} hint={words.invalidHint} testId={TEST_IDS.errorState} wholePage />
  if (!data) return <Loading rows={4} />
  const first = data.name === FIRST
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    try {
      const answer = await sendJson<SignInAnswer>('POST', API.invitations, {
        code,
        password,
        ...(first ? { name } : {}),
      })
      if (answer.step === 'signed-in') queries.setQueryData(sessionQuery.queryKey, answer.session)
      replaceHash(accountHash())
    } catch (failure) {
      setProblem(faultWords(messages, failure))
    }
  }
  return (
    <section className={`panel ${styles['door']}`} aria-labelledby="invitation-title">
      <h1 id="invitation-title">{words.title}</h1>
      <p className="muted">{first ? words.first : fill(words.lead, { name: data.displayName })}</p>
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={messages.accounts.signIn.name}
          autoComplete="username"
          required
          readOnly={!first}
          value={chosenName ?? data.name}
          onChange={(event) => setChosenName(event.currentTarget.value)}
          data-testid={TEST_IDS.signInName}
        />
        <PasswordField
          label={messages.accounts.signIn.password}
          value={password}
          judgement={judgement}
          onChange={setPassword}
        />
        <Problem>{problem}</Problem>
        <Button type="submit" disabled={!isFit(judgement)} data-testid={TEST_IDS.acceptInvitation}>
          {words.submit}
        </Button>
      </form>
    </section>
  )
}
