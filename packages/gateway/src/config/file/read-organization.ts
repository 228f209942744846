import type { OrganizationDocument } from "../configuration.ts";
import type { Place } from "./configuration-problem.ts";
import { addDuplicateNames } from "./duplicate-names.ts";
import type { LocatedValue } from "./located-value.ts";
import { nearestName } from "../nearest-name.ts";
import type { ReadContext } from "./read-context.ts";
import { readEndpoint } from "./read-endpoint.ts";
import type { LocatedEndpoint } from "./read-endpoint.ts";
import { readFields } from "./read-fields.ts";
import type { FieldTable } from "./read-fields.ts";
import { readSource } from "./read-source.ts";
import type { LocatedSource } from "./read-source.ts";
import { readSchemes } from "./read-schemes.ts";
import { readItems } from "./read-value.ts";
import { ownSources } from "../own-sources.ts";
import { wantsSource } from "../wants-source.ts";

export const organizationFields = {
  name: {
    kind: { type: "name" },
    isRequired: true,
    meaning: "Name of the organization, unique in the gateway.",
  },
  schemes: {
    kind: { type: "value" },
    meaning: "Schemes of its own, written out, which its sources and endpoints may name by their ids.",
  },
  sources: { kind: { type: "value" }, meaning: "Its inbound connections." },
  endpoints: { kind: { type: "value" }, meaning: "Its outbound connections." },
} as const satisfies FieldTable;

/** An organization as read, with the places that checks across organizations need. */
export interface LocatedOrganization {
  readonly name: string;
  readonly document: OrganizationDocument;
  readonly sources: readonly LocatedSource[];
  readonly field: string;
  readonly place: Place;
}

const MAX_CONNECTIONS = 10_000;

/** Reads one organization with its sources and endpoints. Undefined after a problem that leaves nothing to use. */
export async function readOrganization(
  item: LocatedValue,
  field: string,
  context: ReadContext,
): Promise<LocatedOrganization | undefined> {
  const fields = readFields(item, field, { table: organizationFields, problems: context.problems });
  if (fields === undefined) return undefined;
  const { values } = fields;
  // A source's default path needs the name; without one the problem is already noted and any unique stand-in serves.
  const organization = values.name ?? field;
  const schemes =
    values.schemes === undefined ? [] : readSchemes(values.schemes, `${field}.schemes`, context.problems);
  const inner = { ...context, schemes: schemes.map(({ document }) => document) };
  const sources = await readEach(values.sources, `${field}.sources`, {
    context: inner,
    read: (value, at) => readSource(value, at, { ...inner, organization }),
  });
  const endpoints = await readEach(values.endpoints, `${field}.endpoints`, {
    context: inner,
    read: (value, at) => readEndpoint(value, at, inner),
  });
  addDuplicateNames(sources, context.problems);
  addDuplicateNames(endpoints, context.problems);
  checkWantedSources(endpoints, sources, context);
  if (values.name === undefined) return undefined;
  const document = {
    name: values.name,
    ...(schemes.length === 0 ? {} : { schemes: inner.schemes }),
    sources: sources.map((source) => source.document),
    endpoints: endpoints.map((endpoint) => endpoint.document),
  };
  return { name: values.name, document, sources, field, place: item.place };
}

async function readEach<Read>(
  value: LocatedValue | undefined,
  field: string,
  reading: {
    readonly context: ReadContext;
    readonly read: (item: LocatedValue, field: string) => Promise<Read | undefined>;
  },
): Promise<readonly Read[]> {
  if (value === undefined) return [];
  const { problems } = reading.context;
  const all: Read[] = [];
  for (const [index, item] of (
    readItems(value, field, { maxItems: MAX_CONNECTIONS, problems }) ?? []
  ).entries()) {
    const read = await reading.read(item, `${field}[${index}]`);
    if (read !== undefined) all.push(read);
  }
  return all;
}

/** A name or pattern that fits no source of the organization is a slip: that endpoint would never get an event. */
function checkWantedSources(
  endpoints: readonly LocatedEndpoint[],
  sources: readonly LocatedSource[],
  context: ReadContext,
): void {
  const names = [...sources.map((source) => source.name), ...Object.keys(ownSources)];
  for (const endpoint of endpoints) {
    for (const [index, { text, place }] of endpoint.sources.entries()) {
      if (text === "*" || names.some((name) => wantsSource([text], name))) continue;
      const nearest = nearestName(text, names);
      context.problems.add(place, {
        code: "unknown_source",
        field: `${endpoint.field}.sources[${index}]`,
        expected: `one of ${names.join(", ")}`,
        found: `a text of ${text.length} characters that matches none`,
        remedy: nearest === undefined ? 'name a source, or write "*"' : `did you mean ${nearest}?`,
      });
    }
  }
}
