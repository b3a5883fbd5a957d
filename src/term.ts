import type { Update } from "@grammyjs/types";
import type { Config } from "./config.ts";
import {
  createSender,
  type DeliveryObserver,
  type OutboxStore,
  type SenderDependencies,
} from "./delivery/index.ts";
import type { DueWork } from "./due-work.ts";
import { watchForJumps } from "./platform/clock-jumps.ts";
import type { Clock } from "./platform/clock.ts";
import type { Lead } from "./platform/leadership.ts";
import type { Logger } from "./platform/logger.ts";
import type { Term } from "./platform/terms.ts";
import { createTicker } from "./platform/ticker.ts";
import {
  type Bot,
  createCall,
  createInbox,
  createPolling,
  createWebhook,
  type InboxStore,
  type TelegramClientOptions,
  type UpdatesObserver,
} from "./telegram/index.ts";

export interface TermDependencies {
  updates: Config["updates"];
  /** Telegram's own limits where not given. */
  limits: Partial<Config["limits"]>;
  client: TelegramClientOptions;
  bot: Bot;
  outbox: OutboxStore;
  inboxStore: InboxStore;
  clock: Clock;
  logger: Logger;
  onFatal: (reason: string) => void;
  /** Who looks on. */
  observers: { delivery: DeliveryObserver; updates: UpdatesObserver };
  onDelivered: SenderDependencies["onDelivered"];
  onlyRows: SenderDependencies["onlyRows"];
  onMigrated: SenderDependencies["onMigrated"];
  /** Told once an update has failed for the last time. */
  onDead: (update: Update) => Promise<void>;
  /** Due work, with the pause between two looks; milliseconds. */
  dueWork: DueWork[];
}

const promptWaitMs = 2000;
/** What was committed without our hearing of it, as by a process that leads no more. */
const resumeEveryMs = 30_000;

/** All that only the one process that leads may run: it takes updates in, sends, and looks what is due. */
export function createTerm(deps: TermDependencies, lead: Lead) {
  const { bot, outbox, clock, logger, onFatal } = deps;
  const sender = createSender({
    store: outbox,
    call: createCall(deps.client),
    clock,
    logger,
    lead,
    limits: deps.limits,
    onFatal,
    observer: deps.observers.delivery,
    onDelivered: deps.onDelivered,
    onlyRows: deps.onlyRows,
    onMigrated: deps.onMigrated,
  });
  const inbox = createInbox({
    store: deps.inboxStore,
    handle: (update) => bot.handleUpdate(update),
    onDead: deps.onDead,
    observer: deps.observers.updates,
    clock,
    logger,
  });
  const { accept } = inbox;
  const source =
    deps.updates.kind === "polling"
      ? createPolling({ api: bot.api, accept, logger, observer: deps.observers.updates, onFatal })
      : createWebhook({ api: bot.api, accept, logger, ...deps.updates });
  const dueWork: DueWork[] = [...deps.dueWork, ["unhandled updates", resumeEveryMs, inbox.resume]];
  const tickers = dueWork.map(([name, everyMs, work]) => createTicker(name, everyMs, work, logger));
  const jumps = watchForJumps(clock, async (milliseconds) => {
    logger.warn({ milliseconds }, "the clock was set back");
    await outbox.shiftWaits(milliseconds);
    sender.wake();
  });

  const term = {
    wake: sender.wake,
    /** Whether this process still leads, so that it may say something. */
    mayCall: lead.confirmed,
    note: sender.note,

    /** Whether more updates of a chat wait behind the one being handled. */
    hasMore: (chatId: number) => inbox.hasMore(String(chatId)),

    /** Waits a moment for what is queued for a chat, so that a prompt overtakes nothing. */
    settled: (chatId: number) => sender.settled(chatId, promptWaitMs),

    /** Waits a moment until what has been sent to a chat stands in the books. */
    recorded: (chatId: number) => sender.recorded(chatId, promptWaitMs),

    /** @throws what a part throws that cannot start; the others are ended then. */
    async begin(): Promise<void> {
      try {
        await sender.start();
        await inbox.resume();
        await source.start();
        for (const ticker of [...tickers, jumps]) ticker.start();
      } catch (error) {
        await term.end();
        throw error;
      }
    },

    /** Takes in nothing new, and lets what runs end. */
    async end(): Promise<void> {
      await Promise.all([
        // what the source still brings is kept for the next term
        source.stop(),
        inbox.stop(),
        ...[...tickers, jumps].map((ticker) => ticker.stop()),
      ]);
      await sender.stop();
    },
  };
  return term satisfies Term;
}

export type RunningTerm = ReturnType<typeof createTerm>;
