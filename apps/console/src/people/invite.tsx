import { API } from '@fiftyfive/contract'
import { TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import type { Change, Link } from './people-page.tsx'
import styles from './people.module.css'
import { Rights, rightsIn } from './rights.tsx'
import { Panel } from '../ui/layout.tsx'

interface InviteProps {
  readonly change: Change
  readonly onLink: (link: Link) => void
}

/** A new account: its owner chooses the password from the link that is shown once. */
export function Invite({ change, onLink }: InviteProps) {
  const { messages } = useSpeech()
  const words = messages.accounts.people
  // Counted so that the fields begin anew with each person.
  const [invited, setInvited] = useState(0)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const text = formText(form)
    const displayName = text('displayName').trim()
    const wanted = { name: text('name').trim(), displayName, ...rightsIn(form) }
    const made = await change(() => sendJson<{ code: string }>('POST', API.accounts, wanted))
    if (!made) return
    onLink({ name: displayName, code: made.code })
    setInvited(invited + 1)
  }
  return (
    <Panel title={words.invite}>
      <form key={invited} className={styles['form']} onSubmit={(event) => void submit(event)}>
        <TextInput size="xs" label={words.name} name="name" required maxLength={40} data-testid={TEST_IDS.inviteName} />
        <TextInput
          size="xs"
          label={words.displayName}
          name="displayName"
          required
          maxLength={60}
          data-testid={TEST_IDS.inviteDisplayName}
        />
        <Rights submit={words.submit} testId={TEST_IDS.invite} />
      </form>
    </Panel>
  )
}
