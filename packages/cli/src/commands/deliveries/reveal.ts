import { apiAction } from "../../api/api-action.ts";
import { addReasonOption } from "../../api/reason-option.ts";
import type { ReasonOptions } from "../../api/reason-option.ts";
import { print, printJson, talk } from "../../output/print.ts";

/** `countersign deliveries reveal` */
export const revealResponses = apiAction<ReasonOptions>({
  name: "deliveries reveal",
  summary:
    "Writes the beginning of each answer of the receiver. Who, when and why is in the audit log before.",
  arguments: { "<delivery>": "its id: dlv_…" },
  addOptions: addReasonOption,
  run: async ({ client, args: [delivery = ""], options: { reason }, isJson }) => {
    const { items } = await client.call("revealResponses", { params: { delivery }, body: { reason } });
    for (const item of items) {
      if (isJson) await printJson(item);
      else {
        talk(`attempt ${item.number}, status ${item.status ?? "none"}:`);
        await print(Buffer.concat([Buffer.from(item.bodyBase64, "base64"), Buffer.from("\n")]));
      }
    }
    talk(items.length === 0 ? "No answer is kept." : "This is in the audit log, with the reason.");
  },
});
