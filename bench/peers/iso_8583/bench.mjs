// Measures npm's iso_8583 with the 1987 ASCII message, its own format: JSON on stdin, `operation microseconds` out.
import Iso8583 from 'iso_8583'

const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const message = JSON.parse(Buffer.concat(chunks).toString())
const bytes = new Iso8583(message).getBufferMessage()
if (!Buffer.isBuffer(bytes)) throw new Error(JSON.stringify(bytes))
const decoded = new Iso8583().getIsoJSON(bytes)
if (decoded['11'] !== message['11']) throw new Error(JSON.stringify(decoded))

measure('encode', () => new Iso8583(message).getBufferMessage())
measure('decode', () => new Iso8583().getIsoJSON(bytes))

function measure(name, work) {
  for (let i = 0; i < 2000; i++) work()
  let best = Infinity
  for (let round = 0; round < 5; round++) {
    const start = process.cpuUsage()
    for (let i = 0; i < 2000; i++) work()
    const used = process.cpuUsage(start)
    best = Math.min(best, (used.user + used.system) / 2000)
  }
  console.log(`${name} ${best.toFixed(3)}`)
}
