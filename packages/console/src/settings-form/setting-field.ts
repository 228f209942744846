import { formatDuration, parseDuration } from "./durations.ts";
import { formatRate, parseRate } from "./rates.ts";

/** One setting as a form asks for it. `null` sets it back to its default. */
export interface SettingField {
  /** As the API calls it. */
  readonly key: string;
  readonly label: string;
  /** What it decides, and its default. */
  readonly says: string;
  readonly kind: SettingKind;
  /** Of the kind `choice`: values and words. */
  readonly choices?: Readonly<Record<string, string>>;
}

export type SettingKind = keyof typeof kinds;

interface Kind {
  readonly write: (value: unknown) => string;
  /** Undefined: not as it should be. */
  readonly read: (text: string) => unknown;
  readonly example: string;
}

const kinds = {
  text: { write: String, read: (text) => text, example: "" },
  choice: { write: String, read: (text) => text, example: "" },
  number: { write: String, read: readWhole, example: "a whole number" },
  duration: {
    write: (value) => formatDuration(value as number),
    read: parseDuration,
    example: "a time such as 30s, 5m or 24h",
  },
  durations: {
    write: (value) => (value as readonly number[]).map(formatDuration).join(", "),
    read: readDurations,
    example: "times such as 5s, 1m, 1h",
  },
  lines: {
    write: (value) => (value as readonly string[]).join("\n"),
    read: (text) => text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()])),
    example: "",
  },
  rate: {
    write: (value) => formatRate(value as Parameters<typeof formatRate>[0]),
    read: parseRate,
    example: "such as 50/s, or 600/m burst 20",
  },
} as const satisfies Readonly<Record<string, Kind>>;

/** A setting's value as the form's text; empty for none. */
export function settingText({ key, kind }: SettingField, resource: object): string {
  const value: unknown = (resource as Readonly<Record<string, unknown>>)[key];
  return value === undefined || value === null ? "" : kinds[kind].write(value);
}

/** What a form's text says: the value, null for the default, undefined where it is not as it should be. */
export function readSetting({ kind }: SettingField, text: string): unknown {
  return text.trim() === "" ? null : kinds[kind].read(text.trim());
}

/** How a text should have been written. */
export function settingExample({ kind }: SettingField): string {
  return kinds[kind].example;
}

function readWhole(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function readDurations(text: string): readonly number[] | undefined {
  const found = text.split(",").map((each) => parseDuration(each.trim()));
  const known = found.filter((each) => each !== undefined);
  return known.length === found.length ? known : undefined;
}
