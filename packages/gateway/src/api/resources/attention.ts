import { attentionKinds } from "@countersign/contract";
import type { AnswerOf, Routes } from "@countersign/contract";
import type { AttentionEntry } from "../../attention/attention-entry.ts";
import { findAttention } from "../../attention/find-attention.ts";
import type { ApiParts } from "../api-parts.ts";
import type { Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";

export function attentionHandlers(
  parts: Pick<ApiParts, "store" | "isReady" | "now">,
): Handlers<"listAttention"> {
  const watchedSince = parts.now();
  return {
    listAttention: async ({ caller }) => {
      const { store, now } = parts;
      const { organizationId } = caller;
      const troubled: readonly AttentionEntry[] = (await parts.isReady())
        ? []
        : [{ kind: "store_unavailable", resource: { kind: "gateway", name: "" } }];
      const found = await findAttention({ store, organizationId, watchedSince, now: now() });
      return { items: [...troubled, ...found].map(show) };
    },
  };
}

function show(entry: AttentionEntry): AnswerOf<Routes["listAttention"]>["items"][number] {
  const { kind, resource, secret, code, count, since, until } = entry;
  return {
    kind,
    urgency: attentionKinds[kind].urgency,
    resource,
    secret: secret ?? null,
    code: code ?? null,
    count: count ?? null,
    since: isoTime(since),
    until: isoTime(until),
  };
}
