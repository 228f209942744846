import { standardWebhooks } from "countersign/schemes/standard-webhooks";
import { uuidIdentity } from "./example.ts";
import type { Example } from "./example.ts";

/** An event of the shape that Standard Webhooks recommends, with a text of our own. */
export const standardWebhooksExample: Example = {
  scheme: standardWebhooks,
  eventType: "encounter.updated",
  body: [
    '{"type":"encounter.updated","timestamp":"2026-01-15T09:30:00Z",',
    '"data":{"id":"29de56bc-960a-4cd5-b18f-79a798d62874","status":"finished"}}',
  ].join(""),
  identity: uuidIdentity("29de56bc-960a-4cd5-b18f-79a798d62874"),
};
