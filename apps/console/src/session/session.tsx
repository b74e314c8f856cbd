import { API, type Permission, type SessionView } from '@fiftyfive/contract'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { createContext, use, useMemo, type ReactNode } from 'react'
import { ApiError, getJson } from '../request.ts'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { SignInPage } from './sign-in-page.tsx'

interface OwnSession extends SessionView {
  readonly may: (permission: Permission) => boolean
}

const SessionContext = createContext<OwnSession | undefined>(undefined)
export function useSession(): OwnSession {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession outside of SessionGate')
  return session
}

/** null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionView | null> => {
    try {
      return await getJson<SessionView>(API.session, signal)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

/** Shows its children to whoever has signed in, and the way in to everybody else. The address stays, so one lands there. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch } = useQuery(sessionQuery)
  const session = useMemo(
    (): OwnSession | undefined =>
      data
        ? {
            ...data,
            may: (permission) => data.permissions.includes(permission),
          }
        : undefined,
    [data],
  )
  if (session) return <SessionContext value={session}>{children}</SessionContext>
  if (data === null) return <SignInPage />
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} wholePage />
  return <Loading rows={4} />
}
