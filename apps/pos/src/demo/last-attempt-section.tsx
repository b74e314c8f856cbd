import { testIds } from '../test-ids.ts'
import { useSpeech } from '../ui/language.tsx'
import { useLastAttempt } from './use-last-attempt.ts'

/** The answer to "why", one click away: the console's page of the attempt that was sent last. */
export function LastAttemptSection({ terminalId }: { readonly terminalId: string }) {
  const { text, causes } = useSpeech()
  const last = useLastAttempt(terminalId)
  return (
    <section aria-labelledby="demo-last">
      <h3 id="demo-last">{text.demo.lastTitle}</h3>
      {last ? (
        <>
          <p data-testid={testIds.lastOutcome} data-outcome={last.outcome} data-attempt={last.id}>
            <strong>{text.demo.outcomes[last.outcome]}</strong>
            {last.cause && ` · ${causes[last.cause].name}`}
          </p>
          <p>
            <a href={`/console/#/attempts/${last.id}`} target="_blank" rel="noreferrer" data-testid={testIds.whyLink}>
              {text.demo.why}
            </a>
            <br />
            <span className="soft">{last.id}</span>
          </p>
        </>
      ) : (
        <p className="soft">{text.demo.none}</p>
      )}
    </section>
  )
}
