import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const slate: MantineColorsTuple = [
  '#eef3fa',
  '#dbe5f2',
  '#b6cbe6',
  '#8eb0da',
  '#6c98cf',
  '#5389c8',
  '#3f78bb',
  '#2f64a3',
  '#275389',
  '#1f3a5f',
]

/** Mantine's greys of the dark scheme, tuned to the tokens of styles.css. */
const dark: MantineColorsTuple = [
  '#e3e8ee',
  '#c3cad3',
  '#a3aebb',
  '#7c8896',
  '#465160',
  '#37414d',
  '#212933',
  '#191f27',
  '#141a21',
  '#11151b',
]

export const theme = createTheme({
  colors: { slate, dark },
  primaryColor: 'slate',
  primaryShade: 7,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
})

/** Mantine's surfaces follow the tokens of styles.css, so that there is one palette. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const surfaces = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-default-hover': 'var(--hover)',
  }
  return { variables: {}, light: surfaces, dark: surfaces }
}
