/**
 * Loads the parts of the page that the first payment did not need, once there is nothing better to do: a screen that is
 * opened later then opens without the network. What fails is tried again by the screen itself.
 */
export function loadWhenIdle(parts: readonly (() => Promise<unknown>)[]): void {
  const [next, ...rest] = parts
  if (!next) return
  const load = () =>
    void next().then(
      () => loadWhenIdle(rest),
      () => undefined,
    )
  // Safari has no idle callback; a pause does.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(load, { timeout: 5_000 })
  else setTimeout(load, 1_000)
}
