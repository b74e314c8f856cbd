// The store's tests run on PostgreSQL too. This finds its programs, or installs the system's package, or says that those
// tests are skipped. The server itself is started by the tests, in a temporary folder, and is nobody else's.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const DEBIAN = '/usr/lib/postgresql'
const present = () =>
  process.env.FIFTYFIVE_POSTGRES_BIN ||
  (existsSync(DEBIAN) && readdirSync(DEBIAN).length > 0) ||
  ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'].some((directory) => existsSync(`${directory}/initdb`))

export function ensurePostgres() {
  if (present()) return
  if (process.platform === 'linux' && existsSync('/usr/bin/apt-get')) {
    console.error('No PostgreSQL found; installing the system package ...')
    const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
    run([...prefix, 'apt-get', 'update', '-qq'])
    run([...prefix, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'postgresql'])
  }
  if (!present())
    console.error(
      'No PostgreSQL was found and none could be installed: the tests of the shared store are SKIPPED. Install it ' +
        '(Debian: apt-get install postgresql), or set FIFTYFIVE_POSTGRES_BIN to the folder with initdb.',
    )
}

function run([command, ...args]) {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
