import type { QrOrder } from '@fiftyfive/contract'
import { useEffect, useState } from 'react'
import { api, ApiError } from '../shell/api.ts'
import { browserTimers } from '../shell/world.ts'

const ASK_AGAIN_MS = 1_500

/** The payer's side of one order, asked for again and again: it may be withdrawn, paid, refunded. */
export function useOrder({ terminal, order: number }: { readonly terminal: string; readonly order: string }) {
  const [order, setOrder] = useState<QrOrder>()
  const [isGone, setGone] = useState(false)
  const [isPaying, setPaying] = useState(false)
  const [problem, setProblem] = useState<string>()
  const fail = (error: unknown) => {
    if (error instanceof ApiError && error.status === 404) setGone(true)
    else setProblem(error instanceof Error ? error.message : String(error))
  }
  useEffect(() => {
    let timer: { cancel(): void } | undefined
    let over = false
    const ask = async () => {
      await api.demo.qrOrder(`${terminal}-${number}`).then((told) => {
        setOrder(told)
        setProblem(undefined)
      }, fail)
      if (!over) timer = browserTimers.after(ASK_AGAIN_MS, () => void ask())
    }
    void ask()
    return () => {
      over = true
      timer?.cancel()
    }
  }, [terminal, number])
  const pay = () => {
    setPaying(true)
    api.demo
      .payQr({ terminal, order: number })
      .then(() => setOrder((known) => known && { ...known, status: 'paid' }), fail)
      .finally(() => setPaying(false))
  }
  const waiting = isPaying ? ('paying' as const) : ('open' as const)
  const known = order === undefined ? ('loading' as const) : order.status === 'open' ? waiting : order.status
  return { order, state: isGone && !order ? ('gone' as const) : known, problem, pay }
}
