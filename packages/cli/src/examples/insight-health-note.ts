import { insightHealth } from "countersign/schemes/insight-health";
import { uuidIdentity } from "./example.ts";
import type { Example } from "./example.ts";

/** A note that Insight Health pushes to a practice system. */
export const insightHealthNoteExample: Example = {
  scheme: insightHealth,
  eventType: "notes.push",
  body: [
    '{"patient_id":"pat-001","encounter_id":"enc-001","summary_id":"5b3a8d8e-1c10-4d4a-9b2e-7c2a55b48c11",',
    '"template_name":"H&P","sections":{"chief_complaint":"Headache","plan":"Follow-up in 2 weeks"}}',
  ].join(""),
  identity: uuidIdentity("5b3a8d8e-1c10-4d4a-9b2e-7c2a55b48c11"),
};
