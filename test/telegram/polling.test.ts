import type { Update } from "@grammyjs/types";
import type { Api } from "grammy";
import { describe, expect, test } from "vitest";
import { createLogger } from "../../src/platform/logger.ts";
import { createPolling } from "../../src/telegram/index.ts";
import { startTelegram, textsOf } from "./telegram.ts";

describe("polling", () => {
  function polling(api: Api, accept: (updates: Update[]) => Promise<void>, fatal: string[] = []) {
    return createPolling({
      api,
      accept,
      logger: createLogger({ level: "silent" }),
      onFatal: (description) => void fatal.push(description),
    });
  }

  test("hears what was written before and after its start", async () => {
    await using telegram = await startTelegram();
    const person = telegram.sandbox.person({ first_name: "Валентина" });
    await person.write("до");
    const heard: string[] = [];
    const source = polling(telegram.api, async (updates) => void heard.push(...textsOf(updates)));
    await source.start();
    await expect.poll(() => heard).toEqual(["до"]);
    await person.write("после");
    await expect.poll(() => heard).toEqual(["до", "после"]);
    await source.stop();
    expect(telegram.sandbox.pendingUpdates()).toBe(0);
  });

  test("keeps the offset until the updates are committed", async () => {
    await using telegram = await startTelegram();
    const person = telegram.sandbox.person({ first_name: "Валентина" });
    await person.write("не пропадёт");
    let failures = 0;
    const committed: string[] = [];
    const source = polling(telegram.api, async (updates) => {
      if (failures++ === 0) throw new Error("the database is away");
      committed.push(...textsOf(updates));
    });
    await source.start();
    await expect.poll(() => failures).toBe(1);
    expect(telegram.sandbox.pendingUpdates()).toBe(1);
    await expect.poll(() => committed, { timeout: 5000 }).toEqual(["не пропадёт"]);
    await source.stop();
    expect(telegram.sandbox.pendingUpdates()).toBe(0);
  });

  test("a process that is killed before the commit leaves all to the next one", async () => {
    await using telegram = await startTelegram();
    const person = telegram.sandbox.person({ first_name: "Валентина" });
    await person.write("первое");
    await person.write("второе");
    const { promise: killed, reject: kill } = Promise.withResolvers<void>();
    let fetched = 0;
    const first = polling(telegram.api, async (updates) => {
      fetched += updates.length;
      await killed;
    });
    await first.start();
    await expect.poll(() => fetched).toBe(2);
    const gone = first.stop();
    kill(new Error("killed"));
    await gone;

    const heard: string[] = [];
    const second = polling(telegram.api, async (updates) => void heard.push(...textsOf(updates)));
    await second.start();
    await expect.poll(() => heard).toEqual(["первое", "второе"]);
    await second.stop();
  });

  test("hears only of the kinds of updates that it names", async () => {
    await using telegram = await startTelegram();
    const owner = telegram.sandbox.person({ first_name: "Ирина" });
    const group = telegram.sandbox.group({
      title: "Центр",
      owner,
      botIsMember: true,
      botIsAdmin: true,
    });
    const kinds: string[] = [];
    const source = polling(telegram.api, async (updates) => {
      for (const update of updates) kinds.push(...Object.keys(update));
    });
    await source.start();
    const message = await owner.write("сообщение", { chat: group });
    await expect.poll(() => kinds).toContain("message");
    await owner.react(message, "👍");
    await owner.edit(message, "исправлено");
    await expect.poll(() => kinds).toContain("edited_message");
    expect(kinds).not.toContain("message_reaction");
    await source.stop();
  });

  test("while another program takes the updates, it waits and goes on", async () => {
    await using telegram = await startTelegram();
    const person = telegram.sandbox.person({ first_name: "Валентина" });
    const heard: string[] = [];
    const fatal: string[] = [];
    const source = polling(
      telegram.api,
      async (updates) => void heard.push(...textsOf(updates)),
      fatal,
    );
    telegram.sandbox.faults.next("getUpdates", {
      error_code: 409,
      description:
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    });
    await source.start();
    await person.write("не пропадёт");
    await expect.poll(() => heard, { timeout: 15_000 }).toEqual(["не пропадёт"]);
    expect(fatal).toEqual([]);
    await source.stop();
  });

  test("a token that is refused ends it, and says so", async () => {
    await using telegram = await startTelegram();
    const fatal: string[] = [];
    telegram.sandbox.faults.next("getUpdates", { error_code: 401, description: "Unauthorized" });
    const source = polling(telegram.api, async () => {}, fatal);
    await source.start();
    await expect.poll(() => fatal).toEqual(["Unauthorized"]);
    await source.stop();
  });
});
