import { Command, CommanderError } from 'commander'
import { addBench } from './commands/bench.ts'
import { addDecode } from './commands/decode.ts'
import { addEncode } from './commands/encode.ts'
import { addHost } from './commands/host.ts'
import { addHsm } from './commands/hsm.ts'
import { addInit } from './commands/init.ts'
import { addIssuer } from './commands/issuer.ts'
import { addSale } from './commands/sale.ts'
import { addUp } from './commands/up.ts'
import { addVectors } from './commands/vectors.ts'
import { CommandFailure, EXIT } from './exit.ts'

const program = new Command('fiftyfive')
  .description('The card-present payment stack that knows why a PIN was refused.')
  .version('0.1.0')
  .showHelpAfterError("Run 'fiftyfive help' for all commands.")
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 done; 1 the command failed or was refused; 2 it was called wrongly; 70 a fault of fiftyfive itself.',
  )

addUp(program)
addInit(program)
addHost(program)
addIssuer(program)
addSale(program)
addDecode(program)
addEncode(program)
addVectors(program)
addHsm(program)
addBench(program)

try {
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
