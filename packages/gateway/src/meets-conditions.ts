import { atPointer } from "./at-pointer.ts";
import type { ConditionDocument } from "./config/configuration.ts";

/** Whether a parsed body meets every condition. Texts and numbers are told apart: `1` is not `"1"`. */
export function meetsConditions(body: unknown, conditions: readonly ConditionDocument[]): boolean {
  return conditions.every((condition) => meetsCondition(atPointer(body, condition.pointer), condition));
}

function meetsCondition(found: unknown, condition: ConditionDocument): boolean {
  if ("exists" in condition) return (found !== undefined) === condition.exists;
  if ("equals" in condition) return found === condition.equals;
  return condition.oneOf.some((choice) => found === choice);
}
