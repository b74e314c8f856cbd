export function pinnedNode(): string
export const SERVER_FLAGS: readonly string[]
export const COMMAND_FLAGS: readonly string[]
export const LOG_FLAGS: readonly string[]
