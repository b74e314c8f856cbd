import { lazy, Suspense } from 'react'
import { Device } from './screens/device.tsx'
import type { Running } from './shell/start.ts'
import { RunningContext } from './ui/running.tsx'
import { TerminalContext } from './ui/terminal.tsx'

const DemoPanel = lazy(() => import('./demo/panel.tsx'))

/** What stands on the counter: the terminal and, in the demo, the panel that plays everybody else. */
export function Counter({ running }: { readonly running: Running }) {
  const { terminal, configuration, demo } = running
  return (
    <RunningContext value={running}>
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
