/** A line of text to type, for references, codes and numbers of operators. Never for a PIN. */
export function Field(props: {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  readonly length: number
  readonly testId: string
  readonly secret?: boolean
  readonly digits?: boolean
}) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <input
        type={props.secret ? 'password' : 'text'}
        inputMode={props.digits ? 'numeric' : 'text'}
        value={props.value}
        maxLength={props.length}
        autoComplete="off"
        data-testid={props.testId}
        onChange={(event) => props.change(event.currentTarget.value)}
      />
    </label>
  )
}
