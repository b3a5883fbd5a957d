import { errors } from "../errors.ts";
import { LARGEST_DOWNLOAD_BYTES } from "../files.ts";
import type { WebhookState } from "../model.ts";
import { administratorRights } from "../rights.ts";
import type { Handlers } from "./context.ts";

/** The bot itself: who it is, how it gets its updates, its files. */
export const botHandlers: Handlers<
  | "getMe"
  | "getUpdates"
  | "setWebhook"
  | "deleteWebhook"
  | "getWebhookInfo"
  | "getFile"
  | "setMyDefaultAdministratorRights"
  | "getMyDefaultAdministratorRights"
> = {
  getMe: ({ world }) => ({
    ...world.bot,
    is_bot: true,
    username: world.bot.username ?? "",
    can_join_groups: true,
    can_read_all_group_messages: world.seesAllGroupMessages,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  }),
  getUpdates: ({ updates }, parameters, signal) => updates.poll(parameters ?? {}, signal),
  setWebhook({ updates, webhook }, parameters) {
    const { url, secret_token: secret } = parameters;
    if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
      throw errors.badRequest("secret token contains unallowed characters");
    }
    updates.setAllowed(parameters.allowed_updates);
    if (parameters.drop_pending_updates === true) updates.dropPending();
    // An empty one, and one left out, take the webhook away.
    if (!url) {
      webhook.set(null);
      return true;
    }
    refuseUnsafe(url);
    updates.abortPoll(errors.terminatedBySetWebhook());
    const state: WebhookState = {
      url,
      maxConnections: Math.min(Math.max(parameters.max_connections ?? 40, 1), 100),
      ...(secret !== undefined && { secret }),
    };
    webhook.set(state);
    return true;
  },
  deleteWebhook({ updates, webhook }, parameters) {
    if (parameters?.drop_pending_updates === true) updates.dropPending();
    webhook.set(null);
    return true;
  },
  getWebhookInfo({ world, updates }) {
    const { webhook, allowed } = world.state.updates;
    return {
      url: webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: updates.pendingCount(),
      ...(webhook && { max_connections: webhook.maxConnections }),
      ...(webhook?.lastErrorDate !== undefined && { last_error_date: webhook.lastErrorDate }),
      ...(webhook?.lastErrorMessage !== undefined && {
        last_error_message: webhook.lastErrorMessage,
      }),
      ...(allowed && { allowed_updates: allowed as ["message"] }),
    };
  },
  getFile({ files }, { file_id }) {
    const file = files.get(file_id);
    if (!file) throw errors.invalidFileId();
    if (file.size > LARGEST_DOWNLOAD_BYTES) throw errors.fileTooBig();
    return {
      file_id: file.id,
      file_unique_id: file.uniqueId,
      file_size: file.size,
      file_path: file.path,
    };
  },
  setMyDefaultAdministratorRights({ world }, parameters) {
    const { rights, for_channels } = parameters;
    const { defaultRights } = world.state.botSettings;
    if (rights) defaultRights.set(String(for_channels ?? false), rights);
    else defaultRights.delete(String(for_channels ?? false));
    return true;
  },
  getMyDefaultAdministratorRights({ world }, parameters) {
    const kept = world.state.botSettings.defaultRights.get(
      String(parameters.for_channels ?? false),
    );
    return kept ?? { ...administratorRights({}), can_manage_chat: false };
  },
};

/** The real server wants https everywhere; here a server on the same machine may do without. */
function refuseUnsafe(url: string): void {
  const parsed = URL.parse(url);
  if (!parsed) throw errors.badRequest("invalid webhook URL specified");
  const isLocal = parsed.hostname === "127.0.0.1" || parsed.hostname === "localhost";
  if (parsed.protocol !== "https:" && !isLocal) {
    throw errors.badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  }
}
