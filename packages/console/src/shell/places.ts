import type { RouteName } from "@countersign/contract";
import type { IconName } from "../parts/icon.tsx";

/** One entry of the navigation. */
interface PlaceShape {
  /** A path of the router. */
  readonly to: string;
  /** Where what its list holds has its own pages, if not below it. */
  readonly holds?: string;
  readonly name: string;
  readonly icon: IconName;
  /** The letter after `g`. */
  readonly key: string;
  /** The route that the screen cannot do without: a role that may not call it does not see the place. */
  readonly needs: RouteName;
  readonly says: string;
}

/** The navigation, the palette and the jumps, in this order. */
export const places = [
  {
    to: "/console/overview",
    name: "Overview",
    icon: "overview",
    key: "o",
    needs: "getHealth",
    says: "What arrives, and what needs attention",
  },
  {
    to: "/console/inbox",
    holds: "/console/events",
    name: "Inbox",
    icon: "inbox",
    key: "i",
    needs: "listEvents",
    says: "Accepted events",
  },
  {
    to: "/console/deliveries",
    name: "Deliveries",
    icon: "deliveries",
    key: "d",
    needs: "listDeliveries",
    says: "Events on their way to endpoints",
  },
  {
    to: "/console/quarantine",
    name: "Quarantine",
    icon: "quarantine",
    key: "q",
    needs: "listQuarantine",
    says: "Refused requests",
  },
  {
    to: "/console/live",
    name: "Live",
    icon: "live",
    key: "l",
    needs: "followStream",
    says: "What happens now",
  },
  {
    to: "/console/sources",
    name: "Sources",
    icon: "sources",
    key: "s",
    needs: "listSources",
    says: "Who sends, and their secrets",
  },
  {
    to: "/console/endpoints",
    name: "Endpoints",
    icon: "endpoints",
    key: "e",
    needs: "listEndpoints",
    says: "Who receives",
  },
  {
    to: "/console/connections",
    name: "Connections",
    icon: "connections",
    key: "c",
    needs: "listConnections",
    says: "Partners seen whole",
  },
  {
    to: "/console/replays",
    name: "Replays",
    icon: "replays",
    key: "r",
    needs: "listReplays",
    says: "Jobs that send events again",
  },
  {
    to: "/console/playground",
    name: "Playground",
    icon: "playground",
    key: "p",
    needs: "verifyInPlayground",
    says: "Sign, verify and explain a request",
  },
  {
    to: "/console/schemes",
    name: "Schemes",
    icon: "schemes",
    key: "h",
    needs: "listSchemes",
    says: "How senders sign",
  },
  {
    to: "/console/audit",
    name: "Audit",
    icon: "audit",
    key: "a",
    needs: "listAuditEntries",
    says: "Who did what, when and why",
  },
  {
    to: "/console/settings",
    name: "Settings",
    icon: "settings",
    key: "t",
    needs: "getSession",
    says: "People, API keys, your account, retention, health",
  },
] as const satisfies readonly PlaceShape[];

export type Place = (typeof places)[number];
