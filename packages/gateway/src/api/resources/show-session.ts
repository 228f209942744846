import type { AnswerOf, Routes } from "@countersign/contract";
import type { SignedIn } from "../../sign-in/sessions.ts";
import { isoTime } from "../iso-time.ts";

/** A person's session as the API shows it. */
export function showSession(
  { user, session }: SignedIn,
  organization: string,
): AnswerOf<Routes["getSession"]> {
  return {
    organization,
    role: user.role,
    name: user.name,
    email: user.email,
    user: `usr_${user.id}`,
    how: session.how,
    startedAt: isoTime(session.startedAt),
    idleUntil: isoTime(session.idleUntil),
    endsAt: isoTime(session.endsAt),
  };
}
