import { testIds } from '../../test-ids.ts'
import { Button } from '../../ui/button.tsx'
import { useSpeech } from '../../ui/language.tsx'
import { ScreenFrame } from '../../ui/screen.tsx'
import { useTerminal } from '../../ui/terminal.tsx'
import { useProfile } from '../../ui/use-profile.ts'
import { useScrambled } from '../../ui/use-scrambled.ts'

/** How PINs are entered here and what device this is, each choice with what it costs. */
export function Settings({ leave }: { readonly leave: () => void }) {
  const { text, say, dateTime } = useSpeech()
  const { terminal, state } = useTerminal()
  const { parameters } = state.journal
  const [scrambled, setScrambled] = useScrambled()
  const [profile, setProfile] = useProfile()
  const assistance = state.assistance === true
  const words = text.settings
  return (
    <ScreenFrame title={words.title}>
      <Choice
        name={words.assistance}
        hint={words.assistanceHint}
        on={assistance}
        choose={(on) => terminal.dispatch({ type: 'assistance-set', on })}
        testId={testIds.setAssistance}
      />
      <Choice
        name={words.scrambled}
        hint={assistance && scrambled ? words.scrambledOff : words.scrambledHint}
        on={scrambled}
        choose={setScrambled}
        testId={testIds.setScrambled}
      />
      <Choice
        name={words.profile}
        hint={words.profileHint}
        on={profile === 'small'}
        choose={(on) => setProfile(on ? 'small' : 'smart')}
        testId={testIds.setProfile}
      />
      {parameters && (
        <div className="setting">
          <Button
            label={words.loadParameters}
            wide
            onPress={() => terminal.dispatch({ type: 'parameters-requested' })}
            testId={testIds.loadParameters}
          />
          <p className="soft" data-testid={testIds.parameters} data-version={parameters.version}>
            {words.parameters}:{' '}
            {say(words.parametersOf, { version: parameters.version, time: dateTime(parameters.loadedAt) })}
          </p>
        </div>
      )}
      <div className="actions">
        <Button label={text.menu.back} icon="cancel" onPress={leave} testId={testIds.menuBack} />
      </div>
    </ScreenFrame>
  )
}

function Choice(props: {
  readonly name: string
  readonly hint: string
  readonly on: boolean
  readonly choose: (on: boolean) => void
  readonly testId: string
}) {
  const { text } = useSpeech()
  const hintId = `${props.testId}-hint`
  return (
    <div className="setting">
      <button
        type="button"
        role="switch"
        className="button wide"
        aria-checked={props.on}
        aria-describedby={hintId}
        data-testid={props.testId}
        onClick={() => props.choose(!props.on)}
      >
        <span>{props.name}</span>
        <strong aria-hidden="true">{props.on ? text.settings.on : text.settings.off}</strong>
      </button>
      <p id={hintId} className="soft">
        {props.hint}
      </p>
    </div>
  )
}
