import type { Profile } from "../../members/index.ts";
import type { BotContext, Home } from "../../telegram/index.ts";
import type { QuestionsDependencies } from "../dependencies.ts";
import type { UseCases } from "../use-cases.ts";

/** What the handlers of questions work with. */
export interface QuestionsBot {
  deps: QuestionsDependencies;
  home: () => Pick<Home, "keyboard">;
  signUpFirst: (ctx: BotContext) => Promise<boolean>;
  /** Whether more updates of this chat wait behind the one being handled. */
  hasMore: (chatId: number) => boolean;
  /** Waits until what is queued for a chat has been sent and written down. */
  settled: (chatId: number) => Promise<void>;
  useCases: UseCases;
}

/** The signed-up sender of an update. */
export async function profileOf(bot: QuestionsBot, ctx: BotContext): Promise<Profile> {
  const profile = ctx.actor.personId && (await bot.deps.profileOf(ctx.actor.personId));
  if (!profile) throw new Error("the sender has no profile");
  return profile;
}
