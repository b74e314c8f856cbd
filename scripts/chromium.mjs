// The end-to-end tests drive a real browser. This finds one, or installs the system's package, or says what to do.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const CANDIDATES = [
  process.env.FIFTYFIVE_CHROMIUM,
  // Chromium without the browser around its pages: the same tests in 60 to 90 % of the processor time.
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const find = () => CANDIDATES.find((path) => path && existsSync(path))

/** Path of a Chromium; ends the process with a sentence when there is none and none can be installed. */
export function ensureChromium() {
  const found = find()
  if (found) return found
  if (process.platform === 'linux' && existsSync('/usr/bin/apt-get')) {
    console.error('No Chromium found; installing the system package ...')
    const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
    run([...prefix, 'apt-get', 'update', '-qq'])
    const install = [...prefix, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'fonts-noto-cjk']
    // Debian has the one, Ubuntu only the other.
    run([...install, 'chromium-headless-shell'])
    if (!find()) run([...install, 'chromium'])
  }
  const installed = find()
  if (installed) return installed
  console.error(
    'The tests need a Chromium or Chrome and none was found. Install one (Debian: apt-get install chromium), ' +
      'or set FIFTYFIVE_CHROMIUM to its path, and run npm test again.',
  )
  process.exit(1)
}

function run([command, ...args]) {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
