import type { Answer } from "../../api/answer-types.ts";

type PayloadEnd = NonNullable<Answer<"getEvent">["payloadPurgedBy"]>;

interface PayloadEndWords {
  readonly title: string;
  readonly says: string;
  /** The action in the audit log, where somebody did it. */
  readonly audited?: string;
}

/** What may have happened to a payload, in plain words. */
export const payloadEnds: Readonly<Record<PayloadEnd, PayloadEndWords>> = {
  retention: {
    title: "The payload was deleted for its age",
    says: "It was kept as long as its source says, and no legal hold covered it.",
  },
  erasure: {
    title: "The payload was erased",
    says: "An admin deleted this one payload, and what receivers had answered to it.",
    audited: "event.erase",
  },
  key_destruction: {
    title: "The keys of its week were destroyed",
    says: "Payloads of that week can never be read again, in no backup either: an admin shredded them.",
    audited: "key_week.shred",
  },
};
