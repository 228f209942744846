import * as z from "zod";

/** Yes or no in a query: `true` or `false`, nothing else. */
export const flag = z.codec(z.enum(["true", "false"]), z.boolean(), {
  decode: (text) => text === "true",
  encode: (value) => (value ? "true" : "false"),
});
