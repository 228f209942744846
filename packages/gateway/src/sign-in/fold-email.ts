/** One spelling of each email: upper-case ASCII letters become lower-case ones. The contract takes ASCII alone. */
export function foldEmail(email: string): string {
  return email.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
