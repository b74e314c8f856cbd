import type { Entry, Journal } from '../core/journal.ts'
import type { Storage } from '../ports.ts'
import { isJournal, isReceipt } from './journal-form.ts'

const NAME = 'journal'
/** Entries of one page. A full page never changes, so it is written once; what is newer lies in the journal itself. */
const PAGE = 25

/** What is long and owes nothing comes last, in this order: the beginning says what is owed, and is short. */
const COMES_LAST = ['lastSettlement', 'holds', 'exceptions', 'last', 'parameters'] as const satisfies (keyof Journal)[]
const comesLast = new Set<string>([...COMES_LAST, 'entries'])

/** A journal as it is stored: its oldest entries are in pages of their own. */
interface Stored extends Journal {
  /** Full pages, each saved before this. */
  readonly pages?: number
}

/** Keeps the journal of one terminal. */
export class JournalStorage {
  readonly #storage: Storage
  #batch = 0
  #pages = 0
  /**
   * After a write that failed nobody knows which pages the journal on the flash relies on, and what is in them may not come to
   * be. So the next one holds all entries itself, and full pages are written anew after it.
   */
  #isSure = true
  /** Each member as it was saved last, with its text: what has not been replaced since need not be taken apart again. */
  readonly #members = new Map<string, { readonly value: unknown; readonly text: string }>()
  /** Entries of the page that is not full yet, with their text: they are only added to, and written with every payment. */
  #recent: { readonly entries: readonly Entry[]; readonly text: string } = { entries: [], text: '' }

  constructor(storage: Storage) {
    this.#storage = storage
  }

  async save(journal: Journal): Promise<void> {
    try {
      await this.#save(journal)
      this.#isSure = true
    } catch (failure) {
      this.#isSure = false
      throw failure
    }
  }

  async #save(journal: Journal): Promise<void> {
    const { batch, entries = [] } = journal
    if (!this.#isSure || (batch !== this.#batch && entries.length === 0)) this.#pages = 0
    this.#batch = batch
    const full = this.#isSure ? Math.floor(entries.length / PAGE) : 0
    for (let page = this.#pages; page < full; page++) {
      const text = this.#textOfRecent(entries.slice(page * PAGE, (page + 1) * PAGE))
      await this.#storage.save(pageName(page), `[${text}]`)
      this.#pages = page + 1
    }
    await this.#storage.save(NAME, this.#textOfAll(journal, entries.slice(full * PAGE)))
  }

  /** Put together by concatenation alone: no character is copied before somebody reads the whole. */
  #textOfAll(journal: Journal, recent: readonly Entry[]): string {
    let text = `{"pages":${this.#pages}`
    for (const name of Object.keys(journal) as (keyof Journal)[]) {
      if (!comesLast.has(name)) text += this.#textOf(name, journal[name])
    }
    for (const name of COMES_LAST) text += this.#textOf(name, journal[name])
    const entries = this.#textOfRecent(recent)
    return entries === '' ? `${text}}` : `${text},"entries":[${entries}]}`
  }

  /** Empty for a member that JSON leaves out. */
  #textOf(name: string, value: unknown): string {
    if (value === undefined) return ''
    const known = this.#members.get(name)
    if (known?.value === value) return known.text
    const text = `,"${name}":${JSON.stringify(value)}`
    this.#members.set(name, { value, text })
    return text
  }

  #textOfRecent(entries: readonly Entry[]): string {
    const before = this.#recent
    const isLonger = before.entries.every((entry, index) => entry === entries[index])
    const known = isLonger ? before.entries.length : 0
    let text = isLonger ? before.text : ''
    for (let next = known; next < entries.length; next++) {
      text += `${next === 0 ? '' : ','}${JSON.stringify(entries[next])}`
    }
    this.#recent = { entries, text }
    return text
  }

  /** The journal as it was saved last; a new one for a new terminal. Rejects a damaged one: it may hide a pending payment. */
  async load(): Promise<Journal> {
    const text = await this.#storage.load(NAME)
    if (text === undefined) return { batch: 1, trace: 0 }
    const stored: unknown = JSON.parse(text)
    if (!isJournal(stored)) throw new Error('the journal of this terminal is damaged')
    const { pages = 0, ...journal } = stored as Stored
    const older: Entry[] = []
    for (let page = 0; page < pages; page++) older.push(...(await this.#loadPage(page)))
    this.#pages = pages
    this.#batch = journal.batch
    const entries = [...older, ...(journal.entries ?? [])]
    const whole = entries.length > 0 ? { ...journal, entries } : journal
    if (whole.last === undefined || isReceipt(whole.last)) return whole
    // Only a reprint is lost with it; what may be pending is not.
    const { last: _, ...rest } = whole
    return rest
  }

  async #loadPage(page: number): Promise<readonly Entry[]> {
    const entries: unknown = JSON.parse((await this.#storage.load(pageName(page))) ?? 'null')
    if (!Array.isArray(entries) || entries.length !== PAGE) throw new Error('the journal of this terminal is damaged')
    return entries as Entry[]
  }
}

const pageName = (page: number): string => `journal/${page}`
