import type { ScreenOf } from '@fiftyfive/terminal'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { CredentialsForm } from './credentials.tsx'
import { KindTable } from './kind-table.tsx'

type Managed = ScreenOf<
  'log-in' | 'locked' | 'signed-off' | 'not-possible' | 'settling' | 'settled' | 'asking-status' | 'status'
>

/** Screens around the day's work, apart from payments. */
export default function ManagementScreen({ screen }: { readonly screen: Managed }) {
  const { text } = useSpeech()
  switch (screen.name) {
    case 'log-in':
    case 'locked':
      return <LogIn screen={screen} />
    case 'signed-off':
      return <SignedOff />
    case 'not-possible':
      return <NotPossible screen={screen} />
    case 'settling':
      return <Settling screen={screen} />
    case 'settled':
      return <Settled screen={screen} />
    case 'status':
      return <Status screen={screen} />
    default:
      return (
        <ScreenFrame title={text.status.asking} centred>
          <span className="spinner" aria-hidden="true" />
        </ScreenFrame>
      )
  }
}

function LogIn({ screen }: { readonly screen: ScreenOf<'log-in' | 'locked'> }) {
  const { text } = useSpeech()
  const { state } = useTerminal()
  const locked = screen.name === 'locked'
  return (
    <ScreenFrame title={locked ? text.operators.locked : text.operators.logIn} centred>
      <span className="badge-icon plain">
        <Icon name={locked ? 'lock' : 'person'} />
      </span>
      {locked && <p className="soft">{text.operators.lockedHint}</p>}
      <CredentialsForm
        submit={text.operators.logIn}
        {...(locked && state.operator ? { id: state.operator.id } : {})}
        {...(screen.refused ? { refused: screen.refused } : {})}
      />
    </ScreenFrame>
  )
}

function SignedOff() {
  const { text } = useSpeech()
  const { terminal } = useTerminal()
  return (
    <ScreenFrame title={text.signedOff.title} centred>
      <span className="badge-icon plain">
        <Icon name="lock" />
      </span>
      <p>{text.signedOff.hint}</p>
      <Button
        label={text.outOfService.retry}
        icon="again"
        primary
        onPress={() => terminal.dispatch({ type: 'sign-on-requested' })}
        testId={testIds.signOnAgain}
      />
    </ScreenFrame>
  )
}

function NotPossible({ screen }: { readonly screen: ScreenOf<'not-possible'> }) {
  const { text } = useSpeech()
  return (
    <ScreenFrame title={text.order.problemTitle} centred>
      <span className="badge-icon plain">
        <Icon name="warning" />
      </span>
      <p className="soft">{screen.kind ? text.receipt.kinds[screen.kind] : text.batch.settle}</p>
      <p className="big-words" data-testid={testIds.problem} data-problem={screen.problem}>
        {text.order.problems[screen.problem]}
      </p>
      {screen.awaits ? (
        <CredentialsForm submit={text.operators.approve} {...(screen.refused ? { refused: screen.refused } : {})} />
      ) : (
        <p className="soft">{text.receipt.nothingDone}</p>
      )}
      <Done label={text.menu.back} plain={screen.awaits !== undefined} />
    </ScreenFrame>
  )
}

function Settling({ screen }: { readonly screen: ScreenOf<'settling'> }) {
  const { text, say } = useSpeech()
  return (
    <ScreenFrame title={text.batch.settling[screen.stage]} centred>
      <span className="spinner" aria-hidden="true" />
      <p className="soft">
        {screen.code === undefined ? text.batch.settlingHint : say(text.batch.busy, { code: screen.code })}
      </p>
      {screen.attempts > 1 && <p className="soft">{say(text.working.attempts, { count: screen.attempts })}</p>}
    </ScreenFrame>
  )
}

function Settled({ screen: { report } }: { readonly screen: ScreenOf<'settled'> }) {
  const { text, say, dateTime } = useSpeech()
  return (
    <ScreenFrame title={say(text.batch.settled, { batch: String(report.batch).padStart(6, '0') })} className="outcome">
      <p className={report.agreed ? 'good-words' : 'problem'} data-testid={testIds.settled} data-agreed={report.agreed}>
        <Icon name={report.agreed ? 'check' : 'warning'} />
        {report.agreed ? text.batch.agreed : text.batch.differs}
      </p>
      <article className="receipt">
        <p className="receipt-outcome">{text.batch.paper}</p>
        <p className="centre">{dateTime(report.at)}</p>
        <KindTable kinds={report.kinds} totals={report} currency={report.currency} />
      </article>
      <div className="actions pair">
        <Button
          label={text.approved.print}
          icon="print"
          onPress={() => globalThis.print()}
          testId={testIds.printReceipt}
        />
        <Done label={text.menu.back} />
      </div>
    </ScreenFrame>
  )
}

function Status({ screen: { status } }: { readonly screen: ScreenOf<'status'> }) {
  const { text, money } = useSpeech()
  const facts: readonly (readonly [string, string])[] = [
    [text.receipt.batch, String(status.batch).padStart(6, '0')],
    [text.receipt.trace, String(status.trace).padStart(6, '0')],
    [text.receipt.amount, status.amount ? money(status.amount) : ''],
    [text.receipt.authorization, status.authorizationCode ?? ''],
    [text.receipt.reference, status.referenceNumber ?? ''],
    [text.receipt.code, status.code],
  ]
  return (
    <ScreenFrame title={text.status.title}>
      <p className="big-words" data-testid={testIds.hostStatus} data-status={status.outcome}>
        {text.status.outcomes[status.outcome]}
      </p>
      <dl className="check-list">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <div className="actions">
        <Done label={text.menu.back} />
      </div>
    </ScreenFrame>
  )
}

function Done({ label, plain = false }: { readonly label: string; readonly plain?: boolean }) {
  const { terminal } = useTerminal()
  return (
    <Button
      label={label}
      primary={!plain}
      wide={plain}
      onPress={() => terminal.dispatch({ type: 'done' })}
      testId={testIds.choose('done')}
    />
  )
}
