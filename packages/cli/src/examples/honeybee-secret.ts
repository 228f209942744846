import { honeybeeSecret } from "countersign/schemes/honeybee-secret";
import type { Example } from "./example.ts";
import { honeybeeExample } from "./honeybee.ts";

/** The same prescription, sent with the agreed text instead of a signature. */
export const honeybeeSecretExample: Example = { ...honeybeeExample, scheme: honeybeeSecret };
