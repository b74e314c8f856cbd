import { API, type PasswordJudgement } from '@fiftyfive/contract'
import { PasswordInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import styles from './session.module.css'

const TYPING_MS = 250

interface PasswordFieldProps {
  readonly label: string
  /** Sign-in name of whoever chooses: it must not be in the password. */
  readonly name: string
  readonly value: string
  readonly onChange: (password: string, fits: boolean) => void
}

/** A new password with a meter. The host judges it, as it will when it is sent: one rule, and no word list in the page. */
export function PasswordField({ label, name, value, onChange }: PasswordFieldProps) {
  const { messages } = useSpeech()
  const words = messages.accounts.passwordField
  const [settled] = useDebouncedValue(value, TYPING_MS)
  const [asked, setAsked] = useState<string>()
  const { data } = useQuery({
    queryKey: ['password-strength', settled, name],
    queryFn: async () => {
      const judgement = await sendJson<PasswordJudgement>('POST', API.passwordStrength, { password: settled, name })
      setAsked(settled)
      onChange(settled, judgement.problem === undefined)
      return judgement
    },
    enabled: settled.length > 0,
    gcTime: 0,
  })
  const judged = asked === value && value !== '' ? data : undefined
  return (
    <div>
      <PasswordInput
        label={label}
        description={words.hint}
        autoComplete="new-password"
        required
        value={value}
        onChange={(event) => onChange(event.currentTarget.value, false)}
        data-testid={TEST_IDS.newPassword}
      />
      <div className={styles['meter']} aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            {...(judged && judged.score >= step && { className: styles[judged.problem ? 'weak' : 'strong'] })}
          />
        ))}
      </div>
      <p className="small" aria-live="polite" data-testid={TEST_IDS.passwordJudgement}>
        {judged && (judged.problem ? words.problems[judged.problem] : words.scores[judged.score])}
      </p>
    </div>
  )
}
