import type { HealthLine } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { FigureCell, Table } from '../ui/table.tsx'
import styles from './place.module.css'

const TONES: Readonly<Partial<Record<HealthLine['state'], string>>> = { good: 'agrees', bad: 'differs', watch: 'watch' }

/** The terminal's parts by what its payments showed: a worn keypad is found before its users complain. */
export function Health({ lines }: { readonly lines: readonly HealthLine[] }) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.health
  const { part, sign, here, elsewhere, state } = words.columns
  if (lines.length === 0) return null
  const payments = Math.max(...lines.map(({ of }) => of))
  return (
    <div data-testid={TEST_IDS.terminalHealth}>
      <h3>{words.title}</h3>
      <p className="muted small">{fill(words.hint, { count: formats.count(payments) })}</p>
      <Table
        headings={[part, sign, ...[here, elsewhere].map((text) => ({ text, figures: true })), state]}
        label={words.title}
      >
        {lines.map((line) => (
          <tr key={line.part} data-part={line.part} data-state={line.state}>
            <td>{words.parts[line.part]}</td>
            <td className="muted">{words.signs[line.part]}</td>
            <FigureCell>
              {fill(words.here, { troubled: formats.count(line.troubled), of: formats.count(line.of) })}
            </FigureCell>
            <FigureCell>{formats.percent(line.fleetShare)}</FigureCell>
            <td className={styles[TONES[line.state] ?? '']}>{words.states[line.state]}</td>
          </tr>
        ))}
      </Table>
    </div>
  )
}
