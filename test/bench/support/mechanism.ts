import type { Update } from "@grammyjs/types";
import { Api } from "grammy";
import {
  createOutboxStore,
  createOutboxWriter,
  createSender,
  type Effect,
  outboxChannel,
} from "../../../src/delivery/index.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { createDatabase } from "../../../src/platform/database.ts";
import { createLeadership } from "../../../src/platform/leadership.ts";
import { createLogger } from "../../../src/platform/logger.ts";
import {
  createCall,
  createInbox,
  createInboxStore,
  createPolling,
} from "../../../src/telegram/index.ts";

/**
 * The mechanism without a product: the inbox, a use case that only says something, the outbox, its
 * sender. Two sends an update, like the bots that it is compared with.
 */
const {
  BOT_TOKEN: token = "",
  BOT_API_ROOT: apiRoot = "",
  DATABASE_URL: url = "",
  LIMITS: limits,
} = process.env;
const logger = createLogger({ level: "warn" });
const database = createDatabase(url, { logger, connections: 10 });
const signal = new AbortController();
const lead = await createLeadership({ database, url, logger }).acquire(signal.signal);
const writer = createOutboxWriter(database.pool);
const fail = async (): Promise<void> => {
  throw new Error("the responder refuses nothing");
};

const sender = createSender({
  store: createOutboxStore(database),
  call: createCall({ token, apiRoot }),
  clock: systemClock,
  logger,
  lead,
  limits:
    limits === "lifted"
      ? { perSecond: Infinity, chatPerSecond: Infinity, groupPerMinute: Infinity }
      : undefined,
  onDelivered: fail,
  onMigrated: fail,
  onFatal: (reason) => logger.fatal({ reason }, "Telegram refuses the token"),
});
const inbox = createInbox({
  store: createInboxStore(database),
  handle: sayTwice,
  onDead: fail,
  clock: systemClock,
  logger,
  // the use case needs no connection of its own
  atOnce: 256,
});
const polling = createPolling({
  api: new Api(token, { apiRoot }),
  accept: inbox.accept,
  logger,
  onFatal: (reason) => logger.fatal({ reason }, "Telegram refuses the token"),
});

async function sayTwice({ update_id: id, message }: Update): Promise<void> {
  if (!message) return;
  const cause = `update:${id}`;
  const { chat, text } = message;
  const effects = ["first", "second"].map((name): Effect => ({
    key: `${cause}:${name}`,
    chatId: chat.id,
    method: "sendMessage",
    params: { text },
  }));
  await writer.write(cause, "say-twice", effects);
}

async function stop(): Promise<void> {
  await polling.stop();
  await inbox.stop();
  await sender.stop();
  await lead.release();
  await database.close();
  process.disconnect();
}

process.once("SIGTERM", () => void stop());
await database.listen(outboxChannel, (payload) => sender.wake(payload));
await sender.start();
await inbox.resume();
await polling.start();
