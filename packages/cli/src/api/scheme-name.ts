/** The id of a scheme as a resource names it: built-in or the organization's own, or written out. */
export function schemeName(scheme: string | Readonly<Record<string, unknown>>): string {
  if (typeof scheme === "string") return scheme;
  const { id } = scheme;
  return typeof id === "string" ? id : "its own";
}
