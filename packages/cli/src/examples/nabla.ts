import { nabla } from "countersign/schemes/nabla";
import { uuidIdentity } from "./example.ts";
import type { Example } from "./example.ts";

/** A note that Nabla has finished writing. */
export const nablaExample: Example = {
  scheme: nabla,
  eventType: "generate_note_async.succeeded",
  body: [
    '{"id":"0cf0b04d-5bbe-47a9-9601-3dd037644f65","created_at":"2024-07-15T12:47:34.380Z",',
    '"type":"generate_note_async.succeeded",',
    '"data":{"id":"fe309250-cf74-4f1e-8787-f8ad2826460d","client_request_id":null,"status":"succeeded","payload":{',
    '"note":{"title":"Headache, stomachache, sleeping problems, and bruises on arms","sections":[',
    '{"key":"CHIEF_COMPLAINT","title":"Chief complaint","text":"- Persistent fatigue\\n- Mild headaches on the right side"},',
    '{"key":"PAST_MEDICAL_HISTORY","title":"Past medical history","text":"- Hypertension\\n- Elevated blood sugar levels"},',
    '{"key":"LAB_RESULTS","title":"Lab results","text":"- Blood sugar level: 1.4 g/L\\n- LDL cholesterol: 2 g/L"}]},',
    '"suggested_dot_phrases":[]}}}',
  ].join(""),
  identity: uuidIdentity("0cf0b04d-5bbe-47a9-9601-3dd037644f65"),
};
