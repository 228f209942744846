import type { Example } from "./example.ts";
import { honeybeeSecretExample } from "./honeybee-secret.ts";
import { honeybeeExample } from "./honeybee.ts";
import { insightHealthNoteExample } from "./insight-health-note.ts";
import { insightHealthExample } from "./insight-health.ts";
import { nablaConnectExample } from "./nabla-connect.ts";
import { nablaExample } from "./nabla.ts";
import { standardWebhooksExample } from "./standard-webhooks.ts";
import { sukiFailureExample } from "./suki-failure.ts";
import { sukiExample } from "./suki.ts";
import { zentactExample } from "./zentact.ts";

/** Every example event. */
export const allExamples: readonly Example[] = [
  insightHealthExample,
  insightHealthNoteExample,
  nablaExample,
  nablaConnectExample,
  sukiExample,
  sukiFailureExample,
  honeybeeExample,
  honeybeeSecretExample,
  zentactExample,
  standardWebhooksExample,
];

/** The example events of one scheme; none for a scheme that is not built in. */
export function examplesOf(schemeId: string): readonly Example[] {
  return allExamples.filter(({ scheme }) => scheme.id === schemeId);
}
