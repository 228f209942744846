import { revealAction } from "../../api/reveal-action.ts";

/** `countersign quarantine reveal` */
export const revealQuarantined = revealAction({
  name: "quarantine reveal",
  of: "a refused request",
  argument: ["<request>", "its id: qua_…"],
  reveal: (client, quarantined, body) => client.call("revealQuarantined", { params: { quarantined }, body }),
});
