import type { SettingField } from "../../settings-form/setting-field.ts";

/** What is asked of each request of a source. */
export const checkFields: readonly SettingField[] = [
  {
    key: "toleranceMs",
    label: "Greatest age",
    kind: "duration",
    says: "How far the signed time may be from now, such as 60s. Empty: as the scheme says.",
  },
  {
    key: "repeatWindowMs",
    label: "Known again for",
    kind: "duration",
    says: "How long an event is recognised when it comes again, such as 72h.",
  },
  {
    key: "maxBodyBytes",
    label: "Largest body in bytes",
    kind: "number",
    says: "Anything larger is refused.",
  },
  {
    key: "allowFrom",
    label: "Allowed addresses",
    kind: "lines",
    says: "IP addresses or networks, one a line. Empty: any.",
  },
  {
    key: "onConflict",
    label: "Known id, other body",
    kind: "choice",
    choices: { hold: "hold its deliveries", deliver: "deliver it too" },
    says: "What happens to an event whose id came before with another body.",
  },
  {
    key: "payloadCheck",
    label: "Payload check",
    kind: "choice",
    choices: { accept: "accept all", flag: "mark what is unreadable", refuse: "refuse what is unreadable" },
    says: "What happens to a body that is not of the form that the scheme knows.",
  },
  {
    key: "rateLimit",
    label: "Rate",
    kind: "rate",
    says: "Such as 50/s, or 600/m burst 20. Empty: no limit.",
  },
  {
    key: "expectedEveryHours",
    label: "Expected every … hours",
    kind: "number",
    says: "Silence for longer needs attention. Empty: never.",
  },
  {
    key: "payloadRetentionDays",
    label: "Payloads kept for … days",
    kind: "number",
    says: "Empty: as the gateway is set.",
  },
];
