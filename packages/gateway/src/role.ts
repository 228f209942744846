import type { Settings } from "./config/settings.ts";

/** What a gateway does of what several do together on one database. */
export interface Duties {
  /** Whether it takes requests of senders. */
  readonly isReceiving: boolean;
  /** Whether it sends, replays, deletes what is too old, and looks for troubles that only the store shows. */
  readonly isDelivering: boolean;
}

/** What each role of the settings does. Whatever else a gateway does, such as serving the API, every role does. */
const dutiesOfRoles = {
  all: { isReceiving: true, isDelivering: true },
  receive: { isReceiving: true, isDelivering: false },
  deliver: { isReceiving: false, isDelivering: true },
} as const satisfies Readonly<Record<Settings["role"], Duties>>;

export function dutiesOf(role: Settings["role"]): Duties {
  return dutiesOfRoles[role];
}
