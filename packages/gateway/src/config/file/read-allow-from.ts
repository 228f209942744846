import { parseNetwork } from "../../http/network.ts";
import type { Problems } from "./problems.ts";
import type { LocatedText } from "./read-value.ts";

/** Checks the networks that a source takes requests from, and gives their texts. */
export function readAllowFrom(
  networks: readonly LocatedText[],
  field: string,
  problems: Problems,
): readonly string[] {
  return networks.map(({ text, place }, index) => {
    if (parseNetwork(text) === undefined) {
      problems.add(place, {
        code: "bad_network",
        field: `${field}[${index}]`,
        expected: "an IP address or a network without bits behind its prefix, such as 203.0.113.0/24",
        found: `a text of ${text.length} characters that is none`,
        remedy: "write address/prefix",
      });
    }
    return text;
  });
}
