import type { SecurityModule } from '@fiftyfive/security'
import type { Admission } from '../terminals/admission.ts'
import type { Pulse } from './pulse.ts'

export { Pulse } from './pulse.ts'

const SAMPLED_EVERY_MS = 1_000

type ModuleStatus = Extract<Awaited<ReturnType<SecurityModule['status']>>, { readonly ok: true }>['value']

/** Looks at what waits every second, and asks the security module how it is. Returns what ends it. */
export function startPulse(
  pulse: Pulse,
  {
    admission,
    securityModule,
    found,
  }: {
    readonly admission: Admission
    readonly securityModule: Pick<SecurityModule, 'status'>
    /** Is told each time; undefined when the module did not answer. */
    readonly found: (status: ModuleStatus | undefined) => void
  },
): () => void {
  const sample = async (): Promise<void> => {
    const start = performance.now()
    const status = await securityModule.status()
    const { queued, inFlight, refused } = admission.counts()
    const securityModule_ms = performance.now() - start
    pulse.sample({ queued, inFlight, refused, ...(status.ok ? { securityModule_ms } : {}) })
    found(status.ok ? status.value : undefined)
  }
  const sampling = setInterval(() => void sample(), SAMPLED_EVERY_MS).unref()
  return () => clearInterval(sampling)
}
