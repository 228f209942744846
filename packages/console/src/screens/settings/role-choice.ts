import type { Role } from "@countersign/contract";

/** The roles as people choose between them. */
export const roleChoices: readonly { readonly value: Role; readonly label: string }[] = [
  { value: "viewer", label: "viewer: sees what happened, no content" },
  { value: "operator", label: "operator: also replays, releases and mends" },
  { value: "clinical", label: "clinical: also reveals payloads, with a reason" },
  { value: "admin", label: "admin: everything but revealing payloads" },
];

/** Reads the value of a select that offers `roleChoices`. */
export function readRole(value: string): Role {
  return roleChoices.find((choice) => choice.value === value)?.value ?? "viewer";
}
