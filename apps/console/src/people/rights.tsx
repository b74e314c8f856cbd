import { ROLES, type Role } from '@fiftyfive/contract'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import styles from './people.module.css'

export interface RightsOf {
  readonly roles: readonly Role[]
  /** Merchant numbers (DE 42) of the shops that a merchant or cashier sees. */
  readonly merchants: readonly string[]
}
const HAVE_SHOPS: readonly Role[] = ['merchant', 'cashier']

interface RightsProps {
  readonly given?: RightsOf
  readonly submit: string
  readonly testId?: string
}

/** End of a form: what somebody may do, and in which shops; `rightsIn` reads it. It takes a role to send it. */
export function Rights({ given, submit, testId }: RightsProps) {
  const { messages } = useSpeech()
  const words = messages.accounts.people
  const [roles, setRoles] = useState<readonly string[]>(given?.roles ?? [])
  return (
    <>
      <Checkbox.Group label={words.roles} size="xs" value={[...roles]} onChange={setRoles}>
        <div className={styles['roles']}>
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              size="xs"
              name="role"
              value={role}
              label={messages.accounts.roles[role]}
              data-testid={`${TEST_IDS.inviteRole}-${role}`}
            />
          ))}
        </div>
      </Checkbox.Group>
      {HAVE_SHOPS.some((role) => roles.includes(role)) && (
        <TextInput
          size="xs"
          label={words.merchants}
          description={words.merchantsHint}
          name="merchants"
          defaultValue={given?.merchants.join(' ')}
          required
          data-testid={TEST_IDS.inviteMerchants}
        />
      )}
      <Button size="xs" type="submit" disabled={roles.length === 0} data-testid={testId}>
        {submit}
      </Button>
    </>
  )
}

export const rightsIn = (form: HTMLFormElement): RightsOf => ({
  roles: new FormData(form).getAll('role') as Role[],
  merchants: formText(form)('merchants')
    .split(/[\s,，、]+/)
    .filter((number) => number !== ''),
})
