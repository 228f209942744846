import type { AnswerOf, Routes } from "@countersign/contract";
import type { KeyWeek } from "../../store/retention/retention-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";

type ShownWeek = AnswerOf<Routes["shredKeyWeek"]>;

/** `2026-11-02`, as an ISO time begins. */
const DATE_CHARACTERS = 10;

export function keyWeekHandlers({
  store,
}: Pick<ApiParts, "store">): Handlers<"listKeyWeeks" | "shredKeyWeek"> {
  const weeksOf = async (organizationId: number): Promise<readonly ShownWeek[]> =>
    (await store.retention.listKeyWeeks(organizationId)).map(show);

  return {
    listKeyWeeks: async ({ caller }) => ({ items: [...(await weeksOf(caller.organizationId))] }),

    shredKeyWeek: async ({ params, body, caller }) => {
      const { organizationId, actor } = caller;
      // Of the days of a week only its Monday names it: a slip of the finger must not destroy another week.
      const present = (await weeksOf(organizationId)).find(({ week }) => week === params.week);
      if (present === undefined) throw new ApiRefusal("not_found");
      const asked = { organizationId, week: Date.parse(params.week), reason: body.reason };
      const outcome = await store.retention.shredWeek(actor, asked);
      if (outcome === "held") throw new ApiRefusal("under_legal_hold");
      const after = (await weeksOf(organizationId)).find(({ week }) => week === params.week);
      if (after === undefined) throw new ApiRefusal("not_found");
      return after;
    },
  };
}

function show({ startsAt, keys, destroyedAt }: KeyWeek): ShownWeek {
  return {
    week: isoTime(startsAt).slice(0, DATE_CHARACTERS),
    keys,
    destroyedAt: isoTime(destroyedAt),
  };
}
