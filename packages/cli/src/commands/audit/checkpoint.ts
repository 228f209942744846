import { apiAction } from "../../api/api-action.ts";
import { printJson, talk } from "../../output/print.ts";

/** `countersign audit checkpoint`. JSON with and without --json, because `verify` reads it. */
export const auditCheckpoint = apiAction({
  name: "audit checkpoint",
  summary: "Prints the end of the log now, as the JSON that audit verify --checkpoint reads.",
  run: async ({ client }) => {
    await printJson(await client.call("readAuditCheckpoint"));
    talk(
      "Keep it where the gateway's operator cannot change it. Later: countersign audit verify --checkpoint FILE",
    );
  },
});
