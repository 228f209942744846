/** A reference to the variable that is to hold a secret: `["nabla", "key-1"]` gives `env:NABLA_KEY_1`. */
export function referenceTo(path: readonly string[]): string {
  const name = path
    .join("_")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, "_");
  // No variable's name begins with a digit.
  return `env:${/^[0-9]/.test(name) ? "_" : ""}${name}`;
}
