import type { BotCommandScope } from "@grammyjs/types";
import { commandsKey } from "../command-lists.ts";
import { errors } from "../errors.ts";
import type { World } from "../world.ts";
import type { Handlers } from "./context.ts";

/** What people see of the bot before they write to it: commands, name, descriptions, menu button. */
export const profileHandlers: Handlers<
  | "setMyCommands"
  | "deleteMyCommands"
  | "getMyCommands"
  | "setMyName"
  | "getMyName"
  | "setMyDescription"
  | "getMyDescription"
  | "setMyShortDescription"
  | "getMyShortDescription"
  | "setChatMenuButton"
  | "getChatMenuButton"
> = {
  setMyCommands({ world }, { commands, scope, language_code }) {
    refuseUnknownChat(world, scope);
    const key = commandsKey(scope, language_code);
    world.state.botSettings.commands.set(key, [...commands]);
    world.announce({ kind: "bot" });
    return true;
  },
  deleteMyCommands({ world }, { scope, language_code }) {
    world.state.botSettings.commands.delete(commandsKey(scope, language_code));
    world.announce({ kind: "bot" });
    return true;
  },
  getMyCommands: ({ world }, { scope, language_code }) =>
    world.state.botSettings.commands.get(commandsKey(scope, language_code)) ?? [],

  setMyName({ world }, { name, language_code }) {
    setText(world, world.state.botSettings.names, language_code, name, 64);
    return true;
  },
  getMyName: ({ world }, { language_code }) => ({
    name: textFor(world.state.botSettings.names, language_code) || world.bot.first_name,
  }),
  setMyDescription({ world }, { description, language_code }) {
    setText(world, world.state.botSettings.descriptions, language_code, description, 512);
    return true;
  },
  getMyDescription: ({ world }, { language_code }) => ({
    description: textFor(world.state.botSettings.descriptions, language_code),
  }),
  setMyShortDescription({ world }, { short_description, language_code }) {
    setText(
      world,
      world.state.botSettings.shortDescriptions,
      language_code,
      short_description,
      120,
    );
    return true;
  },
  getMyShortDescription: ({ world }, { language_code }) => ({
    short_description: textFor(world.state.botSettings.shortDescriptions, language_code),
  }),

  setChatMenuButton({ world }, { chat_id, menu_button }) {
    world.state.botSettings.menuButtons.set(chat_id ?? 0, menu_button ?? { type: "default" });
    return true;
  },
  getChatMenuButton({ world }, { chat_id }) {
    const { menuButtons } = world.state.botSettings;
    return menuButtons.get(chat_id ?? 0) ?? menuButtons.get(0) ?? { type: "default" };
  },
};

function refuseUnknownChat(world: World, scope: BotCommandScope | undefined): void {
  if (!scope || !("chat_id" in scope)) return;
  if (!world.state.chats.has(Number(scope.chat_id))) throw errors.chatNotFound();
}

function setText(
  world: World,
  texts: Map<string, string>,
  language = "",
  text = "",
  longest: number,
): void {
  if (text.length > longest) throw errors.misuse(`at most ${longest} characters`);
  if (text === "") texts.delete(language);
  else texts.set(language, text);
  world.announce({ kind: "bot" });
}

/** The text in this language, else the one for all others. */
export function textFor(texts: Map<string, string>, language = ""): string {
  return texts.get(language) ?? texts.get("") ?? "";
}
