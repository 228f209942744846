import { nablaConnect } from "countersign/schemes/nabla-connect";
import { uuidIdentity } from "./example.ts";
import type { Example } from "./example.ts";

/** A note that a clinician exports from Nabla, with the fields that Nabla Connect names and a text of our own. */
export const nablaConnectExample: Example = {
  scheme: nablaConnect,
  eventType: "NOTE_EXPORT",
  body: [
    '{"request_uuid":"7d5f0c7e-6d0a-4a35-9b7e-0b9a3f1c2d44","type":"NOTE_EXPORT",',
    '"data":{"external_patient_id":"pat-001","external_encounter_id":"enc-001","external_provider_id":"prov-001",',
    '"note":{"sections":[{"title":"Chief complaint","content":"- Headache since Monday","category":null}]}}}',
  ].join(""),
  identity: uuidIdentity("7d5f0c7e-6d0a-4a35-9b7e-0b9a3f1c2d44"),
};
