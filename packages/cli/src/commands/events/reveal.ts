import { revealAction } from "../../api/reveal-action.ts";

/** `countersign events reveal` */
export const revealEvent = revealAction({
  name: "events reveal",
  of: "an event's payload",
  argument: ["<event>", "its id: evt_…"],
  reveal: (client, event, body) => client.call("revealEvent", { params: { event }, body }),
});
