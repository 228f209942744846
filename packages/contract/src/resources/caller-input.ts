import * as z from "zod";
import { resourceName } from "../resource-name.ts";
import { secretInput } from "./secret-input.ts";

/** Who an inbound API key names, as a create takes it. */
export const callerInput = z.strictObject({
  name: resourceName,
  apiKey: z.string().describe("The API key that the caller sends."),
  secrets: z.array(secretInput).describe("Its signing secrets, newest first."),
});
