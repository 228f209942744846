import type { Role, RouteName } from "@countersign/contract";
import { routes } from "virtual:routes";

/** Whether a role may call a route: what the API itself checks, asked before a button is offered. */
export function mayCall(role: Role, name: RouteName): boolean {
  const { access } = routes[name];
  return access === "anyone" || access.includes(role);
}

/** Why a button is disabled. */
export function whyNot(role: Role, name: RouteName): string | undefined {
  if (mayCall(role, name)) return undefined;
  const { access } = routes[name];
  const who = access === "anyone" ? [] : access;
  return `Needs the role ${new Intl.ListFormat("en", { type: "disjunction" }).format(who)}; you are ${role}.`;
}
