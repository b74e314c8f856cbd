import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The host serves this page below /console/ with a strict content security policy: no inline script, no data URL.
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:5555' } },
})
