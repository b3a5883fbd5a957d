import { flag, integer, json, required, text, unsupported } from "./parameter.ts";
import { administratorRights, commands, commandScope, menuButton, updateKinds } from "./shapes.ts";
import type { SchemaTable } from "./table.ts";

const inLanguage = { language_code: text };
const scoped = { scope: json(commandScope), language_code: text };

export const botSchemas = {
  getMe: {},
  getUpdates: {
    offset: integer,
    limit: integer,
    timeout: integer,
    allowed_updates: json(updateKinds),
  },
  setWebhook: {
    url: text,
    certificate: unsupported,
    ip_address: text,
    max_connections: integer,
    allowed_updates: json(updateKinds),
    drop_pending_updates: flag,
    secret_token: text,
  },
  deleteWebhook: { drop_pending_updates: flag },
  getWebhookInfo: {},
  getFile: { file_id: required(text, "file_id not specified") },
  setMyCommands: { ...scoped, commands: required(json(commands), "commands are not specified") },
  deleteMyCommands: scoped,
  getMyCommands: scoped,
  setMyName: { ...inLanguage, name: text },
  getMyName: inLanguage,
  setMyDescription: { ...inLanguage, description: text },
  getMyDescription: inLanguage,
  setMyShortDescription: { ...inLanguage, short_description: text },
  getMyShortDescription: inLanguage,
  setChatMenuButton: { chat_id: integer, menu_button: json(menuButton) },
  getChatMenuButton: { chat_id: integer },
  setMyDefaultAdministratorRights: { rights: json(administratorRights), for_channels: flag },
  getMyDefaultAdministratorRights: { for_channels: flag },
} satisfies SchemaTable<
  | "getMe"
  | "getUpdates"
  | "setWebhook"
  | "deleteWebhook"
  | "getWebhookInfo"
  | "getFile"
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
  | "setMyDefaultAdministratorRights"
  | "getMyDefaultAdministratorRights"
>;
