import { nabla } from "countersign/schemes/nabla";
import { standardWebhooks } from "countersign/schemes/standard-webhooks";
import type {
  ConfigurationDocument,
  EndpointDocument,
  OrganizationDocument,
  SourceDocument,
} from "../../../src/config/configuration.ts";

/** Keys of tests, of no use to anybody. */
export const ENDPOINT_SECRET = `whsec_${Buffer.from("an endpoint's key of 32 bytes !!").toString("base64")}`;
export const SOURCE_SECRET = "a source's key";

export function sourceDocument(changes: Partial<SourceDocument> = {}): SourceDocument {
  return {
    name: "notes",
    scheme: nabla,
    secrets: [{ name: "only", value: SOURCE_SECRET }],
    callers: [],
    path: "/in/northside/notes",
    method: "POST",
    maxBodyBytes: 1024 * 1024,
    payloadCheck: "flag",
    onConflict: "hold",
    repeatWindowMs: 600_000,
    ...changes,
  };
}

export function endpointDocument(
  changes: Partial<EndpointDocument> & { readonly url: string },
): EndpointDocument {
  return {
    name: "ehr",
    scheme: standardWebhooks,
    secrets: [{ name: "only", value: ENDPOINT_SECRET }],
    sources: ["*"],
    events: ["*"],
    headers: {},
    forwardHeaders: [],
    concurrency: 4,
    connectTimeoutMs: 10_000,
    attemptTimeoutMs: 15_000,
    retryScheduleMs: [20, 20, 20],
    ...changes,
  };
}

export function organizationDocument(
  endpoints: readonly EndpointDocument[],
  changes: Partial<OrganizationDocument> = {},
): OrganizationDocument {
  const { name = "northside" } = changes;
  return { name, sources: [sourceDocument({ path: `/in/${name}/notes` })], endpoints, ...changes };
}

/** One organization with these endpoints. */
export function documentOf(...endpoints: readonly EndpointDocument[]): ConfigurationDocument {
  return { organizations: [organizationDocument(endpoints)] };
}
