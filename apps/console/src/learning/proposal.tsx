import type { Learning } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { saveFile } from '../ui/save-file.ts'
import { Panel } from '../ui/layout.tsx'
import { FigureCell, Table } from '../ui/table.tsx'
import { evidenceSentence, rankedName } from '../words.ts'
import styles from './learning.module.css'

const SHOWN_MAX = 20

interface ProposalProps {
  /** Version that judges now. */
  readonly running: string
  /** It is put into use by starting the host with its file. */
  readonly byFile: boolean
  readonly proposal: NonNullable<Learning['proposal']>
}

/** The next version for people to review: what it expects differently, whether that helps, and how it is put into use. */
export function Proposal({ running, byFile, proposal: { model, changes, right } }: ProposalProps) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.learning
  const { sign, cause: causeColumn, before, after } = words.changeColumns
  const inUse = running === model.version
  // What reads the same before and after is no change that a person can weigh; the file has every one.
  const telling = changes.filter((change) => formats.percent(change.before) !== formats.percent(change.after))
  const figures = [before, after].map((text) => ({ text, figures: true }))
  return (
    <Panel
      title={fill(inUse ? words.inUse : words.proposed, { version: model.version })}
      aside={
        <Button
          size="xs"
          variant="default"
          onClick={() => saveFile('model.json', 'application/json', `${JSON.stringify(model, null, 2)}\n`)}
          data-testid={TEST_IDS.modelFile}
        >
          {words.download}
        </Button>
      }
      testId={TEST_IDS.proposedModel}
    >
      <p>
        {fill(words.from, { count: formats.count(model.confirmations), base: model.base })}{' '}
        {right.of > 0 &&
          fill(words.right, {
            before: formats.count(right.before),
            after: formats.count(right.after),
            of: formats.count(right.of),
          })}
      </p>
      {byFile && !inUse && (
        <ol className={styles['steps']}>
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {telling.length === 0 ? (
        <p className="muted">{words.noChange}</p>
      ) : (
        <Table headings={[sign, causeColumn, ...figures]} label={words.changes}>
          {telling.slice(0, SHOWN_MAX).map(({ feature, cause, outcome, before: was, after: will }) => (
            <tr key={`${feature} ${cause} ${outcome}`}>
              <td>{evidenceSentence(messages, { id: `${feature}.${outcome}`, values: {} })}</td>
              <td>{rankedName(messages, cause as Parameters<typeof rankedName>[1])}</td>
              <FigureCell>{formats.percent(was)}</FigureCell>
              <FigureCell>{formats.percent(will)}</FigureCell>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  )
}
