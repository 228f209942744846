/** What can be done with a delivery, from which states, and what that means for everybody else. */
export const deliveryActs = [
  {
    route: "retryDelivery",
    name: "Retry now",
    key: "r",
    from: ["failed", "pending"],
    notNow: "Only a dead letter or a pending delivery can be tried again; replay the event to send it anew.",
    means: "It is tried at once. A dead letter gets its whole schedule of retries anew.",
    done: "It is tried now.",
  },
  {
    route: "releaseDelivery",
    name: "Release",
    key: "l",
    from: ["held"],
    notNow: "Only a held delivery can be released.",
    means:
      "It was held because an event with the same id and another body came before. Released, it is sent: the receiver may see that id twice, with two bodies.",
    done: "It is on its way.",
  },
  {
    route: "skipDelivery",
    name: "Skip",
    key: "s",
    from: ["failed"],
    notNow: "Only a dead letter can be skipped.",
    means:
      "The dead letter is given up. Deliveries that wait behind it with the same ordering key go on without it; the receiver never gets this one.",
    done: "It was given up; those behind it go on.",
  },
  {
    route: "cancelDelivery",
    name: "Cancel",
    key: "c",
    from: ["pending", "held"],
    notNow: "Only what is pending or held can be cancelled.",
    means: "It will not be sent. The event stays: a replay makes a new delivery of it.",
    done: "It will not be sent.",
  },
] as const;

export type DeliveryAct = (typeof deliveryActs)[number];

/** Whether an act makes sense for a delivery in this state. */
export function isActNow(act: DeliveryAct, state: string): boolean {
  return (act.from as readonly string[]).includes(state);
}
