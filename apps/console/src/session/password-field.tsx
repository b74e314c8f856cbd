import { API, type PasswordJudgement } from '@fiftyfive/contract'
import { PasswordInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import styles from './session.module.css'

const TYPING_MS = 250

/**
 * What the host thinks of exactly this password, as it will when it is sent: one rule, and no word list in the page.
 * Undefined while it has not said so: an answer to an earlier text says nothing about this one.
 *
 * @param name sign-in name of whoever chooses: it must not be in the password
 */
export function usePasswordJudgement(password: string, name: string): PasswordJudgement | undefined {
  const [settled] = useDebouncedValue(password, TYPING_MS)
  const { data } = useQuery({
    queryKey: ['password-strength', settled, name],
    queryFn: () => sendJson<PasswordJudgement>('POST', API.passwordStrength, { password: settled, name }),
    enabled: settled.length > 0,
    gcTime: 0,
  })
  return settled === password ? data : undefined
}

/** Whether a password may be chosen. */
export const isFit = (judgement: PasswordJudgement | undefined): boolean =>
  judgement !== undefined && judgement.problem === undefined

interface PasswordFieldProps {
  readonly label: string
  readonly value: string
  readonly judgement: PasswordJudgement | undefined
  readonly onChange: (password: string) => void
}

/** A new password with a meter. */
export function PasswordField({ label, value, judgement, onChange }: PasswordFieldProps) {
  const words = useSpeech().messages.accounts.passwordField
  return (
    <div>
      <PasswordInput
        label={label}
        description={words.hint}
        autoComplete="new-password"
        required
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        data-testid={TEST_IDS.newPassword}
      />
      <div className={styles['meter']} aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            {...(judgement && judgement.score >= step && { className: styles[judgement.problem ? 'weak' : 'strong'] })}
          />
        ))}
      </div>
      <p className="small" aria-live="polite" data-testid={TEST_IDS.passwordJudgement}>
        {judgement && (judgement.problem ? words.problems[judgement.problem] : words.scores[judgement.score])}
      </p>
    </div>
  )
}
