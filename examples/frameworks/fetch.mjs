import { createVerifier } from "countersign";
import { fetchWebhook } from "countersign/fetch";
import { nabla } from "countersign/schemes/nabla";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.NABLA_SECRET }] });

// oxlint-disable-next-line import/no-default-export -- Workers, Deno and Bun look for it
export default {
  fetch: fetchWebhook({ verifier }, ({ verdict, body }) => {
    console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);
  }),
};
