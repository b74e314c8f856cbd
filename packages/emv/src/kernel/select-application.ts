import { err, ok, type Result } from '@fiftyfive/kernel'
import { COMMANDS, type Chip } from '../chip/command.ts'
import { UNIONPAY } from '../chip/personalize.ts'
import { readElements, readTemplate, type Elements } from '../tlv.ts'
import { candidateFrom, orderCandidates, type AcceptedApplication, type Candidate } from './application-selection.ts'

/** `blocked`: the card says that it is not to be used (6A81); its stripe is not either. */
export type SelectionProblem = 'blocked' | 'no-application'

const ACCEPTED: readonly AcceptedApplication[] = [{ aid: UNIONPAY, partial: true }]
/** Records of a directory are read until the card has no more; no directory is longer (EMV Book 1, 12.2.3). */
const DIRECTORY_RECORDS_MAX = 10

/**
 * The applications that card and terminal have in common (Book 1, 12.3), best first: from the card's own directory (PSE by
 * contact, PPSE by tap) or, where it has none, by asking for each name this terminal accepts.
 */
export function findApplications(
  chip: Chip,
  contactless: boolean,
  accepted: readonly AcceptedApplication[] = ACCEPTED,
): Result<readonly Candidate[], 'blocked'> {
  const directory = chip.transmit(COMMANDS.selectDirectory(contactless))
  if (directory.status === '6A81') return err('blocked')
  const listed = directory.status === '9000' ? entriesOf(chip, directory.data) : []
  const inCommon = listed.flatMap((entry) => candidatesOf(entry, accepted, entry['4F'] ?? new Uint8Array()))
  const candidates = inCommon.length > 0 ? inCommon : askFor(chip, accepted)
  return candidates === 'blocked' ? err('blocked') : ok(orderCandidates(candidates))
}

/** The application to pay with, where nobody is asked: the first that lets itself be taken. */
export function selectApplication(
  chip: Chip,
  contactless: boolean,
  accepted?: readonly AcceptedApplication[],
): Result<Elements, SelectionProblem> {
  const found = findApplications(chip, contactless, accepted)
  if (!found.ok) return found
  for (const { aid } of found.value.filter(({ needsConfirmation }) => !needsConfirmation)) {
    const selected = selectByName(chip, aid)
    if (selected.ok) return selected
  }
  return err('no-application')
}

/** A blocked application answers 6283: it is taken off the list, and the next one is tried or offered (12.4). */
export function selectByName(chip: Chip, aid: Uint8Array): Result<Elements, 'no-application'> {
  const { status, data } = chip.transmit(COMMANDS.select(aid))
  const elements = status === '9000' ? readElements(data) : undefined
  return elements?.ok ? elements : err('no-application')
}

/** Entries (61) of a PPSE lie in its answer (BF0C); those of a PSE in the records of the file that it names (88). */
function entriesOf(chip: Chip, answer: Uint8Array): readonly Elements[] {
  const file = elementsIn(answer)['88']?.[0]
  if (file === undefined) return entriesIn(answer)
  const entries: Elements[] = []
  for (let record = 1; record <= DIRECTORY_RECORDS_MAX; record++) {
    const { status, data } = chip.transmit(COMMANDS.readRecord(file, record))
    if (status !== '9000') break
    entries.push(...entriesIn(data))
  }
  return entries
}

function entriesIn(bytes: Uint8Array): readonly Elements[] {
  return readTemplate(bytes).flatMap(({ tag, value }) => {
    if (tag === '61') return [elementsIn(value)]
    return ['6F', 'A5', 'BF0C', '70'].includes(tag) ? entriesIn(value) : []
  })
}

/** By each name; of a name that is the beginning of several, one after the other (Book 1, 12.3.3). */
function askFor(chip: Chip, accepted: readonly AcceptedApplication[]): readonly Candidate[] | 'blocked' {
  const found: Candidate[] = []
  for (const one of accepted) {
    for (let more = 0; more < DIRECTORY_RECORDS_MAX; more++) {
      const { status, data } = chip.transmit(more === 0 ? COMMANDS.select(one.aid) : COMMANDS.selectNext(one.aid))
      if (status === '6A81') return 'blocked'
      if (status !== '9000') break
      const candidates = candidatesOf(elementsIn(data), [one])
      found.push(...candidates)
      if (!one.partial || candidates.length === 0) break
    }
  }
  return found
}

const candidatesOf = (
  elements: Elements,
  accepted: readonly AcceptedApplication[],
  aid = elements['84'],
): readonly Candidate[] =>
  accepted.map((one) => candidateFrom(elements, one, aid)).filter((candidate) => candidate !== undefined)

function elementsIn(bytes: Uint8Array): Elements {
  const read = readElements(bytes)
  return read.ok ? read.value : {}
}
