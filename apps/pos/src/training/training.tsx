import { createTraining, type Training, TRAINING_PIN } from '@fiftyfive/terminal/training'
import { keepEventLog, openTicketBook } from '@fiftyfive/terminal'
import { useEffect, useState } from 'react'
import { Device } from '../screens/device.tsx'
import type { Running } from '../shell/start.ts'
import { browserClock, browserRandom, browserTimers } from '../shell/world.ts'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import type { IconName } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { RunningContext } from '../ui/running.tsx'
import { TerminalContext, useTerminal } from '../ui/terminal.tsx'

const ICONS: Record<Training['methods'][number], IconName> = {
  chip: 'chip',
  contactless: 'contactless',
  stripe: 'stripe',
}

interface Practice {
  readonly training: Training
  readonly running: Running
}

async function begin(real: Running): Promise<Practice> {
  const training = await createTraining({
    configuration: real.configuration,
    clock: browserClock,
    timers: browserTimers,
    random: browserRandom,
  })
  const { terminal, configuration, storage } = training
  const running: Running = {
    terminal,
    configuration,
    tickets: await openTicketBook(storage, browserClock),
    log: keepEventLog(terminal, browserClock),
  }
  return { training, running }
}

/** The terminal once more, for practice: another host, another memory, the same screens, and a band that says so. */
export default function TrainingMode({ real, end }: { readonly real: Running; readonly end: () => void }) {
  const { text, say } = useSpeech()
  const [practice, setPractice] = useState<Practice>()
  useEffect(() => {
    let made: Practice | undefined
    let over = false
    const prepare = async () => {
      made = await begin(real)
      if (over) made.training.terminal.stop()
      else setPractice(made)
    }
    void prepare()
    return () => {
      over = true
      made?.training.terminal.stop()
    }
  }, [real])
  if (!practice) return <output className="notice">{text.training.loading}</output>
  return (
    <RunningContext value={practice.running}>
      <TerminalContext value={practice.training.terminal}>
        <Device configuration={practice.training.configuration} />
        <aside className="panel training" aria-label={text.menu.training} data-testid={testIds.training}>
          <p className="training-band">{text.training.banner}</p>
          <p className="soft">{say(text.training.intro, { pin: TRAINING_PIN })}</p>
          <Cards training={practice.training} />
          <Button label={text.training.end} wide onPress={end} testId={testIds.trainingEnd} />
        </aside>
      </TerminalContext>
    </RunningContext>
  )
}

function Cards({ training }: { readonly training: Training }) {
  const { text } = useSpeech()
  const { terminal, state } = useTerminal()
  return (
    <fieldset className="present" aria-label={text.demo.present}>
      <Button
        label={text.training.chipCard}
        icon="lock"
        disabled={state.screen.name !== 'present-card'}
        onPress={() => terminal.dispatch({ type: 'card-presented', card: training.chipCard, method: 'chip' })}
        testId={testIds.trainingCard('chip-pin')}
      />
      {training.methods.map((method) => (
        <Button
          key={method}
          label={text.demo.methods[method]}
          icon={ICONS[method]}
          disabled={state.screen.name !== 'present-card'}
          onPress={() => terminal.dispatch({ type: 'card-presented', card: training.card, method })}
          testId={testIds.trainingCard(method)}
        />
      ))}
    </fieldset>
  )
}
