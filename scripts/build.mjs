// Builds the pages. Each build is stamped with a hash of what it was made from, so that unchanged pages are not built again.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { installDependencies, root } from './install.mjs'
import { pinnedNode } from './pinned-node.mjs'

const PAGES = ['pos', 'console']

export function buildPages() {
  for (const page of PAGES) {
    const directory = join(root, 'apps', page)
    const stamp = join(directory, 'dist', '.built-from')
    const source = hashOf([directory, ...packagesOf()])
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === source) continue
    console.error(`Building apps/${page} ...`)
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const done = spawnSync(pinnedNode(), [vite, 'build', '--logLevel', 'warn'], { cwd: directory, stdio: 'inherit' })
    if (done.status !== 0) {
      console.error(`apps/${page} could not be built.`)
      process.exit(1)
    }
    compress(join(directory, 'dist'))
    writeFileSync(stamp, source)
  }
}

/** A host sends these as they are to every browser that takes them: three bytes in ten of what they stand for. */
function compress(directory) {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|html|svg|json)$/.test(entry.name)) continue
    const file = join(entry.parentPath ?? entry.path, entry.name)
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
  }
}

const packagesOf = () => readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name))

function hashOf(directories) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const directory of directories) {
    const files = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && /\.(tsx?|css|html|json|svg)$/.test(entry.name) && !/\.test\./.test(entry.name),
      )
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .filter((file) => !/[\\/](dist|node_modules)[\\/]/.test(file))
      .toSorted()
    for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  installDependencies()
  buildPages()
}
