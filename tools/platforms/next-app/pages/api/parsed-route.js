// The mistake: nothing tells Next to leave the body alone.
import { createVerifier } from "countersign";
import { nextPagesWebhook } from "countersign/next";
import { nabla } from "countersign/schemes/nabla";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.WEBHOOK_SECRET }] });

/** @param {Error & { code?: string }} error */
const onError = (error) => console.log(error.code);

// oxlint-disable-next-line import/no-default-export -- Next looks for it
export default nextPagesWebhook({ verifier, onError }, () => {});
