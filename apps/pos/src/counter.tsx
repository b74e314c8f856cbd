import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Device, LATER_SCREENS } from './screens/device.tsx'
import type { Running } from './shell/start.ts'
import { loadWhenIdle } from './shell/when-idle.ts'
import { useSpeech } from './ui/language.tsx'
import { RunningContext } from './ui/running.tsx'
import { TerminalContext } from './ui/terminal.tsx'

const DemoPanel = lazy(() => import('./demo/panel.tsx'))
const loadTraining = () => import('./training/training.tsx')
const TrainingMode = lazy(loadTraining)

/** What stands on the counter: the terminal and, in the demo, the panel that plays everybody else. */
export function Counter({ running }: { readonly running: Running }) {
  const { terminal, configuration, demo } = running
  const [isTraining, setTraining] = useState(false)
  const { preload } = useSpeech()
  // The first PIN comes first: the rest waits until the terminal has been ready for a moment.
  useEffect(() => loadWhenIdle([...LATER_SCREENS, loadTraining, preload]), [preload])
  const value = useMemo(() => ({ ...running, startTraining: () => setTraining(true) }), [running])
  if (isTraining) {
    return (
      <Suspense>
        <div className="counter with-panel">
          <TrainingMode real={running} end={() => setTraining(false)} />
        </div>
      </Suspense>
    )
  }
  return (
    <RunningContext value={value}>
      <TerminalContext value={terminal}>
        <div className={demo ? 'counter with-panel' : 'counter'}>
          <Device configuration={configuration} {...(demo ? { demo } : {})} />
          {demo && (
            <Suspense fallback={<aside className="panel" aria-hidden="true" />}>
              <DemoPanel terminalId={configuration.terminalId} faults={demo.faults} />
            </Suspense>
          )}
        </div>
      </TerminalContext>
    </RunningContext>
  )
}
