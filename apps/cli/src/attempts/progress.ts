/** A bar on standard error while a person watches; nothing when the output goes to a program or a file. */
export class ProgressBar {
  readonly #visible = process.stderr.isTTY
  #shown = -1

  /** `share` 0 to 1, undefined when the size is not known. */
  show(share: number | undefined, attempts: number): void {
    if (!this.#visible) return
    const percent = share === undefined ? Math.floor(attempts / 10_000) : Math.floor(100 * Math.min(1, share))
    if (percent === this.#shown) return
    this.#shown = percent
    const bar = share === undefined ? '' : `[${'#'.repeat(percent / 4).padEnd(25, '.')}] ${percent} %  `
    process.stderr.write(`\r${bar}${attempts} attempts `)
  }

  clear(): void {
    if (this.#visible && this.#shown >= 0) process.stderr.write('\r\u001B[K')
  }
}
