import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiRefusal } from "./api-refusal.ts";
import type { BodyBudget } from "../http/body-budget.ts";
import { discardBody } from "../http/discard-body.ts";
import { readBody } from "../http/read-body.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads a body within its limit and decodes it strictly. Its bytes are given back to the budget at the end of the answer.
 *
 * @throws ApiRefusal `body_too_large`, `unavailable` where memory is short, `json_invalid` where it is not UTF-8.
 */
export async function readBodyText(
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
  limits: { readonly maxBytes: number; readonly budget: BodyBudget },
): Promise<string> {
  const { request, response } = exchange;
  const body = await new Promise<Buffer>((resolve, reject) => {
    readBody(request, {
      ...limits,
      onBody: resolve,
      onRefused: (reason) => {
        // What is left of it is read and forgotten: cutting the connection could lose the answer.
        discardBody(request);
        reject(new ApiRefusal(reason === "body_too_large" ? "body_too_large" : "unavailable"));
      },
    });
  });
  response.once("close", () => limits.budget.release(body.length));
  try {
    return utf8.decode(body);
  } catch {
    throw new ApiRefusal("json_invalid");
  }
}

/**
 * Parses JSON as it is written.
 *
 * @throws ApiRefusal `json_invalid`, also for the keys through which a prototype could be reached.
 */
export function parseJsonText(text: string): unknown {
  try {
    // Looking at every key is several times slower, and hardly any text can hold this one in any spelling.
    const isSuspicious = text.includes("__proto__") || text.includes("\\u00");
    return JSON.parse(text, isSuspicious ? refusePrototypeKeys : undefined) as unknown;
  } catch {
    throw new ApiRefusal("json_invalid");
  }
}

function refusePrototypeKeys(this: unknown, key: string, value: unknown): unknown {
  if (key === "__proto__") throw new SyntaxError("a key that no object of ours has");
  return value;
}
