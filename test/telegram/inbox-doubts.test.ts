import { HttpError } from "grammy";
import { describe, expect, test } from "vitest";
import { createInboxStore } from "../../src/telegram/index.ts";
import { database, inboxWith, state, update } from "./inbox-stage.ts";

describe("a database that answers late or never", () => {
  const store = () => createInboxStore(database);

  test("what was committed without our hearing of it is handled, and in its order", async () => {
    const handled: number[] = [];
    let isFirst = true;
    const inbox = inboxWith(async ({ update_id }) => void handled.push(update_id), {
      store: {
        ...store(),
        async keep(updates, now) {
          const kept = await store().keep(updates, now);
          if (!isFirst) return kept;
          isFirst = false;
          throw new Error("Connection terminated unexpectedly");
        },
      },
    });
    await expect(inbox.accept([update(1, 7)])).rejects.toThrow("terminated");
    await inbox.accept([update(1, 7), update(2, 7)]);
    await expect.poll(() => handled).toEqual([1, 2]);
  });

  test("a mark that failed is made later, and nothing is handled again", async () => {
    const handled: number[] = [];
    let failures = 0;
    const inbox = inboxWith(async ({ update_id }) => void handled.push(update_id), {
      store: {
        ...store(),
        async markDone(ids, now) {
          failures += 1;
          if (failures === 1) throw new Error("Connection terminated unexpectedly");
          await store().markDone(ids, now);
        },
      },
    });
    await inbox.accept([update(1, 7)]);
    await expect.poll(() => failures).toBe(1);
    await inbox.resume();
    await expect.poll(() => state(1), { timeout: 5000 }).toMatchObject({ state: "done" });
    expect(handled).toEqual([1]);
  });

  test("what a process took in that leads no more is handled by the one that does", async () => {
    const handled: string[] = [];
    const old = inboxWith(async () => void handled.push("old"));
    const fresh = inboxWith(async () => void handled.push("fresh"));
    await fresh.resume();
    const stopping = old.stop();
    await old.accept([update(1, 7)]);
    await stopping;
    await fresh.accept([update(1, 7)]);
    await fresh.resume();
    await expect.poll(() => handled).toEqual(["fresh"]);
  });

  test("a process that leads no more leaves a failed update to the one that does", async () => {
    const { promise: failed, resolve } = Promise.withResolvers<void>();
    const inbox = inboxWith(
      async () => {
        resolve();
        throw new Error("another process leads");
      },
      { isOver: () => true },
    );
    await inbox.accept([update(1, 7)]);
    await failed;
    await inbox.stop();
    expect(await state(1)).toMatchObject({ state: "new", attempts: 0 });
  });
});

test("stopping waits for no backlog, and for nobody who waits for room", async () => {
  const { promise: running, resolve: end } = Promise.withResolvers<void>();
  const inbox = inboxWith(() => running);
  const many = Array.from({ length: 1500 }, (_, index) => update(index + 1, 7));
  const accepting = inbox.accept(many);
  await expect.poll(() => database.prisma.inboxUpdate.count()).toBe(1500);
  const stopping = inbox.stop();
  await accepting;
  end();
  await stopping;
  const left = await database.prisma.inboxUpdate.count({ where: { state: "new" } });
  expect(left).toBe(1499);
});

test("a line that was away for some tries makes no update a bad one", async () => {
  let tries = 0;
  const inbox = inboxWith(async () => {
    tries += 1;
    if (tries < 4) throw new HttpError("Network request failed!", new Error("ECONNRESET"));
  });
  await inbox.accept([update(1, 7)]);
  await expect.poll(() => state(1), { timeout: 15_000 }).toMatchObject({ state: "done" });
  expect(tries).toBe(4);
});
