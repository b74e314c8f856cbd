/** A bug planted on purpose, to see whether the simulation would have found it. */
export interface Mutation {
  readonly name: string
  /** Path under `packages`. */
  readonly file: string
  /** Occurs exactly once in the file. */
  readonly find: string
  readonly replace: string
  /** The invariants of which it may break one first. */
  readonly breaks: readonly number[]
  /** It must be found within this many seeds of one virtual hour. */
  readonly seedsMax: number
}

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'the acquirer answers before the outcome is durable',
    file: 'acquiring/src/authorization/index.ts',
    find: 'await recordOutcome(ports, completed)',
    replace: 'void recordOutcome(ports, completed)',
    breaks: [4, 6, 9],
    seedsMax: 5,
  },
  {
    name: 'a reversal is acknowledged before it is durable',
    file: 'acquiring/src/reversal/index.ts',
    find: 'await ports.store.commit(ports.clock.now(), entries)',
    replace: 'void ports.store.commit(ports.clock.now(), entries)',
    breaks: [11],
    seedsMax: 5,
  },
  {
    name: 'a reversal is acknowledged without owing it to the issuer',
    file: 'acquiring/src/reversal/index.ts',
    find: "if (owed) entries.push({ type: 'owed-queued', owed })",
    replace: '',
    breaks: [7, 8, 11],
    seedsMax: 5,
  },
  {
    name: 'a payment that was reversed while it was recorded leaves all the same',
    file: 'acquiring/src/authorization/screen.ts',
    find: "return reversed ? err(declined('25', 'reversed while it was recorded')) : ok(known)",
    replace: 'return reversed && !known ? err(known) : ok(known)',
    breaks: [8, 11],
    seedsMax: 10,
  },
  {
    name: 'open payments of the last run are not reversed after a restart',
    file: 'acquiring/src/reversal/recover.ts',
    find: "...(owed ? [{ type: 'owed-queued' as const, owed }] : []),",
    replace: '',
    breaks: [7, 11, 14, 15],
    seedsMax: 10,
  },
  {
    name: 'an unknown outcome owes no reversal',
    file: 'acquiring/src/authorization/record.ts',
    find: "if (status === 'unknown') {",
    replace: "if (status === 'unknown' && !answer) {",
    breaks: [7, 11, 14],
    seedsMax: 5,
  },
  {
    name: 'a repeated sign-on replaces a key that nobody confirmed',
    file: 'acquiring/src/key-exchange/sign-on.ts',
    find: 'const made = terminal.pending ? ok(terminal.pending) :',
    replace: 'const made = terminal.pending && !terminal ? ok(terminal.pending) :',
    breaks: [19, 20, 21],
    seedsMax: 10,
  },
  {
    name: 'two sign-ons of one terminal are worked on at once',
    file: 'acquiring/src/key-exchange/sign-on.ts',
    find: 'ports.inFlight.keyChanges.take(identified.value.id, () => deliver(ports, message, batch))',
    replace: 'deliver(ports, message, batch)',
    breaks: [19, 20, 21],
    seedsMax: 40,
  },
  {
    name: 'a delivered key replaces the current one at once',
    file: 'acquiring/src/key-exchange/sign-on.ts',
    find: 'const delivered = { ...signedOn, batch, pending: made.value }',
    replace: 'const delivered = { ...signedOn, batch, current: made.value, pending: undefined }',
    breaks: [19, 20, 21],
    seedsMax: 5,
  },
  {
    name: 'a retransmission becomes a second payment',
    file: 'acquiring/src/authorization/recognize-duplicate.ts',
    find: 'if (!earlier) return ok({',
    replace: 'if (!earlier || earlier) return ok({',
    breaks: [3, 4, 16],
    seedsMax: 5,
  },
  {
    name: 'a reversal that could not be delivered is taken off the list',
    file: 'acquiring/src/store-and-forward/deliver.ts',
    find: "return REVERSAL_DONE.includes(code) ? 'done' : undefined",
    replace: "return 'done'",
    breaks: [7, 11],
    seedsMax: 5,
  },
  {
    name: 'reference numbers begin again after a restart',
    file: 'acquiring/src/counters.ts',
    find: 'let running = lastReference ? Number(lastReference.slice(4)) : 0',
    replace: 'let running = 0',
    breaks: [26],
    seedsMax: 5,
  },
  {
    name: 'the issuer counts a duplicate as a try of its own',
    file: 'issuing/src/authorize.ts',
    find: 'if (earlier) return earlier.status',
    replace: 'if (earlier && !token) return earlier.status',
    breaks: [3, 16],
    seedsMax: 5,
  },
  {
    name: 'the issuer answers before its effect is durable',
    file: 'issuing/src/authorize.ts',
    find: 'await ports.store.commit(ports.clock.now(), entries)',
    replace: 'void ports.store.commit(ports.clock.now(), entries)',
    breaks: [2],
    seedsMax: 3,
  },
  {
    name: 'the issuer takes a PIN it could not read for a wrong one',
    file: 'issuing/src/decide.ts',
    find: 'if (!verified.ok) return',
    replace: 'if (!verified.ok && !card) return',
    breaks: [18],
    seedsMax: 10,
  },
  {
    name: 'an unknown reversal leaves no tombstone',
    file: 'issuing/src/reverse.ts',
    find: "if (original && original.status !== 'approved') return",
    replace: "if (!original || original.status !== 'approved') return",
    breaks: [2],
    seedsMax: 10,
  },
  {
    name: 'a repeated reversal gives the money back twice',
    file: 'issuing/src/reverse.ts',
    find: "if (original && original.status !== 'approved') return",
    replace: "if (original && original.status === 'declined') return",
    breaks: [3, 10],
    seedsMax: 5,
  },
  {
    name: 'the terminal sends before its intent is durable',
    file: 'terminal/src/core/submit.ts',
    find: "{ type: 'save', journal: intent },",
    replace: '',
    breaks: [1],
    seedsMax: 3,
  },
  {
    name: 'the terminal takes the answer to another payment for its own',
    file: 'terminal/src/core/reduce.ts',
    find: 'state.exchange?.trace !== answer.trace',
    replace: 'state.exchange === undefined',
    breaks: [6, 7, 9, 15, 18, 19, 30],
    seedsMax: 40,
  },
]
