/** As the API asks. */
export const MIN_PASSWORD_CHARACTERS = 12;

/** Why two fields do not make a new password yet, or undefined. */
export function passwordFault(password: string, repeated: string): string | undefined {
  if (password.length < MIN_PASSWORD_CHARACTERS) return `At least ${MIN_PASSWORD_CHARACTERS} characters.`;
  return password === repeated ? undefined : "The two are not the same.";
}
