import { setTimeout as sleep } from "node:timers/promises";
import type { AnswerOf, Routes } from "@countersign/contract";
import type { Client } from "@countersign/contract/client";
import { talk } from "../../output/print.ts";

type Replay = AnswerOf<Routes["getReplay"]>;

/** Often enough to look alive, seldom enough to cost the gateway nothing. */
const POLL_MS = 500;

/** Tells the progress of a replay until it has ended or somebody pauses it. */
export async function waitForReplay(client: Client, made: Replay): Promise<Replay> {
  let present = made;
  let told = "";
  while (present.state === "running") {
    const line = `${present.done + present.skipped + present.failed} of ${present.total}`;
    if (line !== told) talk(line);
    told = line;
    await sleep(POLL_MS);
    present = await client.call("getReplay", { params: { replay: present.id } });
  }
  return present;
}
