import type { MessageView } from '@fiftyfive/contract'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import styles from './attempt.module.css'
import { Panel } from '../ui/layout.tsx'

const INDENT_PX = 14

export function Messages({ messages }: { readonly messages: readonly MessageView[] }) {
  const { words } = useSpeech()
  return (
    <Panel title={words.attempt.messages} aside={<span className="muted small">{words.attempt.messagesHint}</span>}>
      <MessageTables messages={messages} />
    </Panel>
  )
}

/** Field by field, masked. */
export function MessageTables({ messages }: { readonly messages: readonly MessageView[] }) {
  const { words } = useSpeech()
  if (messages.length === 0) return <p className="muted">{words.attempt.messagesNone}</p>
  return (
    <div className={styles['messages']}>
      {messages.map((message, index) => (
        // The list only grows at its end: the place is the identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Message key={index} message={message} />
      ))}
    </div>
  )
}

function Message({ message }: { readonly message: MessageView }) {
  const { words, formats, language } = useSpeech()
  const type = message.fields.find(({ path }) => path === 'MTI')?.value
  const { fieldColumns, directions } = words.attempt
  return (
    <details className={styles['message']} open data-testid={TEST_IDS.message} data-direction={message.direction}>
      <summary>
        <strong>{directions[message.direction]}</strong>
        {type && <span className="mono">{type}</span>}
        <span className="muted small">{message.dialect}</span>
        <span className="muted small">{formats.time(message.at, message.at)}</span>
      </summary>
      <table className={styles['fields']}>
        <thead>
          <tr>
            <th scope="col">{fieldColumns.field}</th>
            <th scope="col">{fieldColumns.name}</th>
            <th scope="col">{fieldColumns.value}</th>
          </tr>
        </thead>
        <tbody>
          {message.fields.map(({ path, name, value, valueInChinese, depth }, index) => (
            // A tag may stand twice in a message, so a path is no identity.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index} data-testid={TEST_IDS.messageField} data-path={path}>
              <th scope="row" className={styles['path']} style={{ paddingLeft: 8 + depth * INDENT_PX }}>
                {depth > 0 ? path.slice(path.lastIndexOf('.')) : path}
              </th>
              <td>{name[language]}</td>
              <td className="mono">{(language === 'zh-CN' && valueInChinese) || value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
