/** Where an id leads: the ids that people copy from logs, mails and answers. */
const targets = {
  evt: { pattern: /^evt_[0-9a-z]{20}$/, path: "/console/events/", what: "event" },
  dlv: { pattern: /^dlv_[0-9a-z]{27}$/, path: "/console/deliveries/", what: "delivery" },
  qua: { pattern: /^qua_[0-9a-z]{20}$/, path: "/console/quarantine/", what: "refused request" },
  rpl: { pattern: /^rpl_[0-9a-z]{20}$/, path: "/console/replays/", what: "replay" },
} as const;

export interface IdTarget {
  readonly href: string;
  readonly what: string;
  readonly id: string;
}

/** Gives the page of an id, or undefined for any other text. */
export function idTarget(text: string): IdTarget | undefined {
  const id = text.trim();
  const found = Object.values(targets).find(({ pattern }) => pattern.test(id));
  return found && { href: `${found.path}${id}`, what: found.what, id };
}
