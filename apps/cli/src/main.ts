import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { CommandFailure, EXIT } from './exit.ts'

// Whoever reads our output may stop early (`| head`); that is no failure.
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code !== 'EPIPE') throw failure
  process.exit(EXIT.done)
})

// Half of what a command costs that has little to do is reading its own source; what was read is kept for the next one.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/fiftyfive', import.meta.url)))

const program = new Command('fiftyfive')
  .description('The card-present payment stack that knows why a PIN was refused.')
  .version('0.1.0')
  .showHelpAfterError("Run 'fiftyfive help' for all commands.")
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 done; 1 the command failed or was refused; 2 it was called wrongly; 70 a fault of fiftyfive itself.',
  )

/** Loaded only when called, so that a small command in a pipe does not wait for the whole product. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  up: async () => (await import('./commands/up.ts')).addUp,
  init: async () => (await import('./commands/init.ts')).addInit,
  host: async () => (await import('./commands/host.ts')).addHost,
  issuer: async () => (await import('./commands/issuer.ts')).addIssuer,
  backup: async () => (await import('./commands/data.ts')).addBackup,
  restore: async () => (await import('./commands/data.ts')).addRestore,
  verify: async () => (await import('./commands/data.ts')).addVerify,
  retention: async () => (await import('./commands/retention.ts')).addRetention,
  rebuild: async () => (await import('./commands/data.ts')).addRebuild,
  sale: async () => (await import('./commands/sale.ts')).addSale,
  decode: async () => (await import('./commands/decode.ts')).addDecode,
  encode: async () => (await import('./commands/encode.ts')).addEncode,
  vectors: async () => (await import('./commands/vectors.ts')).addVectors,
  hsm: async () => (await import('./commands/hsm.ts')).addHsm,
  diagnose: async () => (await import('./commands/diagnose.ts')).addDiagnose,
  model: async () => (await import('./commands/model.ts')).addModel,
  localize: async () => (await import('./commands/localize.ts')).addLocalize,
  bench: async () => (await import('./commands/bench.ts')).addBench,
  simulate: async () => (await import('./commands/simulate.ts')).addSimulate,
  chaos: async () => (await import('./commands/chaos.ts')).addChaos,
}

try {
  const name = process.argv[2] ?? ''
  const called = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  for (const load of called ? [called] : Object.values(COMMANDS)) (await load())(program)
  await program.parseAsync(process.argv)
} catch (failure) {
  process.exitCode = report(failure)
}

function report(failure: unknown): number {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? EXIT.done : EXIT.usage
  if (failure instanceof CommandFailure) {
    console.error(`fiftyfive: ${failure.message}`)
    return failure.exitCode
  }
  const reason = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)
  console.error(`fiftyfive: this is a fault of fiftyfive itself.\n${reason}`)
  return EXIT.fault
}
