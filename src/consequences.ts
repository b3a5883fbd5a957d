import type { Update } from "@grammyjs/types";
import type { AccessStore } from "./access/index.ts";
import type { createCenters } from "./centers/index.ts";
import type { OutboxStore, SenderDependencies } from "./delivery/index.ts";
import type { createMembers } from "./members/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { createQuestions } from "./questions/index.ts";
import type { Bot, InboxStore, Translations } from "./telegram/index.ts";

interface ConsequencesDependencies {
  centers: ReturnType<typeof createCenters>;
  members: ReturnType<typeof createMembers>;
  questions: ReturnType<typeof createQuestions>;
  access: AccessStore;
  outbox: OutboxStore;
  inboxStore: InboxStore;
  bot: Bot;
  translations: Translations;
  clock: Clock;
}

/** What delivery and the inbox come to know, brought to the features that it concerns. */
export function createConsequences(deps: ConsequencesDependencies) {
  const { centers, members, questions, outbox } = deps;

  const onDelivered: SenderDependencies["onDelivered"] = async (
    transaction,
    { key, chatId, about },
    delivered,
  ) => {
    if (about) await questions.onDelivered(transaction, about, delivered, chatId);
    if (delivered.kind !== "failed") return;
    const { failure } = delivered;
    // Bot API, Chat: the ids of groups are negative
    const isGroup = chatId < 0;
    if (failure === "unreachable" && !isGroup) await members.markUnreachable(transaction, chatId);
    if (isGroup && (failure === "unreachable" || failure === "chat-lost" || failure === "muted")) {
      const trouble = failure === "muted" ? "muted" : "lost";
      const cause = `effect:${key}`;
      await centers.groupSilent(transaction, { cause, chatId, trouble, refused: key });
    }
  };

  /** Tells the owners how many updates could not be handled, if there are any. */
  async function tellOfDeadUpdates(cause: string): Promise<void> {
    const count = deps.inboxStore.deadSince;
    await centers.tellOwnersOfTrouble({ cause, what: "dead-update", count });
  }

  return {
    onDelivered,

    /** A basic group became a supergroup, and the sender is the first to hear of it. */
    async onMigrated(fromChatId: number, toChatId: number): Promise<void> {
      const cause = `migrated:${fromChatId}:${toChatId}`;
      await centers.moveGroup({ cause, fromChatId, toChatId });
      await outbox.moveChat(fromChatId, toChatId, deps.clock.now());
    },

    /** Whoever wrote what could not be handled hears so: silence would look like an answer to come. */
    async onDead(update: Update): Promise<void> {
      await tellOfDeadUpdates(`dead:${update.update_id}`);
      const chat = update.message?.chat ?? update.callback_query?.message?.chat;
      const from = update.message?.from ?? update.callback_query?.from;
      if (!from || chat?.type !== "private") return;
      const { language } = await deps.access.findActor(from);
      await deps.bot.api.sendMessage(chat.id, deps.translations(language)("home-failure"));
    },

    tellOfDeadUpdates,
  };
}

export type Consequences = ReturnType<typeof createConsequences>;
