import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { postgresFolder } from "../../src/demo/stand.ts";
import { inspectProcess } from "../../src/demo/services/processes.ts";
import type { MessageView, PhoneView } from "../../src/sandbox/protocol.ts";
import { act, addressOf, look, runDemo, temporaryFolder } from "./support/demo-process.ts";

const valentina = "Валентина Петровна";
const question = "Где взять деньги на ремонт крыши?";

async function phoneOf(address: string, name: string): Promise<PhoneView> {
  const { phones } = await look(address);
  const phone = phones.find(({ person }) => person.name === name);
  if (!phone) throw new Error(`There is no phone of ${name}.`);
  return phone;
}

/** Waits for a message on a phone; `button` finds the place of one of its buttons. */
async function shown(address: string, name: string, text: string): Promise<MessageView> {
  const find = async () =>
    (await phoneOf(address, name)).chats
      .flatMap(({ messages }) => messages)
      .findLast((message) => JSON.stringify(message).includes(text));
  await expect.poll(find, { timeout: 10_000, message: text }).toBeDefined();
  const found = await find();
  if (!found) throw new Error(`${text} is gone again.`);
  return found;
}

async function tap(address: string, message: MessageView, row: number): Promise<void> {
  const { chat, id } = message;
  const result = await act(address, { do: "tap", person: chat, chat, message: id, row, column: 0 });
  expect(result).toMatchObject({ ok: true });
}

test("a killed demo goes on where it was, and Ctrl-C ends it with nothing left behind", async () => {
  const folder = temporaryFolder();
  const first = runDemo("--data", folder, "--port", "0");
  const firstAddress = await addressOf(first);
  const { person } = await phoneOf(firstAddress, valentina);
  await act(firstAddress, { do: "write", person: person.id, chat: person.id, text: question });
  await shown(firstAddress, valentina, "О чём оно?");

  const rival = runDemo("--data", folder, "--port", "0", "--fresh");
  await once(rival.child, "close");
  expect(rival.child.exitCode).toBe(1);
  expect(rival.output()).toContain("Another run");

  // what the phones show is saved a moment later
  await new Promise((resolve) => setTimeout(resolve, 500));
  await first.end("SIGKILL");

  const second = runDemo("--data", folder, "--port", "0");
  const address = await addressOf(second);
  expect(second.output()).toContain("Everything from the last run is there again");
  await tap(address, await shown(address, valentina, "О чём оно?"), 0);
  await tap(address, await shown(address, valentina, "Ваш вопрос получит"), 0);
  await shown(address, valentina, "отправлен");
  const card = await shown(address, "Ольга Смирнова", question);
  const { person: olga } = await phoneOf(address, "Ольга Смирнова");
  await act(address, {
    do: "write",
    person: olga.id,
    chat: card.chat,
    thread: card.thread,
    replyTo: card.id,
    text: "Есть районный конкурс.",
  });
  await shown(address, valentina, "Есть районный конкурс.");

  const pidFile = path.join(postgresFolder(folder), "data/postmaster.pid");
  const postmaster = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  expect(await second.end("SIGINT")).toBe(0);
  expect(inspectProcess(postmaster)).toBeUndefined();
  expect(existsSync(pidFile)).toBe(false);
  await expect(fetch(address)).rejects.toThrow("fetch failed");
}, 120_000);

test("a demo that was killed while it set itself up begins anew", async () => {
  const folder = temporaryFolder();
  const first = runDemo("--data", folder, "--port", "0");
  await expect.poll(first.output, { timeout: 30_000 }).toContain("Setting up the network");
  await first.end("SIGKILL");

  const second = runDemo("--data", folder, "--port", "0");
  const { phones } = await look(await addressOf(second));
  expect(phones).toHaveLength(6);
  expect(second.output()).toContain("Setting up the network");
  expect(await second.end("SIGTERM")).toBe(0);
}, 120_000);
