import type { SessionRow, UserRow } from "./user-rows.ts";

/** The steps of a change that are about people and their sessions. */
export interface UserSteps {
  /** Refused as `name_taken`, or as `not_allowed` where it must be the first way in and is not. */
  readonly add_user: {
    readonly input: UserRow & {
      /** Whether it is refused where there is a user or an API key already, of any organization. */
      readonly mustBeFirst: boolean;
    };
    readonly result: null;
  };
  /** Refused as `outdated` unless the row's version follows the stored one. Leaves the times of signing in alone. */
  readonly update_user: { readonly input: UserRow & LeavingAdmin; readonly result: null };
  /** Ends the user's sessions too. Refused as `outdated` when the version is not the stored one. */
  readonly delete_user: {
    readonly input: Pick<UserRow, "id" | "organizationId" | "version"> & LeavingAdmin;
    readonly result: null;
  };
  /** Refused as `outdated` when the user has another version or is disabled. Notes that the user has signed in. */
  readonly begin_session: {
    readonly input: SessionRow & { readonly userVersion: number };
    readonly result: null;
  };
  /** Refused as `not_found` where it has ended. */
  readonly end_session: {
    readonly input: Pick<SessionRow, "organizationId" | "tokenHash">;
    readonly result: null;
  };
  readonly end_sessions: {
    readonly input: Pick<SessionRow, "organizationId" | "userId"> & {
      /** The one that goes on. */
      readonly exceptTokenHash: Uint8Array | null;
    };
    readonly result: null;
  };
}

interface LeavingAdmin {
  /** Whether it is refused as `not_allowed` where no active admin of the organization is left. */
  readonly mustLeaveAdmin: boolean;
}
