import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useState } from 'react'
import { useSpeech } from './language.tsx'
import { useConfirmed } from './session/confirmed.tsx'
import { faultWords } from './words.ts'

/** Gives what a change comes to; undefined when it was refused, which `problem` then says why. */
export type Change = <T>(make: () => Promise<T>) => Promise<T | undefined>

/** Makes changes to what stands under a query: with the password again where it is wanted, and the query asked after it. */
export function useChanges(queryKey: QueryKey): { readonly change: Change; readonly problem: string } {
  const { messages } = useSpeech()
  const queries = useQueryClient()
  const confirmed = useConfirmed()
  const [problem, setProblem] = useState('')
  const change: Change = async (make) => {
    setProblem('')
    try {
      return await confirmed(make)
    } catch (failure) {
      setProblem(faultWords(messages, failure))
      return undefined
    } finally {
      await queries.invalidateQueries({ queryKey })
    }
  }
  return { change, problem }
}
