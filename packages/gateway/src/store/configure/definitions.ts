import type { CallerDocument, EndpointDocument, SourceDocument } from "../../config/configuration.ts";
import { canonicalJson } from "./canonical-json.ts";

/** What of a resource is sealed as its definition: all but its name and what lies in tables of its own. */
export type SourceDefinition = Omit<SourceDocument, "name" | "secrets" | "callers">;
export type CallerDefinition = Omit<CallerDocument, "name" | "secrets">;
export type EndpointDefinition = Omit<EndpointDocument, "name" | "secrets">;

type Defined = SourceDocument | CallerDocument | EndpointDocument;

/** Fields of a resource, as wanted or as stored, that are not part of its definition. */
const OUTSIDE = new Set([
  "id",
  "name",
  "secrets",
  "callers",
  "isEnabled",
  "disabledReason",
  "managedBy",
  "version",
  "createdAt",
]);

/** Gives the part of a resource that is sealed as its definition. */
export function definitionOf(resource: Defined): object {
  return Object.fromEntries(Object.entries(resource).filter(([field]) => !OUTSIDE.has(field)));
}

/** Whether a stored resource and a wanted one are defined alike, whatever the order of their fields. */
export function isDefinedAlike(stored: Defined, wanted: Defined): boolean {
  return canonicalJson(definitionOf(stored)) === canonicalJson(definitionOf(wanted));
}
