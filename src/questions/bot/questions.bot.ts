import type { Profile } from "../../members/index.ts";
import type { Message } from "@grammyjs/types";
import { type BotContext, type Home, realReply } from "../../telegram/index.ts";
import type { QuestionsDependencies } from "../dependencies.ts";
import type { MessageCopy } from "../question.ts";
import type { UseCases } from "../use-cases.ts";

/** What the handlers of questions work with. */
export interface QuestionsBot {
  deps: QuestionsDependencies;
  home: () => Pick<Home, "keyboard">;
  signUpFirst: (ctx: BotContext) => Promise<boolean>;
  /** Whether more updates of this chat wait behind the one being handled. */
  hasMore: (chatId: number) => boolean;
  /** Waits a moment until what has been sent to a chat stands in the books. */
  recorded: (chatId: number) => Promise<void>;
  useCases: UseCases;
}

/** Who sent an update, of those who have agreed to be known. */
export function personOf({ actor }: BotContext): string {
  if (actor.personId === null) throw new Error("the sender is not known");
  return actor.personId;
}

/** What was found once is not read again for the same update: several features ask. */
const found = new WeakMap<Message, MessageCopy>();

/** What the message replies to, as far as it belongs to a question. */
export async function repliedCopy(
  bot: QuestionsBot,
  message: Message,
): Promise<MessageCopy | null> {
  const known = found.get(message);
  if (known) return known;
  const replied = realReply(message);
  const copy = replied && (await readCopy(bot, message.chat.id, replied.message_id));
  if (copy) found.set(message, copy);
  return copy ?? null;
}

/** A quick reader may reply before we have written down what we sent. */
async function readCopy(
  { deps, recorded }: QuestionsBot,
  chatId: number,
  messageId: number,
): Promise<MessageCopy | null> {
  const copy = await deps.desks.copyAt(chatId, messageId);
  if (copy) return copy;
  await recorded(chatId);
  return deps.desks.copyAt(chatId, messageId);
}

/** The signed-up sender of an update. */
export async function profileOf(bot: QuestionsBot, ctx: BotContext): Promise<Profile> {
  const profile = ctx.actor.personId && (await bot.deps.profileOf(ctx.actor.personId));
  if (!profile) throw new Error("the sender has no profile");
  return profile;
}
