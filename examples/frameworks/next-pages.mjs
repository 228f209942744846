// pages/api/webhooks/nabla.js
import { createVerifier } from "countersign";
import { nextPagesWebhook } from "countersign/next";
import { nabla } from "countersign/schemes/nabla";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.NABLA_SECRET }] });

export const config = { api: { bodyParser: false } };

// oxlint-disable-next-line import/no-default-export -- Next looks for it
export default nextPagesWebhook({ verifier }, ({ verdict, body }) => {
  console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);
});
