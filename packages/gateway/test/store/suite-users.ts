import { describe, expect, test } from "vitest";
import type { NewUser, User } from "../../src/store/users/user-store.ts";
import { Scenario, START } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const actor = { kind: "user", name: "ada@north.example", address: "192.0.2.7" } as const;
const HOUR_MS = 60 * 60_000;

const hash = (filler: number): Uint8Array => new Uint8Array(32).fill(filler);

/** A store at a time that the test moves on, and short ways to its people. */
class People {
  readonly scenario: Scenario;
  now = START;

  private constructor(scenario: Scenario) {
    this.scenario = scenario;
  }

  static async start(harness: StoreHarness): Promise<People> {
    let people: People | undefined;
    const now = (): number => people?.now ?? START;
    people = new People(await Scenario.start(harness, undefined, { now }));
    return people;
  }

  get store(): Scenario["store"] {
    return this.scenario.store;
  }

  async add(email: string, change: Partial<NewUser> = {}): Promise<User> {
    const organizationId = this.scenario.organization.id;
    const user = { organizationId, email, name: "Ada", role: "admin", ...change } as const;
    const created = await this.store.users.create(actor, user);
    if (created.outcome !== "created") throw new Error(created.outcome);
    return created.user;
  }

  async find(email: string): Promise<User> {
    const user = await this.store.users.findByEmail(this.scenario.organization.id, email);
    if (user === undefined) throw new Error(`${email} is missing`);
    return user;
  }

  /** Begins a session and gives the user as it is after that. */
  async signIn(user: User, filler: number): Promise<User> {
    const times = { idleUntil: this.now + HOUR_MS, endsAt: this.now + 12 * HOUR_MS };
    const session = { user, tokenHash: hash(filler), how: "password", ...times } as const;
    if ((await this.store.sessions.begin(actor, session)) === undefined) throw new Error("no session began");
    return this.find(user.email);
  }

  async isSignedIn(filler: number): Promise<boolean> {
    return (await this.store.sessions.find(hash(filler))) !== undefined;
  }
}

