import { describe, expect, onTestFinished, test, vi } from "vitest";
import { GatewayError } from "../../src/errors.ts";
import { GroupCommit } from "../../src/store/group-commit.ts";
import { codeOf } from "./scenario.ts";

/** A far end whose commits the test lets through one by one. */
class Commits {
  readonly batches: (readonly number[])[] = [];
  readonly #waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];

  readonly group: GroupCommit<number, string>;

  constructor(options: { readonly maxWaitMs?: number } = {}) {
    this.group = new GroupCommit<number, string>({
      commit: async (items) => {
        this.batches.push(items);
        await new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }));
        return items.map((item) =>
          item < 0 ? new GatewayError("event_invalid", "negative") : `done ${item}`,
        );
      },
      bytesOf: (item) => Math.abs(item) * 1024 * 1024,
      ...options,
    });
  }

  letOneThrough(): void {
    this.#waiting.shift()?.resolve();
  }

  failOne(error: Error): void {
    this.#waiting.shift()?.reject(error);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}

describe("group commit", () => {
  test("puts all items of a turn into one batch and answers each", async () => {
    const commits = new Commits();
    const answers = Promise.all([commits.group.add(1), commits.group.add(2), commits.group.add(3)]);
    await nextTurn();
    expect(commits.batches).toEqual([[1, 2, 3]]);
    commits.letOneThrough();
    expect(await answers).toEqual(["done 1", "done 2", "done 3"]);
  });

  test("keeps two batches under way and hands over the next before it answers", async () => {
    const commits = new Commits();
    const batchesWhenAnswered: number[] = [];
    const answers: Promise<unknown>[] = [];
    for (const item of [1, 2, 3]) {
      answers.push(commits.group.add(item).then(() => batchesWhenAnswered.push(commits.batches.length)));
      await nextTurn();
    }
    expect(commits.batches).toEqual([[1], [2]]);
    commits.letOneThrough();
    await nextTurn();
    expect(batchesWhenAnswered).toEqual([3]);
    commits.letOneThrough();
    commits.letOneThrough();
    await Promise.all(answers);
  });

  test("bounds a batch by bytes, and lets a larger item go alone", async () => {
    const commits = new Commits();
    const answers = [3, 3, 3, 20, 1].map((item) => commits.group.add(item));
    for (let round = 0; round < 5; round += 1) {
      await nextTurn();
      commits.letOneThrough();
    }
    await Promise.all(answers);
    expect(commits.batches).toEqual([[3, 3], [3], [20], [1]]);
  });

  test("bounds a batch by items", async () => {
    const commits = new Commits();
    const answers = Array.from({ length: 600 }, () => commits.group.add(0));
    await nextTurn();
    commits.letOneThrough();
    await nextTurn();
    commits.letOneThrough();
    await Promise.all(answers);
    expect(commits.batches.map((batch) => batch.length)).toEqual([512, 88]);
  });

  test("hands a second batch over once it is as large as the one under way", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    onTestFinished(() => void vi.useRealTimers());
    const commits = new Commits();
    const answers = [1, 2].map((item) => commits.group.add(item));
    await nextTurn();
    answers.push(commits.group.add(3));
    await nextTurn();
    expect(commits.batches).toEqual([[1, 2]]);
    answers.push(commits.group.add(4));
    await nextTurn();
    expect(commits.batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
    commits.letOneThrough();
    commits.letOneThrough();
    await Promise.all(answers);
  });

  test("does not wait for a batch that takes long", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    onTestFinished(() => void vi.useRealTimers());
    const commits = new Commits();
    const answers = [1, 2].map((item) => commits.group.add(item));
    await nextTurn();
    vi.advanceTimersByTime(51);
    answers.push(commits.group.add(3));
    await nextTurn();
    expect(commits.batches).toEqual([[1, 2], [3]]);
    commits.letOneThrough();
    commits.letOneThrough();
    await Promise.all(answers);
  });

  test("hands a smaller batch over once the one under way is done", async () => {
    const commits = new Commits();
    const answers = [1, 2].map((item) => commits.group.add(item));
    await nextTurn();
    answers.push(commits.group.add(3));
    await nextTurn();
    commits.letOneThrough();
    await nextTurn();
    expect(commits.batches).toEqual([[1, 2], [3]]);
    commits.letOneThrough();
    await Promise.all(answers);
  });

  test("rejects the item whose answer is an error, and no other", async () => {
    const commits = new Commits();
    const answers = [commits.group.add(1), commits.group.add(-1)].map(codeOf);
    await nextTurn();
    commits.letOneThrough();
    expect(await Promise.all(answers)).toEqual(["no error", "event_invalid"]);
  });

  test("rejects a whole batch that fails, and commits the next", async () => {
    const commits = new Commits();
    const failing = [commits.group.add(1), commits.group.add(2)].map(codeOf);
    await nextTurn();
    commits.failOne(new Error("disk I/O error"));
    expect(await Promise.all(failing)).toEqual(["store_unavailable", "store_unavailable"]);
    const next = commits.group.add(3);
    await nextTurn();
    commits.letOneThrough();
    expect(await next).toBe("done 3");
  });

  test("closes after everything has been answered, and refuses what comes later", async () => {
    const commits = new Commits();
    const answer = commits.group.add(1);
    let isClosed = false;
    const closing = commits.group.close().then(() => (isClosed = true));
    expect(await codeOf(commits.group.add(2))).toBe("store_unavailable");
    await nextTurn();
    expect(isClosed).toBe(false);
    commits.letOneThrough();
    expect(await answer).toBe("done 1");
    await closing;
    expect(isClosed).toBe(true);
  });

  test("gives up in time what is under way and what waits behind it, and never hands that over", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    onTestFinished(() => void vi.useRealTimers());
    const commits = new Commits({ maxWaitMs: 1000 });
    const answers: Promise<string>[] = [];
    for (const item of [1, 2, 3]) {
      answers.push(codeOf(commits.group.add(item)));
      await nextTurn();
      vi.advanceTimersByTime(100);
    }
    vi.advanceTimersByTime(900);
    expect(await Promise.all(answers)).toEqual(answers.map(() => "store_unavailable"));
    const later = commits.group.add(4);
    for (let each = 0; each < 3; each += 1) {
      commits.letOneThrough();
      await nextTurn();
    }
    expect(await later).toBe("done 4");
    expect(commits.batches).toEqual([[1], [2], [4]]);
  });
});
