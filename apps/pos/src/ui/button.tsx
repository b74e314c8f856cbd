import { Icon, type IconName } from './icons.tsx'

export function Button(props: {
  readonly label: string
  readonly onPress: () => void
  readonly icon?: IconName
  readonly primary?: boolean
  readonly wide?: boolean
  readonly disabled?: boolean
  readonly testId?: string
}) {
  const className = ['button', props.primary ? 'primary' : '', props.wide ? 'wide' : ''].join(' ').trim()
  return (
    <button
      type="button"
      className={className}
      disabled={props.disabled}
      data-testid={props.testId}
      onClick={props.onPress}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.label}
    </button>
  )
}
