import { lazy, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { CASHIER_HASH } from './cashier/link.ts'
import { startPhases } from './shell/start.ts'
import './styles/index.css'
import { LanguageProvider, loadSpoken } from './ui/language.tsx'

const CashierPage = lazy(() => import('./cashier/cashier-page.tsx'))

const root = document.getElementById('root')
if (!root) throw new Error('index.html: an element with the id root is expected')
const isCashiers = location.hash === CASHIER_HASH
// The terminal comes up while the words are on their way.
const phases = isCashiers ? undefined : startPhases()
const first = await loadSpoken(isCashiers ? 'cashierScreen' : 'page')
createRoot(root).render(
  <LanguageProvider first={first}>
    {phases ? (
      <App phases={phases} />
    ) : (
      <Suspense>
        <CashierPage />
      </Suspense>
    )}
  </LanguageProvider>,
)
