import { API } from '@fiftyfive/contract'
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { renderSVG } from 'uqr'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import type { Change } from './account-page.tsx'
import styles from './account.module.css'

interface Enrolment {
  readonly secret: string
  readonly uri: string
}

/** An authenticator app: shown once as a picture and as text, on only after a code proved that it was read. */
export function OneTimePassword({ on, change }: { readonly on: boolean; readonly change: Change }) {
  const { messages, formats } = useSpeech()
  const words = messages.accounts.account
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const enrol = async (): Promise<void> =>
    setEnrolment(await change(() => sendJson<Enrolment>('POST', API.ownOneTimePassword, {})))
  const turnOn = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const oneTimePassword = formText(event.currentTarget)('code').replaceAll(' ', '')
    if (await change(() => sendJson('PUT', API.ownOneTimePassword, { oneTimePassword }))) setEnrolment(undefined)
  }
  return (
    <div className={styles['factor']}>
      <h3>{words.totp}</h3>
      {on && (
        <p>
          {words.totpOn}{' '}
          <Button
            size="compact-sm"
            variant="default"
            data-testid={TEST_IDS.removeCode}
            onClick={() => void change(() => sendJson('DELETE', API.ownOneTimePassword))}
          >
            {words.totpRemove}
          </Button>
        </p>
      )}
      {!on && !enrolment && (
        <Button size="xs" variant="default" data-testid={TEST_IDS.setUpCode} onClick={() => void enrol()}>
          {words.totpSetUp}
        </Button>
      )}
      {!on && enrolment && (
        <form className={styles['form']} onSubmit={(event) => void turnOn(event)}>
          <p>{words.totpScan}</p>
          <img
            className={styles['code']}
            alt={words.totpKey}
            src={`data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(enrolment.uri))}`}
          />
          <p>
            {formats.label(words.totpKey)}
            <code data-testid={TEST_IDS.codeKey}>{enrolment.secret}</code>
          </p>
          <TextInput
            label={messages.accounts.signIn.code}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            maxLength={7}
            data-testid={TEST_IDS.enrolmentCode}
          />
          <Button type="submit" data-testid={TEST_IDS.turnOnCode}>
            {words.totpConfirm}
          </Button>
        </form>
      )}
    </div>
  )
}
