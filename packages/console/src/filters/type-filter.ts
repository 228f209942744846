import type { Filter } from "./define-filters.ts";

/** Types of events, whole or as a pattern. */
export const typeFilter: Filter = {
  kind: "text",
  label: "Type",
  placeholder: "note.*",
  pattern: /^[!-~]{1,128}$/,
};
