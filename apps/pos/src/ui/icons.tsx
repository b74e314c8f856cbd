/** Drawings in one stroke style. They repeat what the words beside them say, so they are hidden from screen readers. */
const PATHS = {
  cancel: 'M6 6l12 12M18 6L6 18',
  clear: 'M15 5l-7 7 7 7',
  confirm: 'M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2.5',
  again: 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4',
  terminal:
    'M7 3h10a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 17 21H7a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 7 3zM8.5 6.5h7v4h-7zM9 14h.01M12 14h.01M15 14h.01M9 17.5h.01M12 17.5h.01M15 17.5h.01',
  card: 'M3 6.5h18v11H3zM3 10h18M6 14.5h4',
  chip: 'M4 6h16v12H4zM4 10h5v4H4M20 10h-5v4h5M12 6v12',
  contactless: 'M7 9a5 5 0 0 1 0 6M10.5 6.5a9 9 0 0 1 0 11M14 4a13 13 0 0 1 0 16',
  stripe: 'M3 6h18v12H3zM3 9.5h18M3 11.5h18M14 15h4',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM17.5 17.5H20V20h-2.5zM20 14h.01M14 20h.01',
  network: 'M4 9.5a12 12 0 0 1 16 0M7 13a7.5 7.5 0 0 1 10 0M10 16.5a3 3 0 0 1 4 0M12 20h.01',
  hand: 'M4 13c3-5 13-5 16 0M6.5 16.5h.01M10 16.5h.01M14 16.5h.01M17.5 16.5h.01M8 20h8',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.5h.01',
  undo: 'M9 6L4.5 10.5 9 15M5 10.5h9a5 5 0 0 1 0 10h-3',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  bank: 'M3 10l9-6 9 6zM5 10v8M10 10v8M14 10v8M19 10v8M3 20h18',
  person: 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20a7.5 7.5 0 0 1 15 0',
  shop: 'M4 10v10h16V10M3 10l2-6h14l2 6zM10 20v-6h4v6',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11.5 18h1',
  menu: 'M4 7h16M4 12h16M4 17h16',
  report: 'M5 4h14v13H9l-4 4zM12 8v4M12 14.5h.01',
  voice: 'M4 10v4h4l5 4V6L8 10zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  dot: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18',
} as const
export type IconName = keyof typeof PATHS

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill={name === 'dot' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