export function usersSuite(harness: StoreHarness): void {
  describe("users", () => {
    test("are found by what they are known by, across a restart, and in their organization only", async () => {
      const people = await People.start(harness);
      const { store, scenario } = people;
      expect(await store.users.hasUsers()).toBe(false);
      const invitation = { hash: hash(1), until: START + HOUR_MS };
      const made = await people.add("ada@north.example", { invitation });
      await people.add("abe@north.example", { role: "viewer" });
      const oidc = { issuer: "https://id.example", subject: "s-1" };
      await store.users.edit(actor, made, { action: "user.link", change: { oidc } });
      await scenario.reopen();
      const { users } = scenario.store;
      const { id } = scenario.organization;
      const ada = await users.findByEmail(id, "ada@north.example");
      // The engines give bytes as different kinds of arrays.
      const { hash: shownHash = [], ...shown } = { ...ada?.invitation };
      expect({ ...ada, invitation: shown }).toEqual({
        ...made,
        version: 2,
        oidc,
        invitation: { until: invitation.until },
      });
      expect([...shownHash]).toEqual([...invitation.hash]);
      expect(await users.findBySubject(id, oidc)).toEqual(ada);
      expect(await users.findByInvitation(hash(1))).toEqual(ada);
      expect((await users.list(id)).map(({ email }) => email)).toEqual([
        "abe@north.example",
        "ada@north.example",
      ]);
      expect(await users.hasUsers()).toBe(true);
      expect(await users.list(id + 1)).toEqual([]);
      expect(await users.findByEmail(id + 1, "ada@north.example")).toBeUndefined();
      expect(await users.findBySubject(id + 1, oidc)).toBeUndefined();
      expect(await users.findBySubject(id, { ...oidc, issuer: "https://other.example" })).toBeUndefined();
      expect(await users.findByInvitation(hash(2))).toBeUndefined();
    });

    test("have an email of their own", async () => {
      const people = await People.start(harness);
      const ada = await people.add("ada@north.example");
      const { organizationId, email, name, role } = ada;
      const again = await people.store.users.create(actor, { organizationId, email, name, role });
      expect(again).toEqual({ outcome: "email_taken" });
    });

    test("are not changed or deleted on what they were before, and leave no entry then", async () => {
      const people = await People.start(harness);
      const { users, audit } = people.store;
      const before = await people.add("ada@north.example", { role: "viewer" });
      const edit = { action: "user.update", change: { name: "Ada L." } } as const;
      expect(await users.edit(actor, before, edit)).toMatchObject({
        outcome: "edited",
        user: { name: "Ada L.", version: 2 },
      });
      const { sequence } = await audit.checkpoint(before.organizationId);
      expect(await users.edit(actor, before, edit)).toEqual({ outcome: "outdated" });
      expect(await users.delete(actor, before)).toBe("outdated");
      expect(await audit.checkpoint(before.organizationId)).toMatchObject({ sequence });
    });

    test("lose what a change takes away", async () => {
      const people = await People.start(harness);
      const invitation = { hash: hash(1), until: START };
      const made = await people.add("ada@north.example", { passwordHash: "scrypt", invitation });
      const change = { passwordHash: undefined, invitation: undefined };
      await people.store.users.edit(actor, made, { action: "user.reset_password", change });
      const left = await people.find("ada@north.example");
      expect(left).not.toHaveProperty("passwordHash");
      expect(left).not.toHaveProperty("invitation");
    });

    test("are audited with who did it, and without what they sign in with", async () => {
      const people = await People.start(harness);
      const { users, audit } = people.store;
      const made = await people.add("bea@north.example", { role: "viewer", passwordHash: "the hash" });
      const edit = { action: "user.update", change: { role: "clinical" } } as const;
      const edited = await users.edit(actor, made, edit);
      if (edited.outcome !== "edited") throw new Error(edited.outcome);
      await users.delete(actor, edited.user);
      const entries = await audit.list(made.organizationId, { afterPosition: 1, limit: 9 });
      expect(entries.map(({ action, facts }) => [action, facts])).toEqual([
        ["user.create", { role: "viewer" }],
        ["user.update", { role: "clinical" }],
        ["user.delete", {}],
      ]);
      expect(entries[0]).toMatchObject({ actor, resource: { kind: "user", name: "bea@north.example" } });
      expect(JSON.stringify(entries)).not.toContain("the hash");
    });

    test("keep an active admin, whoever is demoted, disabled or deleted", async () => {
      const people = await People.start(harness);
      const { users } = people.store;
      const ada = await people.signIn(await people.add("ada@north.example"), 1);
      // Invited only, so of no help.
      await people.add("bea@north.example");
      const demotion = { action: "user.update", change: { role: "viewer" } } as const;
      const disabling = { action: "user.disable", change: { disabledAt: START } } as const;
      expect(await users.edit(actor, ada, demotion)).toEqual({ outcome: "last_admin" });
      expect(await users.edit(actor, ada, disabling)).toEqual({ outcome: "last_admin" });
      expect(await users.delete(actor, ada)).toBe("last_admin");
      expect(await people.find(ada.email)).toEqual(ada);
      expect(await people.isSignedIn(1)).toBe(true);
      await people.signIn(await people.find("bea@north.example"), 2);
      expect(await users.edit(actor, ada, demotion)).toMatchObject({ outcome: "edited" });
    });

    test("keep one of two admins who demote each other at the same moment", async () => {
      const people = await People.start(harness);
      const one = await people.signIn(await people.add("ada@north.example"), 1);
      const other = await people.signIn(await people.add("bea@north.example"), 2);
      const demotion = { action: "user.update", change: { role: "viewer" } } as const;
      const outcomes = await Promise.all([
        people.store.users.edit(actor, one, demotion),
        people.store.users.edit(actor, other, demotion),
      ]);
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["edited", "last_admin"]);
    });

    test("are the first way in once, and an API key is none then", async () => {
      const people = await People.start(harness);
      const { users, access } = people.store;
      const { id: organizationId } = people.scenario.organization;
      const wanted = { organizationId, name: "Ada", role: "admin", mustBeFirst: true } as const;
      const outcomes = await Promise.all(
        ["ada@north.example", "bea@north.example"].map((email) => users.create(actor, { ...wanted, email })),
      );
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["created", "not_first"]);
      const key = { ...wanted, keyHash: hash(9) };
      expect(await access.createApiKey(actor, key)).toEqual({ outcome: "not_first" });
    });

    test("are not the first way in where there is an API key", async () => {
      const people = await People.start(harness);
      const { id: organizationId } = people.scenario.organization;
      const shared = { organizationId, name: "Ada", role: "admin" } as const;
      await people.store.access.createApiKey(actor, { ...shared, keyHash: hash(9) });
      const user = { ...shared, email: "ada@north.example", mustBeFirst: true };
      expect(await people.store.users.create(actor, user)).toEqual({ outcome: "not_first" });
    });

    test("made under an idempotency key are made once, and the answer is kept", async () => {
      const people = await People.start(harness);
      const { users, access } = people.store;
      const { id: organizationId } = people.scenario.organization;
      const key = { organizationId, idempotencyKey: "once", request: "POST /api/v1/users" };
      const user = { organizationId, name: "Ada", role: "admin" } as const;
      const remember = { key, answer: ({ email }: User) => ({ email }) };
      const first = await users.create(actor, { ...user, email: "ada@north.example" }, remember);
      expect(first).toMatchObject({ outcome: "created" });
      const second = await users.create(actor, { ...user, email: "bea@north.example" }, remember);
      expect(second).toEqual({ outcome: "already_answered" });
      expect(await access.findAnswer(key)).toEqual({
        found: "same_request",
        answer: { email: "ada@north.example" },
      });
      expect(await users.list(organizationId)).toHaveLength(1);
    });
  });

  describe("sessions", () => {
    test("are found with their user until they idle or end, and make the user an active one", async () => {
      const people = await People.start(harness);
      const ada = await people.signIn(await people.add("ada@north.example"), 1);
      expect(ada).toMatchObject({ activatedAt: START, lastSignedInAt: START, version: 1 });
      const { sessions } = people.store;
      const found = await sessions.find(hash(1));
      expect(found).toMatchObject({ user: ada, session: { how: "password", startedAt: START } });
      expect(await sessions.find(hash(2))).toBeUndefined();
      people.now = START + HOUR_MS - 1;
      expect(await people.isSignedIn(1)).toBe(true);
      people.now = START + HOUR_MS;
      expect(await people.isSignedIn(1)).toBe(false);
    });

    test("are renewed once a minute at most, and never beyond their end", async () => {
      const people = await People.start(harness);
      await people.signIn(await people.add("ada@north.example"), 1);
      const { sessions } = people.store;
      const read = async (): Promise<NonNullable<Awaited<ReturnType<typeof sessions.find>>>["session"]> => {
        const found = await sessions.find(hash(1));
        if (found === undefined) throw new Error("the session is over");
        return found.session;
      };
      const begun = await read();
      people.now = START + 59_999;
      expect(await sessions.renew(begun, people.now + HOUR_MS)).toEqual(begun);
      expect(await read()).toEqual(begun);
      people.now = START + 60_000;
      const renewed = await sessions.renew(begun, people.now + HOUR_MS);
      expect(renewed).toMatchObject({ renewedAt: people.now, idleUntil: people.now + HOUR_MS });
      expect(await read()).toEqual(renewed);
      await sessions.renew({ ...renewed, renewedAt: START }, people.now + 99 * HOUR_MS);
      expect(await read()).toMatchObject({ idleUntil: begun.endsAt });
    });

    test("do not begin for who has changed meanwhile or is disabled", async () => {
      const people = await People.start(harness);
      const { users, sessions } = people.store;
      const before = await people.add("ada@north.example", { role: "viewer" });
      const times = { idleUntil: START + 1, endsAt: START + 1 };
      const begin = (user: User): ReturnType<typeof sessions.begin> =>
        sessions.begin(actor, { user, tokenHash: hash(1), how: "password", ...times });
      await users.edit(actor, before, {
        action: "user.reset_password",
        change: { passwordHash: undefined },
      });
      expect(await begin(before)).toBeUndefined();
      const present = await people.find(before.email);
      const disabling = { action: "user.disable", change: { disabledAt: START } } as const;
      await users.edit(actor, present, disabling);
      expect(await begin(await people.find(before.email))).toBeUndefined();
      expect(await people.isSignedIn(1)).toBe(false);
    });

    test("end one by one, all at once, all but one, and with their user", async () => {
      const people = await People.start(harness);
      const { users, sessions, audit } = people.store;
      await people.signIn(await people.add("bea@north.example"), 9);
      let ada = await people.add("ada@north.example");
      for (const filler of [1, 2, 3]) ada = await people.signIn(ada, filler);
      const found = await sessions.find(hash(1));
      if (found === undefined) throw new Error("no session");
      await sessions.end(actor, found.session);
      await sessions.end(actor, found.session);
      const signedIn = async (): Promise<readonly number[]> => {
        const fillers = [1, 2, 3, 4, 9];
        const are = await Promise.all(fillers.map((filler) => people.isSignedIn(filler)));
        return fillers.filter((_, index) => are[index]);
      };
      expect(await signedIn()).toEqual([2, 3, 9]);
      const change = { passwordHash: "another" };
      const endsSessions = { except: hash(3) };
      await users.edit(actor, ada, { action: "user.change_password", change, endsSessions });
      expect(await signedIn()).toEqual([3, 9]);
      await sessions.endAll(actor, ada);
      expect(await signedIn()).toEqual([9]);
      const present = await people.signIn(await people.find(ada.email), 4);
      expect(await users.delete(actor, present)).toBe("deleted");
      expect(await signedIn()).toEqual([9]);
      const entries = await audit.list(ada.organizationId, { afterPosition: 1, limit: 30 });
      const ends = entries.map(({ action }) => action).filter((action) => action.startsWith("session.end"));
      expect(ends).toEqual(["session.end", "session.end_all"]);
    });

    test("of a disabled user are none", async () => {
      const people = await People.start(harness);
      await people.signIn(await people.add("bea@north.example"), 2);
      const ada = await people.signIn(await people.add("ada@north.example"), 1);
      const change = { disabledAt: START };
      await people.store.users.edit(actor, ada, { action: "user.disable", change });
      expect(await people.isSignedIn(1)).toBe(false);
    });

    test("are forgotten once they are over", async () => {
      const people = await People.start(harness);
      const ada = await people.signIn(await people.add("ada@north.example"), 1);
      people.now += 1;
      await people.signIn(ada, 2);
      people.now = START + HOUR_MS + 1;
      expect(await people.store.sessions.purge()).toBe(1);
      people.now += 1;
      expect(await people.store.sessions.purge()).toBe(1);
    });
  });
}
