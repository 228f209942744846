import type { AnswerOf, Routes } from "@countersign/contract";
import type { Scheme } from "countersign";
import { canonicalJson } from "../../store/configure/canonical-json.ts";
import type { ResourceFacts, StoredScheme } from "../../store/configure/stored-resource.ts";
import { isoTime } from "../iso-time.ts";

export type ShownScheme = AnswerOf<Routes["getScheme"]>;
type ShownSummary = AnswerOf<Routes["listSchemes"]>["items"][number];

/** A scheme of the organization's own as the API shows it, the keys of its definition in order. */
export function showScheme(scheme: Scheme, facts: ResourceFacts): ShownScheme {
  // The store gives the keys in order, whatever their order was in the request: both are shown alike.
  const definition = JSON.parse(canonicalJson(scheme)) as ShownScheme["definition"];
  return { ...summarizeScheme(scheme, facts), definition };
}

/** A scheme as it is stored. */
export function showStoredScheme(stored: StoredScheme): ShownScheme {
  return showScheme(stored.scheme, stored);
}

export function showBuiltInScheme(scheme: Scheme): ShownScheme {
  return { ...summarizeBuiltIn(scheme), definition: { ...scheme } };
}

export function summarizeScheme({ id, name }: Scheme, facts: ResourceFacts): ShownSummary {
  const { managedBy, version, createdAt, disabledReason } = facts;
  const state = disabledReason === undefined ? "enabled" : "removed";
  return { id, name, origin: "custom", state, managedBy, version, createdAt: isoTime(createdAt) };
}

export function summarizeBuiltIn({ id, name }: Scheme): ShownSummary {
  return { id, name, origin: "built_in" };
}
