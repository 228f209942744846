import { apiAction } from "../../api/api-action.ts";
import { given } from "../../api/given.ts";
import { CommandError } from "../../command-error.ts";
import { readInput } from "../../input/read-input.ts";
import { readJsonFile } from "../../input/read-json-file.ts";
import { printAnswer } from "../../output/print-answer.ts";

interface SendEventOptions {
  readonly data?: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly dedupeKey?: string;
  readonly orderingKey?: string;
}

/** `countersign events send` */
export const sendEvent = apiAction<SendEventOptions>({
  name: "events send",
  summary: "Sends an event to every endpoint that wants it. Ends once it is committed.",
  arguments: { "<type>": "its type, such as appointment.booked" },
  addOptions: (command) =>
    command
      .option("--data <file>", "JSON, sent as { id, created_at, type, data }; - for standard input")
      .option("--body <file>", "instead: these exact bytes; - for standard input")
      .option("--content-type <type>", "of --body (default: application/json)")
      .option("--dedupe-key <key>", "an event with the same key is sent once, for ever")
      .option("--ordering-key <key>", "events with one key arrive in the order of their commits"),
  run: async ({ client, args: [type = ""], options, isJson }) => {
    const { dedupeKey, orderingKey } = options;
    const body = { type, ...(await readContent(options)), ...given({ dedupeKey, orderingKey }) };
    await printAnswer(await client.call("sendEvent", { body }), { isJson });
  },
});

async function readContent({
  data,
  body,
  contentType = "application/json",
}: SendEventOptions): Promise<{ data: unknown } | { bodyBase64: string; contentType: string }> {
  if ((data === undefined) === (body === undefined)) {
    throw new CommandError("argument_invalid", "either --data or --body says what is sent");
  }
  if (body !== undefined) return { bodyBase64: (await readInput(body)).toString("base64"), contentType };
  return { data: await readJsonFile(data ?? "") };
}
