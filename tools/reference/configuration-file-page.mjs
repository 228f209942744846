import { endpointFields } from "../../packages/gateway/dist/config/file/endpoint-fields.js";
import { activeWindowFields } from "../../packages/gateway/dist/config/file/read-active-hours.js";
import { callerFields } from "../../packages/gateway/dist/config/file/read-callers.js";
import { circuitFields } from "../../packages/gateway/dist/config/file/read-circuit.js";
import { conditionFields } from "../../packages/gateway/dist/config/file/read-where.js";
import { orderByFields } from "../../packages/gateway/dist/config/file/read-order-by.js";
import { organizationFields } from "../../packages/gateway/dist/config/file/read-organization.js";
import { quarantineFields } from "../../packages/gateway/dist/config/file/read-quarantine.js";
import { rateFields } from "../../packages/gateway/dist/config/file/read-rate.js";
import { secretFields } from "../../packages/gateway/dist/config/file/read-secrets.js";
import { sourceFields } from "../../packages/gateway/dist/config/file/source-fields.js";
import { code, page, section, table } from "./markdown.mjs";

export function configurationFilePage() {
  return page(
    "The configuration file",
    "YAML 1.2 or JSON, given to `countersign serve --config FILE` and read again on SIGHUP. The file is checked as a whole: every problem is told at once with line, field and remedy, and a file with a problem changes nothing. The top level holds `organizations`, a list.",
    section("Organization", fieldTable(organizationFields)),
    section("Source", "An inbound connection.", fieldTable(sourceFields)),
    section(
      "Caller",
      "Who an inbound API key names, for schemes with a caller header (Insight Health).",
      fieldTable(callerFields),
    ),
    section("Endpoint", "An outbound connection.", fieldTable(endpointFields)),
    section(
      "Condition",
      "`where` of an endpoint is a list of these, all of which must hold. A pointer plus one of the three others; texts and numbers are told apart. What was sent as data is looked at as it is sent: below `/data`. A body that is not JSON meets none.",
      fieldTable(conditionFields),
    ),
    section(
      "Rate",
      "What `rate` of an endpoint and `rateLimit` of a source hold: a bucket that fills at this speed up to `burst`.",
      fieldTable(rateFields),
    ),
    section(
      "Quarantine",
      "`quarantine` of a source is the text `off`, or this. Where one of the bounds is reached, the oldest are deleted: of that code first of which there are most, so that a flood of one kind does not push out the others. At most 5 requests a second of one source are kept, after 50 at once.",
      fieldTable(quarantineFields),
    ),
    section(
      "Circuit",
      "After so many failed attempts in a row nothing is sent to the endpoint for a while; then one delivery is tried, and its success sends the others. Deliveries that wait use up no try.",
      fieldTable(circuitFields),
    ),
    section(
      "Active hours",
      "Windows of `activeHours`, by the wall clock of their time zone, also on the days when it is changed. What is under way when a window ends is finished.",
      fieldTable(activeWindowFields),
    ),
    section(
      "Order",
      "`orderBy` is the text `type`, or this. While a delivery is pending, under way or a dead letter, later ones alike in this wait; all others go on.",
      fieldTable(orderByFields),
    ),
    section(
      "Secret",
      "A secret is a text, or an object with these fields. Lists are written newest first.",
      fieldTable(secretFields),
      table(
        ["text", "means"],
        [
          [
            code("env:NAME"),
            "the environment variable, as it is; its name may not begin with `COUNTERSIGN_`, which is kept for settings",
          ],
          [
            code("file:PATH"),
            "the file's text, relative to the configuration file; one newline at its end is removed",
          ],
          [
            code("cmd:PROGRAM ARGUMENT …"),
            "what the program prints, one newline at its end removed; split at blanks and started without a shell, ended after 10 s",
          ],
          [
            `${code("literal:TEXT")}, or anything that does not begin like a reference`,
            "the secret itself; a warning says so",
          ],
        ],
      ),
    ),
  );
}

/** @param {Readonly<Record<string, { kind: FieldKind, isRequired?: boolean, meaning: string }>>} fields */
function fieldTable(fields) {
  return table(
    ["field", "value", "required", "meaning"],
    Object.entries(fields).map(([name, field]) => [
      code(name),
      valueOf(field.kind),
      field.isRequired ? "yes" : "",
      field.meaning,
    ]),
  );
}

/**
 * @typedef {object} FieldKind
 * @property {string} type
 * @property {string[]} [choices]
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [maxItems]
 */

/** @param {FieldKind} kind */
function valueOf({ type, choices = [], min, max, maxItems }) {
  switch (type) {
    case "name":
      return "name";
    case "choice":
      return choices.map(code).join(" ");
    case "integer":
      return `whole number, ${min} to ${max}`;
    case "integers":
      return `list of whole numbers, ${min} to ${max}, at most ${maxItems}`;
    case "texts":
      return `list of texts, at most ${maxItems}`;
    case "text":
      return "text";
    default:
      return "see below or beside";
  }
}
