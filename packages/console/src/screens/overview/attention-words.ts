import type { Answer } from "../../api/answer-types.ts";
import { formatCount } from "../../numbers/format-count.ts";

export type AttentionEntry = Answer<"listAttention">["items"][number];

/** What is told of an entry, and the link to what mends it. */
interface AttentionWords {
  readonly says: (entry: AttentionEntry) => string;
  readonly link: string;
  /** Undefined where no screen mends it. */
  readonly to: (entry: AttentionEntry) => AttentionTarget | undefined;
}

export interface AttentionTarget {
  readonly path: string;
  readonly search?: Readonly<Record<string, string>>;
}

const words: Readonly<Record<AttentionEntry["kind"], AttentionWords>> = {
  store_unavailable: {
    says: () => "The store commits nothing; senders are answered 503.",
    link: "",
    to: () => undefined,
  },
  source_refusing: {
    says: ({ count, code }) =>
      `${many(count, "request", "requests")} refused in the last hour${code === null ? "" : `, mostly ${code}`}`,
    link: "Explain",
    to: quarantineOf,
  },
  source_silent: {
    says: () => "has accepted nothing for longer than it should",
    link: "See the source",
    to: resourcePage,
  },
  events_held: {
    says: ({ count }) => `${many(count, "delivery", "deliveries")} held: same event id, another body`,
    link: "Release or cancel",
    to: ({ resource }) => deliveriesTo(resource.name, "held"),
  },
  endpoint_gone: {
    says: () => "answered 410 and was disabled; its backlog is kept",
    link: "Enable it",
    to: resourcePage,
  },
  endpoint_paused: {
    says: ({ count }) =>
      `is disabled${count === null ? "" : `, and ${many(count, "delivery", "deliveries")} wait`}`,
    link: "Enable it",
    to: resourcePage,
  },
  circuit_open: {
    says: () => "fails again and again: only one delivery at a time is tried",
    link: "See the endpoint",
    to: resourcePage,
  },
  endpoint_failing: {
    says: ({ count }) => `${many(count, "attempt", "attempts")} failed in the last hour, more than arrived`,
    link: "See what fails",
    to: ({ resource }) => deliveriesTo(resource.name, "pending"),
  },
  deliveries_late: {
    says: ({ count }) => `${many(count, "delivery", "deliveries")} waited for longer than 15 minutes`,
    link: "See what waits",
    to: ({ resource }) => deliveriesTo(resource.name, "pending"),
  },
  dead_letters: {
    says: ({ count }) => many(count, "dead letter", "dead letters"),
    link: "Retry them",
    to: ({ resource }) => deliveriesTo(resource.name, "failed"),
  },
  secret_ending: {
    says: ({ secret }) => `its only live secret${named(secret)} ends soon`,
    link: "Rotate it",
    to: secretsOf,
  },
  secret_old: {
    says: ({ secret }) => `secret${named(secret)} is older than a year`,
    link: "Rotate it",
    to: secretsOf,
  },
  secret_never_matched: {
    says: ({ secret }) => `secret${named(secret)} has never matched: the sender has not changed over`,
    link: "See its secrets",
    to: secretsOf,
  },
  quarantine_filling: {
    says: () => "its quarantine is nearly full, or has lost requests",
    link: "Go through it",
    to: quarantineOf,
  },
};

/** The words of a newer gateway's entry are its kind; its page shows more. */
const unknown: AttentionWords = {
  says: ({ kind }) => kind.replaceAll("_", " "),
  link: "See it",
  to: resourcePage,
};

export function attentionWords(entry: AttentionEntry): AttentionWords {
  return (words as Readonly<Record<string, AttentionWords>>)[entry.kind] ?? unknown;
}

function many(count: number | null, one: string, more: string): string {
  if (count === null) return more;
  return `${formatCount(count)} ${count === 1 ? one : more}`;
}

function named(secret: string | null): string {
  return secret === null ? "" : ` ${secret}`;
}

const pages = { source: "/console/sources", endpoint: "/console/endpoints" } as const;

function resourcePage({ resource: { kind, name } }: AttentionEntry): AttentionTarget | undefined {
  if (kind === "gateway") return undefined;
  if (kind === "caller") return { path: "/console/connections" };
  return { path: `${pages[kind]}/${name}` };
}

function secretsOf(entry: AttentionEntry): AttentionTarget | undefined {
  const page = resourcePage(entry);
  return page && { ...page, search: { tab: "secrets" } };
}

function quarantineOf({ resource }: AttentionEntry): AttentionTarget {
  return { path: "/console/quarantine", search: { source: resource.name } };
}

function deliveriesTo(endpoint: string, state: string): AttentionTarget {
  return { path: "/console/deliveries", search: { endpoint, state } };
}
