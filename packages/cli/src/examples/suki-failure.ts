import { suki } from "countersign/schemes/suki";
import { uuidIdentity } from "./example.ts";
import type { Example } from "./example.ts";

/** An ambient session that Suki could not finish. */
export const sukiFailureExample: Example = {
  scheme: suki,
  eventType: "failure",
  body: [
    '{"encounter_id":"29de56bc-960a-4cd5-b18f-79a798d62874","error_code":"ERROR_CODE_TRANSCRIPTION",',
    '"error_detail":"Error in transcription","session_id":"20965414-929a-4f71-a3e5-b92bec07d086",',
    '"status":"failure"}',
  ].join(""),
  identity: uuidIdentity("20965414-929a-4f71-a3e5-b92bec07d086"),
};
