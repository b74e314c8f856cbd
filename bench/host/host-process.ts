// A process of its own: the host as it runs in earnest. Tells its ports, and what it used when asked.
import { Session } from 'node:inspector/promises'
import { constants, monitorEventLoopDelay, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks'
import { type DemoControls, type HostConfiguration, startHost } from '@fiftyfive/host'
import { hostDirectory, logger, openHostModule } from '../../apps/cli/src/environment.ts'

interface Settings {
  readonly data: string
  readonly issuerPort: number
  readonly databaseUrl?: string
  /** Folder of the built console, for whoever watches. */
  readonly console?: string
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca: string }
}

const { data, issuerPort, databaseUrl, console: consolePages, tls } = JSON.parse(process.argv[2] ?? '') as Settings
const NO_CARDS: DemoControls = {
  cards: () => [],
  cardStates: async () => [],
  setTries: async () => false,
  takeChip: () => undefined,
  keepChip: () => false,
}
const securityModule = await openHostModule(data)
const configuration: HostConfiguration = {
  dataDirectory: hostDirectory(data),
  terminalPort: 0,
  webPort: 0,
  address: '127.0.0.1',
  issuers: [{ name: 'bank', host: '127.0.0.1', port: issuerPort, ranges: ['6225'], acquirerId: '48210000' }],
  issuerTimeout_ms: 8_000,
  securityModule,
  logger: logger('error'),
  pages: consolePages ? { console: consolePages } : {},
  // Visitors may look on; nobody pays with cards of a demonstration here.
  ...(consolePages ? { demo: NO_CARDS } : {}),
  ...(databaseUrl ? { databaseUrl } : {}),
  ...(tls ? { terminalTls: { port: 0, options: { ...tls, requestCert: true, rejectUnauthorized: true } } } : {}),
}
const host = await startHost(configuration)
const session = new Session()
session.connect()
await session.post('Profiler.enable')

/** How late the event loop was for a timer since the last look. Looks at a timer of so many ms, which counts as on time. */
const RESOLUTION_MS = 2
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()
const collections: { readonly ms: number; readonly major: boolean }[] = []
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) {
    const { kind } = (each as PerformanceEntry & { readonly detail: { readonly kind: number } }).detail
    collections.push({ ms: each.duration, major: kind === constants.NODE_PERFORMANCE_GC_MAJOR })
  }
}).observe({ entryTypes: ['gc'] })

process.on('message', (wanted: Wanted) => void answer(wanted))

type Wanted = 'usage' | 'profile' | 'profiled' | 'allocations' | 'allocated' | 'stop'

async function answer(wanted: Wanted): Promise<void> {
  if (wanted === 'profile') {
    await session.post('Profiler.setSamplingInterval', { interval: 500 })
    await session.post('Profiler.start')
    process.send?.({})
  } else if (wanted === 'profiled') {
    process.send?.({ profile: (await session.post('Profiler.stop')).profile })
  } else if (wanted === 'allocations') {
    const collected = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true }
    await session.post('HeapProfiler.startSampling', { samplingInterval: 16_384, ...collected })
    process.send?.({})
  } else if (wanted === 'allocated') {
    process.send?.({ head: (await session.post('HeapProfiler.stopSampling')).profile.head })
  } else if (wanted === 'usage') {
    process.send?.({
      cpu: process.cpuUsage(),
      main: process.threadCpuUsage(),
      rss: process.memoryUsage().rss,
      late_ms: [50, 99, 100].map((share) => Math.max(0, delay.percentile(share) / 1e6 - RESOLUTION_MS)),
      collections: collections.splice(0),
    })
    delay.reset()
  } else {
    await host.close()
    await securityModule.close()
    process.exit(0)
  }
}
process.send?.({ port: host.terminalPort, tlsPort: host.terminalTlsPort, webPort: host.webPort })
