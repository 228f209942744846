import type { Answer } from "../../api/answer-types.ts";
import { descriptionText } from "../../schemes/description-text.ts";

const ISO_DATE_CHARACTERS = 10;

/** What a new description starts as: the most usual way to sign, to be changed at every line that differs. */
export function firstDraft(now: Date): string {
  const checked = now.toISOString().slice(0, ISO_DATE_CHARACTERS);
  return descriptionText({
    version: 1,
    id: "my-sender",
    name: "My sender",
    documentation: [{ url: "https://docs.example.org/webhooks", checked }],
    proof: {
      kind: "mac",
      algorithm: "hmac-sha256",
      key: { encoding: "utf8" },
      message: {
        parts: [
          { part: "timestamp", header: "X-Timestamp", format: "unix-seconds", toleranceMs: 300_000 },
          { part: "literal", text: "." },
          { part: "body" },
        ],
      },
      signature: { header: "X-Signature", encoding: "hex" },
    },
    event: { idPointer: "/id", type: { pointer: "/type", default: "unknown" } },
    answer: { refused: 401 },
  });
}

/** Another scheme to start with, under an id that is still free for the organization. */
export function copiedDraft({ id, definition }: Pick<Answer<"getScheme">, "id" | "definition">): string {
  return descriptionText({ ...definition, id: `my-${id}` });
}
