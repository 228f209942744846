import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { talk } from "../../output/print.ts";

/** `countersign endpoints test` */
export const testEndpoint = apiAction({
  name: "endpoints test",
  summary: "Sends one endpoint an event of the type countersign.test, whatever it subscribes to.",
  arguments: { "<endpoint>": "its name" },
  run: async ({ client, args: [endpoint = ""], isJson }) => {
    const sent = await client.call("testEndpoint", { params: { endpoint } });
    await printAnswer(sent, { isJson });
    talk(`Next: countersign events get ${sent.id}, which shows how it was taken.`);
  },
});
