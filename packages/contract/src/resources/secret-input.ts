import * as z from "zod";
import { resourceName } from "../resource-name.ts";

/** A signing secret as a create takes it: its text, or its text with a name and times. */
export const secretInput = z.union([
  z.string(),
  z.strictObject({
    id: resourceName.optional().describe("What verdicts and attempts call it. Default `key-1` by position."),
    value: z.string(),
    notBefore: z.string().optional(),
    notAfter: z.string().optional(),
  }),
]);
