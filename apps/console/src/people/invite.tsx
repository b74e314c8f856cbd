import { API, ROLES, type Role } from '@fiftyfive/contract'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import type { Change, Link } from './people-page.tsx'
import styles from './people.module.css'
import { Panel } from '../ui/layout.tsx'

interface InviteProps {
  readonly change: Change
  readonly onLink: (link: Link) => void
}

/** A new account: its owner chooses the password from the link that is shown once. */
export function Invite({ change, onLink }: InviteProps) {
  const { messages } = useSpeech()
  const words = messages.accounts.people
  const [roles, setRoles] = useState<readonly string[]>([])
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const text = formText(form)
    const displayName = text('displayName').trim()
    const wanted = {
      name: text('name').trim(),
      displayName,
      roles: roles as readonly Role[],
      merchants: text('merchants')
        .split(/[\s,]+/)
        .filter((number) => number !== ''),
    }
    const made = await change(() => sendJson<{ code: string }>('POST', API.accounts, wanted))
    if (!made) return
    onLink({ name: displayName, code: made.code })
    form.reset()
    setRoles([])
  }
  return (
    <Panel title={words.invite}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <TextInput size="xs" label={words.name} name="name" required maxLength={40} data-testid={TEST_IDS.inviteName} />
        <TextInput
          size="xs"
          label={words.displayName}
          name="displayName"
          required
          maxLength={60}
          data-testid={TEST_IDS.inviteDisplayName}
        />
        <Checkbox.Group label={words.roles} size="xs" value={[...roles]} onChange={setRoles}>
          <div className={styles['roles']}>
            {ROLES.map((role) => (
              <Checkbox
                key={role}
                size="xs"
                value={role}
                label={messages.accounts.roles[role]}
                data-testid={`${TEST_IDS.inviteRole}-${role}`}
              />
            ))}
          </div>
        </Checkbox.Group>
        {(roles.includes('merchant') || roles.includes('cashier')) && (
          <TextInput
            size="xs"
            label={words.merchants}
            description={words.merchantsHint}
            name="merchants"
            data-testid={TEST_IDS.inviteMerchants}
          />
        )}
        <Button size="xs" type="submit" disabled={roles.length === 0} data-testid={TEST_IDS.invite}>
          {words.submit}
        </Button>
      </form>
    </Panel>
  )
}
