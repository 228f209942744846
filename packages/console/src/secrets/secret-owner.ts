import type { RouteName } from "@countersign/contract";

/** Whose secrets they are: the `params` of the three routes, and the name to call it by. */
export interface SecretOwner {
  readonly kind: keyof typeof secretRoutes;
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  /** The configuration file alone changes it. */
  readonly isFromFile: boolean;
}

/** How secrets are listed, rotated and erased for each kind of owner. */
export const secretRoutes = {
  source: { list: "listSourceSecrets", rotate: "rotateSourceSecret", erase: "eraseSourceSecret" },
  caller: { list: "listCallerSecrets", rotate: "rotateCallerSecret", erase: "eraseCallerSecret" },
  endpoint: { list: "listEndpointSecrets", rotate: "rotateEndpointSecret", erase: "eraseEndpointSecret" },
} as const satisfies Readonly<Record<string, Readonly<Record<"list" | "rotate" | "erase", RouteName>>>>;

/** Why nothing can be changed here. */
export const FROM_FILE = "Comes from the configuration file: change it there, then apply it.";
