import type { Colors } from "picocolors/types.js";

/** A whole program: verifies what it has signed. */
export const LIBRARY_SNIPPET = `import { createSigner, createVerifier } from "countersign";
import { nabla } from "countersign/schemes/nabla";

const keys = [{ secret: "the secret you share with Nabla" }];
const body = '{"id":"evt-1","type":"generate_note_async.succeeded"}';
const headers = createSigner(nabla, { keys }).sign({ body });
console.log(createVerifier(nabla, { keys }).verify({ headers, body }).ok);`;

/** Starts a gateway with one source. */
export const GATEWAY_COMMAND = "NABLA_SECRET=try-me npm start -- --config examples/senders/nabla.yaml";

/** Sends that gateway an event, signed by a program that shares no code with it. */
export const SENDER_COMMAND = `NABLA_SECRET=try-me examples/senders/send.py nabla \\
  --secret env:NABLA_SECRET --body examples/senders/bodies/nabla.body \\
  --url http://127.0.0.1:8420/in/northside/nabla`;

/** What to try after the demo: commands that work as they stand. */
export function formatNextSteps(colors: Colors): string {
  return [
    `${colors.bold("Next")}, from the root of the repository`,
    step("1. The library: save this as try.mjs and run `node try.mjs`", LIBRARY_SNIPPET, colors),
    step(
      "2. A gateway of your own; from another terminal, a sender (send it twice)",
      [GATEWAY_COMMAND, SENDER_COMMAND].join("\n"),
      colors,
    ),
  ].join("\n\n");
}

function step(title: string, code: string, colors: Colors): string {
  const indented = code.split("\n").map((line) => (line === "" ? "" : colors.cyan(`     ${line}`)));
  return [`  ${title}`, "", ...indented].join("\n");
}
