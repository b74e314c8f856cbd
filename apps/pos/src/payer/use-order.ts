import type { QrOrder } from '@fiftyfive/contract'
import { useCallback, useEffect, useState } from 'react'
import { api, ApiError } from '../shell/api.ts'
import { browserTimers } from '../shell/world.ts'

const ASK_AGAIN_MS = 1_500

/** The payer's side of one order, asked for again and again: it may be withdrawn, paid, refunded. */
export function useOrder({ terminal, order: number }: { readonly terminal: string; readonly order: string }) {
  const [order, setOrder] = useState<QrOrder>()
  const [isGone, setGone] = useState(false)
  const [isPaying, setPaying] = useState(false)
  const [problem, setProblem] = useState<string>()
  const attempt = useCallback(async (ask: () => Promise<void>) => {
    try {
      await ask()
      setProblem(undefined)
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) setGone(true)
      else setProblem(error instanceof Error ? error.message : String(error))
    }
  }, [])
  useEffect(() => {
    let timer: { cancel(): void } | undefined
    let over = false
    const watch = async () => {
      await attempt(async () => setOrder(await api.demo.qrOrder(`${terminal}-${number}`)))
      if (!over) timer = browserTimers.after(ASK_AGAIN_MS, () => void watch())
    }
    void watch()
    return () => {
      over = true
      timer?.cancel()
    }
  }, [attempt, terminal, number])
  const pay = async () => {
    setPaying(true)
    await attempt(async () => {
      await api.demo.payQr({ terminal, order: number })
      setOrder((known) => known && { ...known, status: 'paid' })
    })
    setPaying(false)
  }
  const waiting = isPaying ? ('paying' as const) : ('open' as const)
  const known = order === undefined ? ('loading' as const) : order.status === 'open' ? waiting : order.status
  return { order, state: isGone && !order ? ('gone' as const) : known, problem, pay: () => void pay() }
}
