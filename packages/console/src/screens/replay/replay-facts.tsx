import { Link } from "@tanstack/react-router";
import type { Answer } from "../../api/answer-types.ts";
import type { Fact } from "../../parts/facts.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { replayWays } from "../../replay-dialog/replay-ways.ts";
import { filterWords } from "../replays/filter-words.ts";
import { signings } from "../replays/replay-choice.ts";
import { ReplayProgress } from "../replays/replay-progress.tsx";

/** What stands above the parts of a replay. */
export function replayFacts(replay: Answer<"getReplay">): readonly Fact[] {
  const { what, to, signing, ratePerSecond, createdAt, endedAt } = replay;
  return [
    { name: "Progress", value: <ReplayProgress replay={replay} /> },
    { name: "What is sent", value: replayWays[what].name },
    { name: "Of", value: filterWords(replay) },
    {
      name: "To",
      value:
        to === null ? (
          "each endpoint that had it"
        ) : (
          <Link to="/console/endpoints/$endpoint" params={{ endpoint: to }}>
            {to}
          </Link>
        ),
    },
    { name: "Signature", value: signings[signing].name },
    { name: "Rate", value: `${ratePerSecond} per second` },
    { name: "Begun", value: <Timestamp at={createdAt} /> },
    { name: "Ended", value: <Timestamp at={endedAt} /> },
  ];
}
