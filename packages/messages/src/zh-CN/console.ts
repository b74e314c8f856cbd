export const consoleTexts = {}
