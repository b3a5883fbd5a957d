import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openStage, refusal } from "./support/stage.ts";

test("updates come again until an offset above them confirms them", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.write("один");
  await anna.write("два");

  const first = await api.getUpdates();
  expect(first.map(({ message }) => message?.text)).toEqual(["один", "два"]);
  const ids = first.map(({ update_id }) => update_id);
  expect(ids[1]).toBe((ids[0] ?? 0) + 1);

  const again = await api.getUpdates({ offset: ids[0] ?? 0 });
  expect(again).toHaveLength(2);
  const rest = await api.getUpdates({ offset: ids[1] ?? 0 });
  expect(rest.map(({ message }) => message?.text)).toEqual(["два"]);
  expect(sandbox.pendingUpdates()).toBe(1);
});

test("the limit is kept, and a negative offset takes from the end and forgets the rest", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  for (const text of ["1", "2", "3", "4"]) await anna.write(text);

  expect(await api.getUpdates({ limit: 3 })).toHaveLength(3);
  const last = await api.getUpdates({ offset: -1 });
  expect(last.map(({ message }) => message?.text)).toEqual(["4"]);
  expect(sandbox.pendingUpdates()).toBe(1);
});

test("whoever repeats an offset within half a second gets one update", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  for (const text of ["1", "2", "3"]) await anna.write(text);

  expect(await api.getUpdates({ offset: 1 })).toHaveLength(3);
  expect(await api.getUpdates({ offset: 1 })).toHaveLength(1);
  await sleep(550);
  expect(await api.getUpdates({ offset: 1 })).toHaveLength(3);
});

test("a second poller ends the first one's request with 409", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const first = refusal(api.getUpdates({ timeout: 20 }));
  await sleep(50);
  const second = api.getUpdates({ timeout: 20 });

  expect(await first).toBe(
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  );
  await sleep(20);
  await anna.write("привет");
  expect(await second).toHaveLength(1);
});

test("a long poll wakes as soon as something happens", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const polled = api.getUpdates({ timeout: 20 });
  await sleep(50);
  const wroteAt = performance.now();
  await anna.write("привет");
  expect(await polled).toHaveLength(1);
  expect(performance.now() - wroteAt).toBeLessThan(200);
});

test("reactions and others' membership are withheld unless they are named, and the list is remembered", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const vera = sandbox.person({ first_name: "Вера" });
  const group = sandbox.group({ title: "Центр", owner: anna, botIsAdmin: true });
  const message = await anna.write("привет", { chat: group });
  await anna.react(message, "👍");
  group.addMember(vera);
  const usual = await api.getUpdates();
  expect(usual.flatMap((update) => Object.keys(update))).not.toContain("message_reaction");
  expect(usual.flatMap((update) => Object.keys(update))).not.toContain("chat_member");

  const offset = (usual.at(-1)?.update_id ?? 0) + 1;
  await api.getUpdates({
    offset,
    limit: 1,
    timeout: 0,
    allowed_updates: ["message_reaction", "chat_member"],
  });
  await anna.react(message, "🔥");
  await anna.write("не названо", { chat: group });
  group.removeMember(vera);
  await sleep(550);
  const named = await api.getUpdates({ offset });
  expect(named.map((update) => Object.keys(update)[1])).toEqual([
    "message_reaction",
    "chat_member",
  ]);
  expect(named[0]?.message_reaction).toMatchObject({
    old_reaction: [{ type: "emoji", emoji: "👍" }],
    new_reaction: [{ type: "emoji", emoji: "🔥" }],
  });
}, 20_000);

test("what the bot did not take within a day is lost", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.write("старое");
  sandbox.clock.advance(24 * 60 * 60 * 1000 + 1);
  await anna.write("новое");
  const updates = await api.getUpdates();
  expect(updates.map(({ message }) => message?.text)).toEqual(["новое"]);
});

test("a pressed button that nobody took within 150 seconds is forgotten", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const sent = await api.sendMessage(anna.id, "Меню", {
    reply_markup: { inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] },
  });
  await anna.tapData(await anna.sees("Меню"), "yes", { within: 1 });
  expect(sent.message_id).toBe(2);
  sandbox.clock.advance(151_000);
  const updates = await api.getUpdates();
  expect(updates.map((update) => Object.keys(update)[1])).toEqual(["message"]);
});

