import { Composer, type Filter } from "grammy";
import {
  type BotContext,
  isAnonymous,
  realReply,
  show,
  unlessRefused,
} from "../../telegram/index.ts";
import type { Group } from "../group.ts";
import { readPayload } from "../links.ts";
import type { UseCases } from "../use-cases.ts";
import { inspectChat } from "./group-facts.ts";
import {
  anonymousScreen,
  groupHelpScreen,
  notConnectedScreen,
  unconnectedGroupScreen,
} from "./group.screens.ts";

export interface GroupHandlersDependencies {
  useCases: UseCases;
  groupByChat: (chatId: number) => Promise<Group | undefined>;
  /** Whether a message belongs to some work. */
  isOurs: (chatId: number, messageId: number) => Promise<boolean>;
  /** Told, after the commit, that a chat has a new id. */
  onGroupMoved: (cause: string, fromChatId: number, toChatId: number) => Promise<void>;
}

type InGroup = Filter<BotContext, "message">;

/** What happens to groups: connecting, rights, moving, and help. */
export function createGroupHandlers(deps: GroupHandlersDependencies): Composer<BotContext> {
  const { useCases } = deps;
  const composer = new Composer<BotContext>();
  const inGroups = new Composer<BotContext>();
  composer.filter(isGroup, inGroups);

  inGroups.on("my_chat_member", (ctx) => lookAgain(ctx, ctx.chat.id));
  inGroups.on("message:new_chat_title", (ctx) => lookAgain(ctx, ctx.chat.id));
  inGroups.on("message:migrate_to_chat_id", (ctx) =>
    move(ctx, ctx.chat.id, ctx.message.migrate_to_chat_id),
  );
  inGroups.on("message:migrate_from_chat_id", (ctx) =>
    move(ctx, ctx.message.migrate_from_chat_id, ctx.chat.id),
  );
  const messages = inGroups.on("message");
  messages.command("start", async (ctx, next) => {
    const payload = readPayload(ctx.match);
    if (payload?.purpose !== "group") return next();
    await connect(ctx, payload.token);
  });
  messages.command(["help", "start"], (ctx) => help(ctx));
  messages.filter(isReplyToBot, async (ctx, next) => {
    if (await deps.groupByChat(ctx.chat.id)) return next();
    const replied = realReply(ctx.message);
    // a group that has got a new id is not known by the old one any more, its cards are
    if (replied && (await deps.isOurs(ctx.chat.id, replied.message_id))) return next();
    await say(ctx, unconnectedGroupScreen(ctx.t));
  });

  async function connect(ctx: InGroup, token: string): Promise<void> {
    if (isAnonymous(ctx.message)) {
      await say(ctx, anonymousScreen(ctx.t));
      return;
    }
    const facts = await inspectChat(ctx.api, ctx.me.id, ctx.chat.id);
    if (!facts) return;
    const { cause, actor } = ctx;
    const outcome = await useCases.connectGroup({ cause, token, actor, facts });
    if (outcome.kind !== "connected") await say(ctx, notConnectedScreen(outcome.kind, ctx.t));
  }

  async function help(ctx: InGroup): Promise<void> {
    const facts = await inspectChat(ctx.api, ctx.me.id, ctx.chat.id);
    if (!facts) return;
    const outcome = await useCases.refreshGroup({ cause: ctx.cause, facts });
    if (outcome.kind === "unknown") await say(ctx, unconnectedGroupScreen(ctx.t));
    else await say(ctx, groupHelpScreen(outcome.lacks, ctx.t));
    if (isAnonymous(ctx.message)) await say(ctx, anonymousScreen(ctx.t));
  }

  /** What an update says may be old, or said in a chat that has moved: Telegram is asked again. */
  async function lookAgain(ctx: BotContext, chatId: number): Promise<void> {
    const { cause } = ctx;
    const facts = await inspectChat(ctx.api, ctx.me.id, chatId);
    if (!facts) {
      await useCases.silenceGroup({ cause, chatId, trouble: "lost" });
      return;
    }
    if (facts.chatId !== chatId) await move(ctx, chatId, facts.chatId);
    else await useCases.refreshGroup({ cause, facts });
  }

  async function move(ctx: BotContext, fromChatId: number, toChatId: number): Promise<void> {
    const { cause } = ctx;
    const { kind } = await useCases.moveGroup({ cause, fromChatId, toChatId });
    if (kind === "moved") await deps.onGroupMoved(cause, fromChatId, toChatId);
    const facts = await inspectChat(ctx.api, ctx.me.id, toChatId);
    if (facts) await useCases.refreshGroup({ cause, facts });
  }

  return composer;
}

function isGroup(ctx: BotContext): boolean {
  return ctx.chat?.type === "group" || ctx.chat?.type === "supergroup";
}

async function say(ctx: BotContext, screen: Parameters<typeof show>[1]): Promise<void> {
  await unlessRefused(() => show(ctx, screen));
}

function isReplyToBot(ctx: InGroup): boolean {
  return realReply(ctx.message)?.from?.id === ctx.me.id;
}
