import { expect, test } from "vitest";
import { createLedger } from "../../src/sandbox/ledger.ts";
import type { LedgerEntry } from "../../src/sandbox/index.ts";
import { openStage, refusal } from "./support/stage.ts";

const call = { at: new Date(), method: "getMe", params: {}, effect: true } as const;
const outcome = { ok: true, result: {} } as const;

test("a ledger may keep the newest entries only, and numbers go on all the same", () => {
  const ledger = createLedger({ keep: 3 });
  for (let index = 0; index < 10_000; index++) ledger.add({ ...call, outcome });
  expect(ledger.entries.map(({ seq }) => seq)).toEqual([9998, 9999, 10_000]);
  ledger.keep("all");
  for (let index = 0; index < 5; index++) ledger.add({ ...call, outcome });
  expect(ledger.entries).toHaveLength(8);
  ledger.clear();
  expect(ledger.entries).toEqual([]);
  expect(ledger.add({ ...call, outcome }).seq).toBe(10_006);
});

test("a listener hears of every call once, when it is known whether its answer went out", async () => {
  const { sandbox, api } = await openStage({ ledger: { keep: 0 } });
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const heard: LedgerEntry[] = [];
  const stop = sandbox.ledger.on((entry) => heard.push(entry));
  sandbox.faults.next((_, { text }) => text === "обрыв", "reset after");
  await api.sendMessage(anna.id, "дошло");
  await api.sendMessage(anna.id, "обрыв").catch(() => {});
  await refusal(api.sendMessage(anna.id, ""));
  await expect.poll(() => heard.length).toBe(3);
  stop();
  await api.sendMessage(anna.id, "не слышно");
  expect(heard.toSorted((a, b) => a.seq - b.seq)).toMatchObject([
    { seq: 1, effect: true, answered: true },
    { seq: 2, effect: true, answered: false },
    { seq: 3, effect: false, answered: true },
  ]);
  expect(heard).toHaveLength(3);
  expect(sandbox.ledger.entries).toEqual([]);
});

test("a chat may keep the newest messages only, and the notice of a topic stays", async () => {
  const { sandbox, api } = await openStage({ messagesPerChat: 3 });
  const olga = sandbox.person({ first_name: "Ольга" });
  const group = sandbox.group({ title: "Центр", owner: olga, forum: true, botIsAdmin: true });
  const { message_thread_id: thread } = await api.createForumTopic(group.id, "127");
  for (const text of ["1", "2", "3", "4"]) {
    await api.sendMessage(group.id, text, { message_thread_id: thread });
  }
  const [notice, ...rest] = olga.messages({ chat: group });
  expect(notice?.message_id).toBe(thread);
  expect(rest.map(({ text }) => text)).toEqual(["3", "4"]);
});
