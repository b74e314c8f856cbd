/** A process that guesses, or sends DUKPT PINs, until it is killed; writes a line for each answer, at once. */
import { writeSync } from 'node:fs'
import { dukptSender, guesser, openLimited } from './guessing.ts'

const [directory = '', what = ''] = process.argv.slice(2)
const module = await openLimited(directory, what === 'guess' ? 'issuer' : 'acquirer')
const send = what === 'guess' ? await guesser(module) : await dukptSender(module)
for (let counter = 1; ; counter++) writeSync(1, `${await send(counter)}\n`)
