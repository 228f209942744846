/** A body with the fields of an update in place of its own; null takes a field away, so that its default holds again. */
export function patched(
  body: Readonly<Record<string, unknown>>,
  update: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const merged = new Map([...Object.entries(body), ...Object.entries(update)]);
  return Object.fromEntries([...merged].filter(([, value]) => value !== null && value !== undefined));
}
