import { createHash } from "node:crypto";
import { createVerifier } from "countersign";
import { nextPagesWebhook } from "countersign/next";
import { nabla } from "countersign/schemes/nabla";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.WEBHOOK_SECRET }] });

export const config = { api: { bodyParser: false } };

// oxlint-disable-next-line import/no-default-export -- Next looks for it
export default nextPagesWebhook(
  { verifier, maxBodyBytes: Number(process.env.MAX_BODY_BYTES) },
  ({ body }, _request, response) => {
    response.json({ sha256: createHash("sha256").update(body).digest("hex") });
  },
);
