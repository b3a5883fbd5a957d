import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openReceiver } from "./support/receiver.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import { BOT_TOKEN, openStage } from "./support/stage.ts";

const SECOND = 1000;
const HOUR = 3600 * SECOND;

test("a failed update comes again at once, then after 2, 4, 8, 16 and 32 seconds, then after one to two minutes", async () => {
  const { sandbox, api } = await openStage();
  const { url, received } = await openReceiver(() => ({ status: 500 }));
  await api.setWebhook(url);
  await sandbox.person({ first_name: "Анна" }).write("а");
  await expect.poll(() => received.length).toBe(2);
  let tries = 2;
  for (const seconds of [2, 4, 8, 16, 32]) {
    sandbox.clock.advance((seconds - 0.5) * SECOND);
    await sleep(30);
    expect(received).toHaveLength(tries);
    sandbox.clock.advance(0.6 * SECOND);
    tries++;
    await expect.poll(() => received.length).toBe(tries);
  }
  await sleep(30);
  sandbox.clock.advance(59 * SECOND);
  await sleep(30);
  expect(received).toHaveLength(tries);
  sandbox.clock.advance(62 * SECOND);
  await expect.poll(() => received.length).toBe(tries + 1);
});

test("waits can pass faster than in life", async () => {
  const { sandbox, api } = await openStage({ webhookTimeScale: 200 });
  const { url, received } = await openReceiver((count) => ({ status: count < 6 ? 502 : 200 }));
  await api.setWebhook(url);
  await sandbox.person({ first_name: "Анна" }).write("а");
  await sandbox.whenIdle();
  expect(received).toHaveLength(6);
});

test("Retry-After decides when the update comes again, up to an hour", async () => {
  const { sandbox, api } = await openStage();
  const { url, received } = await openReceiver((count) =>
    count === 1 ? { status: 503, headers: { "retry-after": "86400" } } : { status: 200 },
  );
  await api.setWebhook(url);
  await sandbox.person({ first_name: "Анна" }).write("а");
  await expect.poll(() => received.length).toBe(1);
  await sleep(30);
  sandbox.clock.advance(HOUR - SECOND);
  await sleep(30);
  expect(received).toHaveLength(1);
  sandbox.clock.advance(2 * SECOND);
  await sandbox.whenIdle();
  expect(received).toHaveLength(2);
});

test("an update is dropped when its next try would be past its day", async () => {
  const { sandbox, api } = await openStage();
  const { url, received } = await openReceiver(() => ({
    status: 503,
    headers: { "retry-after": "3600" },
  }));
  await api.setWebhook(url);
  await sandbox.person({ first_name: "Анна" }).write("а");
  for (let hours = 1; hours <= 24; hours++) {
    await expect.poll(() => received.length).toBe(hours);
    await sleep(10);
    sandbox.clock.advance(HOUR + 1);
  }
  await sandbox.whenIdle();
  expect(received).toHaveLength(24);
});

test("HTTP 410 for 23 hours closes the webhook, and polling is free again", async () => {
  const { sandbox, api } = await openStage();
  const { url, received } = await openReceiver(() => ({ status: 410 }));
  await api.setWebhook(url);
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.write("а");
  await expect.poll(() => received.length).toBe(2);
  sandbox.clock.advance(22 * HOUR);
  await expect.poll(() => received.length).toBe(3);
  expect((await api.getWebhookInfo()).url).toBe(url);
  sandbox.clock.advance(HOUR + 5 * SECOND);
  await expect.poll(async () => (await api.getWebhookInfo()).url).toBe("");
  await anna.write("б");
  const texts = (await api.getUpdates()).map(({ message }) => message?.text);
  expect(texts).toContain("б");
});

test("nobody overtakes in a chat, chats go side by side, and buttons have a line of their own", async () => {
  const { sandbox, api } = await openStage();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { url, received } = await openReceiver(async (_count, { update }) => {
    if (update.message?.text === "держит") await released;
    return { status: 200 };
  });
  const anna = sandbox.person({ first_name: "Анна" });
  const boris = sandbox.person({ first_name: "Борис" });
  await anna.start();
  await api.sendMessage(anna.id, "Меню", {
    reply_markup: { inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] },
  });
  await api.setWebhook(url, { drop_pending_updates: true });
  await anna.write("держит");
  await anna.write("ждёт");
  await boris.write("свободен");
  void anna.tap(await anna.sees("Меню"), "Да", { within: 1 });
  await expect.poll(() => received.length).toBe(3);
  await sleep(30);
  expect(received.map(({ update }) => update.message?.text)).toEqual([
    "держит",
    "свободен",
    undefined,
  ]);
  release();
  await sandbox.whenIdle();
  expect(received.at(-1)?.update.message?.text).toBe("ждёт");
});

test("at most max_connections updates are in flight", async () => {
  const { sandbox, api } = await openStage();
  let inFlight = 0;
  let most = 0;
  const { url, received } = await openReceiver(async () => {
    inFlight++;
    most = Math.max(most, inFlight);
    await sleep(20);
    inFlight--;
    return { status: 200 };
  });
  await api.setWebhook(url, { max_connections: 3 });
  for (let index = 0; index < 12; index++) {
    await sandbox.person({ first_name: `П${index}` }).write("а");
  }
  await sandbox.whenIdle();
  expect(received).toHaveLength(12);
  expect(most).toBe(3);
});

test("what asks or changes the webhook is not carried out from an answer", async () => {
  const { sandbox, api } = await openStage();
  const { url } = await openReceiver(() => ({ status: 200, body: { method: "deleteWebhook" } }));
  await api.setWebhook(url);
  await sandbox.person({ first_name: "Анна" }).write("а");
  await sandbox.whenIdle();
  expect((await api.getWebhookInfo()).url).toBe(url);
});

test("a server that is not there is named in last_error_message", async () => {
  const { sandbox, api } = await openStage();
  const elsewhere = await startSandbox({ botToken: BOT_TOKEN });
  await elsewhere.close();
  await api.setWebhook(elsewhere.address);
  await sandbox.person({ first_name: "Анна" }).write("а");
  await expect
    .poll(async () => (await api.getWebhookInfo()).last_error_message)
    .toBe("Connection refused");
  expect((await api.getWebhookInfo()).pending_update_count).toBe(1);
});

test("one connection goes on with the next update as soon as it is free", async () => {
  const { sandbox, api } = await openStage();
  const { url, received } = await openReceiver(() => ({ status: 200 }));
  await api.setWebhook(url, { max_connections: 1 });
  const people = ["А", "Б", "В"].map((first_name) => sandbox.person({ first_name }));
  for (const person of people) for (const text of ["1", "2"]) await person.write(text);
  await sandbox.whenIdle();
  expect(received).toHaveLength(6);
});
