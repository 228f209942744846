import type { Endpoint } from "../../../src/config/configuration.ts";
import { endpointDocument } from "../../deliver/support/documents.ts";

/** An enabled endpoint that gets every event, but for these. */
export function endpointThatWants(id: number, wants: Partial<Endpoint> = {}): Endpoint {
  const document = endpointDocument({ url: "https://receiver.example/", name: `endpoint-${id}` });
  return { ...document, id, isEnabled: true, secrets: [], ...wants };
}
