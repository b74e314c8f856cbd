import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const PEERS = fileURLToPath(new URL('../../bench/peers/', import.meta.url))

const has = (tool: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** What a peer needs on this machine; empty when all is there. */
export const missingFor = {
  jpos: () => missing(['java', 'javac', 'mvn']),
  moov: () => missing(['go']),
  collector: () => missing(['go']),
}
const missing = (tools: readonly string[]): readonly string[] => tools.filter((tool) => !has(tool))

/** Fetches and compiles jPOS's runner once; the Java class path. */
export function buildJpos(): string {
  const home = join(PEERS, 'jpos')
  const library = join(home, 'target/lib')
  if (!existsSync(library)) {
    execFileSync('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=target/lib'], {
      cwd: home,
      stdio: 'inherit',
    })
  }
  const sources = readdirSync(join(home, 'src/main/java')).map((name) => join('src/main/java', name))
  execFileSync('javac', ['-cp', 'target/lib/*', '-d', 'target/classes', ...sources], { cwd: home, stdio: 'inherit' })
  return [join(home, 'target/classes'), join(library, '*')].join(':')
}

/** Compiles moov's runner; the path of the program. */
export const buildMoov = (): string => buildGo('moov', 'moov')
/** Compiles the OpenTelemetry Collector with its OTLP receiver; minutes the first time, for what it needs is fetched. */
export const buildCollector = (): string => buildGo('otel-collector', 'collector')

function buildGo(folder: string, program: string): string {
  const home = join(PEERS, folder)
  execFileSync('go', ['build', '-o', `target/${program}`, '.'], { cwd: home, stdio: 'inherit' })
  return join(home, 'target', program)
}

/** A program that answers one line with one line. */
export class LinePeer {
  readonly #process: ChildProcess
  readonly #waiting: ((line: string) => void)[] = []

  constructor(command: string, args: readonly string[]) {
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    const lines = createInterface({ input: this.#process.stdout as NodeJS.ReadableStream })
    lines.on('line', (line) => this.#waiting.shift()?.(line))
    this.#process.on('exit', () => {
      for (const answer of this.#waiting.splice(0)) answer('error the peer has ended')
    })
  }

  ask(...words: readonly string[]): Promise<string> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#process.stdin?.write(`${words.join('\t')}\n`, 'latin1')
    })
  }

  close(): void {
    this.#process.stdin?.end()
  }
}
