import type { ActiveWindowDocument } from "../configuration.ts";
import type { LocatedValue } from "./located-value.ts";
import { parseClockTime } from "./parse-clock-time.ts";
import { parseWeekdays } from "./parse-weekdays.ts";
import type { Problems } from "./problems.ts";
import { readFields } from "./read-fields.ts";
import type { FieldTable } from "./read-fields.ts";
import { readItems } from "./read-value.ts";

/** What a window of `activeHours` holds. */
export const activeWindowFields = {
  days: {
    kind: { type: "text" },
    meaning: "Days on which the window begins, such as mon-fri or sat,sun. Default mon-sun.",
  },
  from: { kind: { type: "text" }, isRequired: true, meaning: "First minute, such as 07:00." },
  to: {
    kind: { type: "text" },
    isRequired: true,
    meaning:
      "First minute after it, such as 19:00; 24:00 is midnight. Where it is not later than from, it is the next day's.",
  },
  timeZone: {
    kind: { type: "text" },
    isRequired: true,
    meaning: "Whose clock this is: an IANA name, such as Europe/Berlin.",
  },
} as const satisfies FieldTable;

const MAX_WINDOWS = 50;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

/** Reads `activeHours`. Undefined after a problem. */
export function readActiveHours(
  value: LocatedValue,
  field: string,
  problems: Problems,
): readonly ActiveWindowDocument[] | undefined {
  const items = readItems(value, field, { maxItems: MAX_WINDOWS, problems });
  if (items === undefined) return undefined;
  if (items.length === 0) {
    problems.add(value.place, {
      code: "out_of_range",
      field,
      expected: "at least one window",
      found: "an empty list",
      remedy: "leave the key out for always, or disable the endpoint for never",
    });
    return undefined;
  }
  return items.flatMap((item, index) => readWindow(item, `${field}[${index}]`, problems) ?? []);
}

function readWindow(item: LocatedValue, field: string, problems: Problems): ActiveWindowDocument | undefined {
  const fields = readFields(item, field, { table: activeWindowFields, problems });
  if (fields === undefined) return undefined;
  const { values, placeOf } = fields;
  const parsed = <Parsed>(
    key: keyof typeof activeWindowFields,
    parse: (text: string) => Parsed | undefined,
    expected: string,
  ): Parsed | undefined => {
    const text = values[key];
    if (text === undefined) return undefined;
    const result = parse(text);
    if (result !== undefined) return result;
    problems.add(placeOf(key), {
      code: "bad_time",
      field: `${field}.${key}`,
      expected,
      found: `a text of ${text.length} characters that is none`,
      remedy: "write it in this form",
    });
    return undefined;
  };
  const days = parsed("days", parseWeekdays, "days such as mon-fri or sat,sun");
  const fromMinute = parsed("from", parseClockTime, "a time from 00:00 to 24:00");
  const toMinute = parsed("to", parseClockTime, "a time from 00:00 to 24:00");
  const timeZone = parsed("timeZone", knownTimeZone, "an IANA time zone, such as Europe/Berlin");
  if (fromMinute === undefined || toMinute === undefined || timeZone === undefined) return undefined;
  return { days: days ?? EVERY_DAY, fromMinute, toMinute, timeZone };
}

function knownTimeZone(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
