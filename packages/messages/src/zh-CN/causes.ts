export const causes = {}
