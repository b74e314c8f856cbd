import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Button.css'
import '@mantine/core/styles/Loader.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/PasswordInput.css'
import '@mantine/core/styles/ActionIcon.css'
import '@mantine/core/styles/Checkbox.css'
import '@mantine/core/styles/SegmentedControl.css'
import '@mantine/core/styles/FloatingIndicator.css'
import '@mantine/core/styles/Skeleton.css'
import './styles.css'
import { assert } from '@fiftyfive/kernel'
import { MantineProvider } from '@mantine/core'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { retryQuery } from './api.ts'
import { App } from './app.tsx'
import { loadFirstWords, SpeechProvider } from './language.tsx'
import { ApiError } from './request.ts'
import { sessionQuery } from './session/session.tsx'
import { cssVariablesResolver, theme } from './theme.ts'

// The host sends changes by itself, so nothing is asked again merely because a window came to the front.
const queries = new QueryClient({
  queryCache: new QueryCache({
    // The session ended while a page was open: the way in is shown in its place, and the address stays.
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401) queries.setQueryData(sessionQuery.queryKey, null)
    },
  }),
  defaultOptions: { queries: { retry: retryQuery, refetchOnWindowFocus: false, staleTime: 30_000 } },
})

const root = document.querySelector('#root')
assert(root, 'index.html has an element #root')
const first = await loadFirstWords()
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariablesResolver}>
      <QueryClientProvider client={queries}>
        <SpeechProvider first={first}>
          <App />
        </SpeechProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
