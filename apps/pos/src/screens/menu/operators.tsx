import { type AddProblem, kindTotals, type OperatorState, type Role, totalsOf } from '@fiftyfive/terminal'
import { type FormEvent, useState } from 'react'
import { testIds } from '../../test-ids.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useSpeech } from '../../ui/language.tsx'
import { useRunning } from '../../ui/running.tsx'
import { ScreenFrame } from '../../ui/screen.tsx'
import { useTerminal } from '../../ui/terminal.tsx'
import { LogOutButton } from '../credentials.tsx'
import { KindTable } from '../kind-table.tsx'

/** Who works here, the present shift with its totals, and the way to start using operators at all. */
export function Operators({ leave }: { readonly leave: () => void }) {
  const { text } = useSpeech()
  const { terminal, state } = useTerminal()
  const [people, setPeople] = useState(terminal.operators.operators)
  const { operator } = state
  const mayManage = !state.operatorsUsed || operator?.role === 'manager'
  const refresh = () => setPeople(terminal.operators.operators)
  return (
    <ScreenFrame title={text.operators.title}>
      {operator && <Shift operator={operator} />}
      <ul className="people">
        {people.map(({ id, role }) => (
          <li key={id}>
            <span>
              {id} · {text.operators[role]}
            </span>
            {mayManage && id !== operator?.id && (
              <Button
                label={text.operators.remove}
                onPress={() => void terminal.operators.remove(id).then(refresh)}
                testId={testIds.operatorRemove(id)}
              />
            )}
          </li>
        ))}
      </ul>
      {mayManage && <Add first={people.length === 0} added={refresh} />}
      <div className="actions">
        <Button label={text.menu.back} icon="cancel" onPress={leave} testId={testIds.menuBack} />
      </div>
    </ScreenFrame>
  )
}

function Shift({ operator }: { readonly operator: OperatorState }) {
  const { text, say, dateTime } = useSpeech()
  const { state } = useTerminal()
  const { currency } = useRunning().configuration
  const { journal } = state
  const entries = (journal.entries ?? []).filter(
    (entry) => entry.operator === operator.id && entry.at >= operator.since,
  )
  const shift = { ...journal, entries }
  return (
    <section className="shift" data-testid={testIds.shift}>
      <p>{say(text.operators.shift, { operator: operator.id, time: dateTime(operator.since) })}</p>
      {entries.length > 0 && <KindTable kinds={kindTotals(shift)} totals={totalsOf(shift)} currency={currency} />}
      <LogOutButton />
    </section>
  )
}

function Add({ first, added }: { readonly first: boolean; readonly added: () => void }) {
  const { text } = useSpeech()
  const { terminal } = useTerminal()
  const [id, setId] = useState('')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<Role>(first ? 'manager' : 'cashier')
  const [problem, setProblem] = useState<AddProblem>()
  const digits = (value: string) => value.replaceAll(/\D/g, '')
  const add = async (event: FormEvent) => {
    event.preventDefault()
    const done = await terminal.operators.add(id, first ? 'manager' : role, password)
    setProblem(done.ok ? undefined : done.error)
    setPassword('')
    if (!done.ok) return
    setId('')
    added()
  }
  return (
    <form className="credentials" onSubmit={(event) => void add(event)}>
      <h3>{text.operators.add}</h3>
      {first && <p className="soft">{text.operators.firstManager}</p>}
      <Field
        label={text.operators.number}
        value={id}
        change={(value) => setId(digits(value))}
        length={6}
        digits
        testId={testIds.operatorField('number')}
      />
      <Field
        label={text.operators.password}
        value={password}
        change={(value) => setPassword(digits(value))}
        length={12}
        digits
        secret
        testId={testIds.operatorField('password')}
      />
      {!first && (
        <fieldset className="segments" aria-label={text.operators.title}>
          {(['cashier', 'manager'] as const).map((name) => (
            <button
              key={name}
              type="button"
              className="button"
              aria-pressed={role === name}
              data-testid={testIds.operatorRole(name)}
              onClick={() => setRole(name)}
            >
              {text.operators[name]}
            </button>
          ))}
        </fieldset>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem === 'taken' ? text.operators.taken : text.operators.weak}
        </p>
      )}
      <button
        type="submit"
        className="button primary wide"
        disabled={id.length < 2 || password.length < 6}
        data-testid={testIds.operatorAdd}
      >
        {text.operators.add}
      </button>
    </form>
  )
}
