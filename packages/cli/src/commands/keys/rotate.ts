import { setTimeout as sleep } from "node:timers/promises";
import type { AnswerOf, Routes } from "@countersign/contract";
import { apiAction } from "../../api/api-action.ts";
import { exitCodes } from "../../exit-codes.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { talk } from "../../output/print.ts";

/** Often enough to look alive, seldom enough to cost the gateway nothing. */
const POLL_MS = 500;

/** `countersign keys rotate` */
export const rotateKeys = apiAction({
  name: "keys rotate",
  summary:
    "Wraps every key of the gateway under a new master key while it goes on working, and waits for the end. Called again, it goes on with what was begun.",
  run: async ({ client, isJson }) => {
    let present: AnswerOf<Routes["getMasterKey"]> = await client.call("rotateMasterKey");
    talk(`The gateway wraps its keys under ${present.nextFingerprint ?? present.fingerprint}.`);
    while (present.state === "rotating") {
      await sleep(POLL_MS);
      present = await client.call("getMasterKey");
    }
    await printAnswer(present, { isJson });
    if (present.state === "interrupted") {
      talk("It was interrupted; look at the gateway's log, then: countersign keys rotate");
      return exitCodes.refused;
    }
    if (!present.isInFile)
      talk("Start the gateway with the new key from now on. The old one opens nothing any more.");
    return exitCodes.ok;
  },
});
