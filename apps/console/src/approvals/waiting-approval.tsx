import { API, type ApprovalView } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { placeOf } from '../incident/place.ts'
import { useSpeech } from '../language.tsx'
import { sendJson } from '../request.ts'
import { incidentHash, placeHash } from '../route.ts'
import { useSession } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import type { Change } from '../use-changes.ts'
import { rolesWith } from '../words.ts'
import styles from './approvals.module.css'
import { Decision } from './decision.tsx'

interface WaitingApprovalProps {
  readonly approval: ApprovalView
  readonly change: Change
}

/** One request with all that its second person has to know, and the word itself. */
export function WaitingApproval({ approval, change }: WaitingApprovalProps) {
  const { messages, formats } = useSpeech()
  const words = messages.operations.approvals
  const { id, action, permission, expiresAt, mayDecide } = approval
  const { account, may } = useSession()
  const asked = fill(words.asked, { who: action.askedBy, time: formats.moment(action.askedAt) })
  return (
    <li className={styles['request']} data-testid={TEST_IDS.approval} data-approval={approval.id}>
      <div className={styles['what']}>
        <h3>
          {messages.pages.actions.kinds[action.action]}{' '}
          <span className="muted">{placeOf(messages, formats, [action.scope])}</span>
        </h3>
        <p>
          {formats.label(words.reason)}
          {action.reason}
        </p>
        <p className="muted small">{asked}</p>
        <p className="small">
          {fill(words.touches, { count: formats.count(action.reach.terminals) })}{' '}
          {action.terminals.slice(0, 12).map((terminal) => (
            <span key={terminal} className="mono">
              {may('attempts.read') ? <a href={placeHash('terminal', terminal)}>{terminal}</a> : terminal}{' '}
            </span>
          ))}
          {action.terminals.length > 12 && '…'}
        </p>
        <p className="muted small">
          {fill(words.lasts, { time: formats.moment(action.until) })} ·{' '}
          {fill(words.expires, { time: formats.moment(expiresAt) })} · {formats.label(words.needs)}
          {formats.list(rolesWith(messages, permission))}
        </p>
        {action.incident !== undefined && may('incidents.read') && (
          <p className="small">
            <a href={incidentHash(action.incident)}>{words.incident}</a>
          </p>
        )}
      </div>
      <Decision
        mayDecide={mayDecide}
        isOwn={action.askedBy === account.name}
        decide={(decision, note) => void change(() => sendJson('POST', API.approvalDecision(id), { decision, note }))}
        withdraw={
          may('actions.take') ? () => void change(() => sendJson('POST', API.actionUndo(action.id), {})) : undefined
        }
      />
    </li>
  )
}
