import { API } from '@fiftyfive/contract'
import { Button, PasswordInput } from '@mantine/core'
import { createContext, use, useCallback, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { formText } from '../form-text.ts'
import { useSpeech } from '../language.tsx'
import { ApiError, sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import { faultWords } from '../words.ts'
import styles from './session.module.css'
import { Problem } from '../shell/states.tsx'

/** Runs a change; when the host wants to know that it is still the owner, asks for the password and runs it again. */
type Confirmed = <T>(change: () => Promise<T>) => Promise<T>

const ConfirmedContext = createContext<Confirmed | undefined>(undefined)
export function useConfirmed(): Confirmed {
  const confirmed = use(ConfirmedContext)
  if (!confirmed) throw new Error('useConfirmed outside of ConfirmedProvider')
  return confirmed
}

export function ConfirmedProvider({ children }: { readonly children: ReactNode }) {
  const { messages } = useSpeech()
  const words = messages.accounts.confirm
  const dialog = useRef<HTMLDialogElement>(null)
  const answered = useRef<(confirmed: boolean) => void>(undefined)
  const [problem, setProblem] = useState('')

  const askPassword = useCallback(
    () =>
      new Promise<boolean>((resolve) => {
        answered.current = resolve
        setProblem('')
        dialog.current?.showModal()
      }),
    [],
  )
  const confirmed = useCallback<Confirmed>(
    async (change) => {
      try {
        return await change()
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'FF_CONFIRM' || !(await askPassword())) throw error
        return change()
      }
    },
    [askPassword],
  )
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    try {
      await sendJson('POST', API.confirm, { password: formText(form)('password') })
      answered.current?.(true)
      answered.current = undefined
      dialog.current?.close()
    } catch (error) {
      setProblem(faultWords(messages, error))
    } finally {
      form.reset()
    }
  }
  return (
    <ConfirmedContext value={confirmed}>
      {children}
      <dialog
        ref={dialog}
        className={styles['dialog']}
        aria-labelledby="confirm-title"
        onClose={() => answered.current?.(false)}
      >
        <h2 id="confirm-title">{words.title}</h2>
        <p className="muted">{words.hint}</p>
        <form className={styles['form']} onSubmit={(event) => void submit(event)}>
          <PasswordInput
            label={messages.accounts.signIn.password}
            name="password"
            autoComplete="current-password"
            required
            data-testid={TEST_IDS.confirmPassword}
          />
          <Problem>{problem}</Problem>
          <div className={styles['buttons']}>
            <Button type="submit" data-testid={TEST_IDS.confirm}>
              {words.submit}
            </Button>
            <Button variant="default" onClick={() => dialog.current?.close()}>
              {words.cancel}
            </Button>
          </div>
        </form>
      </dialog>
    </ConfirmedContext>
  )
}
