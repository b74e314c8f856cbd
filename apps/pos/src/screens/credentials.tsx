import type { CheckProblem } from '@fiftyfive/terminal'
import { type FormEvent, useState } from 'react'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useTerminal } from '../ui/terminal.tsx'

/** Number and password of somebody who works here. The password is kept in this form alone, until it is sent. */
export function CredentialsForm(props: {
  readonly submit: string
  readonly refused?: CheckProblem
  readonly id?: string
}) {
  const { text } = useSpeech()
  const { terminal } = useTerminal()
  const [id, setId] = useState(props.id ?? '')
  const [password, setPassword] = useState('')
  // Until an answer comes, which is another object each time.
  const [sent, setSent] = useState<{ readonly before: CheckProblem | undefined }>()
  const checking = sent !== undefined && sent.before === props.refused
  const send = (event: FormEvent) => {
    event.preventDefault()
    setPassword('')
    setSent({ before: props.refused })
    terminal.dispatch({ type: 'credentials-entered', id, password })
  }
  const digits = (value: string) => value.replaceAll(/\D/g, '')
  return (
    <form className="credentials" onSubmit={send}>
      <Field
        label={text.operators.number}
        value={id}
        change={(value) => setId(digits(value))}
        length={6}
        digits
        testId={testIds.operatorNumber}
      />
      <Field
        label={text.operators.password}
        value={password}
        change={(value) => setPassword(digits(value))}
        length={12}
        digits
        secret
        testId={testIds.operatorPassword}
      />
      {props.refused && !checking && <Refused refused={props.refused} />}
      <button
        type="submit"
        className="button primary wide"
        disabled={checking || id.length < 2 || password.length < 6}
        data-testid={testIds.operatorSubmit}
      >
        {props.submit}
      </button>
    </form>
  )
}

function Refused({ refused }: { readonly refused: CheckProblem }) {
  const { text, say, dateTime } = useSpeech()
  return (
    <p className="problem" role="alert" data-testid={testIds.operatorRefused}>
      {refused.problem === 'wrong'
        ? text.operators.wrong
        : say(text.operators.blocked, { time: dateTime(refused.until) })}
    </p>
  )
}

export function LogOutButton() {
  const { text } = useSpeech()
  const { terminal } = useTerminal()
  return (
    <Button
      label={text.operators.logOut}
      wide
      onPress={() => terminal.dispatch({ type: 'log-out' })}
      testId={testIds.logOut}
    />
  )
}
