/** Reads text fields of a form by name; a field that is not there is empty. */
export function formText(form: HTMLFormElement): (field: string) => string {
  const fields = new FormData(form)
  return (field) => {
    const value = fields.get(field)
    return typeof value === 'string' ? value : ''
  }
}
