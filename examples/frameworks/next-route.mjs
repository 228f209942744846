// app/webhooks/nabla/route.js
import { createVerifier } from "countersign";
import { nextWebhook } from "countersign/next";
import { nabla } from "countersign/schemes/nabla";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.NABLA_SECRET }] });

export const runtime = "nodejs";

export const POST = nextWebhook({ verifier }, ({ verdict, body }) => {
  console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);
});
