/** Where an id leads: the ids that people copy from logs, mails and answers. */
const targets = [
  { pattern: /evt_[0-9a-hjkmnp-tv-z]{20}/, path: "/console/events/", what: "event" },
  { pattern: /dlv_[0-9a-hjkmnp-tv-z]{27}/, path: "/console/deliveries/", what: "delivery" },
  { pattern: /qua_[0-9a-hjkmnp-tv-z]{20}/, path: "/console/quarantine/", what: "refused request" },
  { pattern: /rpl_[0-9a-hjkmnp-tv-z]{20}/, path: "/console/replays/", what: "replay" },
  { pattern: /usr_[1-9][0-9]{0,15}/, path: "/console/settings?tab=users&user=", what: "user" },
  { pattern: /key_[1-9][0-9]{0,15}/, path: "/console/settings?tab=keys&key=", what: "API key" },
].map(({ pattern, ...target }) => ({ ...target, pattern: whole(pattern) }));

const requestId = whole(/req_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/);

export interface IdTarget {
  readonly href: string;
  readonly what: string;
  readonly id: string;
}

/** Gives the page of the first id in a text such as a line of a log, or undefined where there is none. */
export function idTarget(text: string): IdTarget | undefined {
  for (const { pattern, path, what } of targets) {
    const id = pattern.exec(text)?.[0];
    if (id !== undefined) return { href: `${path}${id}`, what, id };
  }
  return undefined;
}

/** Gives the id of an answer of the API in a text: it has no page, because the gateway's log alone keeps it. */
export function requestIdIn(text: string): string | undefined {
  return requestId.exec(text)?.[0];
}

/** An id that is cut off, or that goes on, is none. */
function whole(pattern: RegExp): RegExp {
  return new RegExp(`(?<![0-9A-Za-z_])${pattern.source}(?![0-9A-Za-z_])`);
}
