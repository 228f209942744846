// A user's program in CommonJS as compilers read it: `import` becomes `require` there.
import { createVerifier, type Verdict } from "countersign";
import { nabla } from "countersign/schemes/nabla";

export const verdict: Verdict = createVerifier(nabla, { keys: [{ secret: "a secret" }] }).verify({
  headers: {},
  body: "{}",
});
// @ts-expect-error -- only an acceptance names a key
export const keyId: string = verdict.keyId;
