import type { DemoAction, DemoCard, DemoCardState } from '@fiftyfive/contract'
import { useCallback, useEffect, useState } from 'react'
import { api, type IssuerLink } from '../shell/api.ts'

/** How often the issuer's view is fetched: a visitor sees a try being spent, or not, as it happens. */
const POLL_MS = 1500

export interface Bank {
  readonly cards: readonly DemoCard[]
  readonly states: readonly DemoCardState[]
  readonly issuerLink: IssuerLink
  /** The last thing that did not work, in the host's words. */
  readonly problem?: string
  act(action: DemoAction): void
}

interface IssuerView {
  readonly states: readonly DemoCardState[]
  readonly issuerLink: IssuerLink
}

async function lookAtIssuer(): Promise<IssuerView> {
  const [states, { issuerLink }] = await Promise.all([api.demo.cardStates(), api.demo.state()])
  return { states, issuerLink }
}

/** Runs `task` now and again after each pause; returns the way to stop it. */
function repeatedly(task: () => Promise<void>, pause_ms: number): () => void {
  let next: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  const run = async () => {
    await task()
    if (!stopped) next = setTimeout(() => void run(), pause_ms)
  }
  void run()
  return () => {
    stopped = true
    clearTimeout(next)
  }
}

/** The demo's bank: its cards, what the issuer knows of them, and the switches of the network behind the host. */
export function useBank(): Bank {
  const [cards, setCards] = useState<readonly DemoCard[]>([])
  const [{ states, issuerLink }, setView] = useState<IssuerView>({ states: [], issuerLink: 'up' })
  const [problem, setProblem] = useState<string>()

  const fail = useCallback((error: unknown) => setProblem(reasonOf(error)), [])
  const refresh = useCallback(async () => {
    try {
      setView(await lookAtIssuer())
      setProblem(undefined)
    } catch (error) {
      fail(error)
    }
  }, [fail])
  useEffect(() => void api.demo.cards().then(setCards, fail), [fail])
  useEffect(() => repeatedly(refresh, POLL_MS), [refresh])

  const act = useCallback(
    (action: DemoAction) => {
      void api.demo.act(action).then(refresh, fail)
    },
    [refresh, fail],
  )
  return { cards, states, issuerLink, act, ...(problem === undefined ? {} : { problem }) }
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
