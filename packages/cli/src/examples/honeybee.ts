import { honeybee } from "countersign/schemes/honeybee";
import { uuidIdentity } from "./example.ts";
import type { Example } from "./example.ts";

/** A prescription that Honeybee Health has received. */
export const honeybeeExample: Example = {
  scheme: honeybee,
  eventType: "RX_RECEIVED",
  body: [
    '{"event_id":"5d62dca6-1ce3-4807-afc6-8cfaa47577c5","event_type":"RX_RECEIVED","patient_id":"v3y4od",',
    '"medication_requests":[{"id":82,"prescription_id":82,"active":true,"patient_id":"v3y4od",',
    '"prescriber_name":"Dr. Jane Foster","receive_date":"2023-05-10T16:16:58.469+00:00",',
    '"drug_name":"ATORVASTATIN 10MG TABLET","ndc":"5976201551","sig_text":"Take 1 tablet daily",',
    '"written_qty":90,"days_supply":null,"refills_left":2,"expire_date":"2023-06-12T14:15:22Z","drug_schedule":4}]}',
  ].join(""),
  identity: uuidIdentity("5d62dca6-1ce3-4807-afc6-8cfaa47577c5"),
};
