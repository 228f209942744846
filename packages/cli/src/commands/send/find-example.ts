import type { Scheme } from "countersign";
import { nearestName } from "../../arguments/nearest-name.ts";
import { CommandError } from "../../command-error.ts";
import { examplesOf } from "../../examples/all-examples.ts";
import type { Example } from "../../examples/example.ts";

/**
 * The example event of a scheme with this type.
 *
 * @throws CommandError `event_unknown` with the types that there are.
 */
export function findExample(scheme: Scheme, eventType: string | undefined): Example {
  const examples = examplesOf(scheme.id);
  const found = examples.find((example) => example.eventType === eventType);
  if (found !== undefined) return found;
  const types = examples.map((example) => example.eventType);
  if (types.length === 0) throw new CommandError("event_unknown", `${scheme.id} has no example events`);
  const nearest = eventType === undefined ? undefined : nearestName(eventType, types);
  const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
  throw new CommandError("event_unknown", `${scheme.id} has ${types.join(", ")}${hint}`);
}
