import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

// Modules of our packages do nothing when loaded, so what the page does not use (other dialects, their code tables, key
// blocks) is left out of it.
const rolldownOptions = { treeshake: { moduleSideEffects: [{ test: /[\\/]packages[\\/]/, sideEffects: false }] } }

const SHORT_TEXT = fileURLToPath(new URL('../../packages/iso8583/src/wire/short-text.ts', import.meta.url))
/**
 * Generated codecs make a host fast. A terminal sends a message in a while: the table-driven codec is as right, and six
 * kilobytes lighter on the wire.
 */
const tableDrivenCodec: Plugin = {
  name: 'table-driven-codec',
  enforce: 'pre',
  load(id) {
    if (/iso8583\/src\/compiled\/generated\//.test(id)) {
      return 'export const unionpayPosCodec = undefined; export const iso87AsciiCodec = undefined'
    }
    return undefined
  },
  resolveId: (id) => (id.endsWith('/generated/flat-text.ts') ? SHORT_TEXT : undefined),
}

// The host serves this page below /pos/ with a strict content security policy: no inline script, style or data URL.
export default defineConfig({
  base: '/pos/',
  resolve: {
    // The components are written for React and checked against its types; on a terminal they run on Preact, which is a
    // sixth of the size (docs/decisions).
    alias: {
      'react-dom/client': 'preact/compat/client',
      'react/jsx-runtime': 'preact/jsx-runtime',
      'react/jsx-dev-runtime': 'preact/jsx-runtime',
      react: 'preact/compat',
    },
  },
  plugins: [tableDrivenCodec, react()],
  worker: { format: 'es', rolldownOptions, plugins: () => [tableDrivenCodec] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { ...rolldownOptions, input: ['index.html', 'pay.html'] },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:5555', '/terminal': { target: 'ws://127.0.0.1:5555', ws: true } } },
})
