import type { AttemptDetail } from '@fiftyfive/contract'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { attemptQuery } from '../api.ts'
import { ApiError } from '../request.ts'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { ConfirmCause } from '../learning/confirm-cause.tsx'
import { liveHash } from '../route.ts'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Audiences } from './audiences.tsx'
import { Evidence } from './evidence.tsx'
import { Facts } from './facts.tsx'
import { Headline } from './headline.tsx'
import { Messages } from './messages.tsx'
import { Ranking } from './ranking.tsx'
import { SameCard } from './same-card.tsx'
import { Stages } from './stages.tsx'
import { Timeline } from './timeline.tsx'
import { Split, Stack } from '../ui/layout.tsx'

interface AttemptPageProps {
  readonly id: string
  /** Which verdict to show, from 0; the latest when absent. */
  readonly verdict: number | undefined
}

export function AttemptPage({ id, verdict }: AttemptPageProps) {
  useDocumentTitle(id)
  const { data, error, refetch } = useQuery(attemptQuery(id))
  if (data) return <Attempt detail={data} shown={verdict ?? data.verdicts.length - 1} />
  return (
    <div className="panel">
      {!error && <Loading rows={10} />}
      {error &&
        (isMissing(error) ? <MissingAttempt /> : <ErrorNotice error={error} retry={() => void refetch()} wholePage />)}
    </div>
  )
}

const isMissing = (error: Error): boolean => error instanceof ApiError && error.status === 404

function MissingAttempt() {
  const { words } = useSpeech()
  return (
    <Notice title={words.attempt.notFound} hint={words.attempt.notFoundHint} testId={TEST_IDS.errorState} wholePage>
      <Button size="xs" component="a" href={liveHash()}>
        {words.notFound.back}
      </Button>
    </Notice>
  )
}

function Attempt({ detail, shown }: { readonly detail: AttemptDetail; readonly shown: number }) {
  const verdict = detail.verdicts[shown] ?? detail.verdicts.at(-1)
  return (
    <Stack>
      <Headline detail={detail} verdict={verdict} />
      <Split
        first={
          verdict ? <Audiences verdict={verdict} triesLeft={detail.attempt.triesLeft} /> : <Timeline detail={detail} />
        }
        rail={
          <>
            <Facts detail={detail} />
            {verdict && <ConfirmCause detail={detail} verdict={verdict} />}
            <SameCard detail={detail} />
          </>
        }
      >
        {verdict && (
          <>
            <Evidence verdict={verdict} />
            <Ranking verdict={verdict} />
            <Stages detail={detail} shown={verdict} />
            <Timeline detail={detail} />
          </>
        )}
      </Split>
      <Messages messages={detail.messages} />
    </Stack>
  )
}
