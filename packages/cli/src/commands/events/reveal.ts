import { apiAction } from "../../api/api-action.ts";
import { addReasonOption } from "../../api/reason-option.ts";
import type { ReasonOptions } from "../../api/reason-option.ts";
import { print, printJson, talk } from "../../output/print.ts";

/** `countersign events reveal` */
export const revealEvent = apiAction<ReasonOptions>({
  name: "events reveal",
  summary: "Writes the exact bytes of an event's payload. Who, when and why is in the audit log before.",
  arguments: { "<event>": "its id: evt_…" },
  addOptions: addReasonOption,
  run: async ({ client, args: [event = ""], options: { reason }, isJson }) => {
    const revealed = await client.call("revealEvent", { params: { event }, body: { reason } });
    if (isJson) await printJson(revealed);
    else await print(Buffer.from(revealed.bodyBase64, "base64"));
    talk("This is in the audit log, with the reason.");
  },
});
