import type { SingleCommand } from "../commands.ts";

/** `countersign users`: the people who sign in to the console, and as what. */
export const userActions: Readonly<Record<string, SingleCommand>> = {
  list: {
    summary: "list the organization's people by email, disabled ones included",
    load: async () => (await import("./users/list.ts")).listUsers,
  },
  invite: {
    summary: "invite a person and print the link that lets the person choose a password, this once",
    load: async () => (await import("./users/invite.ts")).inviteUser,
  },
  role: {
    summary: "give a person another role, which ends the person's sessions",
    load: async () => (await import("./users/role.ts")).changeRole,
  },
  disable: {
    summary: "end a person's sessions and refuse further ones",
    load: async () => (await import("./users/disable.ts")).disableUser,
  },
  enable: {
    summary: "let a disabled person sign in again, as before",
    load: async () => (await import("./users/enable.ts")).enableUser,
  },
  reset: {
    summary: "void a person's password and print the link to choose another, this once",
    load: async () => (await import("./users/reset.ts")).resetUser,
  },
  delete: {
    summary: "delete a person and end the person's sessions; the audit log keeps what was done",
    load: async () => (await import("./users/delete.ts")).deleteUser,
  },
};
