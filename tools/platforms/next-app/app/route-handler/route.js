import { createHash } from "node:crypto";
import { createVerifier } from "countersign";
import { nextWebhook } from "countersign/next";
import { nabla } from "countersign/schemes/nabla";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.WEBHOOK_SECRET }] });

export const runtime = "nodejs";

export const POST = nextWebhook({ verifier, maxBodyBytes: Number(process.env.MAX_BODY_BYTES) }, ({ body }) =>
  Response.json({ sha256: createHash("sha256").update(body).digest("hex") }),
);
