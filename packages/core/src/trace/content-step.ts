import { MAX_ESCAPED_BYTES, writeCgiEscaped } from "../encoding/cgi-escape.ts";
import { bytesOfByteString } from "../encoding/byte-string.ts";
import type { VariableParts } from "../proof/message-plan.ts";
import type { MessageRule } from "../scheme.ts";
import type { ContentPart, ContentStep } from "./trace-step.ts";

/**
 * The signed content as lengths.
 *
 * @param rule The scheme's message.
 * @param body The body.
 * @param texts The other parts, as byte strings.
 */
export function contentStep(rule: MessageRule, body: Uint8Array, texts: VariableParts): ContentStep {
  const isEscaped = rule.escape === "cgi";
  const parts = rule.parts.map((each): ContentPart => {
    if (each.part === "body") return { part: "body", bytes: lengthOf(body, isEscaped) };
    const text = each.part === "literal" ? each.text : texts[each.part];
    return { part: each.part, bytes: lengthOf(bytesOfByteString(text) ?? new Uint8Array(), isEscaped) };
  });
  const bytes = parts.reduce((sum, each) => sum + each.bytes, 0);
  return { step: "content", isRight: true, bytes, isEscaped, parts };
}

function lengthOf(bytes: Uint8Array, isEscaped: boolean): number {
  if (!isEscaped) return bytes.length;
  return writeCgiEscaped(bytes, new Uint8Array(bytes.length * MAX_ESCAPED_BYTES), 0);
}