test("an offset far ahead of all updates loses nothing", async () => {
  const { sandbox, api } = await openStage();
  await sandbox.person({ first_name: "Анна" }).write("привет");
  expect(await api.getUpdates({ offset: 2_000_000_000 })).toHaveLength(1);
});

test("updates of any shape can be pushed", async () => {
  const { sandbox, api } = await openStage();
  sandbox.pushUpdate({ message: { message_id: 1 }, something_new: { a: 1 } });
  const [update] = await api.getUpdates();
  expect(update).toMatchObject({ message: { message_id: 1 }, something_new: { a: 1 } });
});

test("after a week without updates their numbers start anew anywhere, and nothing is lost by it", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.write("до");
  const [before] = await api.getUpdates();
  const offset = (before?.update_id ?? 0) + 1;
  await api.getUpdates({ offset, timeout: 0, limit: 1 });
  sandbox.clock.advance(7 * 24 * 60 * 60 * 1000 + 1);
  await anna.write("после");
  await anna.write("и ещё");
  const [first, second] = await api.getUpdates({ offset: offset + 1 });
  expect(first?.message?.text).toBe("после");
  expect(first?.update_id).not.toBe(offset);
  expect(second?.update_id).toBe((first?.update_id ?? 0) + 1);
});

test("six quiet days change nothing in the numbers", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const before = sandbox.pushUpdate({ poll: {} });
  sandbox.clock.advance(6 * 24 * 60 * 60 * 1000);
  await anna.write("после");
  expect((await api.getUpdates())[0]?.update_id).toBe(before + 1);
});

test("confirmed updates can come again once, whatever offset is asked for", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  for (const text of ["1", "2", "3"]) await anna.write(text);
  const ids = (await api.getUpdates()).map(({ update_id }) => update_id);
  const offset = (ids.at(-1) ?? 0) + 1;
  const polled = api.getUpdates({ offset, timeout: 20 });
  await expect.poll(() => sandbox.pendingUpdates()).toBe(0);
  expect(sandbox.redeliver(2)).toEqual(ids.slice(1));
  expect((await polled).map(({ message }) => message?.text)).toEqual(["2", "3"]);
  await anna.write("4");
  const next = await api.getUpdates({ offset: offset + 1 });
  expect(next.map(({ message }) => message?.text)).toEqual([]);
  expect(sandbox.redeliver([ids[0] ?? 0])).toEqual([ids[0]]);
  expect(sandbox.redeliver([1])).toEqual([]);
});

test("what waits can be mixed between chats by a seed, each chat's own stay in order", async () => {
  async function mixed(seed: number) {
    const { sandbox, api } = await openStage();
    for (const name of ["А", "Б", "В"]) {
      const person = sandbox.person({ first_name: name });
      for (const number of [1, 2, 3]) await person.write(`${name}${number}`);
    }
    sandbox.shufflePending(seed);
    return await api.getUpdates();
  }
  const updates = await mixed(5);
  const texts = updates.map(({ message }) => message?.text ?? "");
  expect(texts).not.toEqual(texts.toSorted());
  for (const name of ["А", "Б", "В"]) {
    const own = texts.filter((text) => text.startsWith(name));
    expect(own).toEqual([`${name}1`, `${name}2`, `${name}3`]);
  }
  const ids = updates.map(({ update_id }) => update_id);
  expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  expect((await mixed(5)).map(({ message }) => message?.text)).toEqual(texts);
});

test("an update that the bot has seen keeps its number when the rest is mixed", async () => {
  const { sandbox, api } = await openStage();
  const people = ["А", "Б", "В", "Г"].map((first_name) => sandbox.person({ first_name }));
  for (const person of people) await person.write(person.first_name);
  const [seen] = await api.getUpdates({ limit: 1 });
  for (const seed of [1, 2, 3]) sandbox.shufflePending(seed);
  const all = await api.getUpdates({ offset: 1 });
  expect(all[0]).toEqual(seen);
  expect(all).toHaveLength(4);
});
