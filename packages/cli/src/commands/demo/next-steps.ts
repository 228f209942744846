import type { Colors } from "picocolors/types.js";

/** A whole program: verifies what it has signed. */
export const LIBRARY_SNIPPET = `import { createSigner, createVerifier } from "countersign";
import { nabla } from "countersign/schemes/nabla";

const keys = [{ secret: "the secret you share with Nabla" }];
const body = '{"id":"evt-1","type":"generate_note_async.succeeded"}';
const headers = createSigner(nabla, { keys }).sign({ body });
console.log(createVerifier(nabla, { keys }).verify({ headers, body }).ok);`;

/** Starts a gateway with one source, from the root of the repository. */
export const GATEWAY_COMMAND = "NABLA_SECRET=try-me npm start -- --config examples/senders/nabla.yaml";

/** Sends that gateway an event, signed by a program that shares no code with it. */
export const SENDER_COMMAND = `NABLA_SECRET=try-me examples/senders/send.py nabla --secret env:NABLA_SECRET \\
  --body examples/senders/bodies/nabla.body --url http://127.0.0.1:8420/in/northside/nabla`;

/** What to try after the demo: commands that work as they stand. */
export function formatNextSteps(colors: Colors): string {
  return [
    colors.bold("Next"),
    step("In your own server: save as try.mjs, then run `node try.mjs`", LIBRARY_SNIPPET, colors),
    step("As a gateway, from the root of the repository", GATEWAY_COMMAND, colors),
    step("and from another terminal, twice, to see it known the second time", SENDER_COMMAND, colors),
  ].join("\n");
}

function step(title: string, code: string, colors: Colors): string {
  const indented = code.split("\n").map((line) => (line === "" ? "" : `    ${line}`));
  return [`  ${title}`, "", ...indented.map((line) => colors.cyan(line)), ""].join("\n");
}
