import type { Update } from "@grammyjs/types";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { systemClock } from "../../src/platform/clock.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { createInbox, createInboxStore, type Inbox } from "../../src/telegram/index.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

export let database: TestDatabase;
let inboxes: Inbox[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  await Promise.all(inboxes.map((inbox) => inbox.stop()));
  inboxes = [];
  await database.prisma.inboxUpdate.deleteMany();
});
afterAll(async () => {
  await Promise.all(inboxes.map((inbox) => inbox.stop()));
  await database.close();
});

export function inboxWith(
  handle: (update: Update) => Promise<void>,
  more: Partial<Parameters<typeof createInbox>[0]> = {},
): Inbox {
  const inbox = createInbox({
    store: createInboxStore(database),
    handle,
    onDead: async () => {},
    clock: systemClock,
    logger: createLogger({ level: "silent" }),
    ...more,
  });
  inboxes.push(inbox);
  return inbox;
}

export function update(id: number, chatId: number, text = `слова ${id}`): Update {
  const chat = { id: chatId, type: "private", first_name: "Валентина" };
  const from = { id: chatId, is_bot: false, first_name: "Валентина" };
  return { update_id: id, message: { message_id: id, date: 0, chat, from, text } } as Update;
}

export function state(id: number) {
  return database.prisma.inboxUpdate.findUniqueOrThrow({
    where: { updateId: id },
    select: { state: true, attempts: true, error: true },
  });
}

/** Forgets what runs, as a killed process says goodbye to nobody. */
export function killAll(): void {
  inboxes = [];
}
