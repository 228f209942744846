import type { Scheme } from "countersign";
import type { CallerDocument, EndpointDocument, SourceDocument } from "../../config/configuration.ts";
import { canonicalJson } from "./canonical-json.ts";

/** Written out, or the id of a scheme that lies in the table of schemes. */
interface WithScheme {
  readonly scheme: Scheme | string;
}

/** What of a resource is sealed as its definition: all but its name and what lies in tables of its own. */
export type SourceDefinition = WithScheme &
  Omit<SourceDocument, "name" | "secrets" | "callers" | keyof WithScheme | "hasStoredScheme">;
export type CallerDefinition = Omit<CallerDocument, "name" | "secrets">;
export type EndpointDefinition = WithScheme &
  Omit<EndpointDocument, "name" | "secrets" | keyof WithScheme | "hasStoredScheme">;

type Defined = SourceDocument | CallerDocument | EndpointDocument;

/** Fields of a resource, as wanted or as stored, that are not part of its definition. */
const OUTSIDE = new Set([
  "id",
  "name",
  "secrets",
  "callers",
  "hasStoredScheme",
  "isEnabled",
  "disabledReason",
  "managedBy",
  "version",
  "createdAt",
]);

/** Gives the part of a resource that is sealed as its definition. */
export function definitionOf(resource: Defined): object {
  const definition = Object.fromEntries(Object.entries(resource).filter(([field]) => !OUTSIDE.has(field)));
  const isNamed = "scheme" in resource && resource.hasStoredScheme === true;
  return isNamed ? { ...definition, scheme: resource.scheme.id } : definition;
}

/** Whether a stored resource and a wanted one are defined alike, whatever the order of their fields. */
export function isDefinedAlike(stored: Defined, wanted: Defined): boolean {
  return canonicalJson(definitionOf(stored)) === canonicalJson(definitionOf(wanted));
}
