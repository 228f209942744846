import type { Answer } from "../api/answer-types.ts";
import { useAnswer } from "../api/use-answer.ts";

export type AttentionEntry = Answer<"listAttention">["items"][number];

const EVERY_MS = 30_000;

/** What needs attention, by kind and name of what it is about. */
export function useAttention(): (kind: "source" | "endpoint", name: string) => readonly AttentionEntry[] {
  const attention = useAnswer("listAttention", undefined, { everyMs: EVERY_MS });
  const items = attention.data?.items ?? [];
  return (kind, name) => items.filter(({ resource }) => resource.kind === kind && resource.name === name);
}

/** The badge for each kind that is about a source or an endpoint. */
const badges: Readonly<Partial<Record<AttentionEntry["kind"], string>>> = {
  source_refusing: "refusing",
  source_silent: "silent",
  events_held: "held",
  circuit_open: "resting",
  endpoint_failing: "failing",
  deliveries_late: "late",
};

/** The state to show of something that is enabled: the first thing wrong with it, or what it is without. */
export function stateOf(state: string, entries: readonly AttentionEntry[], without: string): string {
  if (state !== "enabled") return state;
  const [first] = entries;
  return first === undefined ? without : (badges[first.kind] ?? "attention");
}

/** What an entry says, in one sentence. */
export function attentionText({ kind, code, count, secret }: AttentionEntry): string {
  const facts = [
    count === null ? "" : `${count}`,
    code === null ? "" : `mostly ${code}`,
    secret === null ? "" : `secret ${secret}`,
  ].filter((each) => each !== "");
  const words = attentionWords[kind];
  return facts.length === 0 ? words : `${words} (${facts.join(", ")})`;
}

const attentionWords: Readonly<Record<AttentionEntry["kind"], string>> = {
  store_unavailable: "The store commits nothing.",
  source_refusing: "Many requests of the last hour were refused",
  source_silent: "Nothing was accepted for longer than expected",
  events_held: "Deliveries are held, because an event id came with another body",
  endpoint_gone: "It answered 410 and was disabled; its backlog is kept",
  endpoint_paused: "It is disabled, and deliveries wait for it",
  circuit_open: "The circuit is open: one attempt at a time, after a pause",
  endpoint_failing: "Most attempts of the last hour have failed",
  deliveries_late: "Deliveries have waited for longer than 15 minutes",
  dead_letters: "Deliveries were given up after their last try",
  secret_ending: "The only live secret ends within a week",
  secret_old: "The secret is older than a year",
  secret_never_matched: "A new secret has never matched, while an older one still does",
  quarantine_filling: "The quarantine is nearly full, or has lost requests",
};
