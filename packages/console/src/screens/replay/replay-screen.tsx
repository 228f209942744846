import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { AnsweredScreen } from "../../parts/answered-screen.tsx";
import { DetailLayout } from "../../parts/detail-layout.tsx";
import { IdText } from "../../parts/id-text.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { ReplayActButton } from "./replay-act-button.tsx";
import { replayActs } from "./replay-acts.ts";
import { ReplayDeliveries } from "./replay-deliveries.tsx";
import { replayFacts } from "./replay-facts.tsx";
import { ReplayResult } from "./replay-result.tsx";

const route = getRouteApi("/console/replays/$replay");

/** One sees it move, and the gateway does not feel it. */
const EVERY_MS = 2000;

/** One replay: how far it is, what became of it, and what can be done. */
export function ReplayScreen(): ReactElement {
  const { replay: id } = route.useParams();
  const replay = useAnswer("getReplay", { params: { replay: id } }, { everyMs: EVERY_MS });
  return (
    <AnsweredScreen answer={replay} kind="Replay" name={id} isKept>
      {(data) => <ReplayDetail replay={data} />}
    </AnsweredScreen>
  );
}

function ReplayDetail({ replay }: { readonly replay: Answer<"getReplay"> }): ReactElement {
  const { tab } = route.useSearch();
  return (
    <DetailLayout
      parent={{ name: "Replays", to: "/console/replays" }}
      kind="Replay"
      title={<IdText id={replay.id} what="replay id" />}
      titleText={replay.id}
      states={<StateBadge state={replay.state} />}
      acts={replayActs.map((act) => (
        <ReplayActButton key={act.route} act={act} replay={replay} />
      ))}
      facts={replayFacts(replay)}
      tab={tab}
      tabs={[
        { id: "result", name: "Result", content: <ReplayResult replay={replay} /> },
        { id: "deliveries", name: "Deliveries", content: <ReplayDeliveries replay={replay} /> },
      ]}
    />
  );
}
