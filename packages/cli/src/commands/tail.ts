import { apiAction } from "../api/api-action.ts";
import { exitCodes } from "../exit-codes.ts";
import { appended } from "../keys/key-options.ts";
import { endWithReader, print, printJson, talk } from "../output/print.ts";
import { followStream } from "./tail/follow-stream.ts";
import { formatMessage } from "./tail/format-message.ts";

interface TailOptions {
  readonly only?: readonly string[];
  readonly after?: string;
}

/** `countersign tail`: what happens, as it happens. */
export const tail = apiAction<TailOptions>({
  name: "tail",
  summary:
    "Tells what happens from now on: accepted events, attempts, refused requests, troubles. Goes on where it was when the connection breaks.",
  addOptions: (command) =>
    command
      .option(
        "--only <kind>",
        "only these, such as quarantine.added or delivery.*; may be given again",
        appended,
      )
      .option("--after <position>", "go on after this one: the `position` of --json"),
  run: async ({ client, options, isJson }) => {
    endWithReader();
    const stopping = new AbortController();
    const stop = (): void => stopping.abort();
    process.once("SIGINT", stop).once("SIGTERM", stop);
    const isWanted = wantedKinds(options.only);
    talk("Following; ctrl-c ends it.");
    const { signal } = stopping;
    try {
      for await (const message of followStream(client, { after: options.after, signal, talk })) {
        const { id: position, event: kind, data } = message;
        if (!isWanted(kind)) continue;
        if (isJson) await printJson({ position, kind, ...data });
        else await print(formatMessage(kind, data));
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      process.off("SIGINT", stop).off("SIGTERM", stop);
    }
    return exitCodes.ok;
  },
});

/** Tells whether a kind fits one of the patterns, in which `*` stands for any run of characters. */
function wantedKinds(patterns: readonly string[] | undefined): (kind: string) => boolean {
  if (patterns === undefined) return () => true;
  const expressions = patterns.map((pattern) => {
    const parts = pattern.split("*").map((part) => part.replaceAll(/[^A-Za-z0-9]/g, String.raw`\$&`));
    return new RegExp(`^${parts.join(".*")}$`);
  });
  return (kind) => expressions.some((expression) => expression.test(kind));
}
