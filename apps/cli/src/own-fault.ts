import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CAUSES } from '@fiftyfive/diagnosis'
import { FAULT_MODULES, type FaultModule, type FaultSite } from '@fiftyfive/simulator'
import { CommandFailure, EXIT } from './exit.ts'

/** A fault module may lie outside this repository, where nobody else would find the packages that it imports. */
export function findPackagesHere(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith('@fiftyfive/')
        ? next(specifier, { ...context, parentURL: import.meta.url })
        : next(specifier, context),
  })
}

const OWNERS = [...new Set(Object.values(CAUSES).map(({ owner }) => owner))]

/** The fault that a file of somebody's own holds; what is wrong with it is said by its file. */
export async function loadFault(file: string): Promise<FaultModule> {
  const module = (await defaultOf(resolve(file))) as Partial<FaultModule> | undefined
  const wrong = (reason: string) => new CommandFailure(`${file}: ${reason}`, EXIT.usage)
  if (typeof module?.name !== 'string' || typeof module.install !== 'function' || !module.owner)
    throw wrong('its default export is no fault (name, owner, install)')
  const { name, owner, cause } = module
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw wrong(`name is small letters and hyphens, not '${name}'`)
  if (FAULT_MODULES.has(name)) throw wrong(`there is a fault '${name}' already; give yours another name`)
  if (!OWNERS.includes(owner)) throw wrong(`owner is one of ${OWNERS.join(', ')}, not '${owner}'`)
  if (cause !== undefined && !Object.hasOwn(CAUSES, cause))
    throw wrong(`cause is one of ${Object.keys(CAUSES).join(', ')}, not '${cause}'; leave it out for any other`)
  const own = module as FaultModule
  const install = async (site: FaultSite): Promise<void> => {
    try {
      await own.install(site)
    } catch (failure) {
      const reason = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)
      throw wrong(`its install failed. ${reason.split('\n').slice(0, 2).join(',')}`)
    }
  }
  return { ...own, install }
}

/** The default export of a module. */
export async function defaultOf(file: string): Promise<unknown> {
  if (!existsSync(file)) throw new CommandFailure(`${file} does not exist`, EXIT.usage)
  try {
    return ((await import(pathToFileURL(file).href)) as { default?: unknown }).default
  } catch (failure) {
    throw new CommandFailure(`${file} cannot be loaded: ${failure instanceof Error ? failure.message : ''}`, EXIT.usage)
  }
}
