import { createRoot } from 'react-dom/client'
import '../styles/index.css'
import { LanguageProvider, loadSpoken } from '../ui/language.tsx'
import { PayerPage } from './payer-page.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('pay.html: an element with the id root is expected')
createRoot(root).render(
  <LanguageProvider first={await loadSpoken('page')}>
    <PayerPage address={location.href} />
  </LanguageProvider>,
)
