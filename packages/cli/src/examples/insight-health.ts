import { randomInt } from "node:crypto";
import { insightHealth } from "countersign/schemes/insight-health";
import type { Example } from "./example.ts";

const MAX_APPOINTMENT_NUMBER = 1_000_000_000;

/** An appointment that a practice system hands to Insight Health. */
export const insightHealthExample: Example = {
  scheme: insightHealth,
  eventType: "appointments.sync",
  body: [
    '{"appointments":[{',
    '"appointment":{"id":"apt-001","status":"booked","start_time":"03/10/2026 09:00"},',
    '"patient":{"id":"pat-001","first_name":"Jane","last_name":"Doe"},',
    '"practitioner":{"id":"prov-001","first_name":"John","last_name":"Smith"}',
    "}]}",
  ].join(""),
  identity: { printed: "apt-001", fresh: () => `apt-${randomInt(MAX_APPOINTMENT_NUMBER)}` },
};
