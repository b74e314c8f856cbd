import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './styles/index.css'
import { LanguageProvider, loadSpoken } from './ui/language.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html: an element with the id root is expected')
createRoot(root).render(
  <LanguageProvider first={await loadSpoken()}>
    <App />
  </LanguageProvider>,
)
