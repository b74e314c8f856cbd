// Loaded before a command that is measured: tells whoever started it what it used.
const started = performance.now()
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  process.send?.({
    cpu_s: (userCPUTime + systemCPUTime) / 1e6,
    elapsed_s: (performance.now() - started) / 1000,
    memory_mb: maxRSS / 1024,
  })
})
process.channel?.unref()
