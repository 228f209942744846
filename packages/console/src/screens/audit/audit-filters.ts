import { defineFilters } from "../../filters/define-filters.ts";
import type { FilterValues } from "../../filters/define-filters.ts";
import { sinceFilter } from "../../filters/span-filter.ts";

/** What entries of the audit log can be narrowed by; each is a name in the URL. */
export const auditFilters = defineFilters({
  action: {
    kind: "text",
    label: "Action",
    placeholder: "event.reveal, *.delete",
    pattern: /^[a-z_.*]{1,64}$/,
  },
  actor: { kind: "text", label: "Who", placeholder: "email or key", pattern: /^.{1,254}$/ },
  kind: {
    kind: "choice",
    label: "Kind",
    choices: {
      api_key: "API key",
      caller: "caller",
      configuration: "configuration",
      connection: "connection",
      delivery: "delivery",
      endpoint: "endpoint",
      event: "event",
      key_week: "key week",
      legal_hold: "legal hold",
      master_key: "master key",
      organization: "organization",
      quarantine: "refused request",
      replay: "replay",
      retention: "retention",
      secret: "secret",
      source: "source",
      user: "user",
    },
  },
  resource: { kind: "text", label: "What", placeholder: "name or id", pattern: /^.{1,254}$/ },
  since: { ...sinceFilter, label: "Done" },
  order: { kind: "choice", label: "Order", choices: { asc: "oldest first" }, unset: "newest first" },
});

/** The filters that are set. */
export type AuditFilterValues = FilterValues<typeof auditFilters>;
