import type { EndpointDocument } from "../configuration.ts";
import type { LocatedValue } from "./located-value.ts";
import type { Problems } from "./problems.ts";
import { readActiveHours } from "./read-active-hours.ts";
import { readCircuit } from "./read-circuit.ts";
import { readOrderBy } from "./read-order-by.ts";
import { readRate } from "./read-rate.ts";

type Limit = "rate" | "circuit" | "activeHours" | "orderBy";
type Limits = Pick<EndpointDocument, Limit>;

/** Reads what holds deliveries to an endpoint back: rate, circuit, hours and order. Those that are absent or wrong are left out. */
export function readEndpointLimits(
  values: { readonly [Key in Limit]: LocatedValue | undefined },
  field: string,
  problems: Problems,
): Limits {
  const read = <Key extends Limit>(
    key: Key,
    reader: (value: LocatedValue, at: string, found: Problems) => Limits[Key],
  ): Pick<Limits, Key> | object => {
    const value = values[key];
    const limit = value === undefined ? undefined : reader(value, `${field}.${key}`, problems);
    return limit === undefined ? {} : { [key]: limit };
  };
  return {
    ...read("rate", readRate),
    ...read("circuit", readCircuit),
    ...read("activeHours", readActiveHours),
    ...read("orderBy", readOrderBy),
  };
}
