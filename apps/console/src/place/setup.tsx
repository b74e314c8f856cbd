import { API, type TerminalSetup } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useQuery } from '@tanstack/react-query'
import { Health } from './health.tsx'
import { SelfTest } from './self-test.tsx'
import { KeyTable } from '../keys/key-table.tsx'
import { useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { placeHash } from '../route.ts'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Table } from '../ui/table.tsx'
import styles from './place.module.css'
import { Columns, Panel } from '../ui/layout.tsx'

/** The terminal as it is beside how it should be, and its keys by check value and age. */
export function Setup({ id }: { readonly id: string }) {
  const { messages, language } = useSpeech()
  const words = messages.pages.setup
  const { data, error, refetch } = useQuery({
    queryKey: ['terminal', id],
    queryFn: ({ signal }) => getJson<TerminalSetup>(API.terminal(id), signal),
    refetchInterval: 15_000,
  })
  return (
    <Panel
      title={words.title}
      aside={
        data && (
          <span className="small">
            <a href={placeHash('merchant', data.merchant)}>{data.merchantName[language]}</a> ·{' '}
            {words.status[data.status]}
            {data.signedOff && ` · ${words.signedOff}`} · {fill(words.batch, { batch: data.batch })}
          </span>
        )
      }
      testId={TEST_IDS.terminalSetup}
    >
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={4} />}
      {data && (
        <Columns>
          <div>
            <p className="muted small">{words.hint}</p>
            {data.lines.length === 0 ? <p>{words.silent}</p> : <SetupLines lines={data.lines} />}
            <h3 className={styles['next']}>{messages.pages.keys.title}</h3>
            <KeyTable keys={data.keys} ownersShown={false} />
          </div>
          <div>
            <Health lines={data.health} />
            <SelfTest selfTest={data.selfTest} />
          </div>
        </Columns>
      )}
    </Panel>
  )
}

function SetupLines({ lines }: Pick<TerminalSetup, 'lines'>) {
  const { messages } = useSpeech()
  const words = messages.pages.setup
  const { actual, expected, agrees } = words.columns
  return (
    <Table headings={[words.title, actual, expected, agrees]} label={words.title}>
      {lines.map((line) => (
        <tr key={line.name} data-setup={line.name} data-agrees={line.agrees}>
          <td>{words.names[line.name]}</td>
          <td className="mono">{line.actual}</td>
          <td className="mono">{line.expected}</td>
          <td className={styles[line.agrees ? 'agrees' : 'differs']}>{line.agrees ? words.agrees : words.differs}</td>
        </tr>
      ))}
    </Table>
  )
}
