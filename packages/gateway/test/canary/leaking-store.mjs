// Two mistakes that anyone may make: a log line with a body in it, left from a search for a defect, and a payload's text
// in a column that is not sealed. The canary must find both.
import { override } from "../support/wrapped-store/override.mjs";

/** @param {import("../../src/store/store.ts").Store} store */
export function wrapStore(store) {
  return override(store, {
    accept: async (event) => {
      const body = Buffer.from(event.body);
      process.stderr.write(`${JSON.stringify({ level: "debug", accepted: body.toString("base64") })}\n`);
      return await store.accept({ ...event, eventType: JSON.parse(body.toString("utf8")).data.memo });
    },
  });
}
