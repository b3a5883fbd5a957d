import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { database, inboxWith, killAll, state, update } from "./inbox-stage.ts";

describe("what comes in", () => {
  test("is committed before anything else happens to it", async () => {
    const seen: string[] = [];
    const inbox = inboxWith(async ({ update_id }) => {
      seen.push((await state(update_id)).state);
    });
    await inbox.accept([update(1, 7)]);
    expect(await state(1)).toMatchObject({ state: "new", attempts: 0 });
    await expect.poll(() => seen).toEqual(["new"]);
    await expect.poll(() => state(1)).toMatchObject({ state: "done" });
  });

  test("is handled once, however often it comes", async () => {
    const handled: number[] = [];
    const inbox = inboxWith(async ({ update_id }) => void handled.push(update_id));
    await inbox.accept([update(1, 7), update(1, 7), update(2, 7)]);
    await inbox.accept([update(1, 7), update(2, 7), update(3, 7)]);
    await expect.poll(() => state(3)).toMatchObject({ state: "done" });
    expect(handled).toEqual([1, 2, 3]);
  });

  test("is refused as a whole when it cannot be committed", async () => {
    const handled: number[] = [];
    const inbox = inboxWith(async ({ update_id }) => void handled.push(update_id));
    const broken = { ...update(2, 7), update_id: Number.NaN };
    await expect(inbox.accept([update(1, 7), broken])).rejects.toThrow(/null value|update_id/);
    expect(handled).toEqual([]);
    expect(await database.prisma.inboxUpdate.count()).toBe(0);
  });

  test("waits with Telegram, while more is here than can be handled soon", async () => {
    const { promise: free, resolve: goOn } = Promise.withResolvers<void>();
    let handled = 0;
    const inbox = inboxWith(async () => {
      await free;
      handled += 1;
    });
    const many = Array.from({ length: 1000 }, (_, index) => update(index + 1, index + 1));
    let accepted = false;
    const accepting = inbox.accept(many).then(() => (accepted = true));
    await expect.poll(() => database.prisma.inboxUpdate.count()).toBe(1000);
    expect(accepted).toBe(false);
    goOn();
    await accepting;
    await expect.poll(() => handled, { timeout: 5000 }).toBe(1000);
  });

  test("may hold what PostgreSQL does not take, and keeps the words around it", async () => {
    const texts: unknown[] = [];
    const inbox = inboxWith(async ({ message }) => void texts.push(message?.text));
    await inbox.accept([
      update(1, 7, "до\u0000после"),
      update(2, 7, "пол\ud83d"),
      update(3, 7, "\\u0000"),
    ]);
    await expect.poll(() => texts).toEqual(["допосле", "пол\ufffd", "\\u0000"]);
  });
});

describe("order", () => {
  test("a chat's updates are handled one after another, in their order", async () => {
    const steps: string[] = [];
    const inbox = inboxWith(async ({ update_id }) => {
      steps.push(`begin ${update_id}`);
      await sleep(20);
      steps.push(`end ${update_id}`);
    });
    await inbox.accept([update(1, 7), update(2, 7)]);
    await inbox.accept([update(3, 7)]);
    await expect.poll(() => steps.length).toBe(6);
    expect(steps).toEqual([1, 2, 3].flatMap((id) => [`begin ${id}`, `end ${id}`]));
  });

  test("chats are handled side by side", async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const handled: number[] = [];
    const inbox = inboxWith(async ({ update_id }) => {
      if (update_id === 1) await gate;
      handled.push(update_id);
    });
    await inbox.accept([update(1, 7), update(2, 7), update(3, 8), update(4, 9)]);
    await expect.poll(() => new Set(handled)).toEqual(new Set([3, 4]));
    open();
    await expect.poll(() => handled.slice(2)).toEqual([1, 2]);
  });

  test("a handler hears whether its chat has written more", async () => {
    const heard: boolean[] = [];
    const inbox = inboxWith(async () => void heard.push(inbox.hasMore("7")));
    await inbox.accept([update(1, 7), update(2, 7), update(3, 7)]);
    await expect.poll(() => heard).toEqual([true, true, false]);
  });
});

