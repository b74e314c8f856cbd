import { API, type PasskeyView } from '@fiftyfive/contract'
import { Button, TextInput } from '@mantine/core'
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'
import type { FormEvent } from 'react'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import type { Change } from './account-page.tsx'
import styles from './account.module.css'

interface PasskeysProps {
  readonly passkeys: readonly PasskeyView[]
  readonly change: Change
}

export function Passkeys({ passkeys, change }: PasskeysProps) {
  const { messages, formats } = useSpeech()
  const words = messages.accounts.account
  const add = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const label = formText(form)('label').trim()
    if (await change(() => register(label))) form.reset()
  }
  return (
    <div className={styles['factor']}>
      <h3>{words.passkeys}</h3>
      <ul className={styles['list']}>
        {passkeys.map(({ id, label, createdAt }) => (
          <li key={id} data-testid={TEST_IDS.passkey}>
            {label} <span className="muted small">{formats.moment(createdAt)}</span>{' '}
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void change(() => sendJson('DELETE', API.ownPasskey(id)))}
            >
              {words.passkeyRemove}
            </Button>
          </li>
        ))}
      </ul>
      <form className={styles['row']} onSubmit={(event) => void add(event)}>
        <TextInput
          size="xs"
          label={words.passkeyLabel}
          name="label"
          required
          maxLength={40}
          data-testid={TEST_IDS.passkeyLabel}
        />
        <Button size="xs" type="submit" variant="default" data-testid={TEST_IDS.addPasskey}>
          {words.passkeyAdd}
        </Button>
      </form>
    </div>
  )
}

async function register(label: string): Promise<unknown> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const optionsJSON = await sendJson<PublicKeyCredentialCreationOptionsJSON>('POST', API.ownPasskeyOptions, {})
  return sendJson('POST', API.ownPasskeys, { label, response: await startRegistration({ optionsJSON }) })
}
