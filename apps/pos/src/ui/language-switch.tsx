import { LANGUAGES, type Language } from '@fiftyfive/messages/terminal'
import { testIds } from '../test-ids.ts'
import { useSpeech } from './language.tsx'

/** Each language is named in itself, so that it is found by those who do not read the other one. */
const NAMES: Record<Language, string> = { en: 'English', 'zh-CN': '中文' }

export function LanguageSwitch() {
  const { language, text, choose } = useSpeech()
  return (
    <fieldset className="pills" aria-label={text.page.language}>
      {LANGUAGES.map((name) => (
        <button
          key={name}
          type="button"
          lang={name}
          aria-pressed={name === language}
          data-testid={testIds.language(name)}
          onClick={() => choose(name)}
        >
          {NAMES[name]}
        </button>
      ))}
    </fieldset>
  )
}
