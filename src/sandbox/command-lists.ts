import type { BotCommand, BotCommandScope } from "@grammyjs/types";
import type { ChatRecord } from "./model.ts";
import { isAdministrator } from "./rights.ts";
import { personOf } from "./world.ts";
import type { World } from "./world.ts";

/** Under which key the commands of a scope and language are kept. */
export function commandsKey(scope: BotCommandScope = { type: "default" }, language = ""): string {
  const chat = "chat_id" in scope ? Number(scope.chat_id) : "";
  const user = "user_id" in scope ? scope.user_id : "";
  return [scope.type, chat, user, language].join(":");
}

/** The commands that a person is offered in a chat: https://core.telegram.org/bots/api#botcommandscope */
export function commandsFor(world: World, chat: ChatRecord, person: number): BotCommand[] {
  const language = personOf(world, person).profile.language_code ?? "";
  for (const scope of scopesFor(chat, person)) {
    for (const tongue of new Set([language, ""])) {
      const found = world.state.botSettings.commands.get(commandsKey(scope, tongue));
      if (found) return found;
    }
  }
  return [];
}

function scopesFor(chat: ChatRecord, person: number): BotCommandScope[] {
  const chat_id = chat.id;
  if (chat.type === "private") {
    return [{ type: "chat", chat_id }, { type: "all_private_chats" }, { type: "default" }];
  }
  const isAdmin = isAdministrator(chat.members.get(person));
  return [
    { type: "chat_member", chat_id, user_id: person },
    ...(isAdmin ? [{ type: "chat_administrators" as const, chat_id }] : []),
    { type: "chat", chat_id },
    ...(isAdmin ? [{ type: "all_chat_administrators" as const }] : []),
    { type: "all_group_chats" },
    { type: "default" },
  ];
}
