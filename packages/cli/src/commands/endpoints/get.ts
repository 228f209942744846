import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { talk } from "../../output/print.ts";

/** `countersign endpoints get` */
export const getEndpoint = apiAction({
  name: "endpoints get",
  summary: "Shows one endpoint, without its secrets, API key and the values of its headers.",
  arguments: { "<endpoint>": "its name" },
  run: async ({ client, args: [endpoint = ""], isJson }) => {
    const shown = await client.call("getEndpoint", { params: { endpoint } });
    await printAnswer(shown, { isJson });
    const next = `countersign endpoints enable ${shown.name}`;
    if (shown.state === "gone") talk(`Its receiver answered 410. To send to it again: ${next}`);
    if (shown.state === "paused") talk(`To send to it again: ${next}`);
  },
});
