import { apiAction } from "../../api/api-action.ts";
import { addReasonOption } from "../../api/reason-option.ts";
import type { ReasonOptions } from "../../api/reason-option.ts";
import { print, printJson, talk } from "../../output/print.ts";

/** `countersign quarantine reveal` */
export const revealQuarantined = apiAction<ReasonOptions>({
  name: "quarantine reveal",
  summary: "Writes the exact bytes of a refused request. Who, when and why is in the audit log before.",
  arguments: { "<request>": "its id: qua_…" },
  addOptions: addReasonOption,
  run: async ({ client, args: [quarantined = ""], options: { reason }, isJson }) => {
    const revealed = await client.call("revealQuarantined", { params: { quarantined }, body: { reason } });
    if (isJson) await printJson(revealed);
    else await print(Buffer.from(revealed.bodyBase64, "base64"));
    talk("This is in the audit log, with the reason.");
  },
});
