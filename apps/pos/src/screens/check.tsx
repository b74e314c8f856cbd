import {
  askedKey,
  hearKey,
  NEW_KEYPAD_CHECK,
  selfTest,
  skipKey,
  type KeypadCheck,
  type PinKey,
  type SelfTest,
} from '@fiftyfive/terminal'
import { useEffect, useState } from 'react'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { Keypad } from '../ui/keypad.tsx'
import { type Speech, useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { ReportButton } from './report-button.tsx'

/** The guided check, in the cashier's words: what the terminal finds out alone, then keypad, screen and reader. */
export default function Check({ leave }: { readonly leave: () => void }) {
  const { text } = useSpeech()
  const [step, setStep] = useState<'alone' | 'keypad' | 'screen' | 'reader' | 'result'>('alone')
  const [keypad, setKeypad] = useState<KeypadCheck>()
  const [seen, setSeen] = useState<readonly boolean[]>([])
  const { terminal, state } = useTerminal()
  const found = selfTest(state, terminal.keyCheckValues())
  const answer = (good: boolean) => {
    setSeen([...seen, good])
    if (step === 'screen') return setStep('reader')
    // The host hears of it too: whoever looks after terminals sees it there.
    const [display = false] = seen
    const status = { keypad: keypad?.faults.size === 0, pinPad: found.keys === 'passed', display, chipReader: good }
    terminal.dispatch({ type: 'echo-requested', status })
    setStep('result')
  }
  const sound = Object.values(found).every((result) => result === 'passed')
  const good = sound && keypad?.faults.size === 0 && seen.every(Boolean)
  return (
    <ScreenFrame title={text.check.title} key={step}>
      {step === 'alone' && <Alone found={found} next={() => setStep('keypad')} />}
      {step === 'keypad' && (
        <KeypadStep
          leave={leave}
          done={(check) => {
            setKeypad(check)
            setStep('screen')
          }}
        />
      )}
      {step === 'screen' && <Question words={text.check.screenAsk} title={text.check.screen} answer={answer} squares />}
      {step === 'reader' && <Question words={text.check.readerAsk} title={text.check.reader} answer={answer} />}
      {step === 'result' && keypad && (
        <div className="check-result" data-testid={testIds.checkResult} data-good={good}>
          <p className={good ? 'good' : 'problem'}>{good ? text.check.good : text.check.bad}</p>
          <p>{keypadWords(text, keypad)}</p>
          {!good && <ReportButton keypad={keypad.faults} />}
        </div>
      )}
      <div className="actions">
        <Button label={text.menu.back} icon="cancel" onPress={leave} testId={testIds.menuBack} />
      </div>
    </ScreenFrame>
  )
}

function Alone({ found, next }: { readonly found: SelfTest; readonly next: () => void }) {
  const { text } = useSpeech()
  return (
    <>
      <p>{text.check.intro}</p>
      <dl className="check-list">
        {(['link', 'keys', 'storage'] as const).map((part) => (
          <div key={part} data-result={found[part]}>
            <dt>{text.check[part]}</dt>
            <dd>{text.check[found[part]]}</dd>
          </div>
        ))}
      </dl>
      <Button label={text.check.next} primary wide onPress={next} testId={testIds.checkNext} />
    </>
  )
}

/** Each key once. What counts is what reaches the PIN pad, not what the finger did on the screen. */
function KeypadStep(props: { readonly done: (check: KeypadCheck) => void; readonly leave: () => void }) {
  const { text, say } = useSpeech()
  const { terminal } = useTerminal()
  const [check, setCheck] = useState(NEW_KEYPAD_CHECK)
  useEffect(() => terminal.testKeypad((key) => setCheck((before) => hearKey(before, key))), [terminal])
  const asked = askedKey(check)
  return (
    <>
      <h3>{text.check.keypad}</h3>
      <p className="check-ask" aria-live="polite" data-testid={testIds.checkAsk} data-key={asked}>
        {asked ? say(text.check.pressKey, { key: keyName(text, asked) }) : keypadWords(text, check)}
      </p>
      {asked ? (
        <Button label={text.check.nothing} wide onPress={() => setCheck(skipKey)} testId={testIds.checkNothing} />
      ) : (
        <Button label={text.check.next} primary wide onPress={() => props.done(check)} testId={testIds.checkNext} />
      )}
      <Keypad
        label={text.check.keypad}
        words={text.keys}
        confirmDisabled={false}
        testId={testIds.checkKey}
        onKey={(key) => (key === 'cancel' ? props.leave() : terminal.keypad.press(key))}
      />
    </>
  )
}

function Question(props: {
  readonly title: string
  readonly words: string
  readonly squares?: boolean
  readonly answer: (good: boolean) => void
}) {
  const { text } = useSpeech()
  return (
    <>
      <h3>{props.title}</h3>
      {props.squares && (
        <div className="check-squares" aria-hidden="true">
          {['black', 'white', 'red', 'green'].map((colour) => (
            <span key={colour} className={colour} />
          ))}
        </div>
      )}
      <p className="check-ask">{props.words}</p>
      <div className="actions pair">
        <Button label={text.check.no} onPress={() => props.answer(false)} testId={testIds.checkNo} />
        <Button label={text.check.yes} primary onPress={() => props.answer(true)} testId={testIds.checkYes} />
      </div>
    </>
  )
}

const keyName = (text: Speech['text'], key: PinKey): string =>
  key === 'clear' || key === 'confirm' || key === 'cancel' ? text.keys[key] : key

function keypadWords(text: Speech['text'], { faults }: KeypadCheck): string {
  if (faults.size === 0) return text.check.keypadGood
  const keys = [...faults].map(([key, fault]) => `${keyName(text, key)} (${text.check.keyFaults[fault]})`).join(', ')
  return text.check.keypadFaults.replace('{keys}', keys)
}
