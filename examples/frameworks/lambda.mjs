import { createVerifier } from "countersign";
import { lambdaWebhook } from "countersign/lambda";
import { nabla } from "countersign/schemes/nabla";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.NABLA_SECRET }] });

export const handler = lambdaWebhook({ verifier }, ({ verdict, body }) => {
  console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);
});
