import type { KeyLine } from '@fiftyfive/contract'
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { placeHash } from '../route.ts'
import { useSession } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { FigureCell, Table } from '../ui/table.tsx'

interface KeyTableProps {
  readonly keys: readonly KeyLine[]
  readonly ownersShown: boolean
}

/** Keys by check value (6 hex digits) and age; the keys themselves are nowhere but in the security module. */
export function KeyTable({ keys, ownersShown }: KeyTableProps) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.keys
  const { may } = useSession()
  const [now] = useState(() => Date.now())
  const { owner, usage, version, checkValue, age } = words.columns
  const headings = [...(ownersShown ? [owner] : []), usage, version, checkValue, { text: age, figures: true }]
  if (keys.length === 0) return <p className="muted">{words.none}</p>
  return (
    <Table headings={headings} label={words.title}>
      {keys.map((key) => (
        <tr key={`${key.owner} ${key.usage} ${key.version}`} data-testid={TEST_IDS.keyRow}>
          {ownersShown && (
            <td>{may('attempts.read') ? <a href={placeHash(key.ownerKind, key.owner)}>{key.owner}</a> : key.owner}</td>
          )}
          <td>{words.usages[key.usage]}</td>
          <td>{words.versions[key.version]}</td>
          <td className="mono">{key.checkValue || <span className="muted">{words.notRecorded}</span>}</td>
          <FigureCell>{key.since === 0 ? '–' : formats.age(now - key.since)}</FigureCell>
        </tr>
      ))}
    </Table>
  )
}
