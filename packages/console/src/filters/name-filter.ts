import type { Filter } from "./define-filters.ts";

/** Names of sources, endpoints and the like, as the API has them. */
export function nameFilter(label: string): Filter {
  return {
    kind: "text",
    label,
    placeholder: "any",
    pattern: /^[a-z0-9][a-z0-9-]{0,62}$/,
  };
}
