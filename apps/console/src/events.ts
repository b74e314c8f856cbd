import { API, type AttemptSummary } from '@fiftyfive/contract'

const REOPEN_MS = 3000

/**
 * Listens to the host until the returned function is called. A browser reopens a connection that broke, but gives up
 * for good when it was answered with an error, as by a proxy whose host restarts: then it is opened anew here.
 */
export function openEvents(
  onAttempt: (attempt: AttemptSummary) => void,
  onConnection: (connected: boolean, reopened: boolean) => void,
): () => void {
  let source: EventSource
  let reopening: ReturnType<typeof setTimeout> | undefined
  let lost = false
  const open = (): void => {
    source = new EventSource(API.live)
    source.addEventListener('attempt', (event: MessageEvent<string>) =>
      onAttempt(JSON.parse(event.data) as AttemptSummary),
    )
    source.addEventListener('open', () => {
      onConnection(true, lost)
      lost = false
    })
    source.addEventListener('error', () => {
      lost = true
      onConnection(false, false)
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS)
    })
  }
  open()
  return () => {
    clearTimeout(reopening)
    source.close()
  }
}
