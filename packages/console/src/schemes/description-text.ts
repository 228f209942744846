/** The keys of a description in the order in which people tell it; the API has them by the alphabet. */
const ORDER = [
  ["version", "id", "name", "documentation", "notes", "proof", "caller", "event", "answer"],
  ["url", "checked"],
  ["kind", "algorithm", "key", "message", "append", "signature", "signsResponses"],
  ["parts", "escape"],
  ["part", "text", "header", "format", "toleranceMs", "without"],
  ["encoding", "stripPrefix", "minBytes", "derive"],
  ["prefix", "list", "separator", "allowsBlanks", "maxEntries", "skipsOtherTags"],
  ["idPointer", "type", "visible"],
  ["pointer", "shapes", "has", "default"],
  ["refused", "accepted", "status", "echo", "field"],
].flat();

/** A scheme's description as text to read and edit. */
export function descriptionText(definition: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(inOrder(definition), undefined, 2)}\n`;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, inOrder(each)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => rank(a) - rank(b)));
}

/** Unknown keys come last, as they stand. */
function rank(key: string): number {
  const found = ORDER.indexOf(key);
  return found === -1 ? ORDER.length : found;
}