describe("failures", () => {
  test("an update that fails is tried again, and the chat goes on in order", async () => {
    const handled: number[] = [];
    let failures = 0;
    const inbox = inboxWith(async ({ update_id }) => {
      if (update_id === 1 && failures++ === 0) throw new TypeError("a mistake");
      handled.push(update_id);
    });
    await inbox.accept([update(1, 7), update(2, 7)]);
    await expect.poll(() => state(2), { timeout: 3000 }).toMatchObject({ state: "done" });
    expect(handled).toEqual([1, 2]);
    expect(await state(1)).toMatchObject({ state: "done", attempts: 1 });
  });

  test("after the third failure the person hears of it once, and the chat goes on", async () => {
    const told: number[] = [];
    let tries = 0;
    const handled: number[] = [];
    const inbox = inboxWith(
      async ({ update_id }) => {
        if (update_id !== 1) return void handled.push(update_id);
        tries += 1;
        throw new RangeError("poison");
      },
      {
        onDead: async ({ update_id }) => {
          told.push(update_id);
          throw new Error("nobody is there");
        },
      },
    );
    await inbox.accept([update(1, 7), update(2, 7)]);
    await expect.poll(() => handled, { timeout: 6000 }).toEqual([2]);
    expect([tries, told]).toEqual([3, [1]]);
    expect(await state(1)).toEqual({ state: "dead", attempts: 3, error: "RangeError" });
  });

  test("tries do not count while the database cannot be reached", async () => {
    const { prisma } = database;
    const handled: number[] = [];
    let tries = 0;
    const inbox = inboxWith(async ({ update_id }) => {
      tries += 1;
      if (tries === 1) await prisma.$executeRaw`ALTER TABLE inbox RENAME TO inbox_away`;
      if (tries === 4) await prisma.$executeRaw`ALTER TABLE inbox_away RENAME TO inbox`;
      if (tries < 5) throw new Error("no database");
      handled.push(update_id);
    });
    await inbox.accept([update(1, 7)]);
    await expect.poll(() => handled, { timeout: 9000 }).toEqual([1]);
    await expect.poll(() => state(1)).toMatchObject({ state: "done", attempts: 1 });
  });

  test("an update that never ends frees its chat at the deadline", async () => {
    const { promise: never } = Promise.withResolvers<void>();
    let tries = 0;
    const handled: number[] = [];
    const inbox = inboxWith(
      async ({ update_id }) => {
        if (update_id === 1 && ++tries < 2) await never;
        handled.push(update_id);
      },
      { deadlineMs: 50 },
    );
    await inbox.accept([update(1, 7), update(2, 7)]);
    await expect.poll(() => handled, { timeout: 3000 }).toEqual([1, 2]);
  });
});

describe("after a restart", () => {
  test("what was not handled is handled, in its order, and what was is not", async () => {
    const { promise: never } = Promise.withResolvers<void>();
    const first = inboxWith(async ({ update_id }) => {
      if (update_id === 2) await never;
    });
    await first.accept([update(1, 7), update(2, 7), update(3, 7)]);
    await expect.poll(() => state(1)).toMatchObject({ state: "done" });
    killAll();

    const handled: number[] = [];
    const second = inboxWith(async ({ update_id }) => void handled.push(update_id));
    await second.resume();
    await second.accept([update(3, 7), update(4, 7)]);
    await expect.poll(() => handled).toEqual([2, 3, 4]);
  });

  test("tries are counted on", async () => {
    const fail = async (): Promise<never> => {
      throw new Error("poison");
    };
    const first = inboxWith(fail);
    await first.accept([update(1, 7)]);
    await expect.poll(() => state(1)).toMatchObject({ attempts: 1 });
    await first.stop();
    const told: number[] = [];
    const second = inboxWith(fail, {
      onDead: async ({ update_id }) => void told.push(update_id),
    });
    const before = (await state(1)).attempts;
    await second.resume();
    await expect.poll(() => told, { timeout: 6000 }).toEqual([1]);
    expect(before).toBeLessThan(3);
    expect(await state(1)).toMatchObject({ state: "dead", attempts: 3 });
  });

  test("stopping lets the running update end and leaves the rest", async () => {
    const handled: number[] = [];
    const inbox = inboxWith(async ({ update_id }) => {
      await sleep(100);
      handled.push(update_id);
    });
    await inbox.accept([update(1, 7), update(2, 7)]);
    await inbox.stop();
    expect(handled).toEqual([1]);
    expect(await state(1)).toMatchObject({ state: "done" });
    expect(await state(2)).toMatchObject({ state: "new" });
  });
});
