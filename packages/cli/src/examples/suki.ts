import { suki } from "countersign/schemes/suki";
import { uuidIdentity } from "./example.ts";
import type { Example } from "./example.ts";

/** An ambient session that Suki has finished. */
export const sukiExample: Example = {
  scheme: suki,
  eventType: "success",
  body: [
    '{"status":"success","session_id":"20965414-929a-4f71-a3e5-b92bec07d086",',
    '"encounter_id":"29de56bc-960a-4cd5-b18f-79a798d62874",',
    '"sessions":["20965414-929a-4f71-a3e5-b92bec07d086"],',
    '"_links":{"contents":[{"href":"/api/v1/ambient/session/20965414-929a-4f71-a3e5-b92bec07d086/content",',
    '"method":"GET","name":"content","type":"application/json"}]}}',
  ].join(""),
  identity: uuidIdentity("20965414-929a-4f71-a3e5-b92bec07d086"),
};
